import type { Segmenter } from '../ports.ts';
import { foldedOf } from '../text.ts';

/**
 * The tokens of a text in three spaces that never meet. Words give precision; bigrams guarantee that any two
 * neighbouring characters of the text can be found whatever the segmenter did; characters break ties.
 */
export interface Terms {
  words: string[];
  bigrams: string[];
  characters: string[];
}

export interface Tokenizer {
  /** Tokens of `text`, repeated as often as they occur. */
  terms(text: string): Terms;
  /** The words of `text` in order, without the shorter words inside longer ones. */
  plainWords(text: string): string[];
  /** Name of the segmenter underneath; part of what a saved index is valid for. */
  readonly name: string;
}

/** A run of Han characters, or a number or Latin word taken whole: 62.6%, 2.0, c++, 20%. */
const RUN = /\p{Script=Han}+|[a-z0-9]+(?:[._+#-][a-z0-9]+)*(?:[+#%]+(?![a-z0-9]))?/gu;
const NUMERAL = '〇零一二三四五六七八九十百千万亿两';
/** Two and more Chinese numerals in a row: a number, which no other number may match inside. */
const LONG_NUMBER = new RegExp(`[${NUMERAL}]{2,}`, 'gu');

export function isNumeral(character: string): boolean {
  return NUMERAL.includes(character);
}

const NUMERAL_UNITS = new Set([...NUMERAL].map((numeral) => numeral.charCodeAt(0)));

/** True when `text[at]` is a numeral inside a longer one: 三 in 二三级. */
function isInsideNumber(text: string, at: number): boolean {
  return at > 0 && NUMERAL_UNITS.has(text.charCodeAt(at)) && NUMERAL_UNITS.has(text.charCodeAt(at - 1));
}

/**
 * Cuts text into the three spaces. Han runs are split from the rest before the segmenter sees them and numbers of two
 * and more Chinese numerals are kept whole, so that nodejieba and jieba-wasm agree (HMM off) and 三级 does not match
 * inside 二三级.
 */
export function createTokenizer(segmenter: Segmenter): Tokenizer {
  const wordsOf = (folded: string, cut: (han: string) => string[]): string[] => {
    const words: string[] = [];
    for (const [run] of folded.matchAll(RUN)) {
      if (!isHan(run)) {
        words.push(run);
        continue;
      }
      let from = 0;
      for (const number of run.matchAll(LONG_NUMBER)) {
        if (number.index > from) words.push(...cut(run.slice(from, number.index)));
        words.push(number[0]);
        from = number.index + number[0].length;
      }
      if (from < run.length) words.push(...cut(run.slice(from)));
    }
    return words;
  };
  return {
    name: segmenter.name,
    terms(text) {
      const folded = foldedOf(text);
      const { bigrams, characters } = gramsOf(folded);
      return { words: wordsOf(folded, (han) => segmenter.cut(han)), bigrams, characters };
    },
    plainWords(text) {
      return wordsOf(foldedOf(text), (han) => segmenter.cutPlain(han));
    },
  };
}

/** Bigrams over runs of Han characters (other runs whole) and single Han characters of a folded text. */
export function gramsOf(folded: string): { bigrams: string[]; characters: string[] } {
  const bigrams: string[] = [];
  const characters: string[] = [];
  eachGram(folded, {
    bigram: (from, to) => bigrams.push(folded.slice(from, to)),
    character: (from, to) => characters.push(folded.slice(from, to)),
  });
  return { bigrams, characters };
}

/** Tells where each gram stands, `[from, to)`: an index of many passages has no time to make a string of each. */
export function eachGram(
  folded: string,
  take: Record<'bigram' | 'character', (from: number, to: number) => void>,
): void {
  for (const { index: start, 0: run } of folded.matchAll(RUN)) {
    const end = start + run.length;
    if (!isHan(run)) {
      take.bigram(start, end);
      continue;
    }
    for (let at = start, next = 0; at < end; at = next) {
      next = afterCharacter(folded, at);
      take.character(at, next);
      const isInside = at > start && isInsideNumber(folded, at);
      if (next < end && !isInside) take.bigram(at, afterCharacter(folded, next));
    }
  }
}

/** A rare character has two UTF-16 units. */
function afterCharacter(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return at + (unit >= 0xd800 && unit <= 0xdbff ? 2 : 1);
}

/** True when `text` begins with a Han character. Asked a hundred thousand times a question: the common block goes first. */
export function isHan(text: string): boolean {
  const unit = text.charCodeAt(0);
  return (unit >= 0x4e00 && unit <= 0x9fff) || (unit > 0x2e7f && /^\p{Script=Han}/u.test(text));
}

/** True when `countGram` counts any. */
export function holdsGram(folded: string, gram: string): boolean {
  const first = folded.indexOf(gram);
  if (first < 0) return false;
  // A first one that counts is enough; most do.
  return (isHan(gram) && !isNumeral(gram[0] as string)) || countGram(folded, gram) > 0;
}

/** How often the folded text holds `gram` as `gramsOf` would have cut it. */
export function countGram(folded: string, gram: string): number {
  const first = folded.indexOf(gram);
  if (first < 0) return 0;
  return isHan(gram) ? countHan(folded, gram, first) : countRuns(folded, gram);
}

function countHan(folded: string, gram: string, first: number): number {
  let count = 0;
  for (let at = first; at >= 0; at = folded.indexOf(gram, at + 1)) {
    if (gram.length === 1 || !isInsideNumber(folded, at)) count++;
  }
  return count;
}

/** A number or Latin word counts only when it is not part of a longer one: 13 is not in 2013, 1.3 not in 11.3. */
function countRuns(folded: string, gram: string): number {
  let count = 0;
  for (const [run] of folded.matchAll(RUN)) {
    if (run === gram) count++;
  }
  return count;
}
