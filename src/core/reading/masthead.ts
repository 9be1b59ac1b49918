import { headingNumber, isEnded, openingLabel } from './line-kinds.ts';
import { type MastheadFields, mastheadFields } from './masthead-fields.ts';
import type { Block } from './reading.ts';
import { foldTraditional } from './traditional.ts';
import { isUnitName } from './units.ts';

/** What the 报头 says. null and empty where it is silent. */
export interface Masthead {
  name: string | null;
  year: number | null;
  numbers: number[];
  supplement: boolean;
  total: number | null;
  date: string | null;
  /** A day whose year is not printed. */
  monthDay: { month: number; day: number } | null;
  office: string | null;
  /** A title printed on the masthead's own line. */
  title: string | null;
}

const suffix =
  /(?:简\s*报|信\s*息|专\s*报|快\s*报|动\s*态|通\s*讯|通\s*报|要\s*情|参\s*考|月\s*报|周\s*报|日\s*报|旬\s*报|季\s*报|年\s*报|简\s*讯|情\s*报|之\s*窗|专\s*刊|摘\s*报|快\s*讯|内\s*参|要\s*报|导\s*刊|通\s*信|工\s*作|要\s*讯|汇\s*报|园\s*地|文\s*摘|交\s*流|直\s*报|预\s*报|警\s*报|公\s*报|清\s*样|纪\s*要|文\s*件|专\s*辑)$/u;
const mark =
  /^(?:特急|加急|特提|平急|签\s*发(?:人)?\s*[：:].*|编\s*号\s*[：:].*|(?:内部|注意).{0,14}|(?:公开|发布)(?:方式|日期|时间|属性)?\s*[：:]?|(?:索\s*引\s*号|主题词|公开目录|标\s*题|名\s*称|信息分类|主题分类|发文机关|生成日期|文\s*号|有效性|关键词|成文日期)\s*[：:].*)$/u;
const officeLabel =
  /^(?:(?:主\s*办|编\s*发|编\s*印|编\s*报|承\s*办|印\s*发|发文|来源|信息来源|发布机构)\s*(?:单\s*位|机\s*关|部\s*门)?\s*[：:]|编\s*[：:])\s*/u;
const officeTail = /\s*(?:主\s*办|编\s*印|编\s*发|编\s*报|主\s*编|承\s*办|印\s*发|编)$/u;

const isNameLike = (text: string): boolean => suffix.test(foldTraditional(text));

const zone = 16;
const longestLine = 60;
/** A larger table is one of values. */
const mostRows = 6;

/**
 * Reads the 报头 from the top of a document. `used` is how many blocks it takes up; nothing is used when the top
 * shows neither a number, a date nor the name of a bulletin. Lines are read piece by piece, because office, number and
 * date may share one, apart by tabs or spaces.
 */
export function readMasthead(blocks: readonly Block[]): { masthead: Masthead; used: number } {
  const masthead = emptyMasthead();
  const names: string[] = [];
  let agency: string | null = null;
  let officeAt = -2;
  let used = 0;
  for (const [index, block] of blocks.slice(0, zone).entries()) {
    const pieces = piecesOf(block);
    if (pieces === null) break;
    const read = pieces.map((piece) => ({ piece, fields: mastheadFields(piece) }));
    const numbered = read.some(({ fields }) => hasNumberOrDate(fields));
    const complete = masthead.date !== null && masthead.numbers.length > 0;
    if (numbered && complete && !onlyFields(read)) break;
    if (!numbered && !belongs(pieces, masthead, names, blocks, index)) break;

    const offices: string[] = [];
    for (const { piece, fields } of read) {
      absorb(masthead, fields);
      agency ??= fields.agency ?? null;
      for (const part of hasNumberOrDate(fields) ? fields.rest : [piece]) {
        const office = officeOf(part);
        if (mark.test(part)) continue;
        if (office) offices.push(office);
        else if (masthead.numbers.length === 0 || names.length === 0 || numbered) names.push(part);
      }
    }
    if (offices.length > 0) {
      // Offices one under the other issue it together; one above the name is followed by the one that edits.
      const stacked = officeAt === index - 1 && names.length === 0;
      masthead.office = [...(stacked && masthead.office ? [masthead.office] : []), ...offices].join('、');
      officeAt = index;
    }
    used = index + 1;
    if (masthead.title !== null) break;
  }
  masthead.name = nameOf(names) ?? agency;
  // 中共…委员会文件: what issues a document is its name.
  if (masthead.name === '文件' && masthead.office) masthead.name = `${masthead.office}文件`;
  else if (masthead.name?.endsWith('文件')) masthead.office ??= masthead.name.slice(0, -2);
  return used > 0 && (masthead.name || masthead.date || masthead.numbers.length > 0)
    ? { masthead, used }
    : { masthead: emptyMasthead(), used: 0 };
}

const emptyMasthead = (): Masthead => ({
  name: null,
  year: null,
  numbers: [],
  supplement: false,
  total: null,
  date: null,
  monthDay: null,
  office: null,
  title: null,
});

