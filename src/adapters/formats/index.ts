import { UnreadableDocumentError } from '../../core/errors.ts';
import type { DocumentReader, IncomingFile, ReadDocument, TextRecogniser } from '../../core/ports.ts';
import { formats as wording } from '../../core/wording.ts';
import { docReader } from './doc.ts';
import { docxReader } from './docx.ts';
import { htmlReader } from './html.ts';
import { markdownReader } from './markdown.ts';
import { createPdfReader } from './pdf.ts';
import { createPictureReader } from './picture.ts';
import { textReader } from './text.ts';
import { unsupportedReader } from './unsupported.ts';

export { filesIn, type SkippedFile } from './files-in.ts';

/** Every format, the most particular first: the first that recognises the content reads the file. */
export const documentReaders = (recogniser: TextRecogniser | null): readonly DocumentReader[] => [
  docxReader,
  createPdfReader(recogniser),
  docReader,
  createPictureReader(recogniser),
  unsupportedReader,
  htmlReader,
  markdownReader,
  textReader,
];

const mostBytes = 64 * 1024 * 1024;

/**
 * The lines of a file of any supported format, chosen by its content. Scans go to `recogniser`; without one their
 * pages come back in `pagesWithoutText`. An archive of documents is taken apart by `filesIn` first.
 * @throws UnreadableDocumentError with a reason for the sender
 */
export async function readDocument(
  file: IncomingFile,
  { recogniser = null }: { recogniser?: TextRecogniser | null } = {},
): Promise<ReadDocument> {
  if (file.bytes.length === 0) {
    throw new UnreadableDocumentError(
      `Cannot read "${file.name}": empty, expected a document`,
      wording.empty,
    );
  }
  if (file.bytes.length > mostBytes) {
    throw new UnreadableDocumentError(
      `Cannot read "${file.name}": ${file.bytes.length} bytes, expected at most ${mostBytes}`,
      wording.tooLarge(mostBytes / 1024 / 1024),
    );
  }
  const reader = documentReaders(recogniser).find((candidate) => candidate.matches(file))!;
  return await reader.read(file);
}
