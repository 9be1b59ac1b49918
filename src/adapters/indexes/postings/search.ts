import { ranking } from '../../../core/asking/parameters.ts';
import { type Part, termIn } from './part.ts';
import { blockReaching, Cursor, type Postings } from './postings.ts';
import { issueOfPassage } from './segment.ts';
import { type Hit, TopPassages } from './top-passages.ts';

/** Passages scored together: their scores stay in the nearest cache of the processor. */
const WINDOW = 2048;
/** So many look-ups in a block take about as long as reading it from end to end. */
const LOOK_UPS = 6;

/**
 * The `limit` passages with the highest BM25 score over `terms`, best first. Exact: it gives what scoring every passage
 * gives. `openIn` says which issues of a part may be found; null for every issue the segment ever had.
 *
 * MaxScore (Turtle and Flood 1995) window by window, as in Lucene's MaxScoreBulkScorer: within a window, terms whose
 * highest possible scores together cannot lift a passage over the threshold are looked up only for passages that
 * hold another term and may still get there.
 */
export function bestPassages(
  parts: readonly Part[],
  terms: readonly string[],
  limit: number,
  openIn: (part: Part) => Uint8Array | null,
): Hit[] {
  const passages = sum(parts, (part) => part.passages);
  if (passages === 0) return [];
  const norms = normsByLength(parts, sum(parts, (part) => part.tokens) / passages);
  const top = new TopPassages(limit);
  const known = terms.map((term) => {
    const inParts = parts.map((part) => termIn(part, term));
    return { inParts, frequency: sum(inParts, (inPart) => inPart.passages) };
  });
  for (const [p, part] of parts.entries()) {
    const clauses: Clause[] = [];
    for (const { inParts, frequency } of known) {
      const { number } = inParts[p]!;
      if (number < 0 || frequency === 0) continue;
      const idf = Math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5));
      clauses.push(new Clause(part.segment.postings, number, idf * (ranking.k1 + 1), norms));
    }
    if (clauses.length > 0) searchPart(part, clauses, openIn(part), p, top);
  }
  return top.best();
}

/** What BM25 adds to the frequency of a term below the line, by the length of the passage. */
function normsByLength(parts: readonly Part[], averageLength: number): Float64Array {
  const norms = new Float64Array(Math.max(...parts.map(({ longest }) => longest)) + 1);
  for (let length = 0; length < norms.length; length++)
    norms[length] = ranking.k1 * (1 - ranking.b + (ranking.b * length) / averageLength);
  return norms;
}

/** One term of the question in one segment. */
class Clause {
  readonly cursor: Cursor;
  readonly weight: number;
  /** No posting of the present window scores higher; 0 when there is none. */
  ceiling = 0;
  /** Blocks that reach into the present window. */
  blocks = 0;
  private block: number;
  private readonly postings: Postings;
  private readonly norms: Float64Array;

  constructor(postings: Postings, term: number, weight: number, norms: Float64Array) {
    this.postings = postings;
    this.weight = weight;
    this.norms = norms;
    this.cursor = new Cursor(postings, term);
    this.block = this.cursor.block;
  }

  /** Sets the ceiling for passages `[from, to)`; windows come in ascending order. */
  look(from: number, to: number): void {
    const { blockLast, blockFrequency, blockLength } = this.postings;
    const { endBlock } = this.cursor;
    this.block = blockReaching(blockLast, this.block, endBlock, from);
    let highest = 0;
    let block = this.block;
    while (block < endBlock) {
      const frequency = blockFrequency[block]!;
      // A frequency of 255 stands for any above it, and the share tends to 1.
      const share = frequency === 255 ? 1 : frequency / (frequency + this.norms[blockLength[block]!]!);
      if (share > highest) highest = share;
      if (blockLast[block++]! >= to - 1) break;
    }
    this.ceiling = highest * this.weight;
    this.blocks = block - this.block;
  }

  /** Adds the scores of passages `[from, to)` to `scores` and marks them, bit by bit. */
  addTo(scores: Float64Array, marks: Uint32Array, lengths: Uint16Array, from: number, to: number): void {
    const { cursor, norms, weight } = this;
    for (cursor.seek(from); cursor.passage < to; cursor.next()) {
      const at = cursor.passage - from;
      scores[at]! += (weight * cursor.frequency) / (cursor.frequency + norms[lengths[cursor.passage]!]!);
      marks[at >>> 5]! |= 1 << (at & 31);
    }
  }