/** The pieces of a line that are apart by tabs or runs of spaces; null for what no masthead holds. */
function piecesOf(block: Block): string[] | null {
  if (block.rows) return block.rows.length <= mostRows ? cellPieces(block.rows.flat()) : null;
  const { text } = block;
  if (openingLabel(text) || headingNumber(text) || [...text].length > longestLine) return null;
  if (isEnded(text) && /[。！？；]$/u.test(text)) return null;
  const spaced = text.split(/\s+/u);
  if (spaced.length > 1 && spaced.every((part) => [...part].length === 1)) return [spaced.join('')];
  return text.split(/\t+|\s{2,}|\u3000+/u).filter((piece) => piece !== '');
}

/** A cell that is a label goes with the cell after it: web pages put 发布机构： and its value side by side. */
function cellPieces(cells: readonly string[]): string[] {
  const pieces: string[] = [];
  for (const [index, cell] of cells.entries()) {
    if (cell === '') continue;
    if (index > 0 && isLabel(cells[index - 1]!) && !isLabel(cell)) pieces[pieces.length - 1] += cell;
    else pieces.push(cell);
  }
  return pieces;
}

const isLabel = (cell: string): boolean => /[：:]$/u.test(cell);

const hasNumberOrDate = (fields: MastheadFields): boolean =>
  fields.numbers !== undefined ||
  fields.date !== undefined ||
  fields.total !== undefined ||
  fields.supplement !== undefined ||
  fields.monthDay !== undefined ||
  (fields.year !== undefined && fields.rest.length === 0);

/** True when a line is nothing but numbers, dates and an office: it belongs to the masthead wherever it stands. */
const onlyFields = (read: readonly { fields: MastheadFields }[]): boolean =>
  read.every(({ fields }) => fields.rest.every((part) => officeOf(part) !== null || mark.test(part)));

/** Whether a line without number or date is still masthead: an office, a mark, or a name with the number to come. */
function belongs(
  pieces: readonly string[],
  masthead: Masthead,
  names: readonly string[],
  blocks: readonly Block[],
  index: number,
): boolean {
  const started = masthead.numbers.length > 0 || masthead.date !== null || masthead.supplement;
  if (pieces.every((piece) => mark.test(piece))) return true;
  if (pieces.every((piece) => officeOf(piece) !== null || mark.test(piece))) {
    if (masthead.date === null) return true;
    if (masthead.office !== null) return false;
    return pieces.length > 1 || pieces.some((piece) => officeTail.test(piece)) || namesOffice(blocks, index);
  }
  if (started && names.length > 0) return false;
  const toCome = blocks
    .slice(index + 1, index + 6)
    .map(piecesOf)
    .some((next) => next?.some((piece) => hasNumberOrDate(mastheadFields(piece))));
  return (
    toCome || (names.length === 0 && pieces.length === 1 && isNameLike(pieces[0]!) && pieces[0]!.length <= 20)
  );
}

/**
 * Whether a body named after the date is the office of the issue or the unit of its first article. It is the unit
 * when later titles have theirs above them too and the first title has none under it.
 */
function namesOffice(blocks: readonly Block[], index: number): boolean {
  if (blocks.slice(index + 2, index + 5).some((block) => isUnitName(block.text))) return true;
  return !blocks.some((block, at) => {
    const [before, after] = [blocks[at - 1], blocks[at + 1]];
    return (
      at > index + 2 &&
      isUnitName(block.text) &&
      before &&
      isEnded(before.text) &&
      after &&
      !isEnded(after.text)
    );
  });
}

function absorb(masthead: Masthead, fields: MastheadFields): void {
  if (fields.year !== undefined) masthead.year ??= fields.year;
  if (fields.numbers && masthead.numbers.length === 0) masthead.numbers = fields.numbers;
  if (fields.supplement) masthead.supplement = true;
  if (fields.total !== undefined) masthead.total ??= fields.total;
  if (fields.date !== undefined) masthead.date ??= fields.date;
  if (fields.monthDay) masthead.monthDay ??= fields.monthDay;
  if (fields.title !== undefined) masthead.title ??= fields.title;
}

/** The office a piece names, without 编, 主办 and the like; null when it names none. */
function officeOf(piece: string): string | null {
  const labelled = officeLabel.test(piece);
  const name = piece.replace(officeLabel, '').replace(officeTail, '').trim();
  if (isNameLike(name)) return null;
  return labelled || isUnitName(name) ? name : null;
}

/** The name may be cut into runs (网络舆情 and 专报) or have an older office before it. */
function nameOf(parts: readonly string[]): string | null {
  const clean = parts.map((part) => {
    const letters = part.split(/\s+/u);
    const joined = letters.every((letter) => [...letter].length === 1) ? letters.join('') : part;
    return joined.replace(/^《(.+)》$/u, '$1');
  });
  if (clean.length === 0) return null;
  const whole = clean.find((part) => isNameLike(part) && [...part].length > 2);
  if (whole !== undefined && clean.indexOf(whole) === 0) return whole;
  const joined = clean.slice(0, 3).join('');
  return [...joined].length <= 24 ? joined : (whole ?? clean[0]!);
}
