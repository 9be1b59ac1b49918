import type { Line } from '../ports.ts';
import { tableAt } from './tables.ts';
import { columnsOf } from './text-width.ts';

/** A line with text, and how it stands among its neighbours. */
export interface Standing {
  line: Line;
  text: string;
  /** Columns of white space before it, a full-width space counts two. */
  indent: number;
  /** Columns of text, a full-width character counts two. */
  width: number;
  blankBefore: boolean;
  pageBefore: boolean;
}

/** A line, or the rows of a table. */
export type Item = Standing | { rows: string[][] };

export const isTable = (item: Item | undefined): item is { rows: string[][] } =>
  item !== undefined && 'rows' in item;

/** Lines with text as they stand, and tables gathered from rows. Blank lines show in what follows them. */
export function standingLines(lines: readonly Line[]): Item[] {
  const items: Item[] = [];
  let blankBefore = false;
  let page: number | undefined;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index]!;
    if (!line.cells && line.text.trim() === '') {
      blankBefore = true;
      continue;
    }
    const table = tableAt(lines, index);
    if (table) {
      items.push({ rows: table.rows });
      index += table.lines - 1;
    } else {
      const text = line.text.trim();
      const leading = line.text.slice(0, line.text.length - line.text.trimStart().length);
      items.push({
        line,
        text,
        indent: columnsOf(leading),
        width: columnsOf(text),
        blankBefore,
        pageBefore: page !== undefined && line.page !== page,
      });
    }
    page = line.page;
    blankBefore = false;
  }
  return items;
}
