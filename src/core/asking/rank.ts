import type { IndexedArticle, IndexedPassage, IndexTotals } from '../ports.ts';
import { ranking } from './parameters.ts';
import { createTermCounter, type TermCounter } from './term-counter.ts';

export type TermSpace = 'word' | 'bigram' | 'character';

/** One term of a question with what the library knows about it. */
export interface QueryTerm {
  space: TermSpace;
  text: string;
  /** 0 to 1: how much the term says about what is asked. */
  weight: number;
  passageFrequency: number;
  articleFrequency: number;
}

/** A word or phrase of the question and the synonyms that may stand for it in a text. */
export interface Concept {
  /** As the person wrote it. */
  text: string;
  /** 0 to 1. */
  weight: number;
  /** Terms of the word itself. */
  terms: QueryTerm[];
  /** Terms of each synonym. */
  synonyms: { text: string; terms: QueryTerm[] }[];
}

export interface Query {
  concepts: Concept[];
  /** Bigrams across the borders of words: they reward the question's own wording. */
  bridges: QueryTerm[];
  /** Words that help to order passages and say nothing of what is asked. */
  fillers: QueryTerm[];
}

export interface RankedPassage {
  article: IndexedArticle;
  passage: IndexedPassage;
  /** 0 and more; comparable within one question only. */
  score: number;
  /** Share of the question's idf mass that the passage with its headings, title and unit holds, 0 to 1. */
  coverage: number;
}

/**
 * Orders every passage of `articles` for one question, best first.
 * Score = (BM25 over words, bigrams and characters of the passage with its title, unit and headings in front + .7 × the
 * same of words and bigrams over the whole article) × coverage. idf is ln(1 + (N − n + .5) / (n + .5)) as in Lucene.
 * A synonym adds what it scores beyond the word itself, at a discount, so that exact matches stay in front.
 */
export function rank(
  query: Query,
  articles: readonly IndexedArticle[],
  totals: IndexTotals,
): RankedPassage[] {
  const counter = createTermCounter(termsOf(query));
  const near = compileQuery(query, counter, 'passage', totals);
  const far = compileQuery(query, counter, 'article', totals);
  const average = averageLengths(articles);
  const { size } = counter;
  const ranked: RankedPassage[] = [];
  for (const article of articles) {
    const { passages } = article;
    // Counts of the title, of the whole article, and of each passage with the title, one after the other.
    const counts = new Uint32Array((passages.length + 2) * size);
    counter.addCounts(article, counts, 0);
    counts.copyWithin(size, 0, size);
    for (let i = 0; i < passages.length; i++) {
      const at = (i + 2) * size;
      counter.addCounts(passages[i]!, counts, at);
      for (let j = 0; j < size; j++) {
        counts[size + j]! += counts[at + j]!;
        counts[at + j]! += counts[j]!;
      }
    }
    const ofArticle = scoreCounts(far, counts, size, normOf(articleLength(article), average.article));
    for (let i = 0; i < passages.length; i++) {
      const passage = passages[i]!;
      const norm = normOf(article.folded.length + passage.folded.length, average.passage);
      const own = scoreCounts(near, counts, (i + 2) * size, norm);
      const score = (own.score + ranking.article * ofArticle.score) * own.coverage;
      ranked.push({ article, passage, score, coverage: own.coverage });
    }
  }
  return ranked.sort((a, b) => b.score - a.score || comparePlaces(a, b));
}

/** Newest first, then reading order, so that equal scores never depend on the engine. */
function comparePlaces(a: RankedPassage, b: RankedPassage): number {
  if (a.article.issueId !== b.article.issueId) return a.article.issueId < b.article.issueId ? 1 : -1;
  if (a.article.articleNumber !== b.article.articleNumber)
    return a.article.articleNumber - b.article.articleNumber;
  return a.article.passages.indexOf(a.passage) - b.article.passages.indexOf(b.passage);
}

function* termsOf({ concepts, bridges, fillers }: Query): Generator<QueryTerm> {
  yield* bridges;
  yield* fillers;
  for (const { terms, synonyms } of concepts) {
    yield* terms;
    for (const synonym of synonyms) yield* synonym.terms;
  }
}

