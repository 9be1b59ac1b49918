import type { Lexicon } from '../../src/core/asking/lexicon.ts';
import type { Tokenizer } from '../../src/core/asking/terms.ts';
import type { IndexedArticle, IndexedPassage } from '../../src/core/ports.ts';
import { placeName, questions } from './invented.ts';
import { createRandom } from './random.ts';

/** A question and what engines are asked for it. */
export interface Question {
  text: string;
  /** Words, bigrams and characters, synonyms' too, as a `PassageIndex` takes them. */
  terms: string[];
  /** The words among them, for engines that know nothing else. */
  words: string[];
}

/** Watches the passages of a collection go by and asks about `count` of them, spread evenly, the same ones each time. */
export function createAsker(
  passages: number,
  count: number,
): { see(article: IndexedArticle): void; texts: string[] } {
  const random = createRandom(passages);
  const texts: string[] = [];
  let seen = 0;
  const ask = (article: IndexedArticle, passage: IndexedPassage): string => {
    const words = passage.words
      .trim()
      .split(' ')
      .filter((word) => word.length > 1);
    const first = random.below(Math.max(1, words.length - 3));
    const topic = words.slice(first, first + 1 + random.below(3)).join('');
    const place = placeName.exec(article.folded.split('\n').at(-1)!)?.[1] ?? '';
    return random.pick(questions)(place, topic);
  };
  return {
    texts,
    see(article) {
      for (const passage of article.passages)
        if (seen++ % Math.ceil(passages / count) === 0) texts.push(ask(article, passage));
    },
  };
}

/** What an engine is asked for: the words of the question and their synonyms, without those that say nothing. */
export function readQuestion(text: string, tokenizer: Tokenizer, lexicon: Lexicon): Question {
  const own = tokenizer.plainWords(text).filter((word) => !lexicon.stopwords.has(word));
  const all = own.flatMap((word) => [word, ...(lexicon.synonyms.get(word) ?? [])]);
  const terms = all.flatMap((word) => {
    const { words, bigrams, characters } = tokenizer.terms(word);
    return [...words, ...bigrams.map((pair) => `~${pair}`), ...characters.map((one) => `^${one}`)];
  });
  const distinct = [...new Set(terms)];
  return { text, terms: distinct, words: distinct.filter((term) => !/^[~^]/.test(term)) };
}
