import type { ChineseText, IndexedArticle } from '../ports.ts';
import { soundOf } from './sounds.ts';
import type { LibraryWords } from './vocabulary.ts';

/** The words of a library in memory, which change with its issues. */
export interface LiveWords extends LibraryWords {
  /** Counts all words, in the slices that `slice` makes of it; what is asked before waits for the end. */
  prepare(): Promise<void>;
  /** Puts `after` in the place of `before`, the articles of one issue. */
  replaceIssue(issueId: string, before: readonly IndexedArticle[], after: readonly IndexedArticle[]): void;
  /** The words of those who may not see `hidden`, articles that stand in the library. */
  without(hidden: Iterable<readonly IndexedArticle[]>): LibraryWords;
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
  const words = createWordCounts(chinese);
  const counted = new Set<string>();
  let prepared: Promise<void> | null = null;

  function* countAll(): Generator<void, void> {
    for (const [issueId, ofIssue] of articles) {
      if (counted.has(issueId)) continue;
      counted.add(issueId);
      words.count(ofIssue, 1);
      yield;
    }
  }
  const prepare = (): Promise<void> => {
    prepared ??= slice(countAll());
    return prepared;
  };
  return {
    prepare,
    replaceIssue(issueId, before, after) {
      if (counted.has(issueId)) words.count(before, -1);
      else if (prepared === null) return;
      counted.add(issueId);
      words.count(after, 1);
    },
    without(hidden) {
      const theirs = createWordCounts(chinese);
      for (const ofIssue of hidden) theirs.count(ofIssue, 1);
      return wordsBy((word) => words.of(word) - theirs.of(word), words, prepare);
    },
    ...wordsBy(words.of, words, prepare),
  };
}

interface WordCounts {
  count(articles: readonly IndexedArticle[], by: 1 | -1): void;
  /** How often a word stands in what was counted. */
  of(word: string): number;
  /** Words that were counted at any time and sound like this. */
  sounding(sound: string): readonly string[];
}

function createWordCounts(chinese: ChineseText): WordCounts {
  const counts = new Map<string, number>();
  const bySound = new Map<string, string[]>();
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
  return {
    count(articles, by) {
      for (const article of articles) {
        countText(article.words, by);
        for (const { words } of article.passages) countText(words, by);
      }
    },
    of: (word) => counts.get(word) ?? 0,
    sounding: (sound) => bySound.get(sound) ?? [],
  };
}

function wordsBy(
  countOf: (word: string) => number,
  { sounding }: WordCounts,
  prepare: () => Promise<void>,
): LibraryWords {
  const mostFrequent = (words: readonly string[]): string | undefined => {
    let best: string | undefined;
    for (const word of words) if (countOf(word) > (best === undefined ? 0 : countOf(best))) best = word;
    return best;
  };
  return {
    async known(asked) {
      await prepare();
      return asked.filter((word) => countOf(word) > 0);
    },
    async sounding(asked) {
      await prepare();
      const found = new Map<string, string>();
      for (const sound of asked) {
        const word = mostFrequent(sounding(sound));
        if (word !== undefined) found.set(sound, word);
      }
      return found;
    },
  };
}
