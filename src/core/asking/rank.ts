import type { IndexedArticle, IndexedPassage, IndexTotals } from '../ports.ts';
import { ranking } from './parameters.ts';
import { countGram } from './terms.ts';

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
  const shape = averageLengths(articles);
  const ranked: RankedPassage[] = [];
  for (const article of articles) {
    const whole = scoreTexts(query, wholeArticle(article), 'article', totals, shape.article);
    for (const passage of article.passages) {
      const near = scoreTexts(query, [article, passage], 'passage', totals, shape.passage);
      const score = (near.score + ranking.article * whole.score) * near.coverage;
      ranked.push({ article, passage, score, coverage: near.coverage });
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

interface Counted {
  folded: string;
  words: string;
}

function wholeArticle(article: IndexedArticle): Counted[] {
  return [article, ...article.passages];
}

interface Lengths {
  passage: number;
  article: number;
}

/** NOTE: averages over the articles at hand, not the library: 40 articles and more give the same order. */
function averageLengths(articles: readonly IndexedArticle[]): Lengths {
  let passages = 0;
  let passageLength = 0;
  let articleLength = 0;
  for (const article of articles) {
    articleLength += lengthOf(wholeArticle(article));
    for (const passage of article.passages) {
      passages++;
      passageLength += lengthOf([article, passage]);
    }
  }
  return {
    passage: passageLength / Math.max(1, passages),
    article: articleLength / Math.max(1, articles.length),
  };
}

function lengthOf(texts: readonly Counted[]): number {
  let length = 0;
  for (const text of texts) length += text.folded.length;
  return length;
}

function scoreTexts(
  query: Query,
  texts: readonly Counted[],
  level: 'passage' | 'article',
  totals: IndexTotals,
  averageLength: number,
): { score: number; coverage: number } {
  const norm = ranking.k1 * (1 - ranking.b + (ranking.b * lengthOf(texts)) / averageLength);
  const scoreTerm = (term: QueryTerm): { score: number; mass: number; held: number } => {
    if (level === 'article' && term.space === 'character') return { score: 0, mass: 0, held: 0 };
    const count = countIn(texts, term);
    const idf = inverseFrequency(term, level, totals);
    const share = term.space === 'character' ? ranking.characters : 1;
    const score = count === 0 ? 0 : share * term.weight * idf * ((count * (ranking.k1 + 1)) / (count + norm));
    const mass = term.weight * idf;
    return { score, mass, held: count === 0 ? 0 : mass };
  };
  const scoreTerms = (terms: readonly QueryTerm[]): { score: number; mass: number; held: number } => {
    const sum = { score: 0, mass: 0, held: 0 };
    for (const term of terms) {
      const one = scoreTerm(term);
      sum.score += one.score;
      sum.mass += one.mass;
      sum.held += one.held;
    }
    return sum;
  };
  const total = scoreTerms([...query.bridges, ...query.fillers]);
  for (const concept of query.concepts) {
    const own = scoreTerms(concept.terms);
    let best = own.score;
    let held = own.held;
    for (const synonym of concept.synonyms) {
      const other = scoreTerms(synonym.terms);
      best = Math.max(best, ranking.synonym * other.score);
      if (other.mass > 0) held = Math.max(held, (own.mass * ranking.synonym * other.held) / other.mass);
    }
    total.score += best;
    total.mass += own.mass;
    total.held += held;
  }
  return { score: total.score, coverage: total.mass === 0 ? 0 : total.held / total.mass };
}

function countIn(texts: readonly Counted[], term: QueryTerm): number {
  let count = 0;
  for (const text of texts)
    count += term.space === 'word' ? countWord(text.words, term.text) : countGram(text.folded, term.text);
  return count;
}

function countWord(words: string, word: string): number {
  const needle = ` ${word} `;
  let count = 0;
  // The space after one word is the space before the next.
  for (let at = words.indexOf(needle); at >= 0; at = words.indexOf(needle, at + needle.length - 1)) count++;
  return count;
}

function inverseFrequency(term: QueryTerm, level: 'passage' | 'article', totals: IndexTotals): number {
  const n = level === 'passage' ? term.passageFrequency : term.articleFrequency;
  const N = level === 'passage' ? totals.passages : totals.articles;
  return Math.log(1 + (N - n + 0.5) / (n + 0.5));
}
