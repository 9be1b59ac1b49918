import { type Article, type Issue, issueLabel, sectionsOf } from '../bulletin.ts';
import { publishing } from '../wording.ts';

/** What the library already holds, as far as it makes a newcomer suspicious. */
export interface LibraryOverview {
  add(issue: Issue): void;
  /** As much of an issue as `gap` looks at. */
  addNumbers(issue: Numbered): void;
  /** Articles that stand word for word in another issue (possible duplicate, 疑似重复), as warnings. */
  duplicates(issue: Issue): string[];
  /** Numbers missing right before this issue (缺期), as a warning; at most one. */
  gap(issue: Numbered): string[];
}

type Numbered = Pick<Issue, 'bulletin' | 'year' | 'numbers' | 'supplement'>;

/** Withdrawn issues count as numbers but not as duplicates. */
export function createLibraryOverview(issues: Iterable<Issue>): LibraryOverview {
  /** Numbers in use, by bulletin and year. */
  const series = new Map<string, Set<number>>();
  /** Years with an issue, by bulletin. */
  const years = new Map<string, Set<number>>();
  /** Where each article text stands. */
  const articles = new Map<string, { issueId: string; label: string; title: string }>();

  const overview: LibraryOverview = {
    addNumbers(issue) {
      if (issue.supplement) return;
      for (const number of issue.numbers) at(series, seriesKey(issue)).add(number);
      at(years, issue.bulletin).add(issue.year);
    },

    add(issue) {
      overview.addNumbers(issue);
      if (issue.status === 'withdrawn') return;
      for (const article of issue.articles) {
        const key = textOf(article);
        if (!articles.has(key)) {
          articles.set(key, { issueId: issue.id, label: issueLabel(issue), title: article.title });
        }
      }
    },

    duplicates(issue) {
      return issue.articles.flatMap((article) => {
        const twin = articles.get(textOf(article));
        return twin && twin.issueId !== issue.id ? [publishing.duplicate(article.title, twin.label)] : [];
      });
    },

    gap(issue) {
      const first = Math.min(...issue.numbers);
      if (issue.supplement || issue.numbers.length === 0) return [];
      const before = [...(series.get(seriesKey(issue)) ?? [])].filter((number) => number < first);
      const hasEarlierYear = [...(years.get(issue.bulletin) ?? [])].some((year) => year < issue.year);
      // Without anything earlier the library simply begins here.
      if (before.length === 0 && !hasEarlierYear) return [];
      const last = Math.max(0, ...before);
      return first > last + 1 ? [publishing.gap(issue.year, last + 1, first - 1)] : [];
    },
  };
  for (const issue of issues) overview.add(issue);
  return overview;
}

const seriesKey = (issue: Numbered): string => `${issue.bulletin}\n${issue.year}`;

function at<T>(map: Map<string, Set<T>>, key: string): Set<T> {
  const set = map.get(key) ?? new Set<T>();
  map.set(key, set);
  return set;
}

/** The whole text of an article without white space. Short notices that differ in nothing are duplicates too. */
function textOf(article: Article): string {
  const parts = [article.title, ...article.units];
  for (const { path, paragraphs } of sectionsOf(article)) parts.push(...path, ...paragraphs);
  return parts.join('').replace(/\s+/gu, '');
}
