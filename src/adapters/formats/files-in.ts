import { UnreadableDocumentError } from '../../core/errors.ts';
import type { IncomingFile } from '../../core/ports.ts';
import { formats as wording } from '../../core/wording.ts';
import { entryNames, isZip, startsLikeWord, unpack } from './archive.ts';

/** A file of an archive that was left out, and why. */
export interface SkippedFile {
  name: string;
  reason: string;
}

/** All that an upload may unpack to, over all archives in it. */
const mostFiles = 5000;
const mostBytes = 256 * 1024 * 1024;
const deepestArchive = 2;

/** Files that programs put into archives for themselves. */
const litter = /(?:^|\/)(?:__MACOSX\/|\.(?!\.)|~\$|Thumbs\.db$|desktop\.ini$)/iu;

/**
 * The documents in a file: the file itself, or those of an archive and of archives in it (two deep), each named by its
 * own name without folders. Nothing is written anywhere, so that a path in an archive cannot lead out of it; entries
 * with such a path are left out all the same. Bounded in number, size and depth.
 * @throws UnreadableDocumentError when the file is an archive that cannot be opened or is too large
 */
export function filesIn(file: IncomingFile): { files: IncomingFile[]; skipped: SkippedFile[] } {
  const found: { files: IncomingFile[]; skipped: SkippedFile[] } = { files: [], skipped: [] };
  const left = { files: mostFiles, bytes: mostBytes };
  collect(file, 0, found, left);
  return found;
}

/** True for an archive of documents; false for a document that is an archive itself (docx, xlsx, ofd …). */
function isArchive(file: IncomingFile): boolean {
  if (!isZip(file)) return false;
  try {
    const names = entryNames(file);
    return !names.some((name) => /^(?:\[Content_Types\]\.xml|OFD\.xml|mimetype)$/u.test(name));
  } catch (error) {
    // Its own reader can say more about a Word file whose directory is lost.
    if (startsLikeWord(file)) return false;
    throw error;
  }
}

function collect(
  file: IncomingFile,
  depth: number,
  found: { files: IncomingFile[]; skipped: SkippedFile[] },
  left: { files: number; bytes: number },
): void {
  if (!isArchive(file)) {
    found.files.push(file);
    return;
  }
  if (depth > deepestArchive) {
    found.skipped.push({ name: file.name, reason: wording.archiveTooDeep });
    return;
  }
  const entries = unpack(file, (name) => !litter.test(name), { entries: left.files, total: left.bytes });
  for (const [path, bytes] of entries) {
    left.files -= 1;
    left.bytes -= bytes.length;
    const parts = path.split(/[/\\]/u);
    const name = parts.at(-1)!;
    if (parts.includes('..') || /^(?:[/\\]|[a-z]:)/iu.test(path)) {
      found.skipped.push({ name, reason: wording.archivePath });
      continue;
    }
    try {
      collect({ name, bytes }, depth + 1, found, left);
    } catch (error) {
      if (!(error instanceof UnreadableDocumentError)) throw error;
      found.skipped.push({ name, reason: error.reason });
    }
  }
}
