import { createDictionaryWriter } from './dictionary.ts';
import { Cursor, END, PostingsWriter } from './postings.ts';
import { createOutlineWriter, type Segment } from './segment.ts';
import { stringAt } from './strings.ts';

/** A segment and which of its issues are still in the library. */
export interface Source {
  segment: Segment;
  /** 1 for each issue that is. */
  live: Uint8Array;
}

/** Writes the live issues of several segments as one; yields every few thousand postings. */
export function* mergeSegments(sources: readonly Source[]): Generator<void, Segment> {
  const outline = createOutlineWriter();
  const renumbered: Uint32Array[] = [];
  for (const { segment, live } of sources) {
    const { firstPassage, firstArticle, passageArticle, passageIds, issueIds, lengths } = segment;
    const numbers = new Uint32Array(lengths.length).fill(END);
    for (let issue = 0; issue < live.length; issue++) {
      if (live[issue] === 0) continue;
      outline.beginIssue(stringAt(issueIds, issue));
      let passage = firstPassage[issue]!;
      for (let article = firstArticle[issue]!; article < firstArticle[issue + 1]!; article++) {
        outline.beginArticle();
        for (; passageArticle[passage] === article; passage++) {
          numbers[passage] = outline.addPassage(lengths[passage]!);
          outline.passageIds.copy(passageIds, passage);
        }
      }
      yield;
    }
    renumbered.push(numbers);
  }
  const rest = outline.finish();

  // The terms of all sources, one after the other, and which term of the whole each of them is.
  const room = sum(sources, ({ segment }) => segment.dictionary.starts.length - 1);
  const dictionary = createDictionaryWriter();
  const ofSource = new Uint16Array(room);
  const ofTerm = new Uint32Array(room);
  const merged = new Uint32Array(room);
  let entries = 0;
  for (const [s, { segment, live }] of sources.entries()) {
    const { starts, characters } = segment.dictionary;
    const whole = !live.includes(0);
    for (let term = 0; term < starts.length - 1; term++) {
      if (term % 512 === 0) yield;
      if (!whole && !standsIn(segment, term, renumbered[s]!)) continue;
      ofSource[entries] = s;
      ofTerm[entries] = term;
      merged[entries++] = dictionary.numberOfUnits(characters, starts[term]!, starts[term + 1]!);
    }
  }
  const order = sortedByTerm(merged.subarray(0, entries), dictionary.size);
  yield;
  const writer = new PostingsWriter(
    rest.passageArticle,
    rest.lengths,
    sum(sources, ({ segment }) => segment.postings.bytes.length) + 4 * entries,
  );
  const cursors = sources.map(({ segment }) => new Cursor(segment.postings, 0));
  let postings = 0;
  for (let i = 0; i < entries; i++) {
    const entry = order[i]!;
    const numbers = renumbered[ofSource[entry]!]!;
    const cursor = cursors[ofSource[entry]!]!;
    for (cursor.open(ofTerm[entry]!); cursor.passage !== END; cursor.next()) {
      if (numbers[cursor.passage] !== END) writer.add(numbers[cursor.passage]!, cursor.frequency);
      if (++postings % 4096 === 0) yield;
    }
    if (i + 1 === entries || merged[order[i + 1]!] !== merged[entry]) writer.endTerm();
  }
  return { ...rest, dictionary: dictionary.finish(), postings: writer.finish() };
}

/** True when a term stands in a passage that is still in the library. */
function standsIn(segment: Segment, term: number, numbers: Uint32Array): boolean {
  for (const cursor = new Cursor(segment.postings, term); cursor.passage !== END; cursor.next())
    if (numbers[cursor.passage] !== END) return true;
  return false;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

/** Positions of `terms` by term, equal terms in the order they stand: a counting sort. */
function sortedByTerm(terms: Uint32Array, size: number): Uint32Array {
  const next = new Uint32Array(size + 1);
  for (const term of terms) next[term + 1]!++;
  for (let term = 0; term < size; term++) next[term + 1]! += next[term]!;
  const order = new Uint32Array(terms.length);
  for (let i = 0; i < terms.length; i++) order[next[terms[i]!]!++] = i;
  return order;
}
