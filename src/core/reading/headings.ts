import type { Section } from '../bulletin.ts';
import { isTitleLike } from './article-titles.ts';
import { bracketHeading, bulletHeading, type HeadingNumber, headingNumber } from './line-kinds.ts';
import type { Block } from './reading.ts';
import { cutRunIns, readsLikeHeading } from './run-in.ts';
import { headingText, sentencesOf } from './sentences.ts';

/** How a heading is marked: its number, its level in the format, a sign, or its place. */
type Style = HeadingNumber | `level${number}` | 'bullet' | 'bracket' | 'line' | 'runIn1' | 'runIn2';

type Piece = { style: Style; heading: string } | { block: Block };

const isHeading = (piece: Piece): piece is { style: Style; heading: string } => 'heading' in piece;

/**
 * The text of an article as a tree of sections. Which heading stands under which is decided by the order in which
 * their kinds come: a kind that is open closes down to itself, a new kind opens below.
 */
export function readSections(blocks: readonly Block[]): { paragraphs: string[]; sections: Section[] } {
  const pieces = markedHeadings(blocks);
  const runs = cutRunIns(pieces.flatMap((piece) => (isHeading(piece) ? [] : [piece.block])));
  const root = { paragraphs: [] as string[], sections: [] as Section[] };
  let open: { style: Style; section: Section }[] = [];
  const add = (style: Style, heading: string): void => {
    const same = open.findIndex((above) => above.style === style);
    open = same >= 0 ? open.slice(0, same) : open.filter((above) => !isBelow(above.style, style));
    const section: Section = { heading, paragraphs: [], sections: [] };
    (open.at(-1)?.section ?? root).sections.push(section);
    open.push({ style, section });
  };
  for (const piece of pieces) {
    if (isHeading(piece)) {
      add(piece.style, piece.heading);
      continue;
    }
    const cut = runs.shift()!;
    if (piece.block.rows) (open.at(-1)?.section ?? root).paragraphs.push(piece.block.text);
    for (const part of cut) {
      if (part.kind === 'heading') add(part.level === 1 ? 'runIn1' : 'runIn2', part.text);
      else (open.at(-1)?.section ?? root).paragraphs.push(part.text);
    }
  }
  return root;
}

const numberOrder: Style[] = ['chapter', 'clause', 'first', 'second', 'third', 'fourth'];

/** True when `style` always stands below `other`: （一） below 一、, level 3 below level 2, run-in below all. */
function isBelow(style: Style, other: Style): boolean {
  if (style === 'runIn1' || style === 'runIn2') return style > other || !other.startsWith('runIn');
  const [order, otherOrder] = [numberOrder.indexOf(style), numberOrder.indexOf(other)];
  if (order >= 0 && otherOrder >= 0) return order > otherOrder;
  return style.startsWith('level') && other.startsWith('level') && style > other;
}

/** Headings that the format, a number, a sign or a line of their own marks; the rest stays as blocks. */
function markedHeadings(blocks: readonly Block[]): Piece[] {
  const sentenceLines = new Set(blocks.filter((block, index) => isSentenceLine(block, blocks[index + 1])));
  const pieces: Piece[] = [];
  const parts = blocks.flatMap(cutAtNumbers);
  for (const [index, block] of parts.entries()) {
    const next = parts[index + 1];
    if (block.rows) pieces.push({ block });
    else
      pieces.push(
        ...(numbered(block, next) ?? signed(block) ?? alone(block, next, sentenceLines) ?? [{ block }]),
      );
  }
  return pieces;
}

/** （一）…。正文。（二）…。正文。 in one paragraph, as one block for each number where every number has a heading. */
function cutAtNumbers(block: Block): Block[] {
  if (block.rows) return [block];
  const starts = [...block.text.matchAll(/(?<=[。；）])（[一二三四五六七八九十]{1,3}）/gu)].map(
    (match) => match.index,
  );
  const cuts = [0, ...starts];
  const parts = cuts.map((start, index) => slice(block, start, cuts[index + 1]));
  const numbered = parts.filter((part) => headingNumber(part.text)?.kind === 'second');
  const allHead = numbered.every((part) => {
    const [first, ...more] = sentencesOf(part.text);
    return more.length > 0 && [...first!.text].length <= longestNumbered;
  });
  return starts.length > 0 && numbered.length > 1 && allHead ? parts : [block];
}

const longestHeading = 45;
const longestNumbered = 32;
/** 1. 驿站更多了。 A numbered sentence this short is a heading whatever it says. */
const shortestOfAll = 10;

