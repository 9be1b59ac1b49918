import { copyFile } from 'node:fs/promises';
import fnv1a from '@sindresorhus/fnv1a';
import { cannotWrite } from '../disk/disk-errors.ts';
import { parseLine } from './line-files.ts';

/**
 * Before a file of JSON lines is written anew: where it has lines that cannot be read (but for a torn last one, whose
 * writer was never told that it is safe), a copy of it is kept beside it. Returns the path of the copy, null when there
 * was no need. Its name comes from what it holds, so that no damage overwrites another.
 * @throws StoreError
 */
export async function keepDamaged(path: string, text: string): Promise<string | null> {
  const lines = text.split('\n');
  const isDamaged = lines.some(
    (line, i) => line !== '' && parseLine(line) === undefined && i < lines.length - 1,
  );
  if (!isDamaged) return null;
  const aside = path.replace(/jsonl$/, `damaged-${fnv1a(text, { size: 32 }).toString(36)}.jsonl`);
  await copyFile(path, aside).catch((error) => {
    throw cannotWrite(aside, error);
  });
  return aside;
}
