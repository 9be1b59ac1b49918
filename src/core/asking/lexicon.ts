import { foldText } from '../text.ts';

/** The words of the field, as kept in `data/dictionary/`. */
export interface Lexicon {
  /** Question and function words: they say nothing about what is asked. */
  stopwords: ReadonlySet<string>;
  /** Words so common in this field that they count little: 工作, 开展, 情况. */
  weak: ReadonlySet<string>;
  /** For each word the words that may stand for it. */
  synonyms: ReadonlyMap<string, readonly string[]>;
  /** Words the segmenter must know. */
  terms: readonly string[];
  /** Groups of names for the same kind of office, without 市/县 in front. */
  offices: readonly (readonly string[])[];
}

export interface DictionaryTexts {
  stopwords: string;
  synonyms: string;
  terms: string;
  units: string;
}

/** Reads the four dictionary files; lines that start with `#` are comments, everything after `# weak` is a weak word. */
export function parseLexicon(texts: DictionaryTexts): Lexicon {
  const [strong = '', weak = ''] = texts.stopwords.split(/^# weak\s*$/mu);
  const groups = linesOf(texts.synonyms).map((line) => parts(line));
  const synonyms = new Map<string, string[]>();
  for (const group of groups) {
    for (const word of group) {
      const others = group.filter((other) => other !== word);
      synonyms.set(word, [...new Set([...(synonyms.get(word) ?? []), ...others])]);
    }
  }
  return {
    stopwords: new Set(linesOf(strong).map(fold)),
    weak: new Set(linesOf(weak).map(fold)),
    synonyms,
    terms: linesOf(texts.terms).map((line) => fold(line.split(/\s+/u)[0] as string)),
    offices: linesOf(texts.units)
      .filter((line) => line.includes('=') && !line.includes('{'))
      .map((line) => parts(line)),
  };
}

function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

function parts(line: string): string[] {
  return [
    ...new Set(
      line
        .split('=')
        .map(fold)
        .filter((word) => word !== ''),
    ),
  ];
}

function fold(word: string): string {
  return foldText(word.trim()).folded;
}
