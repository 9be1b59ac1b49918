import type { IndexTotals, PassageIndex } from '../ports.ts';
import { parseNumber } from '../reading/chinese-number.ts';
import { foldText } from '../text.ts';
import type { Lexicon } from './lexicon.ts';
import { showing, understanding } from './parameters.ts';
import type { Concept, Query, QueryTerm, TermSpace } from './rank.ts';
import { gramsOf, isHan, type Tokenizer } from './terms.ts';

/** A word or phrase of the question that says something about what is asked. */
export interface ContentWord {
  text: string;
  /** 0 to 1. */
  weight: number;
  /** What may stand for it in a text. */
  synonyms: readonly string[];
  /** True for a word taken over from an earlier question. */
  carried?: boolean;
}

/** False for words that are everywhere in this field. */
export function isStrong({ weight }: { weight: number }): boolean {
  return weight > understanding.weakWord;
}

/** Runs of content words that stood side by side in the question; between runs stood words that say nothing. */
export type ContentRun = ContentWord[];

/** What a question is made of beside what it asks about: interrogatives, particles, manners. Everything else a text may repeat. */
const QUESTION_WORD = /[么啥哪谁几吗呢吧啊呀怎咋何]|多少|是否|有没有|请|麻烦|帮|谢|您|你|想|查|告诉/u;

/**
 * The wording of `text` between its question words. Beside the informative words it holds what a text that answers may
 * repeat (之前, 主要, 发生) and the borders between words: both help to order passages and count for nothing else.
 */
