import type { IndexTotals } from '../ports.ts';
import { understanding } from './parameters.ts';
import { isStrong } from './query.ts';
import type { Concept, Query } from './rank.ts';
import { countGram, gramsOf } from './terms.ts';

/** A concept with how much of the question it makes up, 0 and more. */
export interface Weighed {
  concept: Concept;
  mass: number;
  bigrams: string[];
}

/**
 * How informative each word of a question is in this library: its weight × idf of the rarest form that stands for it.
 * A word the library does not know weighs as much as one that stands in a single passage, not more.
 */
export function weigh(query: Query, totals: IndexTotals): Weighed[] {
  return query.concepts.map((concept) => {
    const frequency = Math.max(
      1,
      frequencyOf(concept.terms),
      ...concept.synonyms.map(({ terms }) => frequencyOf(terms)),
    );
    const idf = Math.log(1 + (totals.passages - frequency + 0.5) / (frequency + 0.5));
    return { concept, mass: concept.weight * idf, bigrams: gramsOf(concept.text).bigrams };
  });
}

/** In how many passages a word stands at most: as often as its rarest part. */
function frequencyOf(terms: Concept['terms']): number {
  const parts = terms.filter(({ space }) => space !== 'character');
  return parts.length === 0 ? 0 : Math.min(...parts.map(({ passageFrequency }) => passageFrequency));
}

/**
 * Share of the question's mass that folded texts hold together, 0 to 1. A word counts whole where it or a synonym stands
 * whole, and in part where most of a longer word's neighbouring characters stand.
 */
export function coverageOf(weighed: readonly Weighed[], texts: readonly string[]): number {
  let mass = 0;
  let held = 0;
  for (const one of weighed) {
    mass += one.mass;
    held += one.mass * shareHeld(one, texts);
  }
  return mass === 0 ? 0 : held / mass;
}

/** How much of one concept folded texts hold, 0 to 1. */
export function shareHeld({ concept, bigrams }: Weighed, texts: readonly string[]): number {
  const holds = (word: string): boolean => texts.some((text) => countGram(text, word) > 0);
  if (holds(concept.text)) return 1;
  if (concept.synonyms.some(({ text }) => holds(text))) return understanding.synonymCovers;
  if (bigrams.length < 2) return 0;
  const share = bigrams.filter(holds).length / bigrams.length;
  return share >= 0.5 ? understanding.partCovers * share : 0;
}

/** The words of a question that nothing in `texts` stands for. */
export function uncovered(weighed: readonly Weighed[], texts: readonly string[]): string[] {
  return weighed
    .filter((one) => isStrong(one.concept) && shareHeld(one, texts) === 0)
    .map(({ concept }) => concept.text);
}
