/** From a question to passages. */
import type { Answer, Passage, Viewer } from '../bulletin.ts';

/** Cuts runs of Han characters into words as jieba's search mode does: long words and the words inside them. */
export interface Segmenter {
  /** `nodejieba` or `jieba-wasm`; the saved index records it. */
  readonly name: string;
  /** `han` holds nothing but Han characters. */
  cut(han: string): string[];
  /** The same without the shorter words inside longer ones. */
  cutPlain(han: string): string[];
  /** Makes these words known; knowing a word twice is fine. */
  addWords(words: Iterable<string>): void;
}

/** Turns what people type into the characters of the library. */
export interface ChineseText {
  /** Traditional characters as simplified ones; everything else unchanged, same number of characters. */
  toSimplified(text: string): string;
  /** Toneless pinyin, one syllable a Han character, lower case, ü as v; other characters as they are. */
  pinyin(text: string): string[];
}

/** A passage as it is indexed: folded text for counting, and the words the segmenter found in it. */
export interface IndexedPassage {
  passage: Passage;
  /** Folded text (`foldText`) of the heading path and of the passage, joined by a line feed. */
  folded: string;
  /** Words of `folded`, each with one space before and after it, for example ` 人才 公寓 `. */
  words: string;
}

/** The part of a passage's context that all passages of an article share: title and units. */
export interface IndexedArticle {
  issueId: string;
  /** 0 for what stands outside the articles. */
  articleNumber: number;
  folded: string;
  words: string;
  passages: IndexedPassage[];
}

/** `issueId#passageId` */
export type PassageKey = string;

export interface TermStatistics {
  /** In how many passages and in how many articles each term stands, in the order asked. */
  passages: number[];
  articles: number[];
}

export interface IndexTotals {
  passages: number;
  articles: number;
}

/**
 * An engine: proposes passages and counts documents, nothing else. Ranking, locks, excerpts and refusal are shared
 * code in `core/asking`, so that every engine gives the same answers. Terms are words as they are, bigrams with `~`
 * and single characters with `^` in front.
 */
export interface PassageIndex {
  readonly name: string;
  /** At most `limit` passages that hold some of the terms, best first; only within `issueIds`, a set that stays as it is. */
  candidates(terms: readonly string[], limit: number, issueIds?: ReadonlySet<string>): Promise<PassageKey[]>;
  statistics(terms: readonly string[]): Promise<TermStatistics>;
  totals(): Promise<IndexTotals>;
  /** Replaces all passages of one issue; an empty list takes the issue out. Readers see the old or the new ones. */
  replaceIssue(issueId: string, articles: readonly IndexedArticle[]): Promise<void>;
}

/* ---------- asking ---------- */

export interface AskRequest {
  /** As typed, mentions of the bot removed. */
  question: string;
  /** Earlier questions of the thread or the person, oldest first. */
  context?: string[];
  /** The day the question is asked, `YYYY-MM-DD`: what 去年 and 最近 are relative to. */
  asOf: string;
  /** What the answer may draw on. */
  viewer: Viewer;
  /** How many items of a listing to skip (paging). */
  offset?: number;
}

/** The core as its users (Feishu, pages, scripts) see it. Never throws on any text. */
export type Ask = (request: AskRequest) => Promise<Answer>;

/* ---------- suggesting ---------- */

/** What someone who types may mean: a unit, a coined name (“奔桐计划”), an article, an issue. */
export interface Suggestion {
  kind: 'unit' | 'name' | 'article' | 'issue';
  text: string;
  /** Where it is, for articles (number 1 and up) and issues (number 0). */
  place?: { issueId: string; articleNumber: number };
}

/**
 * At most `limit` suggestions for what was typed so far, best first: text that holds it, or whose pinyin or initials
 * begin with it (tongcheng, tc for 桐城). Only from what `viewer` may see.
 */
export type Suggest = (typed: string, viewer: Viewer, limit: number) => Promise<Suggestion[]>;

/* ---------- talking ---------- */
