import { indexTerms } from '../../../core/asking/index-terms.ts';
import type { IndexedArticle, PassageKey } from '../../../core/ports.ts';
import { createDictionaryWriter, type Dictionary } from './dictionary.ts';
import { withRoom } from './growable.ts';
import { type Postings, PostingsWriter } from './postings.ts';
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
export interface OutlineWriter {
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
      firstPassage: Uint32Array.of(...firstPassage, passages),
      firstArticle: Uint32Array.of(...firstArticle, articles),
    }),
  };
}

/** Indexes issues; yields after every passage, so that many need not be indexed in one go. */
export function* buildSegment(
  issues: ReadonlyMap<string, readonly IndexedArticle[]>,
): Generator<void, Segment> {
  const outline = createOutlineWriter();
  const dictionary = createDictionaryWriter();
  // One entry for each different term of each passage, in the order of passages.
  let terms = new Uint32Array(1 << 14);
  let passages = new Uint32Array(1 << 14);
  let frequencies = new Uint32Array(1 << 14);
  let entries = 0;
  /** Where the entry of a term is, for terms that the present passage holds. */
  let entryOf = new Uint32Array(1 << 12);
  let units = new Uint16Array(64);

  const addPassage = (tokens: readonly string[], id: string): void => {
    const number = outline.addPassage(tokens.filter((term) => !isCharacter(term)).length);
    outline.passageIds.add(id);
    const first = entries;
    terms = withRoom(terms, entries + tokens.length);
    passages = withRoom(passages, entries + tokens.length);
    frequencies = withRoom(frequencies, entries + tokens.length);
    for (const token of tokens) {
      units = withRoom(units, token.length);
      for (let i = 0; i < token.length; i++) units[i] = token.charCodeAt(i);
      const term = dictionary.numberOf(units, 0, token.length);
      entryOf = withRoom(entryOf, term + 1);
      const entry = entryOf[term]!;
      if (entry >= first && entry < entries && terms[entry] === term) {
        frequencies[entry]!++;
        continue;
      }
      entryOf[term] = entries;
      terms[entries] = term;
      passages[entries] = number;
      frequencies[entries++] = 1;
    }
  };
  for (const [issueId, articles] of issues) {
    outline.beginIssue(issueId);
    for (const article of articles) {
      outline.beginArticle();
      for (const passage of article.passages) {
        addPassage(indexTerms(article, passage), passage.passage.id);
        yield;
      }
    }
  }
  const rest = outline.finish();
  const order = sortedByTerm(terms.subarray(0, entries), dictionary.size);
  const writer = new PostingsWriter(rest.passageArticle, rest.lengths, entries * 2);
  let at = 0;
  for (let term = 0; term < dictionary.size; term++) {
    for (; at < entries && terms[order[at]!] === term; at++)
      writer.add(passages[order[at]!]!, frequencies[order[at]!]!);
    writer.endTerm();
    if (term % 1024 === 0) yield;
  }
  return { ...rest, dictionary: dictionary.finish(), postings: writer.finish() };
}

/** Single characters are counted, but too common to propose passages. */
export function isCharacter(term: string): boolean {
  return term.startsWith('^');
}

/** Positions of `terms` by term, equal terms in the order they stand: a counting sort. */
export function sortedByTerm(terms: Uint32Array, size: number): Uint32Array {
  const next = new Uint32Array(size + 1);
  for (const term of terms) next[term + 1]!++;
  for (let term = 0; term < size; term++) next[term + 1]! += next[term]!;
  const order = new Uint32Array(terms.length);
  for (let i = 0; i < terms.length; i++) order[next[terms[i]!]!++] = i;
  return order;
}
