import type { PassageKey } from '../../../core/ports.ts';
import type { Dictionary } from './dictionary.ts';
import { withRoom } from './growable.ts';
import type { Postings } from './postings.ts';
import { createStringsWriter, type Strings, stringAt } from './strings.ts';

/**
 * Some issues indexed once and for all. Passages are numbered in the order of issues, articles and text, so that those of
 * an article, and of an issue, follow one another.
 */
export interface Segment {
  dictionary: Dictionary;
  postings: Postings;
  passageIds: Strings;
  /** Tokens of each passage with its title: words and bigrams. NOTE: 65,535 and more count as 65,535. */
  lengths: Uint16Array;
  /** Article of each passage, numbered within the segment. */
  passageArticle: Uint32Array;
  /** Issue of each article, numbered within the segment. */
  articleIssue: Uint32Array;
  /** First passage and first article of each issue; one entry more than there are issues. */
  firstPassage: Uint32Array;
  firstArticle: Uint32Array;
  issueIds: Strings;
}

export function issueIdOf(segment: Segment, issue: number): string {
  return stringAt(segment.issueIds, issue);
}

export function issueOfPassage({ articleIssue, passageArticle }: Segment, passage: number): number {
  return articleIssue[passageArticle[passage]!]!;
}

export function passageKey(segment: Segment, passage: number): PassageKey {
  return `${issueIdOf(segment, issueOfPassage(segment, passage))}#${stringAt(segment.passageIds, passage)}`;
}

/** What stands in a segment beside its postings, written issue by issue. */
interface OutlineWriter {
  readonly passages: number;
  beginIssue(id: string): void;
  beginArticle(): void;
  /** The passage's number. */
  addPassage(length: number): number;
  readonly passageIds: ReturnType<typeof createStringsWriter>;
  finish(): Omit<Segment, 'dictionary' | 'postings'>;
}

export function createOutlineWriter(): OutlineWriter {
  const passageIds = createStringsWriter();
  const issueIds = createStringsWriter();
  let lengths = new Uint16Array(64);
  let passageArticle = new Uint32Array(64);
  let articleIssue = new Uint32Array(64);
  const firstPassage: number[] = [];
  const firstArticle: number[] = [];
  let passages = 0;
  let articles = 0;
  return {
    passageIds,
    get passages() {
      return passages;
    },
    beginIssue(id) {
      issueIds.add(id);
      firstPassage.push(passages);
      firstArticle.push(articles);
    },
    beginArticle() {
      articleIssue = withRoom(articleIssue, articles + 1);
      articleIssue[articles++] = issueIds.size - 1;
    },
    addPassage(length) {
      lengths = withRoom(lengths, passages + 1);
      passageArticle = withRoom(passageArticle, passages + 1);
      lengths[passages] = Math.min(length, 0xffff);
      passageArticle[passages] = articles - 1;
      return passages++;
    },
    finish: () => ({
      passageIds: passageIds.finish(),
      issueIds: issueIds.finish(),
      lengths: lengths.slice(0, passages),
      passageArticle: passageArticle.slice(0, passages),
      articleIssue: articleIssue.slice(0, articles),
      firstPassage: Uint32Array.from([...firstPassage, passages]),
      firstArticle: Uint32Array.from([...firstArticle, articles]),
    }),
  };
}
