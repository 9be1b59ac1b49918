import { type Answer, chineseDate } from './bulletin.ts';
import { pages } from './wording.ts';

/** The sentence that stands above an answer: what was found, or that it was not. The same wherever answers are shown. */
export function verdictOf(answer: Answer): string {
  const missing = answer.missing.join('、');
  switch (answer.kind) {
    case 'excerpts':
      return `${missing && pages.nearMiss(missing)}${pages.found(answer.excerpts.length)}`;
    case 'comparison':
      return `${missing && pages.nearMiss(missing)}${isOverTime(answer) ? pages.comparisonOverTime : pages.comparison}`;
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

/** True for a comparison of one unit with itself at other times: what tells its sides apart is the issue. */
export function isOverTime({ kind, excerpts, understood }: Answer): boolean {
  // 云岫县 is one unit to who asks, though its hospital writes, too.
  const units = new Set(excerpts.map(({ article }) => article.unit));
  const issues = new Set(excerpts.map(({ issue }) => issue.id));
  const isOneUnit = units.size === 1 || understood.units.length === 1;
  return kind === 'comparison' && isOneUnit && issues.size > 1;
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

/** Whole years as years, whole months as months, anything else as days; a month of the same year without its year. */
function periodName({ from, to }: { from: string; to: string }): string {
  const isWhole = from.endsWith('-01') && isLastOfMonth(to);
  const isYears = isWhole && from.endsWith('-01-01') && to.endsWith('-12-31');
  const year = (day: string): string => pages.yearOf(Number(day.slice(0, 4)));
  const name = (day: string): string =>
    isYears ? year(day) : chineseDate(isWhole ? day.slice(0, 'yyyy-mm'.length) : day);
  const [first, last] = [name(from), name(to)];
  if (first === last) return first;
  return pages.fromTo(
    first,
    isWhole && !isYears && year(from) === year(to) ? last.slice(year(to).length) : last,
  );
}

function isLastOfMonth(day: string): boolean {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return date === new Date(Date.UTC(year, month, 0)).getUTCDate();
}
