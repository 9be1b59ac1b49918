import { foldText } from '../text.ts';
import type { Library } from './library.ts';
import { gramsOf, isHan } from './terms.ts';

export interface Correction {
  from: string;
  to: string;
}

/** A folded question as the library would spell it, and every word that was changed. */
export interface Corrected {
  folded: string;
  corrected: Correction[];
}

/** Longest word, in characters, that is looked for by its sound. */
const LONGEST = 10;
/** Shortest coined name in which one wrong character is forgiven. */
const SHORTEST_SLIP = 4;

/**
 * Reads a question in the spelling of the library: traditional characters as simplified ones, toneless pinyin as words,
 * and, only where the library does not know what was typed, homophones (同城 as 桐城) and one wrong character in a coined
 * name. Everything but the change of script is reported.
 */
export async function correctQuestion(question: string, library: Library): Promise<Corrected> {
  const { folded } = foldText(library.chinese.toSimplified(question));
  const pinyin = readPinyin(folded, library);
  const han = await readHomophones(pinyin.folded, library);
  return { folded: han.folded, corrected: [...pinyin.corrected, ...han.corrected] };
}

/** tongcheng rencai gongyu as 桐城人才公寓: runs of Latin words that are whole words of the library in pinyin. */
function readPinyin(folded: string, library: Library): Corrected {
  const corrected: Correction[] = [];
  const read = folded.replace(/[a-z]{2,}(?:[ '][a-z]{2,})*/gu, (run) => {
    const words = run.split(/[ ']/u);
    const out: string[] = [];
    for (let i = 0; i < words.length; ) {
      const hit = longestHit(words, i, library);
      if (hit === null) {
        out.push(words[i] as string);
        i++;
        continue;
      }
      corrected.push({ from: words.slice(i, hit.end).join(' '), to: hit.word });
      out.push(hit.word);
      i = hit.end;
    }
    return out.join(' ').replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
  });
  return { folded: read, corrected };
}

function longestHit(
  words: readonly string[],
  from: number,
  library: Library,
): { word: string; end: number } | null {
  for (let end = Math.min(words.length, from + LONGEST); end > from; end--) {
    const word = spell(words.slice(from, end).join(''), library);
    if (word !== null) return { word, end };
  }
  return null;
}

/** The word or the words that a run of pinyin without spaces spells; null when it spells none. */
function spell(pinyin: string, library: Library): string | null {
  const best: (string | null)[] = ['', ...Array<null>(pinyin.length).fill(null)];
  const pieces: number[] = [0, ...Array<number>(pinyin.length).fill(Number.POSITIVE_INFINITY)];
  for (let end = 1; end <= pinyin.length; end++) {
    for (let start = 0; start < end; start++) {
      const word = library.vocabulary.spelt(pinyin.slice(start, end));
      if (word === null || best[start] === null || (pieces[start] as number) + 1 >= (pieces[end] as number))
        continue;
      best[end] = `${best[start]}${word}`;
      pieces[end] = (pieces[start] as number) + 1;
    }
  }
  return best[pinyin.length] ?? null;
}

async function readHomophones(folded: string, library: Library): Promise<Corrected> {
  const corrected: Correction[] = [];
  const unknown = await unknownPairs(folded, library);
  if (unknown.size === 0) return { folded, corrected };
  const syllables = library.chinese.pinyin(folded);
  let read = '';
  for (let start = 0; start < folded.length; ) {
    const hit =
      soundsLike(folded, start, syllables, unknown, library) ?? slipAt(folded, start, unknown, library);
    if (hit === null) {
      read += folded[start];
      start++;
      continue;
    }
    corrected.push({ from: folded.slice(start, start + hit.length), to: hit });
    read += hit;
    start += hit.length;
  }
  return { folded: read, corrected };
}

/** Starts of the neighbouring Han characters that stand together nowhere in the library. */
async function unknownPairs(folded: string, library: Library): Promise<Set<number>> {
  const starts: number[] = [];
  for (let i = 0; i + 1 < folded.length; i++) {
    if (isHan(folded[i] as string) && isHan(folded[i + 1] as string)) starts.push(i);
  }
  const { passages } = await library.index.statistics(starts.map((i) => `~${folded.slice(i, i + 2)}`));
  return new Set(starts.filter((_, i) => passages[i] === 0));
}

function holdsUnknown(unknown: ReadonlySet<number>, start: number, length: number): boolean {
  for (let i = start; i + 1 < start + length; i++) if (unknown.has(i)) return true;
  return false;
}

function soundsLike(
  folded: string,
  start: number,
  syllables: readonly string[],
  unknown: ReadonlySet<number>,
  library: Library,
): string | null {
  for (let length = Math.min(LONGEST, folded.length - start); length >= 2; length--) {
    const typed = folded.slice(start, start + length);
    if (!/^\p{Script=Han}+$/u.test(typed) || !holdsUnknown(unknown, start, length)) continue;
    // 人才吗 at the end of a question is a question, not 人才码.
    if (/[吗呢吧啊]$/u.test(typed) && /^[?!。？！]*$/u.test(folded.slice(start + length))) continue;
    if (library.lexicon.stopwords.has(typed) || library.vocabulary.knows(typed)) continue;
    const names = library.vocabulary.namesSounding(syllables.slice(start, start + length).join(''));
    const name = names.find((other) => other.length === length && other !== typed);
    if (name !== undefined) return name;
  }
  return null;
}

function slipAt(
  folded: string,
  start: number,
  unknown: ReadonlySet<number>,
  library: Library,
): string | null {
  for (const name of library.vocabulary.coined) {
    if (name.length < SHORTEST_SLIP || !holdsUnknown(unknown, start, name.length)) continue;
    const typed = folded.slice(start, start + name.length);
    if (typed.length === name.length && differences(typed, name) === 1 && sharesPair(typed, name))
      return name;
  }
  return null;
}

function differences(a: string, b: string): number {
  let count = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) count++;
  return count;
}

/** At least half of the pairs agree, so that two names of one pattern (第一计划, 第二计划) are not taken for slips. */
function sharesPair(typed: string, name: string): boolean {
  const pairs = gramsOf(name).bigrams;
  return (
    pairs.filter((pair) => typed.includes(pair)).length * 2 >= pairs.length &&
    /^\p{Script=Han}+$/u.test(typed)
  );
}
