import { withRoom } from './growable.ts';
import type { Strings } from './strings.ts';

/** Terms numbered from 0, found through a hash table with linear probing that needs no building when it is loaded. */
export interface Dictionary extends Strings {
  /** Number of the term plus one, 0 for an empty slot. */
  slots: Uint32Array;
}

/** Slots for each term: enough that a term is found in two or three steps. */
const ROOM = 1.4;
const LARGE = 1 << 17;

/** Number of `term`, -1 when it is not there. */
export function findTerm({ characters, starts, slots }: Dictionary, term: string): number {
  for (let slot = slotOf(hashOfText(term), slots); ; slot = slotAfter(slot, slots)) {
    const number = slots[slot]! - 1;
    if (number < 0) return -1;
    const start = starts[number]!;
    if (starts[number + 1]! - start !== term.length) continue;
    let i = 0;
    while (i < term.length && characters[start + i] === term.charCodeAt(i)) i++;
    if (i === term.length) return number;
  }
}

/** Gives each different term a number, in the order they come. */
export interface DictionaryWriter {
  readonly size: number;
  /** Number of the term made of `mark` and what stands in `[from, to)` of `text`. */
  numberOf(mark: '' | '~' | '^', text: string, from: number, to: number): number;
  /** Number of the term that stands in `[from, to)` of `units`. */
  numberOfUnits(units: Uint16Array, from: number, to: number): number;
  finish(): Dictionary;
}

export function createDictionaryWriter(): DictionaryWriter {
  let characters = new Uint16Array(1 << 12);
  let starts = new Uint32Array(1 << 10);
  let slots = new Uint32Array(1 << 10);
  let size = 0;
  let end = 0;

  const spread = (length: number): void => {
    slots = new Uint32Array(length);
    for (let number = 0; number < size; number++) {
      let slot = slotOf(hashOf(characters, starts[number]!, starts[number + 1]!), slots);
      while (slots[slot] !== 0) slot = slotAfter(slot, slots);
      slots[slot] = number + 1;
    }
  };
  /** Number of the term that was written from `end` to `to`; where it is new it stays there. */
  const numberUpTo = (to: number): number => {
    let slot = slotOf(hashOf(characters, end, to), slots);
    for (; slots[slot] !== 0; slot = slotAfter(slot, slots)) {
      const number = slots[slot]! - 1;
      const start = starts[number]!;
      if (starts[number + 1]! - start !== to - end) continue;
      let i = 0;
      while (end + i < to && characters[start + i] === characters[end + i]) i++;
      if (end + i === to) return number;
    }
    slots[slot] = ++size;
    end = to;
    starts = withRoom(starts, size + 1);
    starts[size] = end;
    if (size * ROOM > slots.length) spread(slots.length * 2);
    return size - 1;
  };
  return {
    get size() {
      return size;
    },
    numberOf(mark, text, from, to) {
      const first = end + mark.length;
      const last = first + to - from;
      characters = withRoom(characters, last);
      if (mark !== '') characters[end] = mark.charCodeAt(0);
      for (let i = from, at = first; i < to; i++) characters[at++] = text.charCodeAt(i);
      return numberUpTo(last);
    },
    numberOfUnits(units, from, to) {
      const length = to - from;
      characters = withRoom(characters, end + length);
      for (let i = 0; i < length; i++) characters[end + i] = units[from + i]!;
      return numberUpTo(end + length);
    },
    finish() {
      // Doubling leaves up to half of it empty: worth the work in a large one, which stays.
      if (size >= LARGE) spread(Math.ceil(size * ROOM));
      return { characters: characters.slice(0, end), starts: starts.slice(0, size + 1), slots };
    },
  };
}

const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;
const MIXER = 0x2c1b3c6d;

/** The high bits choose, so that a table can have any length. */
function slotOf(hash: number, slots: Uint32Array): number {
  return Math.floor((hash / 2 ** 32) * slots.length);
}

function slotAfter(slot: number, slots: Uint32Array): number {
  return slot + 1 === slots.length ? 0 : slot + 1;
}

/** FNV-1a over UTF-16 units, its low bits, which the last unit changes most, mixed into the high ones. */
function hashOf(units: Uint16Array, from: number, to: number): number {
  let hash = OFFSET;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ units[i]!, PRIME);
  return Math.imul(hash ^ (hash >>> 15), MIXER) >>> 0;
}

function hashOfText(text: string): number {
  let hash = OFFSET;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  return Math.imul(hash ^ (hash >>> 15), MIXER) >>> 0;
}
