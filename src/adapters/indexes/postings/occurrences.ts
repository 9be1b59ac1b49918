import { withRoom } from './growable.ts';

/** How often each term stands in each passage, taken down passage by passage and given back term by term. */
export class Occurrences {
  private terms = new Uint32Array(1 << 14);
  private passages = new Uint32Array(1 << 14);
  private frequencies = new Uint32Array(1 << 14);
  private size = 0;
  /** Where the entry of each term is for the latest passage that holds it. */
  private entryOf = new Uint32Array(1 << 12);

  /** `terms` are all terms of the passage, repeated as often as they occur; passages come in ascending order. */
  add(passage: number, terms: readonly number[]): void {
    const first = this.size;
    this.terms = withRoom(this.terms, first + terms.length);
    this.passages = withRoom(this.passages, first + terms.length);
    this.frequencies = withRoom(this.frequencies, first + terms.length);
    let size = first;
    for (const term of terms) {
      if (term >= this.entryOf.length) this.entryOf = withRoom(this.entryOf, term + 1);
      const entry = this.entryOf[term]!;
      if (entry >= first && entry < size && this.terms[entry] === term) {
        this.frequencies[entry]!++;
        continue;
      }
      this.entryOf[term] = size;
      this.terms[size] = term;
      this.passages[size] = passage;
      this.frequencies[size++] = 1;
    }
    this.size = size;
  }

  /** Sorted by term and, within a term, by passage; `ends` tells where each of `termCount` terms ends. */
  byTerm(termCount: number): { ends: Uint32Array; passages: Uint32Array; frequencies: Uint32Array } {
    const { size, terms } = this;
    const ends = new Uint32Array(termCount);
    for (let i = 0; i < size; i++) ends[terms[i]!]!++;
    for (let term = 1; term < termCount; term++) ends[term]! += ends[term - 1]!;
    const passages = new Uint32Array(size);
    const frequencies = new Uint32Array(size);
    // From the last to the first, so that each term fills up from its end.
    const next = ends.slice();
    for (let i = size - 1; i >= 0; i--) {
      const at = --next[terms[i]!]!;
      passages[at] = this.passages[i]!;
      frequencies[at] = this.frequencies[i]!;
    }
    return { ends, passages, frequencies };
  }
}
