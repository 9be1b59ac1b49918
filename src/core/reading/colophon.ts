import type { Block } from './reading.ts';
import { foldTraditional } from './traditional.ts';

const distribution =
  /^(?:呈\s*)?(?:报|送|发|抄\s*报|抄\s*送|报\s*送|呈\s*送|主\s*报|主\s*送|分\s*送|印\s*送|印\s*发|发\s*至|发\s*送|下\s*发)\s*[：:]/u;
const production =
  /^(?:(?:责任|执行|本期)?\s*(?:编\s*辑|编\s*审|主\s*编|副主编)|审\s*核|审\s*定|审\s*签|签\s*发(?:人)?|校\s*对|核\s*稿|拟\s*稿|撰\s*稿|印\s*数|份\s*数|主\s*题\s*词|印\s*制|打\s*印)\s*[：:]/u;
/** Lines a colophon has and a text may have too. */
const contact =
  /^(?:值\s*班\s*员?|联\s*系\s*人|联\s*系?\s*电\s*话|电\s*话|传\s*真|邮\s*箱|电子邮箱|投稿邮箱|地\s*址|邮\s*编|网\s*址)\s*[：:]/u;
const printed =
  /(?:印发|印制|编印)\s*(?:[（(]?\s*共?印?\s*\d+\s*份\s*[）)]?)?$|^[（(]?\s*共\s*印?\s*\d+\s*份\s*[）)]?[。]?$/u;

/** 附注: whether a document may be made public. */
const publication = /^[（(]\s*(?:此件|公开(?:方式|属性|形式)).{0,16}[）)]$/u;

/** A line longer than this is told by its label alone. */
const longestMark = 61;

/** True for a line of the 版记: 报：, 送：, 发：, 抄送：, 编辑：, 共印…份, …办公室 2024年3月20日印发. */
export function isColophonLine(text: string): boolean {
  const line = foldTraditional(text.trim().slice(0, longestMark));
  if (distribution.test(line) || production.test(line)) return true;
  return line.length < longestMark && printed.test(line.replace(/\s+/gu, '')) && !/[，；]/u.test(line);
}

const isWeakLine = (text: string): boolean => contact.test(text) || publication.test(text);

/**
 * Splits the 版记 off the end. It begins with a line that only a colophon has and runs to the end of the document; up
 * to two unmarked lines in a row may stand inside it (an address, the rest of a list), a full paragraph may not.
 * Contacts and 附注 belong to it only where nothing parts them from it or from the end.
 */
export function splitColophon(blocks: readonly Block[]): { body: Block[]; colophon: Block[] } {
  let start = blocks.length;
  let unmarked = 0;
  for (let index = blocks.length - 1; index >= 0; index -= 1) {
    const { text, rows } = blocks[index]!;
    const strong = rows ? rows.flat().some(isColophonLine) : isColophonLine(text);
    if (strong || (unmarked === 0 && !rows && isWeakLine(text))) {
      start = index;
      unmarked = 0;
    } else {
      unmarked += 1;
      if (unmarked > 2 || [...text].length > 80) break;
    }
  }
  return { body: blocks.slice(0, start), colophon: blocks.slice(start) };
}
