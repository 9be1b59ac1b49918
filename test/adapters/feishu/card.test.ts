import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blockedForm,
  bytesOf,
  formsOf,
  LARGEST_CARD_BYTES,
  toCallbackBody,
  toCard,
} from '../../../src/adapters/feishu/card.ts';
import type { Answer, AnswerKind, Excerpt, ListingItem } from '../../../src/core/bulletin.ts';
import type { AnswerView, Reply } from '../../../src/core/chat.ts';
import { validateCard } from '../../fakes/fake-feishu/validate-card.ts';
import { linksOfCard, textOfCard } from './texts.ts';

const options = { publicUrl: 'https://pages.example' };
const HOSTILE =
  '<at id=all></at>[免费](http://evil.example)**粗**\u202e反\u0000<font color=red>红</font>:OK:';

const excerpt = (n: number, changes: Partial<Excerpt> = {}): Excerpt => ({
  issue: { id: `云州-2024-0${n}`, label: `《云州组工信息》2024年第${n}期`, date: '2024-03-14' },
  article: { number: 1, title: '做优人才生态', unit: `中共第${n}县委组织部` },
  section: ['一、聚才', '（一）安居'],
  text: `第${n}县建成人才公寓${n}40套。`,
  highlights: [[5, 9]],
  passage: `p${n}`,
  url: `https://pages.example/issues/x-${n}/articles/1#p${n}`,
  score: 0.9,
  ...changes,
});
const item = (n: number): ListingItem => ({
  type: 'article',
  label: `做优人才生态之${n}`,
  unit: '第一县',
  issue: excerpt(1).issue,
  excerpt: excerpt(n),
  url: `https://pages.example/issues/x-${n}`,
});
const answerOf = (kind: AnswerKind, changes: Partial<Answer> = {}): Answer => ({
  question: '问',
  kind,
  understood: { units: [], period: null, issue: null, corrected: [], carriedOver: [] },
  excerpts: [],
  related: [],
  listing: [],
  total: 0,
  missing: [],
  elapsedMs: 1,
  ...changes,
});
const viewOf = (changes: Partial<AnswerView> = {}): AnswerView => ({
  question: '人才公寓有多少套',
  offset: 0,
  units: [],
  years: [],
  onlyUnit: null,
  onlyYear: null,
  askReason: false,
  ...changes,
});
const replyOf = (answer: Answer, view: Partial<AnswerView> = {}): Reply => ({
  kind: 'answer',
  answer,
  view: viewOf(view),
});
const several = (count: number): Excerpt[] => Array.from({ length: count }, (_, i) => excerpt(i + 1));
const buttons = (card: unknown): string[] =>
  [...JSON.stringify(card).matchAll(/"tag":"button","text":\{"tag":"plain_text","content":"([^"]*)"/g)].map(
    ([, text]) => text ?? '',
  );

const replies: [string, Reply][] = [
  ['one excerpt', replyOf(answerOf('excerpts', { excerpts: several(1) }))],
  [
    'nine excerpts with choices',
    replyOf(answerOf('excerpts', { excerpts: several(9) }), { units: ['甲', '乙'], years: [2024, 2023] }),
  ],
  [
    'a narrowed answer',
    replyOf(answerOf('excerpts', { excerpts: several(2) }), { units: ['甲', '乙'], onlyUnit: '乙' }),
  ],
  ['the reason form', replyOf(answerOf('excerpts', { excerpts: several(4) }), { askReason: true })],
  [
    'a newer figure',
    replyOf(
      answerOf('excerpts', {
        excerpts: [
          excerpt(1, {
            newer: { label: '《云州组工信息》2025年第1期', text: '为300套', url: 'https://pages.example/n' },
          }),
        ],
      }),
    ),
  ],
  ['a comparison', replyOf(answerOf('comparison', { excerpts: several(5), missing: ['丁县'] }))],
  [
    'a listing',
    replyOf(answerOf('listing', { listing: Array.from({ length: 10 }, (_, i) => item(i)), total: 35 }), {
      offset: 10,
    }),
  ],
  ['an empty listing', replyOf(answerOf('listing'))],
  ['a near miss', replyOf(answerOf('near-miss', { related: several(6), missing: ['火星'] }))],
  ['nothing found', replyOf(answerOf('not-found', { missing: ['火星', '月球'] }))],
  ['excerpts that are none', replyOf(answerOf('excerpts'))],
  ['help', { kind: 'help' }],
  ['a welcome to a group', { kind: 'welcome', chat: 'group' }],
  ['a welcome in private', { kind: 'welcome', chat: 'private' }],
  ['a notice', { kind: 'notice', text: '请稍后再试。' }],
];

