import type { Line } from '../ports.ts';
import { columnsOf } from './text-width.ts';

/** A run of lines that is one table: its rows, and how many lines it takes up. */
export interface FoundTable {
  rows: string[][];
  lines: number;
}

/** The table that starts at `index`, in any of the forms tables come in; null when none does. */
export function tableAt(lines: readonly Line[], index: number): FoundTable | null {
  const line = lines[index]!;
  if (line.cells) return cellTable(lines, index);
  return pipeTable(lines, index) ?? boxTable(lines, index) ?? columnTable(lines, index);
}

/** A table as Markdown: the first row is its head, shorter rows are filled up, bars in cells are escaped. */
export function tableAsMarkdown(rows: readonly (readonly string[])[]): string {
  const width = Math.max(...rows.map((row) => row.length));
  const asLine = (row: readonly string[]): string => {
    const cells = Array.from({ length: width }, (_, column) => cellText(row[column] ?? ''));
    return `| ${cells.join(' | ')} |`;
  };
  const [head, ...body] = rows as [readonly string[], ...(readonly string[])[]];
  return [asLine(head), asLine(Array.from({ length: width }, () => '---')), ...body.map(asLine)].join('\n');
}

const cellText = (cell: string): string =>
  cell
    .replace(/\s*[\r\n]\s*/gu, '')
    .trim()
    .replaceAll('|', '\\|');

function cellTable(lines: readonly Line[], from: number): FoundTable {
  const { table } = lines[from]!;
  let end = from;
  while (end < lines.length && lines[end]!.cells && lines[end]!.table === table) end += 1;
  return {
    rows: lines.slice(from, end).map((line) => line.cells!.map((cell) => cell.trim())),
    lines: end - from,
  };
}

function run(lines: readonly Line[], from: number, belongs: (text: string) => boolean): string[] {
  const texts: string[] = [];
  for (let index = from; index < lines.length; index += 1) {
    const { text, cells } = lines[index]!;
    if (cells || !belongs(text.trim())) break;
    texts.push(text.trim());
  }
  return texts;
}

/** `| a | b |`, with or without the bars at the edges and the line under the head. */
function pipeTable(lines: readonly Line[], from: number): FoundTable | null {
  const isRow = (text: string): boolean =>
    /^[|｜].*[|｜]$/u.test(text) || (text.match(/[|｜]/gu)?.length ?? 0) >= 2;
  const texts = run(lines, from, isRow);
  if (texts.length < 2) return null;
  const rows = texts
    .map((text) =>
      text
        .replace(/^[|｜]|[|｜]$/gu, '')
        .split(/(?<!\\)[|｜]/u)
        .map((cell) => cell.trim().replaceAll('\\|', '|')),
    )
    .filter((row) => !row.every((cell) => /^:?-{2,}:?$/u.test(cell)));
  return rows.length > 0 ? { rows, lines: texts.length } : null;
}

const border = /^[\s┌┬┐├┼┤└┴┘─━┏┳┓┣╋┫┗┻┛═╔╦╗╠╬╣╚╩╝+│┃║|╭╮╰╯-]+$/u;
const upright = /[│┃║]/u;

/** A table drawn with lines; text between two rules is one row, however many lines its cells take. */
function boxTable(lines: readonly Line[], from: number): FoundTable | null {
  const isBorder = (text: string): boolean => border.test(text) && /[─━═┌┏╔+]/u.test(text);
  if (!isBorder(lines[from]!.text.trim())) return null;
  const texts = run(lines, from, (text) => text !== '' && (isBorder(text) || upright.test(text)));
  const rows: string[][] = [];
  let open: string[] | null = null;
  for (const text of texts) {
    if (isBorder(text)) {
      open = null;
      continue;
    }
    const cells = text
      .replace(/^[│┃║]|[│┃║]$/gu, '')
      .split(upright)
      .map((cell) => cell.trim());
    if (open && open.length === cells.length) {
      for (const [column, cell] of cells.entries()) open[column] += cell;
    } else {
      open = cells;
      rows.push(open);
    }
  }
  return rows.length > 0 ? { rows, lines: texts.length } : null;
}

/** A cell of a line and the column of half-width characters it starts at. */
interface Placed {
  text: string;
  at: number;
}

/** Columns held apart by tabs or runs of spaces: at least three lines with the same number of short cells. */
function columnTable(lines: readonly Line[], from: number): FoundTable | null {
  const first = placedCells(lines[from]!.text);
  const columns = first.length;
  if (columns < 2) return null;
  const rows: Placed[][] = [];
  let taken = 0;
  for (const line of lines.slice(from)) {
    const cells = line.cells ? [] : placedCells(line.text);
    if (!cells.every(({ text }) => [...text].length <= 20 && !/[。；！？：:]/u.test(text))) break;
    const above = rows.at(-1);
    if (cells.length === columns) rows.push(cells);
    else if (above && cells.length > 0 && continuesCells(cells, above)) {
      for (const cell of cells) above.find(({ at }) => Math.abs(at - cell.at) <= 1)!.text += cell.text;
    } else break;
    taken += 1;
  }
  if (rows.length < 3) return null;
  // Two columns of words are more often two names side by side than a table.
  if (columns === 2 && !rows.slice(1).every((row) => /\d/u.test(row[1]!.text))) return null;
  return { rows: rows.map((row) => row.map(({ text }) => text)), lines: taken };
}

/** Fewer cells, none of them in the first column, each under one of the row above: the rest of wrapped cells. */
const continuesCells = (cells: readonly Placed[], above: readonly Placed[]): boolean =>
  cells.every((cell) => above.slice(1).some(({ at }) => Math.abs(at - cell.at) <= 1));

function placedCells(line: string): Placed[] {
  const cells: Placed[] = [];
  let at = 0;
  for (const [index, piece] of line.split(/(\t+|\s{2,}|\u3000+)/u).entries()) {
    if (index % 2 === 0 && piece.trim() !== '') cells.push({ text: piece.trim(), at });
    at += columnsOf(piece);
  }
  return cells;
}
