import { describe, expect, it } from 'vitest';
import {
  askCollection,
  collectionQuestion,
  collectionReport,
  type Run,
} from '../../../src/core/evaluating/collection-report.ts';
import { percentile } from '../../../src/core/evaluating/statistics.ts';

const run = (gold: string[], ranked: string[], answer: string[] = [], excerpts: string[] = []): Run => ({
  question: { id: 'q', q: '？', gold, answer },
  ranked,
  excerpts,
  ms: 1,
});
/** `id` at this rank, among others. */
const atRank = (rank: number, id: string): string[] => [...Array(rank - 1).fill('-'), id, '-'];

describe('collectionReport()', () => {
  it('counts the first right line within 1, 5 and 10', () => {
    const ranks = [1, 2, 5, 6, 10, 11];
    const report = collectionReport(
      [...ranks.map((rank) => run(['a'], atRank(rank, 'a'))), run(['a'], [])],
      7,
    );
    expect(report).toMatchObject({ n: 7, recall: { 1: 1 / 7, 5: 3 / 7, 10: 5 / 7 }, ms: { build: 7 } });
    expect(report.mrr10).toBeCloseTo((1 + 1 / 2 + 1 / 5 + 1 / 6 + 1 / 10) / 7);
  });

  it.each([
    ['one right line at rank 3', ['a'], atRank(3, 'a'), 1 / 2],
    ['two of two at ranks 1 and 3', ['a', 'b'], ['a', '-', 'b'], (1 + 1 / 2) / (1 + 1 / Math.log2(3))],
    ['one of two at rank 1', ['a', 'b'], ['a'], 1 / (1 + 1 / Math.log2(3))],
    ['a right line at rank 11', ['a'], atRank(11, 'a'), 0],
    ['no line that could be right', [], ['a'], 0],
  ])('gives nDCG@10 for %s', (_, gold, ranked, expected) => {
    expect(collectionReport([run(gold, ranked)], 0).ndcg10).toBeCloseTo(expected);
  });

  it('looks for an answer in the first excerpt and in the first three, without white space', () => {
    const answer = ['四十二 名', '42名'];
    const report = collectionReport(
      [
        run(['a'], [], answer, ['选派 42 名农技专家。']),
        run(['a'], [], answer, ['无', '无', '四十\n二名专家']),
        run(['a'], [], answer, ['无', '无', '无', '42名']),
        run(['a'], [], answer, [`42名${'长'.repeat(198)}`]),
        run(['a'], [], [], ['没有答案可比']),
      ],
      0,
    );
    expect(report.excerpt).toEqual({ first: 1 / 4, anyOf3: 2 / 4 });
    expect(collectionReport([run(['a'], [])], 0).excerpt).toEqual({ first: null, anyOf3: null });
  });
});

it('askCollection() keeps what was found and how long it took', async () => {
  const question = collectionQuestion.parse({ id: 'q1', q: '多少名？', gold: ['a'] });
  const times = [100, 103.5];
  const find = async (q: string) => ({ ranked: [q], excerpts: ['x'] });
  const heard: number[] = [];
  expect(
    await askCollection(
      [question],
      find,
      () => times.shift() as number,
      (done) => heard.push(done),
    ),
  ).toEqual([{ question, ranked: ['多少名？'], excerpts: ['x'], ms: 3.5 }]);
  expect(heard).toEqual([1]);
});

it.each([
  [[], 0.5, 0],
  [[7], 0.99, 7],
  [[4, 1, 3, 2], 0.5, 2],
  [Array.from({ length: 200 }, (_, i) => i + 1), 0.99, 198],
])('percentile(%j, %f) is %f by nearest rank', (values, share, expected) => {
  expect(percentile(values, share)).toBe(expected);
});
