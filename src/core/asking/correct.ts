import { parseNumber } from '../reading/chinese-number.ts';
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
/** Longest word in letters of pinyin: ten syllables of six. */
const LONGEST_SOUND = 60;
/** Longest run of pinyin that is read: nobody types more in one question. */
const LONGEST_RUN = 200;
/** Shortest coined name in which one wrong character is forgiven. */
const SHORTEST_SLIP = 4;

/**
 * Reads a question in the spelling of the library: traditional characters as simplified ones, toneless pinyin as words,
 * and, only where the library does not know what was typed, homophones (同城 as 桐城) and one wrong character in a coined
 * name. Everything but the change of script is reported.
 */
export async function correctQuestion(question: string, library: Library): Promise<Corrected> {
  const { folded } = foldText(library.chinese.toSimplified(question));
  const pinyin = await readPinyin(inDigits(folded), library);
  const han = await readHomophones(pinyin.folded, library);
  return { folded: han.folded, corrected: [...pinyin.corrected, ...han.corrected] };
}

/** 五十万元 as 50万元, 二十条 as 20条: bulletins print figures in digits. 十三五, 二十大 and 两三 are names or no figures. */
function inDigits(folded: string): string {
  return folded.replace(
    /([二三四五六七八九]十[一二三四五六七八九]?|十[一二三四五六七八九]|[一二三四五六七八九]百(?:[一二三四五六七八九]十)?)([万亿]?)(?=元|名|人|项|套|家|个|户|次|条|亩|位|所|场|件|%)/gu,
    (whole, number: string, unit: string) => {
      const value = parseNumber(number);
      return value === null ? whole : `${value}${unit}`;
    },
  );
}

/**
 * tongcheng rencai gongyu as 桐城人才公寓: runs of Latin words read as pinyin with as few words of the library as possible.
 * Where some of a run cannot be read, what can is; question words (duoshao, zenme) are read too and not reported.
 */
