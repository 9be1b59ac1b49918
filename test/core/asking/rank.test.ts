import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMiniSearchIndex } from '../../../src/adapters/indexes/minisearch.ts';
import { ranking } from '../../../src/core/asking/parameters.ts';
import { buildQuery, type ContentRun } from '../../../src/core/asking/query.ts';
import { type Query, type QueryTerm, type RankedPassage, rank } from '../../../src/core/asking/rank.ts';
import { createTokenizer, gramsOf } from '../../../src/core/asking/terms.ts';
import type { IndexedArticle, IndexTotals } from '../../../src/core/ports.ts';
import { anyIssues, indexedIssue } from '../../contracts/passage-index.ts';
import { createListSegmenter } from './list-segmenter.ts';

const tokenizer = createTokenizer(createListSegmenter('人才', '公寓', '驻村', '人才公寓'));

async function libraryOf(issues: [string, IndexedArticle[]][]): Promise<{
  index: ReturnType<typeof createMiniSearchIndex>;
  articles: IndexedArticle[];
  totals: IndexTotals;
}> {
  const index = createMiniSearchIndex();
  for (const [id, articles] of issues) await index.replaceIssue(id, articles);
  return { index, articles: issues.flatMap(([, articles]) => articles), totals: await index.totals() };
}

/** A passage or an article as a list of tokens of each space, and its length. */
interface Bag {
  word: string[];
  bigram: string[];
  character: string[];
  length: number;
}

function bagOf(texts: { folded: string; words: string }[]): Bag {
  const grams = texts.map(({ folded }) => gramsOf(folded));
  return {
    word: texts.flatMap(({ words }) => words.split(' ').filter((word) => word !== '')),
    bigram: grams.flatMap(({ bigrams }) => bigrams),
    character: grams.flatMap(({ characters }) => characters),
    length: texts.map(({ folded }) => folded.length).reduce((a, b) => a + b, 0),
  };
}

/** The score of each passage as the docstring of rank() has it, from token lists and before the coverage is applied. */
function naiveScores(query: Query, articles: IndexedArticle[], totals: IndexTotals): Map<string, number> {
  const passages = articles.flatMap((article) =>
    article.passages.map((passage) => ({ article, passage, bag: bagOf([article, passage]) })),
  );
  const wholes = new Map(articles.map((article) => [article, bagOf([article, ...article.passages])]));
  const mean = (bags: Bag[]): number => bags.reduce((sum, { length }) => sum + length, 0) / bags.length;
  const averages = { passage: mean(passages.map(({ bag }) => bag)), article: mean([...wholes.values()]) };
  const terms = [...query.bridges, ...query.concepts.flatMap((concept) => concept.terms)];
  const sum = (bag: Bag, level: 'passage' | 'article', share: Record<QueryTerm['space'], number>): number => {
    const N = level === 'passage' ? totals.passages : totals.articles;
    const norm = ranking.k1 * (1 - ranking.b + (ranking.b * bag.length) / averages[level]);
    return terms.reduce((total, term) => {
      const n = level === 'passage' ? term.passageFrequency : term.articleFrequency;
      const idf = Math.log(1 + (N - n + 0.5) / (n + 0.5));
      const count = bag[term.space].filter((token) => token === term.text).length;
      return total + (share[term.space] * term.weight * idf * count * (ranking.k1 + 1)) / (count + norm);
    }, 0);
  };
  return new Map(
    passages.map(({ article, passage, bag }) => {
      const near = sum(bag, 'passage', { word: 1, bigram: 1, character: ranking.characters });
      const whole = sum(wholes.get(article) as Bag, 'article', { word: 1, bigram: 1, character: 0 });
      return [keyOf({ article, passage }), near + ranking.article * whole];
    }),
  );
}

function keyOf({ article, passage }: Pick<RankedPassage, 'article' | 'passage'>): string {
  return `${article.issueId}#${article.articleNumber}#${passage.passage.id}`;
}

