import { type Element, isTag, isText, type Node } from 'domhandler';
import type { Line } from '../../core/ports.ts';
import { headingLevelOf, numberingOf, propertiesOf, type Style, type Styles } from './docx-styles.ts';
import { attributeOf, childOf, childrenOf, toggleOf } from './docx-xml.ts';

type Place = NonNullable<Line['place']>;

/** A stretch of a paragraph in one kind of type. */
interface Run {
  text: string;
  bold: boolean;
  size: number | undefined;
}

/** Elements nested deeper than this are not looked into: no document is, but a hostile one may be. */
const deepest = 400;
/** A cell with more text than this holds part of the page, not a value: the table only lays it out. */
const layoutCell = 200;

/** Reads the paragraphs and tables of a part. Text boxes come after the paragraph they are anchored in. */
export function createDocxBody(styles: Styles, numbering: (id: string, level: number) => string) {
  let tables = 0;

  return function read(root: Element, place: Place): Line[] {
    const lines: Line[] = [];
    blocks(root, place, lines, 0);
    return lines;
  };

  function blocks(parent: Element, place: Place, lines: Line[], depth: number): void {
    if (depth > deepest) return;
    for (const element of childrenOf(parent)) {
      if (element.name === 'w:p') paragraph(element, place, lines, depth);
      else if (element.name === 'w:tbl') table(element, place, lines, depth);
      else if (!/^w:(?:sectPr|pPr|tblPr|del|moveFrom|sdtPr|rPr)$/u.test(element.name)) {
        blocks(element.name === 'mc:AlternateContent' ? chosen(element) : element, place, lines, depth + 1);
      }
    }
  }

  function paragraph(element: Element, place: Place, lines: Line[], depth: number): void {
    const properties = childOf(element, 'w:pPr');
    const style = styles.get(attributeOf(properties, 'w:pStyle'));
    const pieces: Run[][] = [[]];
    const hidden: string[] = [];
    const boxes: Element[] = [];
    runs(element, style, { pieces, hidden, boxes }, depth);

    const outline = attributeOf(properties, 'w:outlineLvl');
    const headingLevel = headingLevelOf(
      style,
      outline === undefined ? undefined : Number(outline),
      styles.hasTitle,
    );
    const list = numberingOf(properties) ?? style.numbering;
    const hasText = pieces.some((piece) => piece.some((run) => run.text.trim() !== ''));
    const label = list && list.id !== '0' && hasText ? numbering(list.id, list.level) : '';
    const indent = childOf(properties, 'w:ind');
    const indented =
      Number(indent?.attribs['w:firstLine'] ?? 0) > 0 || Number(indent?.attribs['w:firstLineChars'] ?? 0) > 0;
    for (const [index, piece] of pieces.entries()) {
      const labelled =
        index === 0 && label !== '' ? [{ text: label, bold: false, size: undefined }, ...piece] : piece;
      lines.push(
        lineOf(
          labelled,
          {
            ...(place === 'body' ? {} : { place }),
            ...(headingLevel === undefined ? {} : { headingLevel }),
            // A line feed inside a paragraph may cut a title or a sentence; only the end of the last piece is an end.
            ...(pieces.length === 1 || index === pieces.length - 1 ? { wholeParagraph: true } : {}),
          },
          indented && index === 0,
        ),
      );
    }
    for (const text of hidden) lines.push({ text, place: 'comment' });
    for (const box of boxes) blocks(box, place === 'body' ? 'textbox' : place, lines, depth + 1);
  }

  interface Collected {
    /** Pieces of the paragraph, cut at line feeds. */
    pieces: Run[][];
    hidden: string[];
    boxes: Element[];
  }

  function runs(parent: Element, style: Style, into: Collected, depth: number): void {
    if (depth > deepest) return;
    for (const element of childrenOf(parent)) {
      if (element.name === 'w:r') run(element, style, into, depth);
      else if (element.name === 'mc:AlternateContent') runs(chosen(element), style, into, depth + 1);
      else if (element.name === 'w:txbxContent') into.boxes.push(element);
      else if (!/^w:(?:pPr|del|moveFrom|sdtPr|rPr|p|tbl)$/u.test(element.name))
        runs(element, style, into, depth + 1);
    }
  }

  function run(element: Element, style: Style, into: Collected, depth: number): void {
    const properties = childOf(element, 'w:rPr');
    const named = attributeOf(properties, 'w:rStyle');
    const own = propertiesOf(element, 'w:rPr');
    const character = named === undefined ? {} : styles.get(named);
    const bold = own.bold ?? (character as Style).bold ?? style.bold ?? false;
    const size = own.size ?? style.size;
    let text = '';
    const close = (): void => {
      if (text === '') return;
      if (toggleOf(properties, 'w:vanish')) into.hidden.push(text);
      else into.pieces.at(-1)!.push({ text, bold, size });
      text = '';
    };
    for (const child of childrenOf(element)) {
      if (child.name === 'w:t') text += textOf(child);
      else if (child.name === 'w:tab' || child.name === 'w:ptab') text += '\t';
      else if (child.name === 'w:noBreakHyphen') text += '-';
      else if (child.name === 'w:sym') text += symbolOf(child);
      else if (child.name === 'w:br' || child.name === 'w:cr') {
        close();
        into.pieces.push([]);
      } else if (!/^w:(?:rPr|instrText|delText|delInstrText)$/u.test(child.name)) {
        close();
        runs({ children: [child] } as unknown as Element, style, into, depth + 1);
      }
    }
    close();
  }

  function table(element: Element, place: Place, lines: Line[], depth: number): void {
    const number = tables++;
    const rows = rowsOf(element).map((row) =>
      cellsOf(row).map((cell) => {
        const inner: Line[] = [];
        const merged = childOf(childOf(cell, 'w:tcPr'), 'w:vMerge');
        if (!merged || merged.attribs['w:val'] === 'restart') blocks(cell, place, inner, depth + 1);
        return { inner, span: Number(attributeOf(childOf(cell, 'w:tcPr'), 'w:gridSpan') ?? 1) };
      }),
    );
    const texts = rows.map((row) => row.map(({ inner }) => inner.map((line) => line.text).filter(Boolean)));
    const isLayout =
      rows.every((row) => row.length <= 1) ||
      texts.flat().some((cell) => cell.length > 1 && cell.join('').length > layoutCell) ||
      rows.flat().some(({ inner }) => inner.some((line) => line.cells));
    if (isLayout) {
      lines.push(...rows.flat().flatMap(({ inner }) => inner));
      return;
    }
    for (const row of rows) {
      const cells = row.flatMap(({ inner, span }) => {
        const text = inner.map((line) => line.text.trim()).join('');
        return [text, ...Array.from({ length: Math.min(64, Math.max(0, span - 1)) }, () => '')];
      });
      lines.push({ text: cells.join('\t'), cells, table: number, ...(place === 'body' ? {} : { place }) });
    }
  }
}

