import { isEnded, openingLabel } from './line-kinds.ts';
import type { Block } from './reading.ts';
import { unitsOf } from './units.ts';

/** What stands between the masthead and the first article. */
export interface Opening {
  editorsNote: string[];
  /** `''` for a box left empty, null when there is none. */
  leadersComment: string | null;
  /** Titles as the table of contents gives them. */
  contents: string[];
  /** Labels, and the lines of the table of contents. */
  consumed: string[];
}

/** A paragraph that can be the text of a note or a comment: titles do not end in a full stop. */
const isSentence = (block: Block): boolean =>
  !block.rows && isEnded(block.text) && /[。！？…”）]$/u.test(block.text.trim());

/** Reads 编者按, 领导批示 and 目录 from the top, in whatever order; `used` is how many blocks they take up. */
export function readOpening(blocks: readonly Block[]): { opening: Opening; used: number } {
  const opening: Opening = { editorsNote: [], leadersComment: null, contents: [], consumed: [] };
  let index = 0;
  while (index < blocks.length) {
    const label = openingLabel(blocks[index]!.text);
    if (!label) break;
    opening.consumed.push(label.label);
    const first = blocks[index]!.text.slice(label.label.length).trim();
    index += 1;
    if (label.kind === 'contents') {
      const end = contentsEnd(blocks, index);
      for (const { text } of blocks.slice(index, end)) {
        opening.contents.push(text);
        opening.consumed.push(text);
      }
      index = end;
      continue;
    }
    const paragraphs = first === '' ? [] : [first];
    while (
      index < blocks.length &&
      openingLabel(blocks[index]!.text) === null &&
      isSentence(blocks[index]!)
    ) {
      // What follows a finished comment is the first article of an issue without titles, not more of the comment.
      if (label.kind === 'comment' && paragraphs.length > 0) break;
      paragraphs.push(blocks[index]!.text);
      index += 1;
    }
    if (label.kind === 'note') opening.editorsNote.push(...paragraphs);
    else opening.leadersComment = [opening.leadersComment, ...paragraphs].filter(Boolean).join(' ');
  }
  return { opening, used: index };
}

/** The list ends where a title it names comes again, at a label, or before the first paragraph of text. */
function contentsEnd(blocks: readonly Block[], from: number): number {
  const seen: string[] = [];
  for (let index = from; index < blocks.length; index += 1) {
    const { text } = blocks[index]!;
    const key = contentsKey(text);
    if (openingLabel(text) || seen.some((entry) => sameTitle(entry, key))) return index;
    // A paragraph before any title came again: the title is the last line that could be one, or stands over its unit.
    if ([...text].length >= 60 || /[。；]$/u.test(text)) {
      let title = index - 1;
      while (title > from && unitsOf(blocks[title]!.text)) title--;
      return Math.max(from, title);
    }
    seen.push(key);
  }
  return blocks.length;
}

/** A title without what a table of contents adds: numbers, dots, the page, the unit in brackets. */
export function contentsKey(text: string): string {
  return (
    text
      .normalize('NFKC')
      // A bullet, whatever its shape; quotation marks and brackets belong to the title.
      .replace(/^[\p{So}\p{Sm}\p{Pd}·•※*\s]+/u, '')
      .replace(/^(?:[一二三四五六七八九十]+、|\d{1,2}[.、]|[(]\d+[)])\s*/u, '')
      .replace(/[\s.…·•—-]*[(]?\d{1,3}[)]?$/u, '')
      .replace(/[(][^()]*[)]$/u, '')
      .replace(/[\s.…·•*]+/gu, '')
  );
}

/** True when a title is one that the contents name; a title cut into lines is compared by its beginning. */
export function sameTitle(entry: string, title: string): boolean {
  if (title.length < 4) return false;
  return (
    entry === title ||
    (title.length >= 6 && entry.startsWith(title)) ||
    (entry.length >= 6 && title.startsWith(entry))
  );
}
