import { readFile } from 'node:fs/promises';
import type { Adapter } from 'lowdb';
import { cannotRead, isMissing } from '../disk/disk-errors.ts';
import { writeDurably } from '../disk/replace-file.ts';

/**
 * A JSON file for lowdb, whose own adapter does not sync what it writes: after a power cut its file may be empty.
 * @throws StoreError, and SyntaxError for a file that holds something else
 */
export function durableJson<T>(path: string): Adapter<T> {
  return {
    async read() {
      const text = await readFile(path, 'utf8').catch((error: unknown) => {
        if (isMissing(error)) return null;
        throw cannotRead(path, error);
      });
      return text === null ? null : (JSON.parse(text) as T);
    },
    write: (data) => writeDurably(path, JSON.stringify(data)),
  };
}
