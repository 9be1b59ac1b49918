import { UnreadableDocumentError } from '../../core/errors.ts';
import type { DocumentReader, IncomingFile, Line } from '../../core/ports.ts';
import { formats as wording } from '../../core/wording.ts';
import { extractDoc } from './doc-process.ts';

const signature = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/**
 * Legacy Word and WPS files (.doc, .wps). Text and tables come without type and headings: those are told by their
 * wording. The same container holds encrypted docx files, which cannot be read.
 */
export const docReader: DocumentReader = {
  name: 'doc',
  matches: ({ bytes }) => signature.every((byte, index) => bytes[index] === byte),
  async read(file) {
    if (holds(file, 'EncryptedPackage')) throw unreadable(file, 'encrypted', wording.lockedWord);
    if (holds(file, 'Workbook') || holds(file, 'PowerPoint Document')) {
      throw unreadable(file, 'a sheet or slides', wording.sheetOrSlides);
    }
    try {
      const { body, headers, footers, textboxes, comments } = await extractDoc(file.bytes);
      const lines: Line[] = [
        ...bodyLines(body),
        ...placed(headers, 'header'),
        ...placed(footers, 'footer'),
        ...placed(textboxes, 'textbox'),
        ...placed(comments, 'comment'),
      ];
      return { format: 'doc', lines, properties: {}, recognised: false };
    } catch (error) {
      const locked = /encrypt|password/iu.test(String((error as Error).message));
      throw unreadable(
        file,
        locked ? 'encrypted' : 'broken',
        locked ? wording.lockedWord : wording.brokenWord,
        error,
      );
    }
  },
};

const unreadable = (
  file: IncomingFile,
  what: string,
  reason: string,
  cause?: unknown,
): UnreadableDocumentError =>
  new UnreadableDocumentError(`Cannot read "${file.name}": ${what}, expected a Word document`, reason, {
    cause,
  });

/** Names in the container's directory are UTF-16. */
const holds = ({ bytes }: IncomingFile, name: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(name, 'utf16le'));

/** Cells of a row are apart by tabs, and the row ends in one. */
function bodyLines(body: string): Line[] {
  const lines: Line[] = [];
  let table = 0;
  let inTable = false;
  for (const text of body.split('\n')) {
    const isRow = /\t$/u.test(text) && text.trim() !== '';
    if (isRow) {
      if (!inTable) table += 1;
      lines.push({ text, cells: text.replace(/\t$/u, '').split('\t'), table });
    } else lines.push({ text, wholeParagraph: true });
    inTable = isRow;
  }
  return lines;
}

const placed = (text: string, place: NonNullable<Line['place']>): Line[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ text: line, place }));
