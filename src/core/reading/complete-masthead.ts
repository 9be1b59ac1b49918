import { calendarDate } from './chinese-number.ts';
import { type Masthead, readMasthead } from './masthead.ts';
import { mastheadFields } from './masthead-fields.ts';
import type { Block, Warning } from './reading.ts';
import { warn } from './review.ts';

/** Fills what the masthead lacks from headers and text boxes, then from the file's name. */
export function completeMasthead(masthead: Masthead, beside: readonly Block[], fileName: string): Warning[] {
  const outside = readMasthead(beside).masthead;
  fill(masthead, outside);
  const stem = fileName.replace(/\.[a-z0-9]{1,5}$/iu, '').replace(/_+/gu, ' ');
  const fields = mastheadFields(stem);
  const named: Partial<Masthead> = {
    name: fields.rest.find((part) => /[\p{Script=Han}]{2}/u.test(part) && [...part].length <= 20) ?? null,
    year: fields.year ?? null,
    numbers: fields.numbers ?? [],
    supplement: fields.supplement ?? false,
    date: fields.date ?? null,
  };
  // A name alone proves nothing: any file has one.
  const telling = fields.numbers !== undefined || fields.date !== undefined || fields.supplement === true;
  const printed = masthead.name !== null || masthead.numbers.length > 0 || masthead.date !== null;
  if (!telling && !(printed && fields.year !== undefined)) return [];
  return fill(masthead, named) ? [warn('from-file-name')] : [];
}

/** Takes over what is missing; true when something was. */
function fill(masthead: Masthead, other: Partial<Masthead>): boolean {
  const before = JSON.stringify(masthead);
  masthead.name ??= other.name ?? null;
  masthead.date ??= other.date ?? null;
  masthead.year ??= masthead.date === null ? (other.year ?? null) : null;
  masthead.total ??= other.total ?? null;
  masthead.office ??= other.office ?? null;
  masthead.monthDay ??= other.monthDay ?? null;
  if (masthead.numbers.length === 0 && !masthead.supplement) {
    masthead.numbers = other.numbers ?? [];
    masthead.supplement = other.supplement ?? false;
  }
  return JSON.stringify(masthead) !== before;
}

/** The date of the issue: the masthead's, else that of a signature, else that of the colophon. */
export function dateOf(
  masthead: Masthead,
  signed: readonly string[],
  colophon: readonly string[],
  warnings: Warning[],
): string | null {
  if (masthead.date !== null) return masthead.date;
  if (masthead.monthDay && masthead.year !== null) {
    const date = calendarDate(masthead.year, masthead.monthDay.month, masthead.monthDay.day);
    if (date) {
      warnings.push(warn('date-year-missing'));
      return date;
    }
  }
  for (const [code, lines] of [
    ['date-from-signature', signed],
    ['date-from-colophon', colophon],
  ] as const) {
    const date = lines.map((line) => mastheadFields(line).date).find((found) => found !== undefined);
    if (date === undefined) continue;
    warnings.push(warn(code));
    return date;
  }
  return null;
}
