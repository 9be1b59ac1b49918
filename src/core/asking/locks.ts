import type { IndexedArticle } from '../ports.ts';
import { foldedOf } from '../text.ts';
import { overlaps, type Period, periodsIn } from './period.ts';
import type { Unit } from './unit-names.ts';

/** True when an article is one of the unit's own. */
export function isBy(units: readonly Unit[], article: IndexedArticle): boolean {
  const ref = `${article.issueId}#${article.articleNumber}`;
  return units.some((unit) => unit.articles.has(ref));
}

/** The issues that units wrote in, those that `may` be looked at. */
export function issuesOf(units: readonly Unit[], may: (issueId: string) => boolean): Set<string> {
  const ids = units.flatMap(({ articles }) => [...articles].map((ref) => ref.slice(0, ref.lastIndexOf('#'))));
  return new Set(ids.filter(may));
}

const NOW = /目前|截至|如今|现有|现已|近日|日前|累计/u;
/** 比2020年增长, 由2022年的46个增加到: the year something is compared with is not the year it is about. */
const COMPARED =
  /(?:比|较|相比|由|从|于|[与同跟](?=[^，。；]{0,24}(?:不同|相比|不一样)))(?:(?:19|20)\d{2}年(?:\d{1,2}月)?(?:底|末|初)?|上年(?:底|末|度)?|去年(?:底|末|同期)?|前年)(?!以来|起|开始)/gu;

/** How surely a passage speaks of a period: 2 says so, 1 stands in an issue of that time, 0 speaks of another time. */
export type Timeliness = 0 | 1 | 2;

/**
 * Whether `sentence` of a passage is about `period`. It speaks of the years it names (今年 and 去年 counted from the date of
 * its issue), else of those the sentences before it name, else of those its article names first; else of the year of its
 * issue and, in the first three months, of the year before. What is only printed in an issue of the period comes second.
 */
export function timeliness(
  period: Period,
  sentence: string,
  passage: string,
  article: IndexedArticle,
  issueDate: string,
): Timeliness {
  const own = yearsNamed(sentence, issueDate);
  if (own.length > 0) return Math.max(...own.map((named) => within(named, period))) as Timeliness;
  const printed = overlaps({ from: issueDate, to: issueDate }, period) ? 1 : 0;
  if (NOW.test(sentence) && printed) return 2;
  const before = passage.slice(0, Math.max(0, passage.indexOf(sentence)));
  const last = yearsNamed(before, issueDate).at(-1);
  if (last) return overlaps(last, period) ? 2 : printed;
  if (reportedPeriods(article, issueDate).some((reported) => overlaps(reported, period)))
    return NOW.test(sentence) ? printed : 2;
  return printed;
}

/** 2 for a time inside the period, 1 for one that reaches beyond it (2021年以来, asked about 2022), 0 for another. */
function within(named: Period, period: Period): Timeliness {
  if (!overlaps(named, period)) return 0;
  return named.from >= period.from && named.to <= period.to ? 2 : 1;
}

function yearsNamed(text: string, issueDate: string): Period[] {
  return periodsIn(foldedOf(text).replace(COMPARED, '，'), issueDate).filter(({ soft }) => !soft);
}

function reportedPeriods(article: IndexedArticle, issueDate: string): Period[] {
  const lead = article.passages[0]?.passage.text.slice(0, 120) ?? '';
  const named = yearsNamed(lead, issueDate);
  if (named.length > 0) return named;
  const year = Number(issueDate.slice(0, 4));
  const isEarly = Number(issueDate.slice(5, 7) || 12) <= 3;
  return [{ from: `${isEarly ? year - 1 : year}-01-01`, to: `${year}-12-31` }];
}