const anyRuns: fc.Arbitrary<ContentRun[]> = fc.array(
  fc.array(
    fc.record({
      text: fc.constantFrom('人才', '公寓', '人才公寓', '驻村', '2024', '村', '没有'),
      weight: fc.constantFrom(1, 0.35, 0.6),
      synonyms: fc.constant([]),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  { minLength: 1, maxLength: 3 },
);

describe('rank()', () => {
  it('scores as a naive BM25 over words, bigrams and characters does', async () => {
    await fc.assert(
      fc.asyncProperty(anyIssues, anyRuns, async (issues, runs) => {
        const { index, articles, totals } = await libraryOf(issues);
        const query = await buildQuery(runs, tokenizer, index);
        const expected = naiveScores(query, articles, totals);
        const ranked = rank(query, articles, totals);
        expect(ranked).toHaveLength(expected.size);
        for (const one of ranked)
          expect(one.score).toBeCloseTo((expected.get(keyOf(one)) as number) * one.coverage, 8);
        for (const { coverage } of ranked) {
          expect(coverage).toBeGreaterThanOrEqual(0);
          expect(coverage).toBeLessThanOrEqual(1 + 1e-9);
        }
        const scores = ranked.map(({ score }) => score);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the order in which an engine proposes', async () => {
    await fc.assert(
      fc.asyncProperty(anyIssues, anyRuns, async (issues, runs) => {
        const { index, articles, totals } = await libraryOf(issues);
        const query = await buildQuery(runs, tokenizer, index);
        const order = (of: IndexedArticle[]): string[] => rank(query, of, totals).map(keyOf);
        expect(order([...articles].reverse())).toEqual(order(articles));
      }),
      { numRuns: 30 },
    );
  });

  const ranked = async (run: ContentRun, ...articles: [string, ...string[]][]): Promise<RankedPassage[]> => {
    const library = await libraryOf([['甲报-2024-06', indexedIssue('甲报-2024-06', articles)]]);
    return rank(await buildQuery([run], tokenizer, library.index), library.articles, library.totals);
  };
  const word = (text: string, ...synonyms: string[]): ContentRun[number] => ({ text, weight: 1, synonyms });
  const textsOf = (all: RankedPassage[]): string[] => all.map(({ passage }) => passage.passage.text);

  it('puts the word that is asked for before its synonym, and the synonym before neither', async () => {
    const found = await ranked(
      [word('公寓', '房源')],
      ['甲', '房源多。'],
      ['乙', '公寓多。'],
      ['丙', '驻村。'],
    );
    expect(textsOf(found)).toEqual(['公寓多。', '房源多。', '驻村。']);
    expect(found[1]?.score).toBeGreaterThan(0);
    expect(found[2]?.score).toBe(0);
  });

  it('counts the title of its article for a passage', async () => {
    const found = await ranked([word('公寓'), word('人才')], ['驻村', '人才多。'], ['公寓', '人才多。']);
    expect(found[0]?.article.articleNumber).toBe(2);
  });

  it('puts a passage that holds all of the question before one that repeats a part', async () => {
    const found = await ranked(
      [word('公寓'), word('人才')],
      ['甲', '公寓公寓公寓公寓。'],
      ['乙', '公寓人才。'],
    );
    expect(textsOf(found)[0]).toBe('公寓人才。');
    expect(found[0]?.coverage).toBe(1);
    expect(found[1]?.coverage).toBeLessThan(1);
  });

  it('gives nothing for no articles and no score for no words', async () => {
    const nothing = await buildQuery([], tokenizer, createMiniSearchIndex());
    expect(rank(nothing, [], { passages: 0, articles: 0 })).toEqual([]);
    const found = await ranked([], ['甲', '公寓。']);
    expect(found.map(({ score, coverage }) => [score, coverage])).toEqual([[0, 0]]);
  });
});
