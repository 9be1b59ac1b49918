import type { Issue } from '../../core/bulletin.ts';
import type { IncomingFile } from '../../core/ports.ts';
import type { Shelf } from './bucket.ts';
import { sha256 } from './sha256.ts';

/** Keeps the files that issues came from in R2: `originals/<year>/<issue id>/<hash>-<name>`. */
export function createOriginalsShelf(shelf: Shelf) {
  return async (issue: Issue, { name, bytes }: IncomingFile): Promise<void> => {
    const hash = (await sha256(bytes)).slice(0, 8);
    await shelf.put(`originals/${issue.year}/${issue.id}/${hash}-${safeName(name)}`, bytes);
  };
}

/** Only letters, digits and plain signs, and the end of a long name, where its kind stands. */
const safeName = (name: string): string => name.replace(/[^\p{L}\p{N}._ ()（）《》-]+/gu, '_').slice(-60);
