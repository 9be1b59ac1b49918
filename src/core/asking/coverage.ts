import type { IndexTotals } from '../ports.ts';
import { SURNAME } from './answer-forms.ts';
import type { CoinedNames } from './coined-names.ts';
import { understanding } from './parameters.ts';
import { isStrong } from './query.ts';
import type { Concept, Query } from './rank.ts';
import { gramsOf, holdsGram } from './terms.ts';

/** A concept with how much of the question it makes up, 0 and more. */
export interface Weighed {
  concept: Concept;
  mass: number;
  bigrams: string[];
  /** Shorter words inside it. */
  parts: string[];
  /** False when neither the word nor a synonym stands anywhere in the library. */
  isKnown: boolean;
  /** There is no other strong word in the question. */
  isAlone: boolean;
  /** A coined name: it stands for its whole article, whose passages need not repeat it. */
  isName: boolean;
  /** A coined name in full. */
  isCoined: boolean;
  /** Looks like a person's name and stands in few places. */
  isPerson: boolean;
}

type Names = Pick<CoinedNames, 'has' | 'isPartOfOne'>;

/**
 * How informative each word of a question is in this library: its weight × idf of the rarest form that stands for it.
 * A word the library does not know weighs less than one that stands in a single passage: it may be a way of speaking.
 */
export function weigh(query: Query, totals: IndexTotals, names: Names): Weighed[] {
  const strong = query.concepts.filter(isStrong);
  return query.concepts.map((concept) => {
    const known = Math.max(
      frequencyOf(concept.terms),
      ...concept.synonyms.map(({ terms }) => frequencyOf(terms)),
    );
    const frequency = Math.max(1, known);
    const idf = Math.log(1 + (totals.passages - frequency + 0.5) / (frequency + 0.5));
    return {
      concept,
      mass: concept.weight * idf * (known === 0 ? understanding.unknownWord : 1),
      bigrams: gramsOf(concept.text).bigrams,
      parts: concept.terms
        .filter(({ space, text }) => space === 'word' && text.length > 1 && text !== concept.text)
        .map(({ text }) => text),
      isKnown: known > 0,
      isAlone: strong.length === 1 && strong[0] === concept,
      // A coined name, or three characters and more of one: 一表通 of 岫里一表通.
      isName: names.has(concept.text) || names.isPartOfOne(concept.text),
      isCoined: names.has(concept.text),
      isPerson:
        known > 0 &&
        known <= MOST_OF_A_PERSON &&
        PERSON_NAME.test(concept.text) &&
        concept.synonyms.length === 0,
    };
  });
}

/** Passages that speak of one person, at most: what stands in more is a word that begins like a name (高质量). */
const MOST_OF_A_PERSON = 10;
const PERSON_NAME = new RegExp(`^[${SURNAME}]\\p{Script=Han}{2}$`, 'u');

/** In how many passages a word stands at most: as often as its rarest part. */
function frequencyOf(terms: Concept['terms']): number {
  const parts = terms.filter(({ space }) => space !== 'character');
  return parts.length === 0 ? 0 : Math.min(...parts.map(({ passageFrequency }) => passageFrequency));
}

/** Folded texts a question is held against. */
export interface Held {
  /** The sentence or the passage with its headings, title and unit. */
  near: readonly string[];
  /** The rest of its article: coined names may stand there. */
  article: readonly string[];
}

/**
 * Share of the question's mass that texts hold together, 0 to 1. A word counts whole where it or a synonym stands whole,
 * and in part where most of a longer word's neighbouring characters stand.
 */
export function coverageOf(weighed: readonly Weighed[], held: Held): number {
  return coverageBy(
    weighed,
    weighed.map((one) => shareHeld(one, held)),
  );
}

/** The same from what `shareHeld` gives for each concept. */
export function coverageBy(weighed: readonly Weighed[], shares: readonly number[]): number {
  let mass = 0;
  let share = 0;
  for (const [i, one] of weighed.entries()) {
    mass += one.mass;
    share += one.mass * shares[i]!;
  }
  return mass === 0 ? 0 : share / mass;
}

/** How much of one concept texts hold, 0 to 1. */
export function shareHeld(
  { concept, bigrams, parts, isKnown, isAlone, isName }: Weighed,
  { near, article }: Held,
): number {
  if (stands(concept.text, near)) return 1;
  if (isName && stands(concept.text, article)) return understanding.nameInArticle;
  if (concept.synonyms.some(({ text }) => stands(text, near))) return understanding.synonymCovers;
  // 望汐驿站 is no part of 潮驿站: a name stands whole or not at all.
  if (isName || bigrams.length < 2) return 0;
  const ofBigrams = shareStanding(bigrams, near);
  const ofParts = shareStanding(parts, near);
  // 流动 here and 党员 there is no 流动党员, where that is all that is asked and the library never has the two side by side.
  const isScattered = isAlone && !isKnown && parts.length > 1;
  const share = isScattered ? Math.min(ofBigrams, ofParts) : Math.max(ofBigrams, ofParts);
  return share >= 0.5 ? understanding.partCovers * share : 0;
}

function stands(word: string, texts: readonly string[]): boolean {
  return texts.some((text) => holdsGram(text, word));
}

/** 0 where there are fewer than two words. */
function shareStanding(words: readonly string[], texts: readonly string[]): number {
  return words.length < 2 ? 0 : words.filter((word) => stands(word, texts)).length / words.length;
}

/** The words of a question that nothing stands for: those whose share is 0. */
export function uncovered(weighed: readonly Weighed[], shares: readonly number[]): string[] {
  return weighed
    .filter(({ concept }, i) => shares[i] === 0 && isStrong(concept))
    .map(({ concept }) => concept.text);
}