  /** What it gives one passage; passages come in ascending order. */
  scoreOf(passage: number, lengths: Uint16Array): number {
    const { cursor, norms, weight } = this;
    cursor.seek(passage);
    if (cursor.passage !== passage) return 0;
    return (weight * cursor.frequency) / (cursor.frequency + norms[lengths[passage]!]!);
  }
}

function searchPart(
  part: Part,
  clauses: Clause[],
  open: Uint8Array | null,
  p: number,
  top: TopPassages,
): void {
  const { segment } = part;
  const { lengths } = segment;
  const scores = new Float64Array(WINDOW);
  const marks = new Uint32Array(WINDOW / 32);
  /** Places in the window of the passages that may still get in. */
  const left = new Uint32Array(WINDOW);
  /** `below[i]`: ceilings of the clauses before `i`, added up. */
  const below = new Float64Array(clauses.length + 1);

  const searchWindow = (from: number, to: number): void => {
    for (const clause of clauses) clause.look(from, to);
    sortByCeiling(clauses);
    const { threshold } = top;
    let essential = 0;
    for (let i = 0; i < clauses.length; i++) {
      below[i + 1] = below[i]! + clauses[i]!.ceiling;
      if (below[i + 1]! <= threshold) essential = i + 1;
    }
    if (essential === clauses.length) return;
    for (let i = essential; i < clauses.length; i++) clauses[i]!.addTo(scores, marks, lengths, from, to);
    let count = 0;
    for (let j = 0, all = readMarks(marks, left); j < all; j++) {
      const at = left[j]!;
      if (scores[at]! + below[essential]! <= threshold) continue;
      if (open === null || open[issueOfPassage(segment, from + at)] === 1) left[count++] = at;
    }
    for (let i = essential - 1; i >= 0 && count > 0; i--) {
      const clause = clauses[i]!;
      if (count >= clause.blocks * LOOK_UPS) clause.addTo(scores, marks, lengths, from, to);
      else for (let j = 0; j < count; j++) scores[left[j]!]! += clause.scoreOf(from + left[j]!, lengths);
      let kept = 0;
      for (let j = 0; j < count; j++) if (scores[left[j]!]! + below[i]! > threshold) left[kept++] = left[j]!;
      count = kept;
    }
    for (let j = 0; j < count; j++) {
      const score = scores[left[j]!]!;
      if (score > top.threshold) top.offer(score, p, from + left[j]!);
    }
    scores.fill(0);
    marks.fill(0);
  };

  let done = 0;
  for (const [from, to] of open === null ? [[0, lengths.length] as const] : openRanges(part, open)) {
    for (done = Math.max(done, from); done < to; done += WINDOW)
      searchWindow(done, Math.min(done + WINDOW, lengths.length));
  }
}

/** Writes the numbers of the bits that are set to `into` and says how many there are. */
function readMarks(marks: Uint32Array, into: Uint32Array): number {
  let count = 0;
  for (let word = 0; word < marks.length; word++) {
    for (let bits = marks[word]!; bits !== 0; bits &= bits - 1)
      into[count++] = word * 32 + 31 - Math.clz32(bits & -bits);
  }
  return count;
}

/** `[from, to)` of the passages of open issues, neighbours joined. */
function openRanges({ segment: { firstPassage } }: Part, open: Uint8Array): [number, number][] {
  const ranges: [number, number][] = [];
  for (let issue = 0; issue < open.length; issue++) {
    if (open[issue] === 0) continue;
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === firstPassage[issue]) last[1] = firstPassage[issue + 1]!;
    else ranges.push([firstPassage[issue]!, firstPassage[issue + 1]!]);
  }
  return ranges;
}

/** Lowest first. Their order hardly changes from window to window, so that insertion is the fastest way. */
function sortByCeiling(clauses: Clause[]): void {
  for (let i = 1; i < clauses.length; i++) {
    const clause = clauses[i]!;
    let at = i;
    for (; at > 0 && clauses[at - 1]!.ceiling > clause.ceiling; at--) clauses[at] = clauses[at - 1]!;
    clauses[at] = clause;
  }
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
