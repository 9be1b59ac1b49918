import type { IndexedArticle } from '../ports.ts';
import type { Unit } from './gazetteer.ts';
import { overlaps, type Period, periodsIn } from './period.ts';

/** True when an article is one of the unit's own. */
export function isBy(units: readonly Unit[], article: IndexedArticle): boolean {
  return units.some((unit) => unit.articles.has(`${article.issueId}#${article.articleNumber}`));
}

const NOW = /目前|截至|如今|现有|现已|近日|日前/u;

/**
 * True when what a passage says can be about `period`. A sentence speaks of the years it names (今年 and 去年 counted from
 * the date of its issue), else of those its article names first, else of the issue's own year and, in the first three
 * months, of the year before.
 */
export function speaksOf(
  period: Period,
  sentence: string,
  article: IndexedArticle,
  issueDate: string,
): boolean {
  const own = periodsIn(sentence, issueDate).filter(({ soft }) => !soft);
  if (own.length > 0) return own.some((named) => overlaps(named, period));
  if (NOW.test(sentence)) return overlaps({ from: issueDate, to: issueDate }, period);
  return reportedPeriods(article, issueDate).some((reported) => overlaps(reported, period));
}

function reportedPeriods(article: IndexedArticle, issueDate: string): Period[] {
  const lead = article.passages[0]?.passage.text.slice(0, 120) ?? '';
  const named = periodsIn(lead, issueDate).filter(({ soft }) => !soft);
  if (named.length > 0) return named;
  const year = Number(issueDate.slice(0, 4));
  const isEarly = Number(issueDate.slice(5, 7) || 12) <= 3;
  return [{ from: `${isEarly ? year - 1 : year}-01-01`, to: `${year}-12-31` }];
}
