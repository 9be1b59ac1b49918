import type { Audience, Issue } from '../bulletin.ts';
import { issueLabel } from '../bulletin.ts';
import type { ChineseText, IndexedArticle, PassageIndex, PassageKey } from '../ports.ts';
import type { Gazetteer } from './gazetteer.ts';
import type { Lexicon } from './lexicon.ts';
import type { Tokenizer } from './terms.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What the catalogue knows about an issue: everything but its text. */
export interface IssueEntry {
  id: string;
  bulletin: string;
  year: number;
  numbers: number[];
  supplement: boolean;
  total: number | null;
  date: string | null;
  label: string;
  office: string | null;
  audience: Audience;
  articles: { number: number; title: string; units: string[] }[];
}

/** Everything an answer is made from. The entry builds one and swaps parts of it when an issue is published. */
export interface Library {
  /** Published issues, newest first. */
  issues: readonly IssueEntry[];
  gazetteer: Gazetteer;
  vocabulary: Vocabulary;
  lexicon: Lexicon;
  tokenizer: Tokenizer;
  chinese: ChineseText;
  index: PassageIndex;
  /** The articles that hold the passages, each once and whole. */
  readArticles(keys: readonly PassageKey[]): Promise<IndexedArticle[]>;
  /** All of an issue, in reading order. */
  articlesOf(issueId: string): Promise<IndexedArticle[]>;
  publicUrl: string;
  /** The same library as one sees it who may see only these issues: no name of another issue is known to it. */
  seenBy(issues: readonly IssueEntry[]): Library;
  /** Stand in for those of `parameters.ts` where these are chosen (the refusal curve of `npm run evaluate`). */
  thresholds?: { coverage: number; carriedCoverage: number };
}

export function issueEntry(issue: Issue): IssueEntry {
  const { id, bulletin, year, numbers, supplement, total, date, office, audience } = issue;
  const articles = issue.articles.map(({ number, title, units }) => ({ number, title, units }));
  return {
    id,
    bulletin,
    year,
    numbers,
    supplement,
    total,
    date,
    label: issueLabel(issue),
    office,
    audience,
    articles,
  };
}

/** Newest first: by date, then by number, then by name. */
export function newestFirst(a: IssueEntry, b: IssueEntry): number {
  if (dayOf(a) !== dayOf(b)) return dayOf(a) < dayOf(b) ? 1 : -1;
  return (b.numbers[0] ?? 0) - (a.numbers[0] ?? 0) || (a.id < b.id ? -1 : 1);
}

function dayOf({ date, year }: IssueEntry): string {
  return date ?? `${year}`;
}
