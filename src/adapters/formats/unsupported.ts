import { UnreadableDocumentError } from '../../core/errors.ts';
import type { DocumentReader, IncomingFile } from '../../core/ports.ts';
import { formats as wording } from '../../core/wording.ts';
import { entryNames, isZip, startsLikeWord } from './archive.ts';

/** What is recognised in order to say something useful about it. */
export const unsupportedReader: DocumentReader = {
  name: 'unsupported',
  matches: (file) => isZip(file) || reasonFor(file) !== null,
  async read(file) {
    const reason = isZip(file) ? archiveReason(file) : reasonFor(file);
    throw new UnreadableDocumentError(
      `Cannot read "${file.name}": expected a document with text`,
      reason ?? wording.binary,
    );
  },
};

const starts: [string, string][] = [
  ['MZ', wording.program],
  ['\x7fELF', wording.program],
  ['Rar!', wording.otherArchive],
  ['7z\xbc\xaf', wording.otherArchive],
  ['\x1f\x8b', wording.otherArchive],
  ['{\\rtf', wording.richText],
];

function reasonFor({ bytes }: IncomingFile): string | null {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 8));
  return starts.find(([signature]) => start.startsWith(signature))?.[1] ?? null;
}

/** The names in an archive; null for a Word file whose directory is broken or cut off. */
function namesOf(file: IncomingFile): string[] | null {
  try {
    return entryNames(file);
  } catch (error) {
    if (startsLikeWord(file)) return null;
    throw error;
  }
}

function archiveReason(file: IncomingFile): string {
  const names = namesOf(file);
  if (names === null) return wording.brokenWord;
  if (names.some((name) => /^(?:xl|ppt)\//u.test(name))) return wording.sheetOrSlides;
  if (names.includes('OFD.xml')) return wording.ofd;
  if (names.includes('mimetype')) return wording.openDocument;
  return wording.archiveInside;
}
