import {
  isTitleLike,
  joinTitle,
  looseTitles,
  marksOfFirstTitle,
  numberedTitles,
  numberingRestarts,
  signatureDate,
  type TitleMarks,
  titleRun,
} from './article-titles.ts';
import { contentsKey, sameTitle } from './opening.ts';
import type { Block } from './reading.ts';
import { trailingUnit, unitsOf } from './units.ts';

/** An article before its sections are looked for. */
export interface RawArticle {
  /** Empty when none is printed. */
  title: string;
  units: string[];
  blocks: Block[];
}

export interface SplitArticles {
  articles: RawArticle[];
  /** Unit lines and signatures, as printed. */
  consumed: string[];
  /** Names of columns (【工作动态】) and dates under signatures. */
  dropped: string[];
  /** Dates under signatures, as printed. */
  signed: string[];
}

const annexLine = /^附\s*件\s*[\d一二三四五六七八九十]*\s*[：:]?$/u;

/**
 * Cuts the body into articles. A title is known by its unit (under it, above it, or at the end of the article before),
 * by the table of contents, by a heading level or size of type like the first title's, or by a numbering that begins
 * again; where an issue shows none of these, by standing alone between paragraphs.
 */
export function splitArticles(
  blocks: readonly Block[],
  contents: readonly string[],
  firstTitle: string | null,
): SplitArticles {
  const result: SplitArticles = { articles: [], consumed: [], dropped: [], signed: [] };
  const rest = [...blocks];
  let article: RawArticle = { title: firstTitle ?? '', units: [], blocks: [] };
  let unitsAbove: Block[] = [];
  const keys = contents.map(contentsKey);
  const marks = marksOfFirstTitle(rest);
  const loose = looseTitles(rest);
  const numbered = numberedTitles(rest, keys);
  let index = 0;

  const begin = (from: number): number => {
    const length = titleRun(rest, from, keys);
    const run = rest.slice(from, from + length);
    article = { title: '', units: [], blocks: [] };
    takeUnits(article, unitsAbove, result);
    unitsAbove = [];
    let next = from + length;
    while (next < rest.length && unitsOf(rest[next]!.text) && !rest[next]!.rows) {
      takeUnits(article, [rest[next]!], result);
      next += 1;
    }
    const lines = run.map((block) => block.text);
    article.title = joinTitle(lines, article.units);
    return next;
  };
  const finish = (): void => {
    if (article.title === '' && article.blocks.length === 0) return;
    takeSignature(article, result);
    result.articles.push(article);
  };

  if (firstTitle === null) {
    while (
      index < rest.length &&
      unitsOf(rest[index]!.text) &&
      rest[index + 1] &&
      isTitleLike(rest[index + 1]!)
    ) {
      unitsAbove.push(rest[index]!);
      index += 1;
    }
    if (dropColumnName(rest, index, result)) index += 1;
    const first = rest[index];
    if (first && (isTitleLike(first) || numbered.has(first))) index = begin(index);
  }
  while (index < rest.length) {
    const block = rest[index]!;
    const column = untitledColumn(block, rest[index + 1]);
    if (column !== null) {
      finish();
      article = { title: column, units: [], blocks: [] };
      index += 1;
    } else if (annexLine.test(block.text) && rest[index + 1] && isTitleLike(rest[index + 1]!)) {
      finish();
      index = begin(index + 1);
      article.title = `${block.text.replace(/[：:]$/u, '')} ${article.title}`;
    } else if (startsArticle(rest, index, article, { keys, marks, loose, numbered })) {
      const above = article.blocks.at(-1);
      if (above && article.units.length > 0 && unitsOf(above.text) && !above.rows)
        unitsAbove = [article.blocks.pop()!];
      const column = article.blocks.at(-1);
      if (column && isColumnName(column)) result.dropped.push(article.blocks.pop()!.text);
      finish();
      index = begin(index);
    } else {
      article.blocks.push(block);
      index += 1;
    }
  }
  finish();
  return result;
}

interface Evidence {
  keys: readonly string[];
  marks: TitleMarks;
  loose: ReadonlySet<Block>;
  numbered: ReadonlySet<Block>;
}