interface Lengths {
  passage: number;
  article: number;
}

/** NOTE: averages over the articles at hand, not the library: 40 articles and more give the same order. */
function averageLengths(articles: readonly IndexedArticle[]): Lengths {
  let passages = 0;
  let passageLength = 0;
  let wholeLength = 0;
  for (const article of articles) {
    wholeLength += articleLength(article);
    passages += article.passages.length;
    for (const { folded } of article.passages) passageLength += article.folded.length + folded.length;
  }
  return {
    passage: passageLength / Math.max(1, passages),
    article: wholeLength / Math.max(1, articles.length),
  };
}

function articleLength({ folded, passages }: IndexedArticle): number {
  let length = folded.length;
  for (const passage of passages) length += passage.folded.length;
  return length;
}

/** What BM25 adds to the frequency of a term below the line. */
function normOf(length: number, averageLength: number): number {
  return ranking.k1 * (1 - ranking.b + (ranking.b * length) / averageLength);
}

/** A term with what it is worth on one level: nothing of this depends on the passage. */
interface CompiledTerm {
  /** Where its count stands. */
  place: number;
  /** Its weight × idf, and less for a character. */
  gain: number;
  /** Its share of the question. */
  mass: number;
}

interface CompiledQuery {
  plain: CompiledTerm[];
  concepts: { own: CompiledTerm[]; synonyms: CompiledTerm[][] }[];
}

function compileQuery(
  { concepts, bridges, fillers }: Query,
  counter: TermCounter,
  level: 'passage' | 'article',
  totals: IndexTotals,
): CompiledQuery {
  const compile = (terms: readonly QueryTerm[]): CompiledTerm[] =>
    terms
      .filter(({ space }) => level === 'passage' || space !== 'character')
      .map((term) => {
        const idf = inverseFrequency(term, level, totals);
        const share = term.space === 'character' ? ranking.characters : 1;
        return {
          place: counter.placeOf(term),
          gain: share * term.weight * idf,
          mass: term.weight * idf,
        };
      });
  return {
    plain: compile([...bridges, ...fillers]),
    concepts: concepts.map(({ terms, synonyms }) => ({
      own: compile(terms),
      synonyms: synonyms.map((synonym) => compile(synonym.terms)),
    })),
  };
}

function scoreCounts(
  { plain, concepts }: CompiledQuery,
  counts: Uint32Array,
  from: number,
  norm: number,
): { score: number; coverage: number } {
  const total = scoreTerms(plain, counts, from, norm);
  for (const { own, synonyms } of concepts) {
    const itself = scoreTerms(own, counts, from, norm);
    let best = itself.score;
    let held = itself.held;
    for (const synonym of synonyms) {
      const other = scoreTerms(synonym, counts, from, norm);
      best = Math.max(best, ranking.synonym * other.score);
      if (other.mass > 0) held = Math.max(held, (itself.mass * ranking.synonym * other.held) / other.mass);
    }
    total.score += best;
    total.mass += itself.mass;
    total.held += held;
  }
  return { score: total.score, coverage: total.mass === 0 ? 0 : total.held / total.mass };
}

function scoreTerms(
  terms: readonly CompiledTerm[],
  counts: Uint32Array,
  from: number,
  norm: number,
): { score: number; mass: number; held: number } {
  let score = 0;
  let mass = 0;
  let held = 0;
  for (const term of terms) {
    const count = counts[from + term.place]!;
    mass += term.mass;
    if (count === 0) continue;
    score += term.gain * ((count * (ranking.k1 + 1)) / (count + norm));
    held += term.mass;
  }
  return { score, mass, held };
}

function inverseFrequency(term: QueryTerm, level: 'passage' | 'article', totals: IndexTotals): number {
  const n = level === 'passage' ? term.passageFrequency : term.articleFrequency;
  const N = level === 'passage' ? totals.passages : totals.articles;
  return Math.log(1 + (N - n + 0.5) / (n + 0.5));
}
