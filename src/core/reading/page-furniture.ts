import type { Line } from '../ports.ts';
import { isColophonLine } from './colophon.ts';

/** Lines of the document's body with everything that belongs to the page and not to the text taken off. */
export interface BareLines {
  lines: Line[];
  /** What was taken off, as printed. */
  dropped: string[];
  /** Lines of page headers, footers and text boxes: no part of the running text, but a masthead may stand there. */
  aside: Line[];
}

/** — 2 —, -3-, － 3 －, ·3·, 第 1 页，共 5 页, 第1页/共5页, 1/5, Page 1 of 5. */
const pageNumber =
  /^(?:[-—–―－─·•.~～_]{1,3}\s*\d{1,4}\s*[-—–―－─·•.~～_]{1,3}|第\s*\d{1,4}\s*页(?:\s*[,，、/／]?\s*共\s*\d{1,4}\s*页)?|共\s*\d{1,4}\s*页(?:\s*[,，、/／]?\s*第\s*\d{1,4}\s*页)?|\d{1,4}\s*[/／]\s*\d{1,4}|page\s*\d{1,4}(?:\s*(?:of|\/)\s*\d{1,4})?)$/iu;
/** Lines drawn across the page. */
const rule = /^[-—─━═_＿=*＊~～·.…]{4,}$/u;
const bareNumber = /^\d{1,4}$/u;