describe('toCard()', () => {
  it.each(replies)('makes a valid card of %s, short ones too', (_, reply) => {
    expect(validateCard(toCard(reply, options))).toEqual([]);
    expect(validateCard(toCard(reply, { ...options, short: true }))).toEqual([]);
    for (const form of formsOf(reply, options)) {
      if (form.type === 'interactive') expect(validateCard(JSON.parse(form.content))).toEqual([]);
    }
    expect(validateCard(JSON.parse(blockedForm(reply, options.publicUrl).content))).toEqual([]);
  });

  it('shows the unit, the topic, the question, the excerpt with its words marked, the source and the link', () => {
    const card = toCard(replyOf(answerOf('excerpts', { excerpts: several(3) })), options);
    expect(card.header?.title.content).toBe('中共第1县委组织部');
    expect(card.header?.subtitle?.content).toBe('做优人才生态');
    const text = textOfCard(card);
    expect(text).toContain('问：人才公寓有多少套');
    expect(text).toContain('第1县建成人才公寓140套。');
    expect(text).toContain('《云州组工信息》2024年第1期 · 2024年3月14日');
    expect(text).toContain('一、聚才 › （一）安居');
    expect(text).toContain('另有 2 段相关原文');
    expect(JSON.stringify(card)).toContain("<font color='red'>人才公寓</font>");
    expect(linksOfCard(card)).toEqual(several(3).map(({ url }) => url));
    expect(buttons(card)).toEqual(['查看原文', '查看原文', '查看原文', '有用', '没用']);
  });

  it('turns the pages of what was found', () => {
    const reply = (offset: number): Reply =>
      replyOf(answerOf('excerpts', { excerpts: several(9) }), { offset });
    const pages = [0, 4, 8].map((offset) => toCard(reply(offset), options));
    expect(pages.map((card) => card.header?.title.content)).toEqual(
      [1, 5, 9].map((n) => `中共第${n}县委组织部`),
    );
    expect(pages.map((card) => buttons(card).slice(-2))).toEqual([
      ['没用', '更多'],
      ['更多', '回到开头'],
      ['没用', '回到开头'],
    ]);
    expect(JSON.stringify(pages[0])).toContain('{"act":"page","offset":4}');
  });

  it('turns the pages of a listing', () => {
    const listing = Array.from({ length: 10 }, (_, i) => item(i));
    const page = (offset: number): unknown =>
      toCard(replyOf(answerOf('listing', { listing, total: 35 }), { offset }), options);
    expect(buttons(page(0)).slice(-1)).toEqual(['下一页']);
    expect(buttons(page(10)).slice(-2)).toEqual(['上一页', '下一页']);
    expect(textOfCard(page(10))).toContain('第 11 至 20 项，共 35 项');
    expect(buttons(page(30)).slice(-1)).toEqual(['上一页']);
  });

  it.each([
    ['article', '第8期 甲县写人才公寓', '甲县写人才公寓'],
    ['unit', '甲县', '甲县 《甲县写人才公寓》'],
  ] as const)('heads a listed %s by what tells it from the others', (type, label, heading) => {
    const listed = { ...item(0), type, label, title: '甲县写人才公寓', unit: '甲县县委' };
    const text = textOfCard(toCard(replyOf(answerOf('listing', { listing: [listed], total: 1 })), options));
    expect(text.split('\n')).toEqual(expect.arrayContaining([heading, '甲县县委']));
  });

  it('never cuts a number in two', () => {
    const cutInNumber = excerpt(1, { text: `${'甲'.repeat(117)}12345套`, highlights: [] });
    const listed = { ...item(0), excerpt: cutInNumber };
    const text = textOfCard(toCard(replyOf(answerOf('listing', { listing: [listed], total: 1 })), options));
    expect(text).toContain('甲…');
  });

  it('says of a near miss what was not found, before it offers anything', () => {
    const text = textOfCard(
      toCard(replyOf(answerOf('near-miss', { related: several(2), missing: ['火星'] })), options),
    );
    expect(text.indexOf('没有找到关于“火星”的内容')).toBeGreaterThan(0);
    expect(text.indexOf('没有找到关于“火星”的内容')).toBeLessThan(text.indexOf('第1县建成'));
    expect(text).toContain('不是您问的');
  });

  it('says how the question was read', () => {
    const understood = {
      units: ['桐城市'],
      period: { from: '2023-01-01', to: '2023-12-31' },
      issue: null,
      corrected: [{ from: '同城', to: '桐城' }],
      carriedOver: ['人才公寓'],
    };
    const text = textOfCard(
      toCard(replyOf(answerOf('excerpts', { excerpts: several(1), understood })), options),
    );
    expect(text).toContain('“同城”按“桐城”查找 · 只看桐城市 · 只看2023年 · 接着上文：人才公寓');
  });

  it('shows the reason form only when asked for, with a reason, a remark and a button that sends them', () => {
    const excerpts = several(1);
    const without = JSON.stringify(toCard(replyOf(answerOf('excerpts', { excerpts })), options));
    const withForm = JSON.stringify(
      toCard(replyOf(answerOf('excerpts', { excerpts }), { askReason: true }), options),
    );
    expect(without).not.toContain('"form"');
    expect(withForm).toContain('"form_action_type":"submit"');
  });

  it('tells the sides of a comparison over time apart by their issues', () => {
    const excerpts = several(2).map((one, i) => ({
      ...one,
      issue: { id: `${i}`, label: `《云川组工信息》${2023 + i}年第1期`, date: null },
      article: { ...one.article, unit: '柳溪县委组织部' },
    }));
    const card = JSON.stringify(toCard(replyOf(answerOf('comparison', { excerpts })), options));
    expect(card).toContain('各时期的原文对照');
    for (const { issue } of excerpts) expect(card.split(issue.label).length - 1).toBe(2);
    const units = JSON.stringify(
      toCard(
        replyOf(
          answerOf('comparison', {
            excerpts: [excerpts[0]!, { ...excerpts[1]!, article: several(1)[0]!.article }],
          }),
        ),
        options,
      ),
    );
    expect(units).toContain('各单位的原文对照');
  });

  it('keeps whatever people and files say out of markup', () => {
    const hostile = excerpt(1, {
      text: HOSTILE,
      highlights: [[0, 3]],
      section: [HOSTILE],
      article: { number: 1, title: HOSTILE, unit: HOSTILE },
      issue: { id: 'x', label: HOSTILE, date: null },
    });
    for (const kind of ['excerpts', 'comparison', 'near-miss', 'not-found'] as const) {
      const answer = answerOf(kind, { excerpts: [hostile], related: [hostile], missing: [HOSTILE] });
      const card = toCard(replyOf(answer, { question: HOSTILE, units: [HOSTILE, '乙'] }), options);
      expect(validateCard(card)).toEqual([]);
      for (const markdown of markdownIn(card)) {
        expect(markdown.replace(/<br>|<font color='red'>|<\/font>/g, '')).not.toMatch(/[<>[\]*]/);
      }
      expect(linksOfCard(card).every((url) => url.startsWith('https://pages.example'))).toBe(true);
    }
  });

  it('stays valid and within 30 KB, as a card or a simpler form, for any texts of any length', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 50 }),
      fc.constantFrom('长'.repeat(9000), '<'.repeat(9000), '**'.repeat(500), ''),
    );
    const excerpts = fc.array(
      fc.record({ text, unit: text, title: text, section: fc.array(text, { maxLength: 3 }) }).map((given) =>
        excerpt(1, {
          text: given.text,
          highlights: [[0, Math.min(2, given.text.length)]],
          section: given.section,
          article: { number: 1, title: given.title, unit: given.unit },
        }),
      ),
      { maxLength: 8 },
    );
    const kinds = fc.constantFrom<AnswerKind>('excerpts', 'comparison', 'near-miss', 'not-found', 'listing');
    fc.assert(
      fc.property(
        kinds,
        excerpts,
        text,
        fc.array(text, { maxLength: 12 }),
        (kind, found, question, missing) => {
          const units = [...new Set(found.map(({ article }) => article.unit))].filter(
            (unit) => unit.length < 60,
          );
          const answer = answerOf(kind, { excerpts: found, related: found, missing });
          const reply = replyOf(answer, { question, units: units.filter(Boolean) });
          const forms = formsOf(reply, options);
          for (const form of forms.slice(0, -1)) {
            expect(validateCard(JSON.parse(form.content))).toEqual([]);
            expect(bytesOf(form.content)).toBeLessThanOrEqual(LARGEST_CARD_BYTES);
          }
          expect(forms.at(-1)?.type).toBe('text');
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('formsOf()', () => {
  it('ends with a text that holds the link and nothing a person or a file said', () => {
    const hostile = excerpt(1, { text: HOSTILE, article: { number: 1, title: HOSTILE, unit: HOSTILE } });
    const forms = formsOf(
      replyOf(answerOf('excerpts', { excerpts: [hostile] }), { question: HOSTILE }),
      options,
    );
    expect(forms.map(({ type }) => type)).toEqual(['interactive', 'interactive', 'text']);
    const { text } = JSON.parse(forms[2]?.content ?? '') as { text: string };
    expect(text).toContain(hostile.url);
    expect(text).not.toMatch(/[<[]|免费|evil/);
  });
});

describe('blockedForm()', () => {
  it('holds the link and nothing of the text', () => {
    const { content } = blockedForm(
      replyOf(answerOf('excerpts', { excerpts: several(2) })),
      options.publicUrl,
    );
    expect(content).not.toContain('人才公寓');
    expect(content).toContain(excerpt(1).url);
  });
});

describe('toCallbackBody()', () => {
  it('holds what there is of a message and a card', () => {
    expect(toCallbackBody({}, options)).toEqual({});
    const body = toCallbackBody({ toast: { tone: 'success', text: '好' }, show: { kind: 'help' } }, options);
    expect(body).toMatchObject({
      toast: { type: 'success', content: '好' },
      card: { type: 'raw', data: { schema: '2.0' } },
    });
  });
});

function markdownIn(card: unknown): string[] {
  return [...JSON.stringify(card).matchAll(/"tag":"markdown","content":("(?:[^"\\]|\\.)*")/g)].map(
    ([, content]) => JSON.parse(content ?? '""') as string,
  );
}
