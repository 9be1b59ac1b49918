import type { Line, RecognisedText } from '../../core/ports.ts';

/** A piece of text as pdf.js places it: origin at the lower left, `matrix` as in the PDF. */
export interface TextItem {
  str: string;
  matrix: readonly number[];
  width: number;
  fontName: string;
}

/** A stretch of text on one line with no wide gap inside. */
interface Segment {
  text: string;
  left: number;
  right: number;
  y: number;
  size: number;
  bold: [number, number][];
}

/** A gap this wide, in units of the type size, parts columns or cells; a smaller one is a space. */
const columnGap = 1.8;
const spaceGap = 0.6;

/**
 * The text of a page as lines in reading order: rows by their height on the page, two columns one after the other.
 * Indents become full-width spaces, larger gaps between lines blank lines. Text set at an angle (watermarks) comes
 * as `header`, so that it is looked at but not read as text. Sizes of type that differ from that of most of the text by
 * no more than `sizeTolerance` of it count as the same.
 */
export function pageLines(
  items: readonly TextItem[],
  page: number,
  isBold: (fontName: string) => boolean,
  sizeTolerance = 0.15,
): Line[] {
  const upright: TextItem[] = [];
  const tilted: string[] = [];
  for (const item of items) {
    if (item.str === '') continue;
    const [a, b] = item.matrix as [number, number];
    if (Math.abs(b) > Math.abs(a) * 0.05) tilted.push(item.str);
    else upright.push(item);
  }
  const rows = rowsOf(upright, isBold);
  const bodySize = bodySizeOf(rows.flat());
  const lines = columnsOf(rows).flatMap((column) => linesOf(column, page, bodySize, sizeTolerance));
  if (tilted.join('').trim() !== '') lines.push({ text: tilted.join(''), page, place: 'header' });
  return lines;
}

/** Boxes around text in a picture differ in height with the letters in them. */
const boxTolerance = 0.3;

/** Text recognised in a picture as the lines of a page. */
export function recognisedLines(texts: readonly RecognisedText[], page: number): Line[] {
  const heights = texts.map(({ top, bottom }) => bottom - top).sort((a, b) => a - b);
  const usual = heights[Math.floor(heights.length / 2)] ?? 0;
  const items = texts.map(({ text, left, right, top, bottom }): TextItem => {
    // The box of a few characters says little about the size of their type.
    const height = [...text].length < 4 ? usual : bottom - top;
    return { str: text, matrix: [height, 0, 0, height, left, -bottom], width: right - left, fontName: '' };
  });
  return pageLines(items, page, () => false, boxTolerance);
}

function rowsOf(items: readonly TextItem[], isBold: (fontName: string) => boolean): Segment[][] {
  const sorted = [...items]
    .filter((item) => item.str.trim() !== '')
    .sort((a, b) => b.matrix[5]! - a.matrix[5]! || a.matrix[4]! - b.matrix[4]!);
  const rows: TextItem[][] = [];
  let base = Number.NaN;
  for (const item of sorted) {
    const size = sizeOf(item);
    if (Math.abs(item.matrix[5]! - base) <= size * 0.4) rows.at(-1)!.push(item);
    else {
      rows.push([item]);
      base = item.matrix[5]!;
    }
  }
  return rows.map((row) => segmentsOf(row, isBold));
}

const sizeOf = (item: TextItem): number => Math.hypot(item.matrix[2]!, item.matrix[3]!) || 10;

function segmentsOf(row: readonly TextItem[], isBold: (fontName: string) => boolean): Segment[] {
  const segments: Segment[] = [];
  let drawn: TextItem | null = null;
  for (const item of [...row].sort((a, b) => a.matrix[4]! - b.matrix[4]!)) {
    const left = item.matrix[4]!;
    const size = sizeOf(item);
    // Some programs make bold by drawing the same text twice, a little shifted.
    if (drawn && drawn.str === item.str && Math.abs(drawn.matrix[4]! - left) < size * 0.2) continue;
    drawn = item;
    const open = segments.at(-1);
    const gap = open ? left - open.right : 0;
    const start = open && gap < size * columnGap ? open : null;
    const text = start ? `${gap > size * spaceGap ? ' ' : ''}${item.str}` : item.str;
    const segment = start ?? { text: '', left, right: left, y: item.matrix[5]!, size, bold: [] };
    if (!start) segments.push(segment);
    if (isBold(item.fontName)) {
      const last = segment.bold.at(-1);
      if (last && last[1] === segment.text.length) last[1] += text.length;
      else segment.bold.push([segment.text.length, segment.text.length + text.length]);
    }
    segment.text += text;
    segment.right = Math.max(segment.right, left + item.width);
    segment.size = Math.max(segment.size, size);
  }
  return segments;
}

/**
 * The rows of a page in reading order, as columns. A page has two columns where many rows have text on both sides of
 * an empty strip and that text is long: cells of a table are short. Rows across the strip part the columns.
 */
