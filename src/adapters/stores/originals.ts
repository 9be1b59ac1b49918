import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Issue } from '../../core/bulletin.ts';
import type { IncomingFile } from '../../core/ports.ts';
import { writeDurably } from '../disk/replace-file.ts';
import { createLibraryLock } from './locks.ts';

/** Keeps the files that issues came from, as they came: `originals/<year>/<issue id>/<hash>-<name>`. */
export function createOriginals({ dataDir }: { dataDir: string }) {
  const exclusively = createLibraryLock(dataDir);
  return {
    /** Keeping the same file again changes nothing. @throws StoreError */
    async keep(issue: Issue, file: IncomingFile): Promise<void> {
      const hash = createHash('sha256').update(file.bytes).digest('hex').slice(0, 8);
      const path = join(dataDir, 'originals', String(issue.year), issue.id, `${hash}-${safeName(file.name)}`);
      if (!existsSync(path)) await exclusively(() => writeDurably(path, file.bytes));
    },
  };
}

/** Only letters, digits and plain signs, and the end of a long name, where its kind stands. */
const safeName = (name: string): string => name.replace(/[^\p{L}\p{N}._ ()（）《》-]+/gu, '_').slice(-60);
