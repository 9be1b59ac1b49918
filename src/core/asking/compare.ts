import type { Parts } from './answer-question.ts';
import type { Found, Judged } from './judge.ts';
import type { Library } from './library.ts';
import { isBy } from './locks.ts';
import { showing } from './parameters.ts';
import { excerptOf } from './quote.ts';
import type { Reading } from './understand.ts';

/**
 * One best passage a unit on the same topic, side by side; units that are named and have none are `missing`. null when the
 * question compares nothing or a single article answers for all.
 */
export function compare(
  answering: readonly Judged[],
  found: Found,
  reading: Reading,
  library: Library,
): Parts | null {
  if (reading.mentions.length < 2 && !reading.demand.compare) return null;
  const named = reading.mentions.length > 1;
  const groups = named
    ? reading.mentions
    : library.gazetteer.units
        .filter(({ articles }) => articles.size > 0)
        .map((unit) => ({ text: unit.name, units: [unit] }));
  const sides: Judged[] = [];
  const missing: string[] = [];
  for (const { text, units } of groups) {
    const side =
      answering.find((one) => isBy(units, one.article)) ?? (named ? nearest(found, units) : undefined);
    if (side === undefined) missing.push(text);
    else if (!sides.includes(side)) sides.push(side);
  }
  if (sides.length < 2) return null;
  const excerpts = sides
    .sort((a, b) => b.strength - a.strength)
    .slice(0, showing.sides)
    .map((side) => excerptOf(side, found.query, library));
  return { kind: 'comparison', excerpts, missing: named ? missing : [] };
}

/** For a unit that is named: its best passage that is about the topic, though it would not answer alone. */
function nearest(found: Found, units: Reading['mentions'][number]['units']): Judged | undefined {
  return found.inside.find(
    (one) => isBy(units, one.article) && one.time > 0 && one.coverage >= showing.besideCoverage,
  );
}
