import { countGram, isHan, isNumeral } from './terms.ts';

/** A term as `TermCounter` counts it: a word among the words of a text, or a bigram or character in its folded text. */
export interface CountedTerm {
  space: 'word' | 'bigram' | 'character';
  text: string;
}

/** Counts all terms of a question in one pass over a text, which a search for each of them would take dozens of. */
export interface TermCounter {
  /** Where in the counts a term stands; equal terms share a place. */
  placeOf(term: CountedTerm): number;
  /** How many different terms there are. */
  readonly size: number;
  /** Adds how often each term stands in a text, as `countGram` and a list of words would have it, to `counts` from `from` on. */
  addCounts(text: { folded: string; words: string }, counts: Uint32Array, from: number): void;
}

interface Wanted {
  text: string;
  place: number;
  /** Second UTF-16 unit, -1 for a term of one unit. */
  second: number;
}

const SPACE = 32;

/** Terms by their first UTF-16 unit: a table says for each unit whether any begins with it, so that most cost one look. */
class Heads {
  readonly lists: Wanted[][] = [[]];
  /** Number of the list of each unit, 0 for none. */
  readonly listOf = new Uint16Array(0x10000);

  add(wanted: Wanted): void {
    const unit = wanted.text.charCodeAt(0);
    if (this.listOf[unit] === 0) this.listOf[unit] = this.lists.push([]) - 1;
    this.lists[this.listOf[unit]!]!.push(wanted);
  }
}

export function createTermCounter(terms: Iterable<CountedTerm>): TermCounter {
  const places = new Map<string, number>();
  const words = new Heads();
  const grams = new Heads();
  /** Numbers, Latin words and what begins with a numeral: whether they count depends on what stands around them. */
  const careful: Wanted[] = [];
  for (const term of terms) {
    const key = keyOf(term);
    if (places.has(key)) continue;
    const place = places.size;
    places.set(key, place);
    const { text } = term;
    const wanted = { text, place, second: text.length > 1 ? text.charCodeAt(1) : -1 };
    if (term.space === 'word') words.add(wanted);
    else if (isHan(text) && (text.length === 1 || !isNumeral(text[0] as string))) grams.add(wanted);
    else careful.push(wanted);
  }
  return {
    size: places.size,
    placeOf: (term) => places.get(keyOf(term)) as number,
    addCounts(text, counts, from) {
      addWords(text.words, words, counts, from);
      addGrams(text.folded, grams, counts, from);
      for (const { text: gram, place } of careful) counts[from + place]! += countGram(text.folded, gram);
    },
  };
}

function keyOf({ space, text }: CountedTerm): string {
  return space === 'word' ? ` ${text}` : text;
}

/** Words have one space before and after them. */
function addWords(words: string, { listOf, lists }: Heads, counts: Uint32Array, from: number): void {
  const { length } = words;
  for (let start = 1; start < length; ) {
    const unit = words.charCodeAt(start);
    let end = start + 1;
    while (end < length && words.charCodeAt(end) !== SPACE) end++;
    if (listOf[unit] !== 0) {
      for (const { text, place } of lists[listOf[unit]!]!) {
        if (text.length === end - start && words.startsWith(text, start)) {
          counts[from + place]!++;
          break;
        }
      }
    }
    start = end + 1;
  }
}

function addGrams(folded: string, { listOf, lists }: Heads, counts: Uint32Array, from: number): void {
  const { length } = folded;
  for (let at = 0; at < length; at++) {
    const list = listOf[folded.charCodeAt(at)]!;
    if (list === 0) continue;
    for (const { text, place, second } of lists[list]!) {
      if (
        second < 0 ||
        (folded.charCodeAt(at + 1) === second && (text.length === 2 || folded.startsWith(text, at)))
      )
        counts[from + place]!++;
    }
  }
}
