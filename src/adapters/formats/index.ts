import { UnreadableDocumentError } from '../../core/errors.ts';
import type { DocumentReader, IncomingFile, ReadDocument } from '../../core/ports.ts';
import { formats as wording } from '../../core/wording.ts';
import { markdownReader } from './markdown.ts';
import { textReader } from './text.ts';

/** Every format that can be read, the most particular first: the first that recognises the content reads the file. */
export const documentReaders: readonly DocumentReader[] = [markdownReader, textReader];

/**
 * The lines of a file of any supported format, chosen by its content.
 * @throws UnreadableDocumentError with a reason for the sender
 */
export async function readDocument(file: IncomingFile): Promise<ReadDocument> {
  if (file.bytes.length === 0) {
    throw new UnreadableDocumentError(
      `Cannot read "${file.name}": empty, expected a document`,
      wording.empty,
    );
  }
  const reader = documentReaders.find((candidate) => candidate.matches(file))!;
  return await reader.read(file);
}
