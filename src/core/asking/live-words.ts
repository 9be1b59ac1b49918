import type { ChineseText, IndexedArticle } from '../ports.ts';
import { soundOf } from './sounds.ts';
import type { LibraryWords } from './vocabulary.ts';

/** The words of a library in memory, which change with its issues. */
export interface LiveWords extends LibraryWords {
  /** Counts all words, in the slices that `slice` makes of it; what is asked before waits for the end. */
  prepare(): Promise<void>;
  /** Puts `after` in the place of `before`, the articles of one issue. */
  replaceIssue(issueId: string, before: readonly IndexedArticle[], after: readonly IndexedArticle[]): void;
}

/**
 * Words of two and more characters with how often they stand in `articles`, a map of issues that may change as long as
 * `replaceIssue` hears of it. Nothing is counted before `prepare` or the first question that needs it.
 */
export function createLiveWords(
  articles: ReadonlyMap<string, readonly IndexedArticle[]>,
  chinese: ChineseText,
  slice: <T>(work: Generator<void, T>) => Promise<T>,
): LiveWords {
  const counts = new Map<string, number>();
  const bySound = new Map<string, string[]>();
  const counted = new Set<string>();
  let prepared: Promise<void> | null = null;

  const count = (ofIssue: readonly IndexedArticle[], by: 1 | -1): void => {
    for (const article of ofIssue) {
      countText(article.words, by);
      for (const { words } of article.passages) countText(words, by);
    }
  };
  const countText = (words: string, by: 1 | -1): void => {
    for (const word of words.split(' ')) {
      if (word.length < 2) continue;
      const before = counts.get(word) ?? 0;
      if (before + by === 0) counts.delete(word);
      else counts.set(word, before + by);
      if (before === 0) listSound(word);
    }
  };
  const listSound = (word: string): void => {
    const sound = soundOf(word, chinese);
    if (sound === null) return;
    const same = bySound.get(sound);
    if (same === undefined) bySound.set(sound, [word]);
    else if (!same.includes(word)) same.push(word);
  };
  function* countAll(): Generator<void, void> {
    for (const [issueId, ofIssue] of articles) {
      if (counted.has(issueId)) continue;
      counted.add(issueId);
      count(ofIssue, 1);
      yield;
    }
  }
  const prepare = (): Promise<void> => {
    prepared ??= slice(countAll());
    return prepared;
  };
  const mostFrequent = (words: readonly string[]): string | undefined => {
    let best: string | undefined;
    for (const word of words)
      if ((counts.get(word) ?? 0) > (best === undefined ? 0 : (counts.get(best) as number))) best = word;
    return best;
  };
  return {
    prepare,
    replaceIssue(issueId, before, after) {
      if (counted.has(issueId)) count(before, -1);
      else if (prepared === null) return;
      counted.add(issueId);
      count(after, 1);
    },
    async known(asked) {
      await prepare();
      return asked.filter((word) => counts.has(word));
    },
    async sounding(asked) {
      await prepare();
      const found = new Map<string, string>();
      for (const sound of asked) {
        const word = mostFrequent(bySound.get(sound) ?? []);
        if (word !== undefined) found.set(sound, word);
      }
      return found;
    },
  };
}