function columnsOf(rows: readonly Segment[][]): Segment[][][] {
  const gutter = gutterOf(rows);
  if (gutter === null) return [[...rows]];
  const columns: Segment[][][] = [];
  let left: Segment[][] = [];
  let right: Segment[][] = [];
  const flush = (): void => {
    for (const column of [left, right]) if (column.length > 0) columns.push(column);
    left = [];
    right = [];
  };
  const last = rows.findLastIndex((row) => row.some((segment) => segment.left >= gutter));
  for (const [index, row] of rows.entries()) {
    // Below both columns, after a gap, stands what belongs to neither.
    const gap = index > 0 ? rows[index - 1]![0]!.y - row[0]!.y : 0;
    if (index > last && gap > row[0]!.size * 2.5) flush();
    if (row.some((segment) => segment.left < gutter && segment.right > gutter)) {
      flush();
      columns.push([row]);
      continue;
    }
    const [before, after] = [
      row.filter((segment) => segment.right <= gutter),
      row.filter((segment) => segment.left >= gutter),
    ];
    if (before.length > 0) left.push(before);
    if (after.length > 0) right.push(after);
  }
  flush();
  return columns;
}

const leastColumnRows = 8;

function gutterOf(rows: readonly Segment[][]): number | null {
  const segments = rows.flat();
  if (segments.length === 0) return null;
  const start = Math.min(...segments.map((segment) => segment.left));
  const end = Math.max(...segments.map((segment) => segment.right));
  const width = end - start;
  let best: { x: number; rows: number } | null = null;
  for (let x = start + width * 0.4; x <= start + width * 0.6; x += 2) {
    const split = rows.filter(
      (row) => row.some((segment) => segment.right <= x) && row.some((segment) => segment.left >= x),
    );
    const crossing = rows.filter((row) =>
      row.some((segment) => segment.left < x && segment.right > x),
    ).length;
    const long = split.filter(
      (row) => row.length === 2 && row.every((segment) => segment.right - segment.left > width * 0.25),
    );
    if (long.length < leastColumnRows || crossing > rows.length * 0.3) continue;
    if (!best || long.length > best.rows) best = { x, rows: long.length };
  }
  return best?.x ?? null;
}

function linesOf(rows: readonly Segment[][], page: number, bodySize: number, sizeTolerance: number): Line[] {
  const isBodySize = (size: number): boolean => Math.abs(size - bodySize) <= bodySize * sizeTolerance;
  const segments = rows.flat();
  const body = segments.filter((segment) => isBodySize(segment.size) && segment.text.length > 1);
  const right = Math.max(...body.map((segment) => segment.right));
  const left = mostOf(
    body.map((segment) => ({
      value: Math.round(segment.left),
      weight: segment.right - segment.left > (right - segment.left) * 0.6 ? 1 : 0.01,
    })),
  );
  const leftmost = Math.min(
    left,
    ...body.filter((segment) => segment.right - segment.left > 200).map((segment) => segment.left),
  );
  const gaps = rows.slice(1).map((row, index) => rows[index]![0]!.y - row[0]!.y);
  const spacing = mostOf(gaps.map((gap) => ({ value: Math.round(gap), weight: 1 })));

  const lines: Line[] = [];
  for (const [index, row] of rows.entries()) {
    const [first] = row as [Segment];
    const gap = index > 0 ? rows[index - 1]![0]!.y - first.y : 0;
    if (index > 0 && gap > Math.max(spacing * 1.5, first.size * 1.9)) lines.push({ text: '', page });
    const last = row.at(-1)!;
    const indent = Math.round((first.left - leftmost) / first.size);
    let text = indent >= 1 ? '　'.repeat(Math.min(indent, 20)) : '';
    const bold: [number, number][] = [];
    for (const [position, segment] of row.entries()) {
      if (position > 0) text += '\t';
      for (const [start, end] of segment.bold) bold.push([start + text.length, end + text.length]);
      text += segment.text;
    }
    const { text: tight, bold: kept } = withoutSpread(text, bold);
    lines.push({
      text: tight,
      page,
      fontSize: isBodySize(first.size) ? bodySize : Math.round(first.size * 2) / 2,
      reachesEdge: row.length === 1 && last.right >= right - last.size * 1.6,
      ...(kept.length > 0 ? { bold: kept } : {}),
    });
  }
  return lines;
}

/** The size of most of the text on a page. */
const bodySizeOf = (segments: readonly Segment[]): number =>
  mostOf(segments.map(({ size, text }) => ({ value: Math.round(size * 2) / 2, weight: text.length })));

/** A line set wide to fill the column comes with a space after every few characters; a few real spaces stay. */
function withoutSpread(text: string, bold: [number, number][]): { text: string; bold: [number, number][] } {
  const spread = [...text.matchAll(/(?<=[\u2E80-\uFFEF“”‘’—…]) (?=[\u2E80-\uFFEF“”‘’—…])/gu)].map(
    (match) => match.index,
  );
  if (spread.length < 4 || spread.length < text.length * 0.15) return { text, bold };
  const gone = new Set(spread);
  const before = (at: number): number => at - spread.filter((index) => index < at).length;
  return {
    text: text
      .split('')
      .filter((_, index) => !gone.has(index))
      .join(''),
    bold: bold.map(([start, end]): [number, number] => [before(start), before(end)]),
  };
}

/** The value with the greatest weight in all. */
function mostOf(entries: readonly { value: number; weight: number }[]): number {
  const weights = new Map<number, number>();
  for (const { value, weight } of entries) weights.set(value, (weights.get(value) ?? 0) + weight);
  return [...weights].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}
