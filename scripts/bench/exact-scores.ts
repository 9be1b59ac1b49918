import { indexTerms } from '../../src/core/asking/index-terms.ts';
import { ranking } from '../../src/core/asking/parameters.ts';
import type { IndexedArticle } from '../../src/core/ports.ts';
import { passagesIn } from './engines/engine.ts';
import type { Question } from './questions.ts';

interface ExactScorer {
  see(issueId: string, articles: readonly IndexedArticle[]): void;
  /** Keys of the `count` passages with the highest BM25 score, every passage scored. */
  best(question: Question, count: number): string[];
}

/** BM25 over words and bigrams as a text book has it: what pruning must not lose. Keeps only what `questions` ask for. */
export function createExactScorer(questions: readonly Question[]): ExactScorer {
  const isScored = (term: string): boolean => !term.startsWith('^');
  const keys: string[] = [];
  const lengths: number[] = [];
  const postings = new Map<string, Map<number, number>>(
    questions.flatMap(({ terms }) => terms.filter(isScored).map((term) => [term, new Map()])),
  );
  return {
    see(issueId, articles) {
      for (const { key } of passagesIn(issueId, articles)) keys.push(key);
      for (const article of articles) {
        for (const passage of article.passages) {
          const terms = indexTerms(article, passage).filter(isScored);
          const number = lengths.push(terms.length) - 1;
          for (const term of terms) {
            const counts = postings.get(term);
            counts?.set(number, (counts.get(number) ?? 0) + 1);
          }
        }
      }
    },
    best({ terms }, count) {
      const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
      const scores = new Map<number, number>();
      for (const term of terms.filter(isScored)) {
        const counts = postings.get(term)!;
        const idf = Math.log(1 + (lengths.length - counts.size + 0.5) / (counts.size + 0.5));
        for (const [number, frequency] of counts) {
          const norm = ranking.k1 * (1 - ranking.b + (ranking.b * lengths[number]!) / average);
          scores.set(number, (scores.get(number) ?? 0) + (idf * frequency) / (frequency + norm));
        }
      }
      const sorted = [...scores].sort((a, b) => b[1] - a[1]);
      return sorted.slice(0, count).map(([number]) => keys[number]!);
    },
  };
}
