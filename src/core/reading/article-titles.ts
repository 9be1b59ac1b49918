import { bracketHeading, bulletHeading, headingNumber, openingLabel } from './line-kinds.ts';
import { contentsKey, sameTitle } from './opening.ts';
import type { Block } from './reading.ts';
import { trailingUnit, unitsOf } from './units.ts';

const longestTitle = 80;
/** A line that is nothing but a date. */
export const signatureDate = /^[（(]?\s*(?:\d{4}|[〇○二一三四五六七八九零]{4})\s*年.{2,10}[日月]\s*[）)]?$/u;

/** True for a line that can be a title: short, unnumbered, no sentence. */
export function isTitleLike(block: Block): boolean {
  return isShortLine(block) && !headingNumber(block.text);
}

function isShortLine(block: Block): boolean {
  const { text } = block;
  const length = [...text].length;
  if (block.rows || signatureDate.test(text) || length < 2 || length > longestTitle) return false;
  if (/[。；：，、;:,]$/u.test(text) || /。|，.*，/u.test(text)) return false;
  return !bulletHeading.test(text) && !bracketHeading.test(text) && !openingLabel(text) && !unitsOf(text);
}

/** How many lines a title has: lines that look alike and stand together. */
export function titleRun(blocks: readonly Block[], from: number, keys: readonly string[]): number {
  const first = blocks[from]!;
  if (headingNumber(first.text)) return 1;
  let length = 1;
  while (length < 4) {
    const next = blocks[from + length];
    if (
      !next ||
      !(isTitleLike(next) || /^\p{Script=Han}$/u.test(next.text)) ||
      next.headingLevel !== first.headingLevel
    )
      break;
    if (Math.abs((next.fontSize ?? 0) - (first.fontSize ?? 0)) > 1 && !/^—/u.test(next.text)) break;
    // Two titles of the contents in a row are two titles.
    if (keys.includes(contentsKey(next.text)) && !/^—/u.test(next.text)) break;
    length += 1;
  }
  if (length > 1 && isHeadingUnderTitle(blocks, from, length)) length -= 1;
  return length;
}

/** The last line of a run is the first heading when no unit parts it from its text and others like it follow. */
function isHeadingUnderTitle(blocks: readonly Block[], from: number, length: number): boolean {
  const last = blocks[from + length - 1]!;
  const after = blocks[from + length];
  if (!after || unitsOf(after.text) || isTitleLike(after) || /^—/u.test(last.text)) return false;
  const size = [...last.text].length;
  return blocks.slice(from + length).some((block, offset, rest) => {
    const alone = isTitleLike(block) && !(rest[offset - 1] && isTitleLike(rest[offset - 1]!));
    return (
      alone &&
      Math.abs([...block.text].length - size) <= 2 &&
      !(rest[offset + 1] && unitsOf(rest[offset + 1]!.text))
    );
  });
}

/**
 * Lines of one title: phrases apart by spaces stay apart, and so does one that begins with the name of a unit that writes
 * (荷塘镇扎实推进…); a title cut in the middle is put together.
 */
export function joinTitle(lines: readonly string[], units: readonly string[] = []): string {
  const [first, ...others] = lines.map((line) => [...line].length) as [number, ...number[]];
  const parallel = others.length > 0 && first >= 4 && others.every((length) => length === first);
  const phrased = parallel || lines.some((line) => /\S{2}\s\S{2}/u.test(line));
  const beginsWithUnit = (line: string, title: string): boolean =>
    units.some(
      (unit) => unit.includes(line.slice(0, 3)) && !unit.includes(title.slice(-1) + line.slice(0, 2)),
    );
  return lines.reduce((title, line) => {
    const isPhrase = !/^—/u.test(line) && (phrased || beginsWithUnit(line, title));
    return `${title}${isPhrase ? ' ' : ''}${line}`;
  });
}

/**
 * Titles that are numbered through the issue (一、…, 二、…): the contents name them, or the issue has no other title and
 * each of its parts names its own unit.
 */
export function numberedTitles(blocks: readonly Block[], keys: readonly string[]): Set<Block> {
  const candidates = blocks.flatMap((block, index) =>
    headingNumber(block.text)?.kind === 'first' && isShortLine(block) ? [index] : [],
  );
  const named = candidates.filter((index) =>
    keys.some((key) => sameTitle(key, contentsKey(blocks[index]!.text))),
  );
  if (named.length > 0) return new Set(named.map((index) => blocks[index]!));
  const withUnit = candidates.filter((from, position) => {
    const last = blocks[(candidates[position + 1] ?? blocks.length) - 1]!;
    const under = blocks[from + 1];
    return [last, under].some(
      (block) => block && !block.rows && (unitsOf(block.text) || trailingUnit(block.text)),
    );
  });
  const whole = candidates[0] === 0 && candidates.length > 1 && withUnit.length * 2 >= candidates.length;
  return new Set(whole ? candidates.map((index) => blocks[index]!) : []);
}

/** How a format marks titles, and the size of most of the text. */
export interface TitleMarks {
  headingLevel?: number;
  fontSize?: number;
  bodySize?: number;
}

/** How the format marks the first title, and the size of most of the text. */
export function marksOfFirstTitle(blocks: readonly Block[]): TitleMarks {
  const title = blocks.find(isTitleLike);
  const sizes = new Map<number, number>();
  for (const { fontSize, text } of blocks) {
    if (fontSize !== undefined) sizes.set(fontSize, (sizes.get(fontSize) ?? 0) + text.length);
  }
  const body = [...sizes].sort((a, b) => b[1] - a[1])[0]?.[0];
  return {
    ...(title?.headingLevel === undefined ? {} : { headingLevel: title.headingLevel }),
    ...(title?.fontSize === undefined ? {} : { fontSize: title.fontSize }),
    ...(body === undefined ? {} : { bodySize: body }),
  };
}

/** True when 一、 was there before and begins again after the line, before any other number of its kind. */
export function numberingRestarts(before: readonly Block[], after: readonly Block[]): boolean {
  const firsts = (blocks: readonly Block[]): string[] =>
    blocks.flatMap(({ text, rows }) => {
      const number = rows ? null : headingNumber(text);
      return number?.kind === 'first' ? [number.marker[0]!] : [];
    });
  return firsts(before).includes('一') && firsts(after)[0] === '一';
}

/**
 * Titles of an issue that names no units: lines alone between paragraphs, too long for a heading and not all of one
 * length, as the headings of one article are.
 */
export function looseTitles(blocks: readonly Block[]): Set<Block> {
  const alone = blocks.filter((block, index) => {
    const next = blocks[index + 1];
    return (
      isTitleLike(block) &&
      next !== undefined &&
      !isTitleLike(next) &&
      !(index > 0 && isTitleLike(blocks[index - 1]!))
    );
  });
  const named = blocks.some((block) => !block.rows && (unitsOf(block.text) || trailingUnit(block.text)));
  const numbered = blocks.some((block) => !block.rows && headingNumber(block.text)?.kind === 'first');
  const lengths = new Set(alone.slice(1).map((block) => [...block.text.replace(/\s/gu, '')].length));
  const long = alone.slice(1).every((block) => [...block.text].length >= 10);
  const parallel = alone.length > 2 && lengths.size === 1;
  return new Set(named || numbered || !long || parallel ? [] : alone);
}
