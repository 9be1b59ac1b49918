import { isColophonLine } from './colophon.ts';
import {
  bracketHeading,
  bulletHeading,
  headingNumber,
  isEnded,
  openingLabel,
  openPair,
} from './line-kinds.ts';
import { type Item, isTable, type Standing } from './standing.ts';
import { unitsOf } from './units.ts';

/** Starts something of its own, whatever stands before it. */
const startsAnew = (text: string): boolean =>
  openingLabel(text) !== null ||
  isColophonLine(text) ||
  bulletHeading.test(text) ||
  bracketHeading.test(text);

/** No line begins with these: what stands before was cut off. */
const beginsInside = /^[，。；：、！？）》”’]/u;

/** A link that was put on a line of its own: the line after it begins with what follows a name in a sentence. */
function linkBetween(last: Standing, next: Standing, after: Item | undefined): boolean {
  if (after === undefined || isTable(after) || next.blankBefore || after.blankBefore) return false;
  return beginsInside.test(after.text) && !isEnded(last.text) && next.text.length <= 40;
}

/** How much of the end of a paragraph decides whether it goes on. */
export const longestTail = 400;

/**
 * Whether the line `next` (item number `index`) goes on with the paragraph whose last line is `last` and whose text
 * ends in `tail`. `length` is that of the whole paragraph.
 */
export function continues(
  { tail: text, length }: { tail: string; length: number },
  last: Standing,
  next: Standing,
  items: readonly Item[],
  index: number,
): boolean {
  if (last.line.headingLevel !== undefined || next.line.headingLevel !== undefined) return false;
  if (last.line.fontSize && next.line.fontSize && Math.abs(last.line.fontSize - next.line.fontSize) > 1)
    return false;
  if (startsAnew(next.text)) return false;
  if (beginsInside.test(next.text)) return true;
  if (linkBetween(last, next, items[index + 1])) return true;
  const ended = isEnded(text) && !closesIn(text, next.text);
  if (last.line.reachesEdge !== undefined)
    return continuesOnPage(text, ended, last, next, rightEdge(items, index));
  const wrap = last.line.wholeParagraph ? null : columnAround(items, index - 1);

  if (wrap && last.indent + last.width >= wrap.right - 4) {
    if (next.indent >= wrap.left + 2) return false;
    if (!ended) return !next.blankBefore || wrap.share >= 0.5;
    // After a full stop at the edge only the missing indent, or blank line, tells that the paragraph goes on.
    const goesOn = next.indent + next.width >= wrap.right - 4 || isEnded(next.text);
    const unmarked = next.blankBefore ? next.pageBefore && wrap.indented : wrap.indented || wrap.blanks;
    return unmarked && goesOn && headingNumber(next.text) === null && unitsOf(next.text) === null;
  }

  if (headingNumber(next.text) !== null) return false;
  if (!last.line.wholeParagraph && isWrapped(text, ended, last, next, items, index)) return true;
  if (ended) return false;
  if (length < 40 && headingNumber(text) !== null) return false;
  if (titleBeforeUnit(next, items[index + 1])) return false;
  return isCutBody(text, next);
}

/**
 * Whether a single line looks wrapped where too few lines around show the column: it is indented as the first line of
 * a paragraph and the next is not, or it has commas and is as long as any line around. The next is no longer.
 */
function isWrapped(
  text: string,
  ended: boolean,
  last: Standing,
  next: Standing,
  items: readonly Item[],
  index: number,
): boolean {
  const end = last.indent + last.width;
  if (next.blankBefore || last.width < shortestWrapped || end > longestWrapped) return false;
  if (
    next.indent + next.width > end + 4 ||
    unitsOf(next.text) !== null ||
    titleBeforeUnit(next, items[index + 1])
  )
    return false;
  // An office and its date, or an entry of the contents and its page, are whole.
  if (/\s{2,}|[….·]\s*\d+$/u.test(last.text)) return false;
  const indented = last.indent >= 2 && last.indent <= 6;
  const fills = end >= rightEdge(items, index) - 4;
  if (indented && next.indent === 0) return !ended || (fills && isEnded(next.text));
  return !ended && fills && next.indent === last.indent && /[，；、]/u.test(text);
}

/** Whether a line goes on in the next where positions are known: it runs to the edge and the next is not indented. */
function continuesOnPage(
  text: string,
  ended: boolean,
  last: Standing,
  next: Standing,
  right: number,
): boolean {
  if (next.indent >= 3) return false;
  // Lines set ragged end a little before the edge; only a full stop then ends the paragraph.
  const nearEdge = last.indent + last.width >= right * raggedShare;
  if (!last.line.reachesEdge && (ended || !nearEdge)) return false;
  if (next.blankBefore && !next.pageBefore) return false;
  if (!ended) return headingNumber(next.text) === null || /[，、；：]/u.test(text);
  // A full stop falls on the edge more often inside a paragraph than at its end.
  return headingNumber(next.text) === null;
}

const raggedShare = 0.75;

/** Columns of the longest line around. */
const rightEdge = (items: readonly Item[], index: number): number =>
  Math.max(
    ...items
      .slice(Math.max(0, index - neighbours), index + neighbours)
      .map((item) => (isTable(item) ? 0 : item.indent + item.width)),
  );

/** Body text that stops in the middle: long enough to be no title, or visibly unfinished. */
function isCutBody(text: string, next: Standing): boolean {
  const length = [...text].length;
  if (!/[，。；：、]/u.test(text)) return false;
  if (length >= 40) return true;
  if (length < 20 && !next.pageBefore) return false;
  return next.pageBefore || /[。；]/u.test(text) || /[，、]$/u.test(text) || openPair(text) !== null;
}

/** An open “, （ or 《 that closes at the beginning of the next line: the line was cut inside it. */
function closesIn(text: string, next: string): boolean {
  const pair = openPair(text);
  if (!pair) return false;
  const close = next.indexOf(pair[1]);
  const reopen = next.indexOf(pair[0]);
  return close >= 0 && (reopen < 0 || close < reopen);
}

function titleBeforeUnit(next: Standing, after: Item | undefined): boolean {
  return after !== undefined && !isTable(after) && !isEnded(next.text) && unitsOf(after.text) !== null;
}

/** Where the lines of a column begin and end, in columns of half-width characters. */
interface Column {
  left: number;
  right: number;
  /** Share of the neighbours that fill the column. */
  share: number;
  indented: boolean;
  blanks: boolean;
}

const longestWrapped = 120;
const shortestWrapped = 36;
const neighbours = 20;

/**
 * The column lines were wrapped to around a line; null where lines are not wrapped. Wrapped text has many lines that
 * end within two characters of the same edge and none that goes beyond it.
 */
function columnAround(items: readonly Item[], index: number): Column | null {
  const near: Standing[] = [];
  for (const step of [-1, 1]) {
    for (let at = step < 0 ? index : index + 1, taken = 0; taken < neighbours; at += step, taken += 1) {
      const item = items[at];
      if (item === undefined || (!isTable(item) && item.width + item.indent > longestWrapped)) break;
      if (!isTable(item)) near.push(item);
    }
  }
  if (near.length < 4) return null;
  const right = Math.max(...near.map((item) => item.indent + item.width));
  const left = Math.min(...near.map((item) => item.indent));
  const full = near.filter((item) => item.indent + item.width >= right - 4).length;
  const share = full / near.length;
  if (right - left < shortestWrapped || full < 3 || share < 0.3) return null;
  return {
    left,
    right,
    share,
    indented: near.some((item) => item.indent >= left + 2 && item.indent <= left + 8),
    blanks: near.some((item) => item.blankBefore),
  };
}
