import type { Article, Issue } from './bulletin.ts';

export interface CatalogueFilter {
  /** As printed. */
  unit?: string;
  year?: number;
}

export interface CatalogueYear {
  year: number;
  /** Newest first. `articles` are those the filter leaves; none for a withdrawn issue. */
  entries: { issue: Issue; articles: readonly Article[] }[];
}

/** The catalogue (目录) of `issues` by year, newest first. Issues in which the filter leaves no article are left out. */
export function catalogueOf(issues: readonly Issue[], { unit, year }: CatalogueFilter = {}): CatalogueYear[] {
  const years = new Map<number, CatalogueYear['entries']>();
  for (const issue of [...issues].sort(newestFirst)) {
    if (year !== undefined && issue.year !== year) continue;
    const published = issue.status === 'published' ? issue.articles : [];
    const articles = unit === undefined ? published : published.filter((a) => a.units.includes(unit));
    if (unit !== undefined && articles.length === 0) continue;
    years.set(issue.year, [...(years.get(issue.year) ?? []), { issue, articles }]);
  }
  return [...years].map(([y, entries]) => ({ year: y, entries })).sort((a, b) => b.year - a.year);
}

/** Units as printed with the number of their published articles, most first. */
export function unitsOf(issues: readonly Issue[]): { unit: string; articles: number }[] {
  const counts = new Map<string, number>();
  for (const issue of issues) {
    if (issue.status !== 'published') continue;
    for (const unit of issue.articles.flatMap((article) => article.units)) {
      counts.set(unit, (counts.get(unit) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([unit, articles]) => ({ unit, articles }))
    .sort((a, b) => b.articles - a.articles || (a.unit < b.unit ? -1 : 1));
}

/** By date where both have one, otherwise by number; a 增刊 after the regular issue of the same number. */
function newestFirst(a: Issue, b: Issue): number {
  if (a.date && b.date && a.date !== b.date) return a.date < b.date ? 1 : -1;
  return (b.numbers[0] ?? 0) - (a.numbers[0] ?? 0) || Number(a.supplement) - Number(b.supplement);
}
