import { describe, expect, it } from 'vitest';
import { bytesOf, formsOf, LARGEST_CARD_BYTES, toCard } from '../../../src/adapters/feishu/card.ts';
import { cardActSchema } from '../../../src/adapters/feishu/schema.ts';
import type { Excerpt } from '../../../src/core/bulletin.ts';
import type { Amendment, LearningFace, Reply } from '../../../src/core/chat.ts';
import type { WeeklyReport } from '../../../src/core/reporting/weekly-report.ts';
import type { Digest } from '../../../src/core/serving/digest.ts';
import { validateCard } from '../../fakes/fake-feishu/validate-card.ts';
import { textOfCard } from './texts.ts';

const HOSTILE = '<at id=all></at> [x](http://evil) **b** `c` <script>alert(1)</script> | & \u202e';
const LONG = '长'.repeat(500);
const url = 'http://pages.example/issues/x/articles/1#p1';
const options = { publicUrl: 'http://pages.example' };

const digest = (text: string, articles: number): Digest => ({
  issueId: 'x-2024-06',
  label: `《${text}》2024年第6期`,
  date: '2024-03-14',
  url,
  matched: Array.from({ length: Math.min(articles, 12) }, () => ({
    topic: text,
    title: text,
    unit: text,
    text,
    passage: 'p1',
    url,
  })),
  contents: Array.from({ length: articles }, (_, i) => ({ number: i + 1, title: text, unit: text, url })),
});
const weekly = (text: string): WeeklyReport => {
  const asked = { question: text, times: 3, ending: 'not-found', lastDay: '2026-11-22' } as const;
  return {
    from: '2026-11-16',
    to: '2026-11-22',
    days: Array.from({ length: 7 }, (_, i) => ({
      day: `2026-11-${16 + i}`,
      counts: { answered: i, 'near-miss': 1, 'not-found': 2 },
    })),
    total: 30,
    notFound: Array(5).fill(asked),
    mostAsked: Array(5).fill(asked),
    leastUseful: Array(5).fill({ question: text, useful: 1, useless: 4, reasons: ['outdated', text] }),
  };
};
const excerpt = (text: string): Excerpt => ({
  issue: { id: 'x-2024-06', label: `《${text}》2024年第6期`, date: '2024-03-14' },
  article: { number: 1, title: text, unit: text },
  section: [text],
  text,
  highlights: [[0, 2]],
  passage: 'p1abcdef',
  url,
  score: 0.5,
});
const amended: Amendment[] = [
  { kind: 'corrected', label: HOSTILE, url },
  { kind: 'withdrawn', label: HOSTILE, url: null },
];
const learning = (face: LearningFace): Reply => ({ kind: 'learning', face });
const candidates = (text: string): Excerpt[] => Array(4).fill(excerpt(text));

describe.each([
  ['plain text', '柳溪县建好人才公寓'],
  ['markup', HOSTILE],
  ['long text', LONG],
])('with %s', (_, text) => {
  it.each<[string, Reply]>([
    ['a digest', { kind: 'digest', digest: digest(text, 3) }],
    ['a digest of sixty articles', { kind: 'digest', digest: digest(text, 60) }],
    ['a digest of one topic in an amended issue', { kind: 'digest', digest: digest(text, 1), amended }],
    ['a weekly report', learning({ show: 'weekly', report: weekly(text), chat: 'oc_1' })],
    [
      'a synonym to confirm',
      learning({ show: 'synonym', words: [text.slice(0, 20), '人才房'], chat: 'oc_1' }),
    ],
    [
      'a golden question to confirm',
      learning({ show: 'golden', question: text, candidates: candidates(text), chat: 'oc_1' }),
    ],
  ])('%s is a card Feishu takes, and says what it should', (_, reply) => {
    expect(validateCard(toCard(reply, { ...options, short: true }))).toEqual([]);
    const [first] = formsOf(reply, options);
    expect(first?.type).toBe('interactive');
    expect(bytesOf(first?.content ?? '')).toBeLessThanOrEqual(LARGEST_CARD_BYTES);
    const card = JSON.parse(first?.content ?? '') as object;
    expect(validateCard(card)).toEqual([]);
    if (text === HOSTILE) expect(textOfCard(card)).toContain('<at id=all></at>');
  });
});

it('a weekly report of a week in which all went well says so', () => {
  const report = { ...weekly('好'), notFound: [], mostAsked: [], leastUseful: [] };
  const card = toCard(learning({ show: 'weekly', report, chat: 'oc_1' }), options);
  expect(validateCard(card)).toEqual([]);
  expect(textOfCard(card).match(/没有。/g)).toHaveLength(3);
});

describe('cardActSchema', () => {
  it.each<[string, object, unknown]>([
    [
      'a synonym',
      { tag: 'button', value: { act: 'add-synonym', words: ['甲', '乙'], chat: 'oc_1' } },
      { act: 'add-synonym', words: ['甲', '乙'], chat: 'oc_1' },
    ],
    [
      'a proposed synonym',
      { tag: 'button', name: 'propose_synonym', form_value: { synonym: '甲=乙' } },
      { act: 'propose-synonym', said: '甲=乙' },
    ],
    ['leaving it', { tag: 'button', value: { act: 'leave' } }, { act: 'leave' }],
  ])('reads %s', (_, action, act) => {
    expect(cardActSchema.parse(action)).toEqual({ kind: 'companion', do: act });
  });

  it.each([
    ['one word', { act: 'add-synonym', words: ['甲'], chat: 'oc_1' }],
    ['words that are none', { act: 'add-synonym', words: [1, 2], chat: 'oc_1' }],
    ['a chat that is none', { act: 'add-synonym', words: ['甲', '乙'], chat: '../x' }],
    ['an endless question', { act: 'choose-golden', question: '问'.repeat(301), chat: 'oc_1' }],
    ['no passage', { act: 'add-golden', question: '问', issueId: 'x', chat: 'oc_1' }],
  ])('refuses %s', (_, value) => {
    expect(cardActSchema.safeParse({ tag: 'button', value }).success).toBe(false);
  });
});