async function readPinyin(folded: string, library: Library): Promise<Corrected> {
  const runs = /[a-z]{2,}(?:[ '][a-z]{1,})*/gu;
  const wordsIn = (run: string): string[] => (run.length > LONGEST_RUN ? [] : run.split(/[ ']/u));
  const sounds = [...folded.matchAll(runs)].flatMap(([run]) => piecesOf(wordsIn(run).join('')));
  if (sounds.length === 0) return { folded, corrected: [] };
  const known = await library.vocabulary.spelt([...new Set(sounds)]);
  const corrected: Correction[] = [];
  const read = folded.replace(runs, (run) => {
    const words = wordsIn(run);
    if (words.length === 0) return run;
    const spelt = spell(words, known);
    for (const { from, to } of spelt) {
      if (to !== from && !library.lexicon.stopwords.has(to)) corrected.push({ from, to });
    }
    const isPinyin = spelt.some(({ from, to }) => from !== to);
    // A syllable on its own among pinyin words (ren, de) says nothing that can be looked for.
    const kept = spelt.filter(({ from, to }) => to !== from || !isPinyin || from.length > 4);
    return kept
      .map(({ to }) => to)
      .join(' ')
      .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
  });
  return { folded: read, corrected };
}

/** Every piece of a run of letters that may be a word. */
function piecesOf(letters: string): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < letters.length; start++) {
    const longest = Math.min(letters.length, start + LONGEST_SOUND);
    for (let end = start + 1; end <= longest; end++) pieces.push(letters.slice(start, end));
  }
  return pieces;
}

/** The cheapest way to read pinyin words: one unit a word of the library, three a word that is none. */
function spell(words: readonly string[], known: ReadonlyMap<string, string>): Correction[] {
  const best: { cost: number; path: Correction[] }[] = [{ cost: 0, path: [] }];
  for (let end = 1; end <= words.length; end++) {
    const last = words[end - 1] as string;
    const before = best[end - 1] as { cost: number; path: Correction[] };
    let choice = { cost: before.cost + 3, path: [...before.path, { from: last, to: last }] };
    for (let start = Math.max(0, end - LONGEST); start < end; start++) {
      const from = words.slice(start, end).join(' ');
      const parts = spellRun(from.replaceAll(' ', ''), known);
      const base = best[start] as { cost: number; path: Correction[] };
      if (parts === null || base.cost + parts.length >= choice.cost) continue;
      const path = parts.length === 1 ? [{ from, to: parts[0] as string }] : [{ from, to: parts.join('') }];
      choice = { cost: base.cost + parts.length, path: [...base.path, ...path] };
    }
    best.push(choice);
  }
  return (best.at(-1) as { path: Correction[] }).path;
}

/** The fewest words of the library that a run of pinyin without spaces spells; null when it spells none. */
function spellRun(pinyin: string, known: ReadonlyMap<string, string>): string[] | null {
  const best: (string[] | null)[] = [[]];
  for (let end = 1; end <= pinyin.length; end++) {
    let choice: string[] | null = null;
    for (let start = Math.max(0, end - LONGEST_SOUND); start < end; start++) {
      const before = best[start] ?? null;
      if (before === null || (choice !== null && before.length + 1 >= choice.length)) continue;
      const word = known.get(pinyin.slice(start, end));
      if (word !== undefined) choice = [...before, word];
    }
    best.push(choice);
  }
  return best.at(-1) ?? null;
}

async function readHomophones(folded: string, library: Library): Promise<Corrected> {
  const corrected: Correction[] = [];
  const unknown = await unknownPairs(folded, library);
  if (unknown.size === 0) return { folded, corrected };
  // One syllable a UTF-16 unit: characters above U+FFFF take two and sound like nothing here.
  const syllables = library.chinese.pinyin(folded.replace(/[\u{10000}-\u{10ffff}]/gu, '，，'));
  const borders = wordBorders(folded, library);
  const typed = typedWords(folded, unknown, borders).filter((word) => !library.lexicon.stopwords.has(word));
  const known = await library.vocabulary.known(typed);
  let read = '';
  for (let start = 0; start < folded.length; ) {
    const hit =
      soundsLike(folded, start, syllables, unknown, borders, known, library) ??
      slipAt(folded, start, unknown, library);
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

/** Where words begin and end as the segmenter sees them. */
function wordBorders(folded: string, library: Library): Set<number> {
  const borders = new Set<number>([0, folded.length]);
  let at = 0;
  for (const word of library.tokenizer.plainWords(folded)) {
    at = folded.indexOf(word, at);
    borders.add(at);
    at += word.length;
    borders.add(at);
  }
  // A unit is a word whatever stands beside it: 桐城 人材码, not 桐城人 材码.
  for (const { start, end } of library.gazetteer.find(folded)) {
    borders.add(start);
    borders.add(end);
  }
  return borders;
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

/** Whether the `length` characters from `start` on are whole words and hold a pair that stands nowhere. */
function mayBeMeant(
  folded: string,
  start: number,
  length: number,
  unknown: ReadonlySet<number>,
  borders: ReadonlySet<number>,
): boolean {
  // 人才解 in 人才解决 is no word, whatever it sounds like.
  return (
    borders.has(start) &&
    borders.has(start + length) &&
    /^\p{Script=Han}+$/u.test(folded.slice(start, start + length)) &&
    holdsUnknown(unknown, start, length)
  );
}

/** All that may stand for another word, wherever it stands. */
function typedWords(folded: string, unknown: ReadonlySet<number>, borders: ReadonlySet<number>): string[] {
  const typed: string[] = [];
  for (let start = 0; start < folded.length; start++) {
    for (let length = Math.min(LONGEST, folded.length - start); length >= 2; length--)
      if (mayBeMeant(folded, start, length, unknown, borders))
        typed.push(folded.slice(start, start + length));
  }
  return typed;
}

/** The whole sound of a long coined name is no accident, whatever the segmenter made of it: 一马畅享有. */
function longNameSounding(syllables: readonly string[], { vocabulary }: Library): string | undefined {
  if (syllables.length < SHORTEST_SLIP) return undefined;
  return vocabulary
    .namesSounding(syllables.join(''))
    .find((name) => name.length === syllables.length && vocabulary.coined.has(name));
}

function soundsLike(
  folded: string,
  start: number,
  syllables: readonly string[],
  unknown: ReadonlySet<number>,
  borders: ReadonlySet<number>,
  known: ReadonlySet<string>,
  library: Library,
): string | null {
  for (let length = Math.min(LONGEST, folded.length - start); length >= 2; length--) {
    if (!mayBeMeant(folded, start, length, unknown, borders)) {
      const name = longNameSounding(syllables.slice(start, start + length), library);
      if (name === undefined || !holdsUnknown(unknown, start, length)) continue;
      return name;
    }
    const typed = folded.slice(start, start + length);
    // 人才吗 at the end of a question is a question, not 人才码.
    if (/[吗呢吧啊]$/u.test(typed) && /^[?!。？！]*$/u.test(folded.slice(start + length))) continue;
    if (library.lexicon.stopwords.has(typed) || known.has(typed)) continue;
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
  const { coined } = library.vocabulary;
  const candidates = [...coined.lengths].flatMap((length) => {
    if (length < SHORTEST_SLIP || !holdsUnknown(unknown, start, length)) return [];
    const typed = folded.slice(start, start + length);
    return typed.length < length
      ? []
      : coined
          .resembling(typed)
          .filter(({ name }) => differences(typed, name) === 1 && sharesPair(typed, name));
  });
  const [first] = candidates.sort((a, b) => a.order - b.order);
  return first?.name ?? null;
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
