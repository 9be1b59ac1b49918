import type { Line } from '../ports.ts';

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

/** Columns held apart by tabs or runs of spaces: at least three lines with the same number of short cells. */
function columnTable(lines: readonly Line[], from: number): FoundTable | null {
  const split = (text: string): string[] => text.split(/\t+|\s{2,}|\u3000{1,}/u);
  const columns = split(lines[from]!.text.trim()).length;
  if (columns < 2) return null;
  const texts = run(lines, from, (text) => {
    const cells = split(text);
    return (
      cells.length === columns &&
      cells.every((cell) => [...cell].length <= 20 && !/[。；！？：:]/u.test(cell))
    );
  });
  if (texts.length < 3) return null;
  const rows = texts.map(split);
  // Two columns of words are more often two names side by side than a table.
  if (columns === 2 && !rows.slice(1).every((row) => /\d/u.test(row[1]!))) return null;
  return { rows, lines: texts.length };
}
