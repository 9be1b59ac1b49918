import type { IssueEntry } from './asking/library.ts';

/** Names of an article's units as people say them (桐城市, not 中共桐城市委组织部). */
export type UnitsOf = (issueId: string, articleNumber: number) => string[];

interface CatalogueFilter {
  unit?: string;
  year?: number;
}

export interface CatalogueYear {
  year: number;
  /** Newest first, with the articles that the filter leaves. */
  issues: IssueEntry[];
}

/**
 * The catalogue (目录) by year, newest first. `issues` come newest first. Issues in which the filter leaves no article
 * are left out.
 */
export function catalogueOf(
  issues: readonly IssueEntry[],
  { unit, year }: CatalogueFilter,
  unitsOf: UnitsOf,
): CatalogueYear[] {
  const years = new Map<number, IssueEntry[]>();
  for (const issue of issues) {
    if (year !== undefined && issue.year !== year) continue;
    const articles =
      unit === undefined
        ? issue.articles
        : issue.articles.filter(({ number }) => unitsOf(issue.id, number).includes(unit));
    if (unit !== undefined && articles.length === 0) continue;
    years.set(issue.year, [...(years.get(issue.year) ?? []), { ...issue, articles }]);
  }
  return [...years].map(([y, ofYear]) => ({ year: y, issues: ofYear })).sort((a, b) => b.year - a.year);
}

export interface Choices {
  /** With the number of their articles, most first. */
  units: { unit: string; articles: number }[];
  /** Newest first. */
  years: number[];
}

/** What a reader of `issues` can choose from. */
export function choicesOf(issues: readonly IssueEntry[], unitsOf: UnitsOf): Choices {
  const counts = new Map<string, number>();
  for (const { id, articles } of issues) {
    for (const unit of articles.flatMap(({ number }) => unitsOf(id, number))) {
      counts.set(unit, (counts.get(unit) ?? 0) + 1);
    }
  }
  return {
    units: [...counts]
      .map(([unit, articles]) => ({ unit, articles }))
      .sort((a, b) => b.articles - a.articles || (a.unit < b.unit ? -1 : 1)),
    years: [...new Set(issues.map(({ year }) => year))].sort((a, b) => b - a),
  };
}