/** What a body that sends in articles has in its name. */
const official = /中共|[委党局]|公司|集团|政府|[省市县区镇乡]|大学|学校|学院|医院|[:：（(【]/u;

/** 老支书工作站 over 中共白鹭镇委员会: what could name a body is a title between a sentence and the body that wrote it. */
function isTitleNamedLikeUnit(blocks: readonly Block[], index: number, article: RawArticle): boolean {
  const before = article.blocks.at(-1);
  const [name, unit, text] = blocks.slice(index, index + 3);
  if (!before || !name || !unit || !text || before.rows || name.rows || unit.rows || text.rows) return false;
  const isSentence = (block: Block): boolean => /[。！？”]$/u.test(block.text) && !unitsOf(block.text);
  return (
    isSentence(before) &&
    isSentence(text) &&
    unitsOf(name.text) !== null &&
    !official.test(name.text) &&
    unitsOf(unit.text) !== null &&
    official.test(unit.text)
  );
}

function startsArticle(
  blocks: readonly Block[],
  index: number,
  article: RawArticle,
  evidence: Evidence,
): boolean {
  const block = blocks[index]!;
  if (evidence.numbered.has(block)) return true;
  if (isTitleNamedLikeUnit(blocks, index, article)) return true;
  if (!isTitleLike(block)) return false;
  if (article.blocks.length === 0 && article.title !== '') return false;
  const length = titleRun(blocks, index, evidence.keys);
  const after = blocks[index + length];
  if (!after) return false;
  if (!after.rows && unitsOf(after.text)) return true;
  const key = contentsKey(joinTitle(blocks.slice(index, index + length).map((line) => line.text)));
  if (evidence.keys.some((entry) => sameTitle(entry, key))) return true;
  const { headingLevel, fontSize, bodySize } = evidence.marks;
  if (headingLevel !== undefined && block.headingLevel !== undefined)
    return block.headingLevel <= headingLevel;
  if (
    fontSize !== undefined &&
    bodySize !== undefined &&
    block.fontSize !== undefined &&
    fontSize > bodySize + 1
  ) {
    return block.fontSize >= fontSize - 0.5;
  }
  const before = blocks[index - 1];
  if (before && !before.rows && (unitsOf(before.text) || trailingUnit(before.text))) return true;
  if (numberingRestarts(article.blocks, blocks.slice(index + length))) return true;
  return evidence.loose.has(block);
}

function takeUnits(article: RawArticle, lines: readonly Block[], result: SplitArticles): void {
  for (const { text } of lines) {
    article.units.push(...(unitsOf(text) ?? []));
    result.consumed.push(text);
  }
}

/** 【工作动态】, ★经验交流★: what a bulletin calls a group of its articles. */
const columnName = /^(?:【([^】]{2,10})】|([★☆◆◇※■●▲])\s*([^★☆◆◇※■●▲]{2,10}?)\s*\2)$/u;
const columnWords =
  /(?:动态|交流|简讯|快讯|短讯|要闻|信息|传真|快递|集锦|视点|论坛|选登|前沿|掠影|摘编|选编|之声|播报)$/u;

const isColumnName = (block: Block): boolean => !block.rows && columnName.test(block.text);

/** The name of a column that has no titles under it, only news: its name is their title. */
function untitledColumn(block: Block, next: Block | undefined): string | null {
  const match = block.rows ? null : block.text.match(columnName);
  const name = match?.[1] ?? match?.[3];
  return name && columnWords.test(name) && next && !isTitleLike(next) ? name : null;
}

function dropColumnName(blocks: readonly Block[], index: number, result: SplitArticles): boolean {
  const block = blocks[index];
  if (!block || !isColumnName(block) || !blocks[index + 1] || !isTitleLike(blocks[index + 1]!)) return false;
  result.dropped.push(block.text);
  return true;
}

/** A unit at the end of an article: a line of its own, with a date under it, or in brackets after the last sentence. */
function takeSignature(article: RawArticle, result: SplitArticles): void {
  if (article.units.length > 0) return;
  const { blocks } = article;
  let end = blocks.length;
  const dated = end > 1 && signatureDate.test(blocks[end - 1]!.text);
  if (dated) end -= 1;
  let start = end;
  while (start > 0 && !blocks[start - 1]!.rows && unitsOf(blocks[start - 1]!.text)) start -= 1;
  if (start < end && start > 0) {
    if (dated) {
      result.dropped.push(blocks[end]!.text);
      result.signed.push(blocks[end]!.text);
    }
    takeUnits(article, blocks.slice(start, end), result);
    blocks.length = start;
    return;
  }
  const last = blocks.at(-1);
  const trailing = last && !last.rows ? trailingUnit(last.text) : null;
  if (!last || !trailing) return;
  article.units = trailing.units;
  result.consumed.push(trailing.printed);
  const { rest } = trailing;
  blocks[blocks.length - 1] = {
    ...last,
    text: rest,
    bold: last.bold.filter(([, finish]) => finish <= rest.length),
  };
}
