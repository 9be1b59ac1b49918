import type { PassageIndex } from '../ports.ts';
import type { Lexicon } from './lexicon.ts';
import type { Concept, Query, QueryTerm, TermSpace } from './rank.ts';
import { gramsOf, type Tokenizer } from './terms.ts';

/** A word of the question that says something about what is asked. */
export interface ContentWord {
  text: string;
  weight: number;
}

/** Runs of content words that stood side by side in the question; between runs stood words that say nothing. */
export type ContentRun = ContentWord[];

/** How much a word counts that is everywhere in this field. */
const WEAK = 0.35;
/** Longest entry of the stop list in words of the segmenter. */
const LONGEST_STOP = 5;

/** The informative words of `text`: everything but question words, function words and what no token was made of. */
export function contentRuns(text: string, tokenizer: Tokenizer, lexicon: Lexicon): ContentRun[] {
  const runs: ContentRun[] = [];
  for (const piece of text.split(/[^\p{L}\p{N}%.+#-]+/u)) {
    const words = tokenizer.plainWords(piece);
    let run: ContentRun = [];
    for (let i = 0; i < words.length; ) {
      const stop = stopLength(words, i, lexicon.stopwords);
      if (stop > 0) {
        if (run.length > 0) runs.push(run);
        run = [];
        i += stop;
        continue;
      }
      const word = words[i] as string;
      run.push({ text: word, weight: lexicon.weak.has(word) ? WEAK : 1 });
      i++;
    }
    if (run.length > 0) runs.push(run);
  }
  return runs;
}

/** How many words from `at` on form one entry of the stop list; the longest entry wins. */
function stopLength(words: readonly string[], at: number, stopwords: ReadonlySet<string>): number {
  for (let n = Math.min(LONGEST_STOP, words.length - at); n > 0; n--) {
    if (stopwords.has(words.slice(at, at + n).join(''))) return n;
  }
  return 0;
}

/** Turns content words into a query the ranking understands, with document frequencies from the index. */
export async function buildQuery(
  runs: readonly ContentRun[],
  synonymsOf: (word: string) => readonly string[],
  tokenizer: Tokenizer,
  index: PassageIndex,
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
      concepts.push({
        text: word.text,
        weight: word.weight,
        terms: termsOf(word.text, word.weight, true),
        synonyms: synonymsOf(word.text).map((text) => ({ text, terms: termsOf(text, word.weight, false) })),
      });
      const next = run[i + 1];
      if (next === undefined) continue;
      const { bigrams } = gramsOf(`${word.text.at(-1)}${next.text[0]}`);
      const weight = Math.min(word.weight, next.weight);
      for (const bigram of bigrams)
        if (bigram.length > 1) bridges.push(...add('bigram', bigram, weight, true));
    }
  }
  const statistics = await index.statistics(terms.map(engineTerm));
  for (const [i, term] of terms.entries()) {
    term.passageFrequency = statistics.passages[i] ?? 0;
    term.articleFrequency = statistics.articles[i] ?? 0;
  }
  return { concepts, bridges };
}

/** A term as an engine knows it. */
export function engineTerm(term: { space: TermSpace; text: string }): string {
  const mark = { word: '', bigram: '~', character: '^' }[term.space];
  return `${mark}${term.text}`;
}

/** Every term of a query an engine should look for, the synonyms' too. */
export function termsOfQuery(query: Query): QueryTerm[] {
  return [
    ...query.bridges,
    ...query.concepts.flatMap((concept) => [
      ...concept.terms,
      ...concept.synonyms.flatMap(({ terms }) => terms),
    ]),
  ];
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}
