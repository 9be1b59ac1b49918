import type { Answer } from './bulletin.ts';
import { pages } from './wording.ts';

/** The sentence that stands above an answer: what was found, or that it was not. The same wherever answers are shown. */
export function verdictOf(answer: Answer): string {
  const missing = answer.missing.join('、');
  switch (answer.kind) {
    case 'excerpts':
      return pages.found(answer.excerpts.length);
    case 'comparison':
      return pages.comparison;
    case 'listing':
      return pages.listed(answer.listing.length, answer.total);
    case 'near-miss':
      return pages.nearMiss(missing);
    case 'not-found':
      return pages.notFoundAnswer(missing);
    case 'help':
      return pages.help;
  }
}

/** How the question was read, so that the asker can see what the answer is an answer to; empty when as typed. */
export function understoodAs({ understood }: Answer): string[] {
  const { units, issue, period, corrected, carriedOver } = understood;
  return [
    ...corrected.map(({ from, to }) => pages.readAs(from, to)),
    ...(units.length > 0 ? [pages.lockedToUnit(units.join('、'))] : []),
    ...(issue ? [pages.lockedToIssue(issue)] : []),
    ...(period ? [pages.lockedToPeriod(periodName(period))] : []),
    ...(carriedOver.length > 0 ? [pages.carriedOver(carriedOver.join('、'))] : []),
  ];
}

/** Whole years by their number, anything else by its days. */
function periodName({ from, to }: { from: string; to: string }): string {
  const isWholeYears = from.endsWith('-01-01') && to.endsWith('-12-31');
  const name = (day: string): string => (isWholeYears ? pages.yearOf(Number(day.slice(0, 4))) : day);
  return name(from) === name(to) ? name(from) : pages.fromTo(name(from), name(to));
}
