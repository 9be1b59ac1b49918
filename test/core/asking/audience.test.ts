import { beforeAll, describe, expect, it } from 'vitest';
import { createChineseText } from '../../../src/adapters/chinese/chinese-text.ts';
import { createMiniSearchSuggester } from '../../../src/adapters/indexes/minisearch-suggester.ts';
import type { Viewer } from '../../../src/core/bulletin.ts';
import { type AskInvented, askOf, buildInvented, inventedIssues, LEADERS } from './invented-library.ts';

const OUTSIDER: Viewer = { kind: 'member', chats: ['oc_other'] };
const LEADER: Viewer = { kind: 'member', chats: ['oc_other', LEADERS] };

let ask: AskInvented;
beforeAll(async () => {
  ask = askOf(await buildInvented());
});

/** All that answers and suggestions could tell of the December issue and of nothing else. */
const SECRETS = /潜鳞|后备干部320|77套|401个|离任审计|113个|荞岭|第12期|2024-12/u;
/** Each question leads to the December issue for those who may see it. */
const QUESTIONS = [
  '潜鳞计划是什么',
  '枫谷区后备干部有多少名',
  '枫谷区人才公寓有多少套',
  '2024年枫谷区有多少个网格',
  '市审计局查出多少问题',
  '离任审计',
  '2024年第12期有哪些文章',
  '市审计局写过什么',
  '2024年有哪些期',
  '枫谷区写过哪些文章',
  '哪些县写过人才公寓',
  '目录',
  '最近一期',
  '2024年12月有哪些文章',
  '荞岭县写过什么',
];

describe('the library of those who may not see all of it', () => {
  it('is kept for the 32 kinds of them that asked last', async () => {
    const library = (await buildInvented()).current();
    // Every set of issues but the first is seen by somebody.
    const seen = Array.from({ length: 33 }, (_, i) => library.issues.filter((_, at) => (i + 1) & (1 << at)));
    const of = (i: number) => library.seenBy(seen[i]!);
    const [first, second] = [of(0), of(1)];
    for (let i = 2; i < 32; i++) of(i);
    expect(of(0)).toBe(first);
    of(32);
    expect(of(0)).toBe(first);
    expect(of(1)).not.toBe(second);
  });
});

describe('an issue for one chat', () => {
  it.each(QUESTIONS)('is in no part of the answer to 「%s」 for others', async (question) => {
    const { question: _, understood, missing, ...shown } = await ask(question, { viewer: OUTSIDER });
    expect(JSON.stringify(shown)).not.toMatch(SECRETS);
    expect(understood.issue ?? '').not.toMatch(SECRETS);
    // What is missing is named as it was typed.
    for (const word of missing) expect(question).toContain(word);
  });

  it.each(QUESTIONS.filter((question) => !/荞岭|目录/u.test(question)))(
    'answers its members: 「%s」',
    async (question) => {
      const { question: _, ...answer } = await ask(question, { viewer: LEADER });
      expect(JSON.stringify(answer)).toMatch(SECRETS);
    },
  );

  it('is not counted for others', async () => {
    const of = async (viewer: Viewer): Promise<number> => (await ask('目录', { viewer })).total;
    expect((await of(LEADER)) - (await of(OUTSIDER))).toBe(1);
    expect(await of({ kind: 'everything' })).toBe(await of(LEADER));
  });

  it('is out of reach through a follow-up', async () => {
    for (const question of ['第一个展开', '还有吗', '那枫谷区呢', '多少套？', '上一期呢']) {
      const context = ['潜鳞计划是什么', '2024年第12期有哪些文章'];
      const {
        question: _,
        understood,
        missing,
        ...shown
      } = await ask(question, { viewer: OUTSIDER, context });
      expect(JSON.stringify([shown, understood.issue]), question).not.toMatch(SECRETS);
    }
  });

  it.each(['潜林计划是什么', 'qianlin jihua', '潜鳞计化'])(
    'lends none of its names to corrections for others: 「%s」',
    async (question) => {
      const { understood } = await ask(question, { viewer: OUTSIDER });
      expect(understood.corrected.map(({ to }) => to).join()).not.toContain('潜鳞');
    },
  );

  it('lends none of its units to the reading of a question for others', async () => {
    const { understood } = await ask('审计局怎么做的', { viewer: OUTSIDER });
    expect(understood.units).toEqual([]);
  });

  it.each(['潜鳞', 'qianlin', '审计', '12期', '荞岭'])(
    'is in no suggestion for 「%s」 for others',
    async (typed) => {
      const suggester = createMiniSearchSuggester({ chinese: createChineseText() });
      for (const issue of inventedIssues()) suggester.replaceIssue(issue);
      const suggested = await suggester.suggest(typed, OUTSIDER, 20);
      expect(JSON.stringify(suggested)).not.toMatch(/潜鳞|审计|荞岭|2024年第12期|2024-12/u);
    },
  );
});