/** What web pages and download sites leave around a text. */
const noise =
  /^(?:[-—]*此处隐藏\d+字.*|.{0,12}(?:浏览|阅读|点击)(?:次数|量|数)\s*[:：]\s*\d*\s*次?|(?:【?\s*)?字体[:：]?\s*[【[（(]?\s*大\s*中\s*小.*|.{0,6}扫一扫.{0,20}|(?:打印(?:本页)?|关闭(?:窗口|本页)?|返回(?:顶部|首页)?|分享到?|收藏|上一篇|下一篇)[:：]?(?:[\s|｜]+(?:打印(?:本页)?|关闭(?:窗口|本页)?|返回(?:顶部|首页)?|分享到?|收藏))*|当前位置[:：].*|您(?:现在)?的位置[:：].*|责任编辑[:：]admin|内容来自.{0,30}|(?:文章|信息)?来源[:：]\s*(?:本站|网络)|版权所有.{0,40}|.{0,4}ICP备.{0,30}|Copyright.{0,60})$/iu;

const longestRunning = 40;
const mastheadLines = 5;

/**
 * Takes off zero-width characters, form feeds, page numbers, running headers and footers, and what web pages leave
 * around a text. A bare number is a page number only at the edge of a page, or as one of a rising row of them.
 */
export function removePageFurniture(lines: readonly Line[]): BareLines {
  const body: Line[] = [];
  const aside: Line[] = [];
  for (const line of lines) {
    if (line.place === undefined || line.place === 'body') body.push(...cutAtFormFeeds(line));
    else aside.push({ ...line, text: visible(line.text) });
  }

  const furniture = new Set<number>();
  const pages = pagesOf(body);
  for (const [index, line] of body.entries()) {
    if (line.cells) continue;
    const text = line.text.trim();
    if (
      pageNumber.test(text.normalize('NFKC')) ||
      rule.test(text) ||
      noise.test(text.replace(/[【】[\]]/gu, ''))
    )
      furniture.add(index);
  }
  for (const index of bareNumbers(body, pages, furniture)) furniture.add(index);
  for (const index of runningLines(body, pages, furniture)) furniture.add(index);

  const dropped: string[] = [];
  const kept: Line[] = [];
  let page = 1;
  for (const [index, line] of body.entries()) {
    if (pages.starts.has(index)) page += 1;
    if (!furniture.has(index)) kept.push(line.page === undefined ? { ...line, page } : line);
    else {
      dropped.push(line.text.trim());
      if (bareNumber.test(line.text.trim().normalize('NFKC'))) page += 1;
    }
  }
  return { lines: kept, dropped, aside };
}

const visible = (text: string): string =>
  text.replace(/[\u200B-\u200F\u2060\uFEFF\u00AD\u0000-\u0008\u000B\u000E-\u001F]/gu, '');

/** A form feed starts a page, also where it is glued to the next line. */
function cutAtFormFeeds(line: Line): Line[] {
  if (!line.text.includes('\f')) return [{ ...line, text: visible(line.text) }];
  return line.text.split('\f').map((text, index) => {
    const bold = index === 0 && line.bold ? { bold: line.bold } : {};
    const { bold: _, ...rest } = line;
    return { ...rest, ...bold, text: visible(index === 0 ? text : `\f${text}`) };
  });
}

/** Where a line stands on its page: 0 for the outermost line with text, counted from the nearer edge. */
interface Edge {
  side: 'top' | 'bottom';
  depth: number;
}

interface Pages {
  edges: Map<number, Edge>;
  /** Lines that begin a page. */
  starts: Set<number>;
}

const edgeDepth = 3;

/** The outermost lines of each page. A page ends where `page` changes, at a form feed or at a page number. */
function pagesOf(body: Line[]): Pages {
  const breaks = [0];
  for (const [index, line] of body.entries()) {
    if (line.text.startsWith('\f')) {
      body[index] = { ...line, text: line.text.slice(1) };
      breaks.push(index);
    } else if (index > 0 && line.page !== body[index - 1]!.page) breaks.push(index);
    else if (line.page === undefined && isPageNumber(line)) breaks.push(index + 1);
  }
  const edges = new Map<number, Edge>();
  const starts = [...new Set(breaks)].filter((start) => start < body.length);
  if (starts.length < 2 && body[0]?.page === undefined) return { edges, starts: new Set() };
  for (const [position, start] of starts.entries()) {
    const end = starts[position + 1] ?? body.length;
    const texts: number[] = [];
    for (let index = start; index < end; index += 1) if (body[index]!.text.trim() !== '') texts.push(index);
    for (let depth = Math.min(edgeDepth, texts.length) - 1; depth >= 0; depth -= 1) {
      edges.set(texts[depth]!, { side: 'top', depth });
      edges.set(texts.at(-1 - depth)!, { side: 'bottom', depth });
    }
  }
  return { edges, starts: new Set(starts) };
}

const isPageNumber = (line: Line): boolean =>
  !line.cells && pageNumber.test(line.text.trim().normalize('NFKC'));

function bareNumbers(body: readonly Line[], { edges }: Pages, taken: ReadonlySet<number>): number[] {
  const alone = body.flatMap((line, index) => {
    const text = line.text.trim().normalize('NFKC');
    return !line.cells && !taken.has(index) && bareNumber.test(text) ? [{ index, value: Number(text) }] : [];
  });
  const found = alone.filter(({ index }) => edges.get(index)?.depth === 0).map(({ index }) => index);
  // Text without page marks: numbers that count up by one through the file can only be its pages.
  for (const [position, { index, value }] of alone.entries()) {
    const before = alone[position - 1]?.value;
    const after = alone[position + 1]?.value;
    if (value > 0 && value < 1000 && (before === value - 1 || after === value + 1)) found.push(index);
  }
  return found;
}

/** A running line stands at the same place of at least this share of the pages. */
const runningShare = 0.4;

/**
 * Lines that stand again and again at the same edge of a page, outermost or next to other furniture. What stands at the
 * very top of the document is the masthead and stays; of a colophon in the footers the last stays.
 */
function runningLines(body: readonly Line[], { edges, starts }: Pages, taken: ReadonlySet<number>): number[] {
  const running = new Set(taken);
  const found: number[] = [];
  let textsBefore = 0;
  const position = body.map((line) => (line.text.trim() === '' ? textsBefore : textsBefore++));
  for (let depth = 0; depth < edgeDepth; depth += 1) {
    const places = new Map<string, number[]>();
    for (const [index, edge] of edges) {
      const text = body[index]!.text.replace(/\s+/gu, '');
      if (edge.depth !== depth || running.has(index) || body[index]!.cells || text.length > longestRunning)
        continue;
      if (/[。！？；]$/u.test(text) && !isColophonLine(text)) continue;
      if (!outerAreFurniture(index, edge, body, running)) continue;
      const key = `${edge.side} ${text.replace(/\d+/gu, '0')}`;
      places.set(key, [...(places.get(key) ?? []), index]);
    }
    for (const [key, at] of places) {
      if (at.length < Math.max(2, starts.size * runningShare)) continue;
      at.sort((a, b) => a - b);
      for (const index of at) running.add(index);
      if (isColophonLine(key.slice(key.indexOf(' ') + 1))) found.push(...at.slice(0, -1));
      else {
        const masthead = position[at[0]!]! < mastheadLines;
        const printedAgain = everywhere(body, at[0]!).filter((place) => position[place]! >= mastheadLines);
        found.push(...(masthead ? at.slice(1) : at), ...printedAgain);
      }
    }
  }
  return found;
}

/** Where the text of a line stands, at the edge of a page or not. */
function everywhere(body: readonly Line[], index: number): number[] {
  const text = body[index]!.text.replace(/[\s\d]+/gu, '');
  return body.flatMap((line, at) => (!line.cells && line.text.replace(/[\s\d]+/gu, '') === text ? [at] : []));
}

function outerAreFurniture(
  index: number,
  edge: Edge,
  body: readonly Line[],
  running: ReadonlySet<number>,
): boolean {
  const step = edge.side === 'top' ? -1 : 1;
  let at = index;
  for (let depth = edge.depth; depth > 0; depth -= 1) {
    do at += step;
    while (body[at] && body[at]!.text.trim() === '');
    if (!running.has(at)) return false;
  }
  return true;
}