/** Of the alternatives for different programs the first that holds anything. */
const chosen = (alternatives: Element): Element =>
  childrenOf(alternatives).find((option) => childrenOf(option).length > 0) ?? alternatives;

const rowsOf = (table: Element): Element[] =>
  childrenOf(table).flatMap((child) => {
    if (child.name === 'w:tr') return [child];
    return child.name === 'w:sdt' || child.name === 'w:sdtContent' ? rowsOf(child) : [];
  });

const cellsOf = (row: Element): Element[] =>
  childrenOf(row).flatMap((child) => {
    if (child.name === 'w:tc') return [child];
    return child.name === 'w:sdt' || child.name === 'w:sdtContent' ? cellsOf(child) : [];
  });

const textOf = (element: Element): string =>
  (element.children as Node[])
    .map((child) => (isText(child) ? child.data : isTag(child) ? textOf(child) : ''))
    .join('');

/** A character of a symbol font; those in the private area mean nothing outside their font. */
function symbolOf(element: Element): string {
  const code = Number.parseInt(element.attribs['w:char'] ?? '', 16);
  return Number.isNaN(code) || code >= 0xe000 ? '' : String.fromCodePoint(code);
}

function lineOf(runs: readonly Run[], hints: Partial<Line>, indented: boolean): Line {
  let text = '';
  const bold: [number, number][] = [];
  const sizes = new Map<number, number>();
  for (const run of runs) {
    const start = text.length;
    text += run.text;
    if (run.bold && run.text.trim() !== '') {
      if (bold.at(-1)?.[1] === start) bold.at(-1)![1] = text.length;
      else bold.push([start, text.length]);
    }
    if (run.size !== undefined) sizes.set(run.size, (sizes.get(run.size) ?? 0) + run.text.length);
  }
  const fontSize = [...sizes].sort((a, b) => b[1] - a[1])[0]?.[0];
  const indent = indented && text !== '' ? '　　' : '';
  return {
    text: indent + text,
    ...(bold.length > 0
      ? { bold: bold.map(([start, end]): [number, number] => [start + indent.length, end + indent.length]) }
      : {}),
    ...(fontSize === undefined ? {} : { fontSize }),
    ...hints,
  };
}
