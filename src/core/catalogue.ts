import type { IssueEntry } from './asking/library.ts';

export interface CatalogueFilter {
  /** As printed. */
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
export function catalogueOf(issues: readonly IssueEntry[], { unit, year }: CatalogueFilter): CatalogueYear[] {
  const years = new Map<number, IssueEntry[]>();
  for (const issue of issues) {
    if (year !== undefined && issue.year !== year) continue;
    const articles =
      unit === undefined ? issue.articles : issue.articles.filter(({ units }) => units.includes(unit));
    if (unit !== undefined && articles.length === 0) continue;
    years.set(issue.year, [...(years.get(issue.year) ?? []), { ...issue, articles }]);
  }
  return [...years].map(([y, ofYear]) => ({ year: y, issues: ofYear })).sort((a, b) => b.year - a.year);
}

/** What a reader can choose from: units as printed with the number of their articles, most first; years, newest first. */
export function choicesOf(issues: readonly IssueEntry[]): {
  units: { unit: string; articles: number }[];
  years: number[];
} {
  const counts = new Map<string, number>();
  for (const unit of issues.flatMap(({ articles }) => articles.flatMap(({ units }) => units))) {
    counts.set(unit, (counts.get(unit) ?? 0) + 1);
  }
  return {
    units: [...counts]
      .map(([unit, articles]) => ({ unit, articles }))
      .sort((a, b) => b.articles - a.articles || (a.unit < b.unit ? -1 : 1)),
    years: [...new Set(issues.map(({ year }) => year))].sort((a, b) => b - a),
  };
}
