import { type Element, isComment, isTag, isText, type Node } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import type { DocumentReader, IncomingFile, Line } from '../../core/ports.ts';
import { decodeText } from './text.ts';

/** Web pages, also as saved by a browser or exported by Word. */
export const htmlReader: DocumentReader = {
  name: 'html',
  matches: (file) => looksLikeHtml(startOf(file)),
  async read(file) {
    const document = parseDocument(decodeText(file));
    const page = createPage();
    page.visit(document.children as Node[]);
    return { format: 'html', lines: page.finish(), properties: page.properties, recognised: false };
  },
};

const startLength = 4096;

function startOf({ bytes }: IncomingFile): string {
  const start = bytes.subarray(0, startLength);
  const wide = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff);
  return wide
    ? new TextDecoder(start[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(start)
    : new TextDecoder('latin1').decode(start);
}

const looksLikeHtml = (start: string): boolean =>
  /^[\s\u00EF\u00BB\u00BF\uFEFF]*(?:<!doctype\s+html|<html|<head|<body|<\?xml[^>]*>\s*(?:<!doctype\s+html|<html))/iu.test(
    start,
  ) ||
  (/^[\s\u00EF\u00BB\u00BF\uFEFF]*<(?:div|p|table|h[1-6]|meta|title|!--)/iu.test(start) &&
    /<\/(?:div|p|td|h[1-6]|title)>/iu.test(start));

const blockNames = new Set(
  'address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
const skipped = new Set(
  'script style template noscript iframe object select option button textarea input svg math video audio canvas map'.split(
    ' ',
  ),
);
/** Parts of a page that are not its text. */
const chrome: Record<string, Line['place']> = {
  nav: 'header',
  header: 'header',
  footer: 'footer',
  aside: 'footer',
};
const deepest = 600;

interface State {
  bold: boolean;
  place: Line['place'];
  headingLevel?: number;
  linked: boolean;
  fontSize?: number;
  pre: boolean;
}

function createPage() {
  const lines: Line[] = [];
  const properties: Record<string, string> = {};
  let tables = 0;
  let text = '';
  let bold: [number, number][] = [];
  let linked = 0;
  /** Characters of the line by size of type. */
  let sizes = new Map<number, number>();
  let now: State = { bold: false, place: undefined, linked: false, pre: false };

  /** Ends the line; `whole` says that the paragraph ends too. */
  function close(whole: boolean): void {
    const shown = text.replace(/\s+$/u, '');
    if (shown.trim() !== '') {
      // A line that is nothing but links leads elsewhere: menus, 上一篇, 打印.
      const menu =
        linked >= shown.replace(/\s/gu, '').length * 0.8 &&
        shown.length < 40 &&
        now.headingLevel === undefined;
      const fontSize = [...sizes].sort((a, b) => b[1] - a[1])[0]?.[0];
      const place = now.place ?? (menu ? 'footer' : undefined);
      const ranges = bold.filter(([start]) => start < shown.length);
      lines.push({
        text: shown,
        ...(ranges.length > 0
          ? { bold: ranges.map(([start, end]): [number, number] => [start, Math.min(end, shown.length)]) }
          : {}),
        ...(now.headingLevel === undefined ? {} : { headingLevel: now.headingLevel }),
        ...(fontSize === undefined ? {} : { fontSize }),
        ...(place === undefined ? {} : { place }),
        ...(whole ? { wholeParagraph: true } : {}),
      });
    } else if (!whole && lines.length > 0) lines.push({ text: '' });
    text = '';
    bold = [];
    linked = 0;
    sizes = new Map();
  }

  function add(data: string): void {
    // Line feeds of the source are spaces in a page, and no spaces at all between Chinese characters.
    const shown = now.pre
      ? data
      : data
          .replace(
            /(?<=[\p{Script=Han}，。；：、！？”）》])[ \t]*[\r\n]+[ \t]*(?=[\p{Script=Han}“（《])/gu,
            '',
          )
          .replace(/[ \t\r\n]+/gu, ' ');
    const piece = text === '' || /\s$/u.test(text) ? shown.replace(/^ /u, '') : shown;
    if (piece === '') return;
    if (now.pre && piece.includes('\n')) {
      for (const [index, line] of piece.split('\n').entries()) {
        if (index > 0) close(false);
        text += line;
      }
      return;
    }
    if (now.bold) {
      const last = bold.at(-1);
      if (last && last[1] === text.length) last[1] += piece.length;
      else bold.push([text.length, text.length + piece.length]);
    }
    if (now.fontSize !== undefined) sizes.set(now.fontSize, (sizes.get(now.fontSize) ?? 0) + piece.length);
    if (now.linked) linked += piece.replace(/\s/gu, '').length;
    text += piece;
  }

  function visit(nodes: readonly Node[], depth = 0): void {
    if (depth > deepest) return;
    for (const node of nodes) {
      if (isText(node)) add(node.data);
      else if (isTag(node) && !isComment(node)) element(node, depth);
    }
  }

  function element(node: Element, depth: number): void {
    const name = node.name.toLowerCase().replace(/^.*:/u, '');
    if (name === 'title') {
      properties.title = innerText(node);
      return;
    }
    if (name === 'meta') {
      const key = node.attribs.name ?? node.attribs.property;
      if (key && node.attribs.content && !/viewport|charset/iu.test(key))
        properties[key] = node.attribs.content;
      return;
    }
    if (name === 'img' && node.attribs.alt && /[\p{Script=Han}]{2}/u.test(node.attribs.alt))
      properties[`alt${lines.length}`] = node.attribs.alt;
    if (skipped.has(name)) return;
    if (name === 'br') {
      close(false);
      return;
    }
    if (name === 'table' && dataTable(node, depth)) return;

    const before = now;
    const isBlock = blockNames.has(name);
    if (isBlock) close(true);
    const style = node.attribs.style ?? '';
    const level = /^h[1-6]$/u.test(name) ? Number(name[1]) : now.headingLevel;
    const size = style.match(/font-size\s*:\s*([\d.]+)\s*(pt|px)/iu);
    now = {
      bold:
        name === 'b' ||
        name === 'strong' ||
        /font-weight\s*:\s*(?:bold|[6-9]00)/iu.test(style) ||
        (now.bold && !/font-weight\s*:\s*(?:normal|400)/iu.test(style)),
      place:
        /display\s*:\s*none|visibility\s*:\s*hidden/iu.test(style) || 'hidden' in node.attribs
          ? 'comment'
          : (chrome[name] ?? now.place),
      linked: now.linked || (name === 'a' && node.attribs.href !== undefined),
      pre: now.pre || name === 'pre' || /white-space\s*:\s*pre/iu.test(style),
      ...(level === undefined ? {} : { headingLevel: level }),
      ...(size
        ? { fontSize: Number(size[1]) * (size[2]!.toLowerCase() === 'px' ? 0.75 : 1) }
        : now.fontSize === undefined
          ? {}
          : { fontSize: now.fontSize }),
    };
    visit(node.children as Node[], depth + 1);
    if (isBlock) close(true);
    now = before;
  }

  /** A table of values becomes rows of cells; one that only lays out the page is read as text. */
  function dataTable(node: Element, depth: number): boolean {
    const rows = rowsOf(node).map((row) => cellsOf(row));
    const cells = rows.flat();
    const isLayout =
      rows.every((row) => row.length <= 1) ||
      cells.some((cell) => innerText(cell).length > 200 || contains(cell, 'table')) ||
      depth > deepest;
    if (isLayout || rows.length === 0) return false;
    close(true);
    const table = tables++;
    for (const row of rows) {
      const values = row.flatMap((cell) => {
        const span = Math.min(64, Math.max(1, Number(cell.attribs.colspan ?? 1) || 1));
        return [innerText(cell).replace(/\s+/gu, ' ').trim(), ...Array.from({ length: span - 1 }, () => '')];
      });
      lines.push({
        text: values.join('\t'),
        cells: values,
        table,
        ...(now.place === undefined ? {} : { place: now.place }),
      });
    }
    return true;
  }

  return {
    properties,
    visit,
    finish(): Line[] {
      close(true);
      return lines;
    },
  };
}

const childTags = (node: Element): Element[] => (node.children as Node[]).filter(isTag);

const rowsOf = (node: Element): Element[] =>
  childTags(node).flatMap((child) => {
    if (child.name === 'tr') return [child];
    return /^(?:thead|tbody|tfoot)$/u.test(child.name) ? rowsOf(child) : [];
  });

const cellsOf = (row: Element): Element[] => childTags(row).filter((child) => /^t[dh]$/u.test(child.name));

function innerText(node: Element): string {
  let text = '';
  const stack: Node[] = [...(node.children as Node[])].reverse();
  while (stack.length > 0) {
    const next = stack.pop()!;
    if (isText(next)) text += next.data;
    else if (isTag(next) && !skipped.has(next.name)) stack.push(...[...(next.children as Node[])].reverse());
  }
  return text;
}

function contains(node: Element, name: string): boolean {
  const stack: Element[] = childTags(node);
  while (stack.length > 0) {
    const next = stack.pop()!;
    if (next.name === name) return true;
    stack.push(...childTags(next));
  }
  return false;
}
