import type { DictionaryWriter } from './dictionary.ts';

/**
 * Numbers of bigrams and characters without a look at the dictionary where they have been seen before: they are most of
 * the terms of a library, and the two UTF-16 units of nearly all of them are one number.
 */
interface GramNumbers {
  bigram(text: string, from: number, to: number): number;
  character(text: string, from: number, to: number): number;
}

export function createGramNumbers(dictionary: DictionaryWriter): GramNumbers {
  // Numbers plus one, 0 for what has not been seen.
  const ofUnit = new Uint32Array(1 << 16);
  /** A pair and its number by turns, found by linear probing. */
  let pairs = new Uint32Array(1 << 13);
  let size = 0;

  /** Where the pair stands, or the empty place for it. */
  const placeOf = (pair: number): number => {
    const mask = pairs.length - 2;
    let place = (Math.imul(pair, SPREAD) >>> 7) & mask;
    while (pairs[place + 1] !== 0 && pairs[place] !== pair) place = (place + 2) & mask;
    return place;
  };
  const put = (pair: number, numberPlusOne: number): void => {
    const place = placeOf(pair);
    pairs[place] = pair;
    pairs[place + 1] = numberPlusOne;
  };
  const grow = (): void => {
    const old = pairs;
    pairs = new Uint32Array(old.length * 2);
    for (let i = 0; i < old.length; i += 2) if (old[i + 1] !== 0) put(old[i]!, old[i + 1]!);
  };
  return {
    character(text, from, to) {
      if (to - from > 1) return dictionary.numberOf('^', text, from, to);
      const unit = text.charCodeAt(from);
      const known = ofUnit[unit]!;
      if (known > 0) return known - 1;
      const number = dictionary.numberOf('^', text, from, to);
      ofUnit[unit] = number + 1;
      return number;
    },
    bigram(text, from, to) {
      if (to - from !== 2) return dictionary.numberOf('~', text, from, to);
      const pair = ((text.charCodeAt(from) << 16) | text.charCodeAt(from + 1)) >>> 0;
      const known = pairs[placeOf(pair) + 1]!;
      if (known > 0) return known - 1;
      const number = dictionary.numberOf('~', text, from, to);
      put(pair, number + 1);
      // Half of it stays empty.
      if (++size * 4 > pairs.length) grow();
      return number;
    },
  };
}

/** An odd number near 2^32 over the golden ratio (Knuth, The Art of Computer Programming, 6.4). */
const SPREAD = 0x9e3779b1;
