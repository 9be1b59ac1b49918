import { parseNumber } from '../reading/chinese-number.ts';
import type { IssueEntry } from './library.ts';

/** Which issue a question names, and where: `[start, end)` in the folded question. */
export interface IssueReference {
  start: number;
  end: number;
  /** As the person wrote it. */
  text: string;
  /** What it picks, newest first; empty when the library has no such issue. */
  issues: IssueEntry[];
}

const NUMBER = '\\d{1,4}|[一二三四五六七八九十百]{1,4}';

/**
 * The issue a folded question names: 第6期, 2024年第6期, 增刊, 上一期, 最近一期, 这期. `issues` are those the person may see,
 * newest first; `current` is the issue the talk is about, if any.
 */
export function issueReference(
  folded: string,
  issues: readonly IssueEntry[],
  asOf: string,
  current: IssueEntry | null,
): IssueReference | null {
  const reference = (match: RegExpExecArray, picked: IssueEntry[]): IssueReference => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
    issues: picked,
  });
  const supplement =
    /(?:((?:19|20)\d{2}|去|今|前)年的?)?增刊(?:第?(\d{1,3}|[一二三四五六七八九十])[期号])?/u.exec(folded);
  if (supplement) {
    const number = supplement[2] === undefined ? null : readNumber(supplement[2]);
    return reference(
      supplement,
      inYear(issues, supplement[1], asOf).filter(
        (i) => i.supplement && (number === null || i.numbers.includes(number)),
      ),
    );
  }
  const total = /总第?(\d{1,5})期/u.exec(folded);
  if (total)
    return reference(
      total,
      issues.filter((issue) => issue.total === Number(total[1])),
    );
  const numbered = new RegExp(
    `(?:((?:19|20)\\d{2}|\\d{2}|去|今|前)年的?(?:的)?)?第?(${NUMBER})(?:[、,和-]第?(${NUMBER}))?期(?:合刊)?(?!间|限|满|末|待|望)`,
    'u',
  ).exec(folded);
  if (numbered && (numbered[0].includes('第') || numbered[1] !== undefined || /^\d+期$/u.test(numbered[0]))) {
    const number = readNumber(numbered[2] as string);
    const candidates = inYear(issues, numbered[1], asOf).filter(
      (i) => !i.supplement && i.numbers.includes(number),
    );
    // Without a year people mean the latest issue of that number, or its number through the years (总第158期).
    const latest = candidates.length > 0 ? candidates : issues.filter((issue) => issue.total === number);
    return reference(numbered, numbered[1] === undefined ? latest.slice(0, 1) : candidates);
  }
  const double = /(?:((?:19|20)\d{2}|去|今|前)年的?)?合刊/u.exec(folded);
  if (double)
    return reference(
      double,
      inYear(issues, double[1], asOf)
        .filter(({ numbers }) => numbers.length > 1)
        .slice(0, 1),
    );
  const founding = /创刊号/u.exec(folded);
  if (founding) return reference(founding, issues.slice(-1));
  const last = /(?:最近|最新|最后|新)(?:的)?(?:这)?[一1]?期/u.exec(folded);
  if (last) return reference(last, issues.slice(0, 1));
  const before = /上[一1]?期|前[一1]期/u.exec(folded);
  if (before) {
    const at = current === null ? 0 : issues.findIndex(({ id }) => id === current.id);
    return reference(before, issues.slice(at + 1, at + 2));
  }
  const recent = /(?:最近|近)([二两三四五六七八九十2-9])期/u.exec(folded);
  if (recent) return reference(recent, issues.slice(0, readNumber(recent[1] as string)));
  const here = /[这本该][一1]?期/u.exec(folded);
  if (here) return reference(here, current === null ? issues.slice(0, 1) : [current]);
  return null;
}

function inYear(issues: readonly IssueEntry[], year: string | undefined, asOf: string): IssueEntry[] {
  if (year === undefined) return [...issues];
  const today = Number(asOf.slice(0, 4));
  const relative: Record<string, number> = { 去: today - 1, 今: today, 前: today - 2 };
  const wanted = relative[year] ?? (year.length === 2 ? 2000 + Number(year) : Number(year));
  return issues.filter((issue) => issue.year === wanted);
}

function readNumber(text: string): number {
  return parseNumber(text.replace('两', '二')) ?? 0;
}