export function fillersOf(text: string, tokenizer: Tokenizer): string[] {
  const pieces: string[] = [];
  for (const piece of foldText(text).folded.split(/[^\p{L}\p{N}%.+#-]+/u)) {
    let open = '';
    for (const word of [...tokenizer.plainWords(piece), '么']) {
      if (!QUESTION_WORD.test(word)) open += word;
      else {
        if (open !== '') pieces.push(open);
        open = '';
      }
    }
  }
  return pieces;
}

/** Longest phrase of the dictionary or the stop list, in words of the segmenter. */
const LONGEST_PHRASE = 6;

/**
 * The informative words of a question: everything but question words, function words and what no token was made of.
 * Phrases of the synonym list (孩子上学, 干得慢) and other names of `abbreviations` are one word each, the longest first;
 * they are looked for before the stop list takes its words.
 */
export function contentRuns(
  text: string,
  tokenizer: Tokenizer,
  lexicon: Lexicon,
  abbreviations: ReadonlyMap<string, readonly string[]> = new Map(),
): ContentRun[] {
  const synonymsOf = (word: string): readonly string[] => [
    ...(lexicon.synonyms.get(word) ?? []),
    ...(abbreviations.get(word) ?? []),
  ];
  const runs: ContentRun[] = [];
  for (const piece of foldText(text).folded.split(/[^\p{L}\p{N}%.+#-]+/u)) {
    const words = tokenizer.plainWords(piece);
    let run: ContentRun = [];
    const endRun = (): void => {
      if (run.length > 0) runs.push(run);
      run = [];
    };
    for (let i = 0; i < words.length; ) {
      const phrase = longestPhrase(words, i, (word) => synonymsOf(word).length > 0);
      const stopPhrase = longestPhrase(words, i, (phrase) => isStop(phrase, lexicon));
      const stop = Math.max(stopPhrase, saysNothing(words[i]!, lexicon) ? 1 : 0);
      if (stop > 0 && stop >= phrase) {
        endRun();
        i += stop;
        continue;
      }
      const length = Math.max(1, phrase);
      const word = words.slice(i, i + length).join('');
      const weight = lexicon.weak.has(word) ? understanding.weakWord : 1;
      run.push({ text: word, weight, synonyms: [...synonymsOf(word), ...inDigits(word)] });
      i += length;
    }
    endRun();
  }
  return runs.map(joinCharacters);
}

/** 八十岁 as 80岁: people write a number as they speak it, bulletins in digits. */
function inDigits(word: string): string[] {
  const [, numeral = '', measure = ''] =
    /^([一二三四五六七八九]?[十百千][一二三四五六七八九十百零]*)(\p{Script=Han}?)$/u.exec(word) ?? [];
  const value = parseNumber(numeral);
  return value === null ? [] : [`${value}${measure}`];
}

/** Characters the segmenter left alone side by side are one word to it unknown, a name as a rule: 单 云 舟. */
function joinCharacters(run: ContentRun): ContentRun {
  const joined: (ContentWord & { unknown?: boolean })[] = [];
  for (const word of run) {
    const last = joined.at(-1);
    const isPart =
      last !== undefined &&
      isHan(word.text) &&
      word.text.length === 1 &&
      last.synonyms.length + word.synonyms.length === 0;
    if (isPart && isHan(last.text) && last.unknown === true) last.text += word.text;
    else joined.push({ ...word, ...(word.text.length === 1 && isHan(word.text) ? { unknown: true } : {}) });
  }
  return joined.map(({ text, weight, synonyms }) => ({ text, weight, synonyms }));
}

/** 一次, 两家: how many are spoken of, not what. */
const ONE_OF = /^[一两](?:人|名|位|个|项|家|套|次|户|回|趟|条|件|种|年|月|天|周|处|场|批)$/u;

/** A stop word, or a question for a number (几套). */
function isStop(phrase: string, { stopwords }: Lexicon): boolean {
  return stopwords.has(phrase) || /^[几多]\p{Script=Han}?$|^一$/u.test(phrase) || ONE_OF.test(phrase);
}

/** A word made of nothing but one-character stop words (是从); 人 and 才 say nothing, 人才, which has synonyms, does. */
function saysNothing(word: string, { stopwords, synonyms, weak }: Lexicon): boolean {
  if (word.length < 2 || synonyms.has(word) || weak.has(word)) return false;
  return [...word].every((character) => stopwords.has(character));
}

/** How many words from `at` on form the longest phrase that `is` one; 0 for none. */
function longestPhrase(words: readonly string[], at: number, is: (phrase: string) => boolean): number {
  for (let n = Math.min(LONGEST_PHRASE, words.length - at); n > 0; n--) {
    if (is(words.slice(at, at + n).join(''))) return n;
  }
  return 0;
}

/**
 * Turns content words into a query the ranking understands, with document frequencies from the index. `fillers` are words
 * that help to order passages only.
 */
export async function buildQuery(
  runs: readonly ContentRun[],
  tokenizer: Tokenizer,
  index: PassageIndex,
  fillers: readonly string[] = [],
): Promise<Query> {
  const seen = new Set<string>();
  const terms: QueryTerm[] = [];
  const add = (space: TermSpace, text: string, weight: number, once: boolean): QueryTerm[] => {
    const key = `${space} ${text}`;
    if (once && seen.has(key)) return [];
    if (once) seen.add(key);
    const term = { space, text, weight, passageFrequency: 0, articleFrequency: 0 };
    terms.push(term);
    return [term];
  };
  const termsOf = (text: string, weight: number, once: boolean): QueryTerm[] => {
    const { words, bigrams, characters } = tokenizer.terms(text);
    return [
      ...unique(words).flatMap((word) => add('word', word, weight, once)),
      ...unique(bigrams).flatMap((bigram) => add('bigram', bigram, weight, once)),
      ...unique(characters).flatMap((character) => add('character', character, weight, once)),
    ];
  };
  const concepts: Concept[] = [];
  const bridges: QueryTerm[] = [];
  for (const run of runs) {
    for (const [i, word] of run.entries()) {
      if (concepts.some(({ text }) => text === word.text)) continue;
      concepts.push({
        text: word.text,
        weight: word.weight,
        terms: termsOf(word.text, word.weight, true),
        synonyms: word.synonyms.map((text) => ({ text, terms: termsOf(text, word.weight, false) })),
      });
      const next = run[i + 1];
      if (next === undefined) continue;
      const { bigrams } = gramsOf(`${word.text.at(-1)}${next.text[0]}`);
      const weight = Math.min(word.weight, next.weight);
      for (const bigram of bigrams)
        if (bigram.length > 1) bridges.push(...add('bigram', bigram, weight, true));
    }
  }
  const fillerTerms = fillers.flatMap((filler) => termsOf(filler, understanding.filler, true));
  const statistics = await index.statistics(terms.map(engineTerm));
  for (const [i, term] of terms.entries()) {
    term.passageFrequency = statistics.passages[i] ?? 0;
    term.articleFrequency = statistics.articles[i] ?? 0;
  }
  return { concepts, bridges, fillers: fillerTerms };
}

/** A term as an engine knows it. */
export function engineTerm(term: { space: TermSpace; text: string }): string {
  const mark = { word: '', bigram: '~', character: '^' }[term.space];
  return `${mark}${term.text}`;
}

/**
 * The terms by which an engine should propose passages, as engines know them: those of the query and of its synonyms, but
 * for the most frequent, which cost most and decide nothing as long as rarer ones are there.
 */
export function proposingTerms(query: Query, totals: IndexTotals): string[] {
  const terms = [
    ...query.bridges,
    ...query.concepts.flatMap((concept) => [
      ...concept.terms,
      ...concept.synonyms.flatMap(({ terms }) => terms),
    ]),
  ].filter(({ space, passageFrequency }) => space !== 'character' && passageFrequency > 0);
  const rare = terms.filter(({ passageFrequency }) => passageFrequency <= totals.passages * showing.frequent);
  return unique((rare.length >= 3 ? rare : terms).map(engineTerm));
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}
