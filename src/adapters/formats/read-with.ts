import { UnreadableDocumentError } from '../../core/errors.ts';
import type { DocumentReader, IncomingFile, ReadDocument } from '../../core/ports.ts';
import { formats as wording } from '../../core/wording.ts';

const mostBytes = 64 * 1024 * 1024;

/**
 * The lines of a file, by the first of `readers` that recognises its content.
 * @throws UnreadableDocumentError with a reason for the sender
 */
export async function readWith(
  readers: readonly DocumentReader[],
  file: IncomingFile,
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
  const reader = readers.find((candidate) => candidate.matches(file))!;
  return await reader.read(file);
}
