import { type Issue, issueId } from '../bulletin.ts';
import { parseNumber } from '../reading/chinese-number.ts';
import { mastheadFields } from '../reading/masthead-fields.ts';
import { desk as words } from '../wording.ts';

/** What an editor filled into the form of a preview, as it came; what is absent or empty stays as it was read. */
export interface Corrections {
  bulletin?: string;
  /** 6, 第6期, 5、6, 增刊第1期, 2024年第6期. */
  number?: string;
  /** 2024-03-14, 2024年3月14日, 2024年3月. */
  date?: string;
  office?: string;
  /** By the number of the article. */
  titles?: Record<number, string>;
  units?: Record<number, string>;
  /** `everyone`, or ids of groups. */
  audience?: string[];
}

/** The option of the audience that stands for everyone. */
export const EVERYONE = 'everyone';

/** Articles that a form has room for; the others can be corrected in the file only. */
export const MOST_EDITABLE_ARTICLES = 12;

/** Longest field taken, UTF-16 units; nothing that stands in a masthead is longer. */
const LONGEST_FIELD = 1000;

/** The number of an issue as its form shows it, and `correctIssue` reads it back: 6, 5、6, 增刊第1期. */
export function numberField({ numbers, supplement }: Pick<Issue, 'numbers' | 'supplement'>): string {
  const list = numbers.join('、');
  return supplement ? words.supplementField(list) : list;
}

/**
 * The issue with what an editor corrected, and its new id. A field that cannot be read gives a sentence that says so
 * instead. `groups` are the chats an audience may name.
 */
export function correctIssue(
  issue: Issue,
  corrections: Corrections,
  groups: readonly string[],
): Issue | { problem: string } {
  const corrected: Issue = { ...issue };
  const { audience } = corrections;
  const filled = (text: string | undefined): string => clean(text ?? '');
  const [number, date] = [corrections.number, corrections.date].map((text) => filled(text).normalize('NFKC'));

  if (filled(corrections.bulletin)) corrected.bulletin = filled(corrections.bulletin);
  if (filled(corrections.office)) corrected.office = filled(corrections.office);
  if (date && date !== issue.date) {
    const read = readDate(date);
    if (!read) return { problem: words.badDate(date) };
    corrected.date = read;
    // The year of the numbering goes with a date that was misread.
    if (issue.date === null || Number(issue.date.slice(0, 4)) === issue.year)
      corrected.year = Number(read.slice(0, 4));
  }
  if (number && number !== numberField(issue)) {
    const read = readNumber(number);
    if (!read) return { problem: words.badNumber(number) };
    Object.assign(corrected, read);
  }
  corrected.articles = issue.articles.map((article) => {
    const title = filled(corrections.titles?.[article.number]);
    const units = filled(corrections.units?.[article.number]);
    return {
      ...article,
      ...(title && { title }),
      ...(units && units !== unitsField(article.units) && { units: splitUnits(units) }),
    };
  });
  if (audience && audience.length > 0) {
    const chats = audience.filter((chat) => chat !== EVERYONE);
    const allowed = issue.audience.kind === 'chats' ? [...groups, ...issue.audience.chats] : groups;
    if (chats.some((chat) => !allowed.includes(chat))) return { problem: words.badAudience };
    // Both at once is a slip; the narrower one can be widened later, the wider one not taken back.
    corrected.audience = chats.length > 0 ? { kind: 'chats', chats } : { kind: 'everyone' };
  }
  corrected.id = issueId(corrected, corrected.date);
  return corrected;
}

/** How the units of an article stand in its form. */
export const unitsField = (units: readonly string[]): string => units.join('；');

const splitUnits = (text: string): string[] =>
  text
    .split(/[；;]/u)
    .map((unit) => unit.trim())
    .filter((unit) => unit !== '');

/** One line, without characters that do not show. */
const clean = (text: string): string =>
  text
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_FIELD);

/** `YYYY-MM-DD` or `YYYY-MM`; a date picker adds the time zone behind it. */
function readDate(text: string): string | null {
  const plain = /^(\d{4}-\d{2}(?:-\d{2})?)(?:\s[+-]\d{4})?$/u.exec(text)?.[1];
  const date = plain ?? mastheadFields(text).date ?? null;
  if (date === null || !/^(?:19[5-9]\d|1949|20\d\d|2100)/u.test(date)) return null;
  const [year, month, day = 1] = date.split('-').map(Number) as [number, number, number?];
  const real = new Date(Date.UTC(year, month - 1, day));
  return real.getUTCMonth() === month - 1 && real.getUTCDate() === day ? date : null;
}

function readNumber(text: string): (Pick<Issue, 'numbers' | 'supplement'> & { year?: number }) | null {
  if (/^[\d一二三四五六七八九十百〇]+(?:\s*[、,，]\s*[\d一二三四五六七八九十百〇]+)*$/u.test(text)) {
    const numbers = text.split(/[、,，]/u).map((part) => parseNumber(part.trim()) ?? 0);
    return numbers.every((number) => number > 0) ? { numbers, supplement: false } : null;
  }
  const { numbers, supplement = false, year } = mastheadFields(text);
  if (!numbers && !supplement) return null;
  return { numbers: numbers ?? [], supplement, ...(year && { year }) };
}
