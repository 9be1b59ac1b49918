import { z } from 'zod';
import type { Found } from './collection.ts';
import { percentile, shareOf } from './statistics.ts';

/** A question about a collection: ids of the lines that answer it, and texts an excerpt may hold as the answer. */
export const collectionQuestion = z.object({
  id: z.string(),
  q: z.string(),
  gold: z.array(z.string()),
  answer: z.array(z.string()).default([]),
});
type CollectionQuestion = z.infer<typeof collectionQuestion>;

/** What was found for one question, and how long it took. */
export interface Run extends Found {
  question: CollectionQuestion;
  ms: number;
}

/** How well and how fast lines are found. Shares from 0 to 1, times in milliseconds. */
export interface RankingReport {
  n: number;
  /** Share of the questions with a right line among the first 1, 5 and 10. */
  recall: { 1: number; 5: number; 10: number };
  /** Mean of 1 / rank of the first right line; 0 beyond the tenth. */
  mrr10: number;
  /** Normalised discounted cumulative gain with gains of 0 and 1 (Järvelin and Kekäläinen 2002). */
  ndcg10: number;
  ms: { p50: number; p99: number; build: number };
}

/** `evaluate --corpus … --json` prints it as it is. */
export interface CollectionReport extends RankingReport {
  /** Share of the questions that give an answer of which the first excerpt, or one of the first three, holds it. */
  excerpt: { first: number | null; anyOf3: number | null };
}

/** Longest excerpt that counts, in UTF-16 units: anything holds an answer when it is long enough. */
const LONGEST_EXCERPT = 200;

/** Asks every question, in order. `now` gives milliseconds; `onAsked` hears how many are done. */
export async function askCollection(
  questions: readonly CollectionQuestion[],
  find: (question: string) => Promise<Found>,
  now: () => number,
  onAsked: (done: number) => void = () => {},
): Promise<Run[]> {
  const runs: Run[] = [];
  for (const question of questions) {
    const started = now();
    const found = await find(question.q);
    runs.push({ question, ...found, ms: now() - started });
    onAsked(runs.length);
  }
  return runs;
}

export function rankingReport(runs: readonly Run[], buildMs: number): RankingReport {
  const ranks = runs.map(({ question, ranked }) => ranked.findIndex((id) => question.gold.includes(id)) + 1);
  const recall = (k: number): number => shareOf(ranks, (rank) => rank > 0 && rank <= k) ?? 0;
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const times = runs.map(({ ms }) => ms);
  return {
    n: runs.length,
    recall: { 1: recall(1), 5: recall(5), 10: recall(10) },
    mrr10: mean(ranks.map((rank) => (rank > 0 && rank <= 10 ? 1 / rank : 0))),
    ndcg10: mean(runs.map(ndcg)),
    ms: { p50: percentile(times, 0.5), p99: percentile(times, 0.99), build: buildMs },
  };
}

export function collectionReport(runs: readonly Run[], buildMs: number): CollectionReport {
  const answered = runs.filter(({ question }) => question.answer.length > 0);
  const holds = (count: number): number | null =>
    shareOf(answered, ({ question, excerpts }) =>
      excerpts.slice(0, count).some((excerpt) => holdsAnswer(excerpt, question.answer)),
    );
  const { ms, ...ranking } = rankingReport(runs, buildMs);
  return { ...ranking, excerpt: { first: holds(1), anyOf3: holds(3) }, ms };
}

function ndcg({ question, ranked }: Run): number {
  const gain = (rank: number): number => 1 / Math.log2(rank + 1);
  let gained = 0;
  for (const [i, id] of ranked.slice(0, 10).entries()) if (question.gold.includes(id)) gained += gain(i + 1);
  let ideal = 0;
  for (let rank = 1; rank <= Math.min(10, new Set(question.gold).size); rank++) ideal += gain(rank);
  return ideal === 0 ? 0 : gained / ideal;
}

/** White space is left out of the comparison: public sets break lines inside answers. */
function holdsAnswer(excerpt: string, answers: readonly string[]): boolean {
  const plain = (text: string): string => text.replace(/\s/gu, '');
  return (
    excerpt.length <= LONGEST_EXCERPT && answers.some((answer) => plain(excerpt).includes(plain(answer)))
  );
}
