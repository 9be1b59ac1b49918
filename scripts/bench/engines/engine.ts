import type { IndexedArticle } from '../../../src/core/ports.ts';
import type { Question } from '../questions.ts';

/** Passages that ranking takes from an engine. */
export const LIMIT = 150;

/** An engine as the bench drives it. All are given segmented text, so that cutting words is no part of any figure. */
export interface Engine {
  add(issueId: string, articles: readonly IndexedArticle[]): Promise<void>;
  /** Called when all issues are in. */
  settle?(): Promise<void>;
  /** Keys of at most `LIMIT` passages, best first. */
  search(question: Question): Promise<string[]>;
  remove?(issueId: string): Promise<void>;
  /** Writes everything to `path`. */
  save?(path: string): Promise<void>;
  /** The engine that `save` wrote to `path`, ready to answer. */
  load?(path: string): Promise<Engine>;
}

export function* passagesIn(
  issueId: string,
  articles: readonly IndexedArticle[],
): Generator<{ key: string; title: string; text: string }> {
  for (const article of articles)
    for (const { passage, words } of article.passages)
      yield { key: `${issueId}#${passage.id}`, title: article.words.trim(), text: words.trim() };
}
