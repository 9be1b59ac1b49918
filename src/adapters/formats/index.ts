import type { DocumentReader, IncomingFile, ReadDocument, TextRecogniser } from '../../core/ports.ts';
import { docReader } from './doc.ts';
import { docxReader } from './docx.ts';
import { htmlReader } from './html.ts';
import { markdownReader } from './markdown.ts';
import { createPdfReader } from './pdf.ts';
import { createPictureReader } from './picture.ts';
import { readWith } from './read-with.ts';
import { textReader } from './text.ts';
import { unsupportedReader } from './unsupported.ts';

export { filesIn, type SkippedFile } from './files-in.ts';

/** Every format, the most particular first: the first that recognises the content reads the file. */
const documentReaders = (recogniser: TextRecogniser | null): readonly DocumentReader[] => [
  docxReader,
  createPdfReader(recogniser),
  docReader,
  createPictureReader(recogniser),
  unsupportedReader,
  htmlReader,
  markdownReader,
  textReader,
];

/**
 * The lines of a file of any supported format, chosen by its content. Scans go to `recogniser`; without one their
 * pages come back in `pagesWithoutText`. An archive of documents is taken apart by `filesIn` first.
 * @throws UnreadableDocumentError with a reason for the sender
 */
export async function readDocument(
  file: IncomingFile,
  { recogniser = null }: { recogniser?: TextRecogniser | null } = {},
): Promise<ReadDocument> {
  return readWith(documentReaders(recogniser), file);
}
