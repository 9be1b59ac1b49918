import type { Found, Judged, Wanted } from './judge.ts';
import { showing } from './parameters.ts';

/** The passages that answer, in the order of showing: newer ones first where the newest is asked for. */
export function inOrder(found: Found, reading: Wanted): Judged[] {
  const answering = found.inside.filter(({ answers }) => answers);
  const best = answering[0];
  if (best === undefined) return [];
  const wantsNewest = reading.demand.newestFirst || reading.period?.soft === true;
  const isFigure = reading.demand.intent === 'how-many' && reading.period === null && reading.issue === null;
  if (reading.demand.oldestFirst && !wantsNewest) return byAge(answering, best.strength * showing.older, 1);
  if (!wantsNewest && !isFigure)
    return reading.period === null && reading.issue === null ? newestTwinsFirst(answering) : answering;
  return byAge(answering, best.strength * (wantsNewest ? showing.newer : showing.newerFigure), -1);
}

/** Those from `floor` on by their day, oldest (1) or newest (-1) first, and behind them the others as they stood. */
function byAge(answering: readonly Judged[], floor: number, direction: 1 | -1): Judged[] {
  const close = answering.filter(({ strength }) => strength >= floor);
  const sorted = close.sort((a, b) =>
    dayOf(a) === dayOf(b) ? b.strength - a.strength : dayOf(a) < dayOf(b) ? -direction : direction,
  );
  return [...sorted, ...answering.filter(({ strength }) => strength < floor)];
}

/** What a unit wrote anew under the same heading goes before what it replaces. */
function newestTwinsFirst(answering: readonly Judged[]): Judged[] {
  const twins = new Map<string, number[]>();
  for (const [place, one] of answering.entries()) {
    const key = headingOf(one);
    if (key !== null) twins.set(key, [...(twins.get(key) ?? []), place]);
  }
  const ordered = [...answering];
  for (const places of twins.values()) {
    const floor = answering[places[0]!]!.strength * showing.newerFigure;
    const close = places.filter((place) => answering[place]!.strength >= floor);
    // Passages of one day stay in their order.
    const byDay = close
      .map((place) => answering[place]!)
      .sort((a, b) => (dayOf(a) < dayOf(b) ? 1 : dayOf(a) > dayOf(b) ? -1 : 0));
    for (const [i, place] of close.entries()) ordered[place] = byDay[i]!;
  }
  return ordered;
}

/** Its unit and its heading without the number; null where it has none. */
function headingOf({ article, passage }: Judged): string | null {
  const heading = passage.passage.section.at(-1);
  if (heading === undefined) return null;
  const plain = heading.replace(/^[（(]?[一二三四五六七八九十\d]+[）)]?[、.．]?|。$/gu, '');
  return `${article.folded.split('\n')[1]}#${plain}`;
}

function dayOf({ issue }: Judged): string {
  return issue.date ?? `${issue.year}`;
}
