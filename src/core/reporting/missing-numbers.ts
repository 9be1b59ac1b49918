import type { IssueEntry } from '../asking/library.ts';

export interface Series {
  bulletin: string;
  year: number;
  /** How many issues there are, 增刊 included. */
  issues: number;
  /** Numbers (期号) below the highest one that no issue has. */
  missing: number[];
}

/** The issues of each bulletin and year, newest year first, and the gaps in their numbering (缺期). */
export function seriesOf(issues: readonly IssueEntry[]): Series[] {
  const series = new Map<string, Series & { numbers: Set<number> }>();
  for (const { bulletin, year, numbers, supplement } of issues) {
    const key = `${bulletin}\n${year}`;
    const one = series.get(key) ?? { bulletin, year, issues: 0, missing: [], numbers: new Set<number>() };
    one.issues++;
    if (!supplement) for (const number of numbers) one.numbers.add(number);
    series.set(key, one);
  }
  return [...series.values()]
    .map(({ numbers, ...one }) => ({
      ...one,
      missing: Array.from({ length: Math.max(0, ...numbers) }, (_, i) => i + 1).filter(
        (n) => !numbers.has(n),
      ),
    }))
    .sort((a, b) => b.year - a.year || (a.bulletin < b.bulletin ? -1 : 1));
}
