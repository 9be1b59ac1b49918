import { hash } from 'node:crypto';

/** Numbers known by an id. */
export interface IdTable {
  /** undefined when nothing was set for this id. */
  get(id: string): number | undefined;
  /** `value`: 0 to 2^53 - 1. */
  set(id: string, value: number): void;
}

const MOST_FULL = 0.7;

/**
 * A map from ids to numbers for hundreds of thousands of them: 23 to 46 bytes each, outside the heap, however long the ids
 * are; a `Map` takes 100 to 150. Ids are known by 64 bits of their SHA-256, so that two share a place once in 40
 * million tables of a million. Open addressing with linear probing; there is no taking out: a table is dropped as a whole.
 */
export function createIdTable(): IdTable {
  let slots = 64;
  /** Two words a slot; the first is 0 in an empty one. */
  let hashes = new Uint32Array(slots * 2);
  let values = new Float64Array(slots);
  let size = 0;

  /** The slot that holds the id of this hash, or the empty one where it would stand. */
  const slotOf = (high: number, low: number): number => {
    let slot = high & (slots - 1);
    while (hashes[slot * 2] !== high || hashes[slot * 2 + 1] !== low) {
      if (isEmpty(slot)) return slot;
      slot = (slot + 1) & (slots - 1);
    }
    return slot;
  };
  const isEmpty = (slot: number): boolean => hashes[slot * 2] === 0;
  const put = (high: number, low: number, value: number): void => {
    const slot = slotOf(high, low);
    if (isEmpty(slot)) size++;
    hashes[slot * 2] = high;
    hashes[slot * 2 + 1] = low;
    values[slot] = value;
  };
  const grow = (): void => {
    const [oldHashes, oldValues] = [hashes, values];
    slots *= 2;
    hashes = new Uint32Array(slots * 2);
    values = new Float64Array(slots);
    size = 0;
    for (let slot = 0; slot < oldValues.length; slot++) {
      const high = oldHashes[slot * 2]!;
      if (high !== 0) put(high, oldHashes[slot * 2 + 1]!, oldValues[slot]!);
    }
  };
  return {
    get(id) {
      const slot = slotOf(...hashOf(id));
      return isEmpty(slot) ? undefined : values[slot];
    },
    set(id, value) {
      if (size >= slots * MOST_FULL) grow();
      put(...hashOf(id), value);
    },
  };
}

function hashOf(id: string): [number, number] {
  const bytes = hash('sha256', id, 'buffer');
  // Never 0, which marks an empty slot.
  return [bytes.readUInt32LE(0) || 1, bytes.readUInt32LE(4)];
}