function numbered(block: Block, next: Block | undefined): Piece[] | null {
  const number = headingNumber(block.text);
  if (!number) return null;
  const { kind, marker } = number;
  const after = block.text.slice(marker.length);
  const [first, ...more] = sentencesOf(after);
  if (!first) return null;
  const length = [...headingText(first.text)].length;
  if (more.length === 0) {
    // 第三条 with a sentence or a list after it is text; its number names nothing.
    if (kind === 'clause' && /[。；：:]$/u.test(after.trim())) return null;
    const ended = /[。；]$/u.test(after.trim());
    if (length > longestHeading || /；$/u.test(after.trim())) return glued(block, kind, marker);
    // Items of a list: 1.…。 2.…。 with nothing under them.
    if (ended && (!next || headingNumber(next.text)?.kind === kind || length > longestNumbered)) {
      return glued(block, kind, marker);
    }
    return [{ style: kind, heading: headingText(block.text) }];
  }
  const outer = kind === 'first' || kind === 'second' || kind === 'chapter' || kind === 'clause';
  const bold = block.bold.some(
    ([start, end]) => start <= marker.length && end >= marker.length + first.end - 2,
  );
  const fits = outer
    ? length <= longestNumbered && !/[；]/u.test(first.text) && !/\d{2,}/u.test(first.text)
    : readsLikeHeading(first.text, longestNumbered) || (length <= shortestOfAll && !/\d/u.test(first.text));
  if (!fits && !bold) return glued(block, kind, marker);
  const start = marker.length + first.end;
  return [
    { style: kind, heading: headingText(marker + first.text) },
    ...(numbered(slice(block, start), next) ?? [{ block: slice(block, start) }]),
  ];
}

/** Words a text begins with after a heading that lost its line break: 一、综合初步核算，…. */
const textBegins =
  /初步核算|\d{1,2}(?:[至-]\d{1,2})?月|[一二三四前]{1,2}季度|据(?:统计|初步|核算)|截至|截止|全年|年末|上半年|今年以来|今年|去年|近年来|近期|目前|\d{4}年|全[省市县区](?!域)|我[省市县区]|坚持以|按照|根据|为(?:进一步|深入|贯彻)|在[^，。]{2,12}[，中上]/u;

function glued(block: Block, kind: HeadingNumber, marker: string): Piece[] | null {
  if (kind !== 'first' && kind !== 'second') return null;
  const after = block.text.slice(marker.length);
  const boldEnd = block.bold.find(([start, end]) => start <= marker.length && end > marker.length + 1)?.[1];
  const at =
    boldEnd !== undefined && boldEnd < block.text.length
      ? boldEnd - marker.length
      : after.slice(0, 24).search(textBegins);
  if (at < 2 || at > 24 || after.length - at < 15 || /[，。；]/u.test(after.slice(0, at - 1))) return null;
  return [
    { style: kind, heading: headingText(marker + after.slice(0, at)) },
    { block: slice(block, marker.length + at) },
  ];
}

function slice(block: Block, start: number, end = block.text.length): Block {
  const cut = block.text.slice(start, end);
  const shift = start + cut.length - cut.trimStart().length;
  return {
    text: cut.trim(),
    bold: block.bold
      .map(([from, to]): [number, number] => [Math.max(0, from - shift), Math.min(to, end) - shift])
      .filter(([from, to]) => to > from),
  };
}

/** 【…】 and ■ at the start of a line. */
function signed(block: Block): Piece[] | null {
  const bracket = block.text.match(bracketHeading);
  if (bracket) {
    const rest = block.text.slice(bracket[0].length).trim();
    const heading: Piece = { style: 'bracket', heading: bracket[0] };
    return rest === '' ? [heading] : [heading, { block: slice(block, bracket[0].length) }];
  }
  if (!bulletHeading.test(block.text)) return null;
  const [first, ...more] = sentencesOf(block.text);
  if ([...first!.text].length > longestNumbered) return null;
  const heading: Piece = { style: 'bullet', heading: headingText(first!.text) };
  return more.length === 0 ? [heading] : [heading, { block: slice(block, first!.end) }];
}

const caption = /^(?:注|单位|资料来源|来源|备注|表\s*\d*|图\s*\d*|附表?)\s*[：:\s\d]/u;

/** A line of its own: marked by the format, set in bold, or a short phrase above a paragraph. */
function alone(block: Block, next: Block | undefined, sentenceLines: ReadonlySet<Block>): Piece[] | null {
  const { text, headingLevel } = block;
  const heading = headingText(text);
  const length = [...heading].length;
  if (headingLevel !== undefined && length <= 60) return [{ style: `level${headingLevel}`, heading }];
  if (!next || length > longestHeading || caption.test(text)) return null;
  const bold = block.bold.reduce((sum, [start, end]) => sum + end - start, 0) >= text.length * 0.8;
  if (bold && !/[，；]$/u.test(text)) return [{ style: 'line', heading }];
  if (isTitleLike(block) && length <= 30) return [{ style: 'line', heading }];
  if (sentenceLines.size >= 2 && sentenceLines.has(block)) return [{ style: 'runIn1', heading }];
  return null;
}

/** A run-in heading that was put on a line of its own, its full stop kept: 物流规模效益持续提高。 */
const isSentenceLine = (block: Block, next: Block | undefined): boolean =>
  !block.rows &&
  next !== undefined &&
  !next.rows &&
  [...next.text].length >= 30 &&
  sentencesOf(block.text).length === 1 &&
  readsLikeHeading(block.text);
