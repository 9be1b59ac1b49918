const digits = '〇一二三四五六七八九';
const units: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/**
 * What numbers and dates are read from: full-width digits and letters folded, every way to write 〇 made one, and no
 * white space inside a number or a date (第 6 期, 1 9 9 3 年). Other white space stays.
 */
export function foldForNumbers(text: string): string {
  return text
    .replace(/[\uFF0D-\uFF0F\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/gu, (wide) => wide.normalize('NFKC'))
    .replace(
      /(?<=[第总〔﹝[［（(【\d〇○◯零一二三四五六七八九十百年月、])\s+(?=[\d〇○◯零一二三四五六七八九十百期号號年月日第总、〕﹞\]］）)】])/gu,
      '',
    )
    .replace(/(?<=[一二三四五六七八九])[○零OoО0◯〇](?=[○零OoО0◯〇一二三四五六七八九年])|[○◯零]/gu, '〇')
    .replace(/(?<=〇)[OoО0](?=[一二三四五六七八九年])/gu, '〇');
}

/** 6, 06, 六, 十四, 二〇二四, 一百二十三 as a number; null for anything else. Folded text only. */
export function parseNumber(text: string): number | null {
  if (/^\d{1,6}$/u.test(text)) return Number(text);
  if (!/^[〇一二三四五六七八九十百千]+$/u.test(text)) return null;
  if (!/[十百千]/u.test(text)) return Number([...text].map((digit) => digits.indexOf(digit)).join(''));
  let total = 0;
  let digit = 0;
  for (const character of text) {
    const unit = units[character];
    if (unit === undefined) digit = digits.indexOf(character);
    else {
      total += (digit || 1) * unit;
      digit = 0;
    }
  }
  return total + digit;
}

export const numeral = '(?:\\d{1,6}|[〇一二三四五六七八九十百千]{1,9})';

const datePatterns = [
  /(?<year>\d{4}|[〇一二三四五六七八九]{4})年(?<month>\d{1,2}|[一二三四五六七八九十]{1,2})月(?:(?<day>\d{1,2}|[一二三四五六七八九十]{1,3})[日号])?/u,
  /(?<![\d.])(?<year>(?:19|20)\d{2})[-./](?<month>\d{1,2})[-./](?<day>\d{1,2})(?![\d.])/u,
];

/** A date in a line and the slice of the folded line it stands in. */
export interface FoundDate {
  /** `YYYY-MM-DD`, or `YYYY-MM` when no day is printed. */
  date: string;
  match: string;
}

/** The first date in folded text, whatever its numerals; null when there is none or it is no day of the calendar. */
export function findDate(folded: string): FoundDate | null {
  for (const pattern of datePatterns) {
    const match = folded.match(pattern);
    if (!match) continue;
    const { year, month, day } = match.groups as { year: string; month: string; day?: string };
    const numbers = [year, month, ...(day === undefined ? [] : [day])].map((part) => parseNumber(part) ?? 0);
    const date = calendarDate(numbers[0]!, numbers[1]!, numbers[2]);
    if (date) return { date, match: match[0] };
  }
  return null;
}

/** `YYYY-MM-DD` or `YYYY-MM`; null when there is no such day or the year is not between 1949 and 2100. */
export function calendarDate(year: number, month: number, day?: number): string | null {
  if (year < 1949 || year > 2100 || month < 1 || month > 12) return null;
  const text = `${year}-${String(month).padStart(2, '0')}`;
  if (day === undefined) return text;
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
    ? `${text}-${String(day).padStart(2, '0')}`
    : null;
}
