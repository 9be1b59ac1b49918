import { describe, expect, it } from 'vitest';
import type { Answer, Excerpt, ListingItem } from '../../../src/core/bulletin.ts';
import { goldenQuestion } from '../../../src/core/evaluating/golden-question.ts';
import { judgeAnswer } from '../../../src/core/evaluating/judge-answer.ts';
import { anAnswer, anExcerpt } from './sample-answer.ts';

const FLATS = '柳溪县建成人才公寓120套。';
const RENT = '租金每月每平方米6元。';
const STORED = new Map([['云川-2024-06#p1', [`${FLATS}${RENT}`, '一、住有所居']]]);

const flats = anExcerpt({ text: FLATS });
const rent = anExcerpt({ text: RENT });
const other = anExcerpt({ text: FLATS, unit: '白石县委组织部' });
const item = (title: string, issueId = '云川-2024-06'): ListingItem => ({
  type: 'article',
  label: title,
  title,
  unit: '柳溪县委组织部',
  issue: { id: issueId, label: '《云川》2024年第6期', date: null },
  url: '/',
});

const excerpts = (...shown: Excerpt[]): Partial<Answer> => ({ kind: 'excerpts', excerpts: shown });
const listing = (total: number, ...items: ListingItem[]): Partial<Answer> => ({
  kind: 'listing',
  listing: items,
  total,
});

const judge = (question: object, answer: Partial<Answer>) =>
  judgeAnswer(
    goldenQuestion.parse({ id: 'g1', q: '？', kind: 'how', ...question }),
    anAnswer(answer),
    STORED,
  );

describe('judgeAnswer()', () => {
  const key = ['人才公寓 120 套'];
  it.each<[string, object, Partial<Answer>, boolean]>([
    ['a key in the first excerpt, whatever its spaces', { key }, excerpts(flats, rent), true],
    ['a key in the second excerpt only', { key }, excerpts(rent, flats), false],
    ['one of several keys', { key: ['不在这里', ...key] }, excerpts(flats), true],
    ['the gold sentence around a key', { gold: [FLATS] }, excerpts(flats), true],
    [
      'all keys, in different excerpts',
      { key: [...key, '每平方米6元'], all: true },
      excerpts(rent, flats),
      true,
    ],
    ['one of all keys', { key: [...key, '每平方米6元'], all: true }, excerpts(flats), false],
    ['a key in a comparison', { key }, { kind: 'comparison', excerpts: [flats] }, true],
    [
      'a key in a comparison where excerpts are wanted',
      { key, answerKind: 'excerpts' },
      { kind: 'comparison', excerpts: [flats] },
      false,
    ],
    ['a refusal where a key is wanted', { key }, { kind: 'near-miss', related: [flats] }, false],
    ['another unit below a right excerpt', { key, unit: '柳溪' }, excerpts(flats, other), false],
    [
      'another issue below a right excerpt',
      { key, issue: '云川-2024-06' },
      excerpts(flats, anExcerpt({ text: RENT, issueId: '云川-2023-06' })),
      false,
    ],
    [
      'a listing with all items and more',
      { answerKind: 'listing', items: ['驿站'] },
      listing(2, item('建好驿站'), item('请进来')),
      true,
    ],
    [
      'a listing without an item',
      { answerKind: 'listing', items: ['驿站'] },
      listing(1, item('请进来')),
      false,
    ],
    [
      'a listing with another total',
      { answerKind: 'listing', items: ['驿站'], total: 1 },
      listing(2, item('建好驿站')),
      false,
    ],
    [
      'an item named by its unit',
      { answerKind: 'listing', items: ['柳溪'] },
      listing(1, item('建好驿站')),
      true,
    ],
    [
      'an item named by its issue',
      { answerKind: 'listing', items: ['2024年第6期'] },
      listing(1, item('建好驿站')),
      true,
    ],
    [
      'an item of another issue',
      { answerKind: 'listing', issue: '云川-2024-06', items: ['驿站'] },
      listing(1, item('建好驿站', '云川-2023-06')),
      false,
    ],
    ['excerpts where a listing is wanted', { answerKind: 'listing' }, excerpts(flats), false],
    ['help where help is wanted', { answerKind: 'help' }, { kind: 'help' }, true],
    ['a refusal of what cannot be answered', { unanswerable: true }, { kind: 'not-found' }, true],
    ['an answer to what cannot be answered', { unanswerable: true }, excerpts(flats), false],
    [
      'a kind of refusal that is not wanted',
      { unanswerable: true, answerKind: ['not-found', 'help'] },
      { kind: 'near-miss' },
      false,
    ],
  ])('judges %s', (_, question, answer, right) => {
    expect(judge(question, answer).right).toBe(right);
  });

  it('says where a wanted text stands, and nothing where none is wanted', () => {
    expect(judge({ key }, excerpts(rent, flats))).toMatchObject({ inFirst: false, inThree: true });
    expect(judge({ key }, excerpts(rent, rent, rent, flats))).toMatchObject({ inThree: false });
    expect(judge({ answerKind: 'help' }, { kind: 'help' })).toMatchObject({ inFirst: null, inThree: null });
  });

  it('names a wrong unit only where it is shown as the answer', () => {
    expect(judge({ unit: '柳溪' }, excerpts(other)).wrongUnit).toBe(true);
    expect(judge({ unit: '柳溪' }, { kind: 'near-miss', related: [other] }).wrongUnit).toBe(false);
  });

  it('tells whether something near was offered', () => {
    const question = { unanswerable: true, related: key };
    expect(judge(question, { kind: 'near-miss', related: [rent, flats] }).relatedFound).toBe(true);
    expect(judge(question, { kind: 'not-found' }).relatedFound).toBe(false);
    expect(judge({ unanswerable: true }, { kind: 'not-found' }).relatedFound).toBe(null);
  });

  it.each<[number, string, Partial<Answer>]>([
    [0, 'slices of the passage and of the heading over it', excerpts(flats, anExcerpt({ text: '住有所居' }))],
    [1, 'a changed character', excerpts(anExcerpt({ text: FLATS.replace('。', '！') }))],
    [1, 'a slice of another passage', excerpts(anExcerpt({ text: FLATS, passage: 'p2' }))],
    [1, 'a related passage', { kind: 'near-miss', related: [anExcerpt({ text: '没有的话' })] }],
    [1, 'an item of a listing', listing(1, { ...item('请'), excerpt: anExcerpt({ text: '没有的话' }) })],
    [1, 'a newer figure', excerpts({ ...flats, newer: { label: '', text: '没有的话', url: '' } })],
    [0, 'a newer figure of the library', excerpts({ ...flats, newer: { label: '', text: RENT, url: '' } })],
  ])('counts %i not verbatim in %s', (count, _, answer) => {
    expect(judge({}, answer).notVerbatim).toBe(count);
  });
});
