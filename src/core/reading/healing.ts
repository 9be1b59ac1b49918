import type { Line } from '../ports.ts';
import { stripBoldMarks } from './bold-marks.ts';
import { continues, longestTail } from './line-joins.ts';
import type { Block } from './reading.ts';
import { isTable, type Standing, standingLines } from './standing.ts';
import { tableAsMarkdown } from './tables.ts';

/** A paragraph that is being put together. */
interface Paragraph {
  pieces: string[];
  length: number;
  /** The end of its text: the whole would be copied with every line. */
  tail: string;
  bold: [number, number][];
  first: Standing;
  last: Standing;
}

/**
 * Lines as paragraphs: joins what a page break, the width of a column or a stray line feed has cut, and gathers rows
 * into tables. Nothing is added at a join except a space between two Latin words. Decided line by line from its
 * neighbourhood, because the habits of a text change from page to page.
 */
export function healLines(lines: readonly Line[]): Block[] {
  const items = standingLines(lines);
  const blocks: Block[] = [];
  let open: Paragraph | null = null;
  for (const [index, item] of items.entries()) {
    if (isTable(item)) {
      if (open) blocks.push(...blockOf(open));
      open = null;
      blocks.push({ text: tableAsMarkdown(item.rows), bold: [], rows: item.rows });
    } else if (open && continues(open, open.last, item, items, index)) {
      append(open, item);
    } else {
      if (open) blocks.push(...blockOf(open));
      open = {
        pieces: [item.text],
        length: item.text.length,
        tail: item.text,
        bold: boldOf(item),
        first: item,
        last: item,
      };
    }
  }
  if (open) blocks.push(...blockOf(open));
  return blocks;
}

function append(open: Paragraph, item: Standing): void {
  const gap = /[A-Za-z,.]$/u.test(open.tail) && /^[A-Za-z]/u.test(item.text) ? ' ' : '';
  const shift = open.length + gap.length;
  open.pieces.push(gap + item.text);
  open.length = shift + item.text.length;
  open.tail = (open.tail + gap + item.text).slice(-longestTail);
  open.bold.push(...boldOf(item).map(([start, end]): [number, number] => [start + shift, end + shift]));
  open.last = item;
}

function boldOf(item: Standing): [number, number][] {
  const cut = item.line.text.length - item.line.text.trimStart().length;
  return (item.line.bold ?? [])
    .map(([start, end]): [number, number] => [
      Math.max(0, start - cut),
      Math.min(item.text.length, end - cut),
    ])
    .filter(([start, end]) => end > start);
}

function blockOf({ pieces, bold, first: { line } }: Paragraph): Block[] {
  const stripped = stripBoldMarks(pieces.join(''), bold);
  if (stripped.text.trim() === '') return [];
  return [
    {
      ...stripped,
      ...(line.headingLevel === undefined ? {} : { headingLevel: line.headingLevel }),
      ...(line.fontSize === undefined ? {} : { fontSize: line.fontSize }),
    },
  ];
}
