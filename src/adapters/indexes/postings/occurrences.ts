import { withRoom } from './growable.ts';

/** Passage and frequency as one number, so that sorting touches memory once for both; frequencies are below 2^21. */
const PASSAGE = 2 ** 21;

/** How often each term stands in each passage, taken down passage by passage and given back term by term. */
export class Occurrences {
  private terms: Uint32Array;
  private entries: Float64Array;
  private size = 0;
  /** Of each term, by turns: where its entry for the latest passage that holds it is, and how many entries it has. */
  private ofTerm = new Uint32Array(1 << 13);

  /** `room`: occurrences expected. */
  constructor(room: number) {
    this.terms = new Uint32Array(room);
    this.entries = new Float64Array(room);
  }

  /** The first `count` of `terms` are the passage's, repeated as often as they occur; passages come in ascending order. */
  add(passage: number, terms: Uint32Array, count: number): void {
    const first = this.size;
    this.terms = withRoom(this.terms, first + count);
    this.entries = withRoom(this.entries, first + count);
    let size = first;
    for (let i = 0; i < count; i++) {
      const term = terms[i]!;
      if (term * 2 >= this.ofTerm.length) this.ofTerm = withRoom(this.ofTerm, term * 2 + 2);
      const at = this.ofTerm[term * 2]!;
      if (at >= first && at < size && this.terms[at] === term) {
        this.entries[at]! += 1;
        continue;
      }
      this.ofTerm[term * 2] = size;
      this.ofTerm[term * 2 + 1]! += 1;
      this.terms[size] = term;
      this.entries[size++] = passage * PASSAGE + 1;
    }
    this.size = size;
  }

  /** Calls `add` for each passage of term 0 in ascending order, then `endTerm`, and so on; yields now and then. */
  *byTerm(
    termCount: number,
    take: { add(passage: number, frequency: number): void; endTerm(): void },
  ): Generator<void> {
    const { size, terms } = this;
    const ends = new Uint32Array(termCount);
    for (let term = 0, end = 0; term < termCount; term++) {
      end += this.ofTerm[term * 2 + 1]!;
      ends[term] = end;
    }
    const sorted = new Float64Array(size);
    // From the last to the first, so that each term fills up from its end.
    const next = ends.slice();
    for (let i = size - 1; i >= 0; i--) {
      sorted[--next[terms[i]!]!] = this.entries[i]!;
      if (i % 65_536 === 0) yield;
    }
    for (let term = 0, at = 0; term < termCount; term++) {
      for (; at < ends[term]!; at++) {
        const entry = sorted[at]!;
        const passage = Math.floor(entry / PASSAGE);
        take.add(passage, entry - passage * PASSAGE);
      }
      take.endTerm();
      if (term % 1024 === 0) yield;
    }
  }

  get count(): number {
    return this.size;
  }
}
