import { findTerm } from './dictionary.ts';
import { Cursor } from './postings.ts';
import { issueIdOf, type Segment } from './segment.ts';

/** A segment and what of it is still in the library. Never changed: a removal makes a new one. */
export interface Part {
  readonly segment: Segment;
  /** Number of each issue of the segment, whether still in the library or not. */
  readonly issues: ReadonlyMap<string, number>;
  /** 1 for each issue that is in the library. */
  readonly live: Uint8Array;
  /** `[from, to)` of the passages that are not, in ascending order. */
  readonly gone: readonly (readonly [number, number])[];
  /** What is in the library. */
  readonly passages: number;
  readonly articles: number;
  readonly tokens: number;
  /** Length of the longest passage of the segment. */
  readonly longest: number;
}

/** `live` names the issues that are in the library. */
export function partOf(
  segment: Segment,
  live: Uint8Array,
  issues: ReadonlyMap<string, number> = issueNumbers(segment),
): Part {
  const { firstPassage, firstArticle, lengths } = segment;
  const gone: [number, number][] = [];
  let passages = 0;
  let articles = 0;
  let tokens = 0;
  let longest = 0;
  for (let issue = 0; issue < live.length; issue++) {
    const from = firstPassage[issue]!;
    const to = firstPassage[issue + 1]!;
    for (let passage = from; passage < to; passage++) longest = Math.max(longest, lengths[passage]!);
    if (live[issue] === 1) {
      passages += to - from;
      articles += firstArticle[issue + 1]! - firstArticle[issue]!;
      for (let passage = from; passage < to; passage++) tokens += lengths[passage]!;
    } else if (gone.at(-1)?.[1] === from) gone.at(-1)![1] = to;
    else gone.push([from, to]);
  }
  return { segment, issues, live, gone, passages, articles, tokens, longest };
}

export function allOf(segment: Segment): Part {
  return partOf(segment, new Uint8Array(segment.firstPassage.length - 1).fill(1));
}

/** The same without one issue; the part itself when it does not hold it. */
export function withoutIssue(part: Part, issueId: string): Part {
  const issue = part.issues.get(issueId);
  if (issue === undefined || part.live[issue] === 0) return part;
  const live = part.live.slice();
  live[issue] = 0;
  return partOf(part.segment, live, part.issues);
}

function issueNumbers(segment: Segment): Map<string, number> {
  const count = segment.firstPassage.length - 1;
  return new Map(Array.from({ length: count }, (_, issue) => [issueIdOf(segment, issue), issue]));
}

/** A term as one part knows it. */
interface TermInPart {
  /** -1 when it stands nowhere in the segment. */
  number: number;
  passages: number;
  articles: number;
}

/** Where a term stands among the passages that are still in the library. */
export function termIn({ segment, gone }: Part, term: string): TermInPart {
  const number = findTerm(segment.dictionary, term);
  if (number < 0) return { number, passages: 0, articles: 0 };
  let passages = segment.postings.passageFrequency[number]!;
  let articles = segment.postings.articleFrequency[number]!;
  if (gone.length > 0) {
    const cursor = new Cursor(segment.postings, number);
    let article = -1;
    for (const [from, to] of gone) {
      for (cursor.seek(from); cursor.passage < to; cursor.next()) {
        passages--;
        if (segment.passageArticle[cursor.passage] !== article) articles--;
        article = segment.passageArticle[cursor.passage]!;
      }
    }
  }
  return { number, passages, articles };
}
