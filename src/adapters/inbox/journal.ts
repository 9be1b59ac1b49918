import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StoreError } from '../../core/errors.ts';
import { createTurns } from '../../core/in-turn.ts';
import { cannotWrite } from '../disk/disk-errors.ts';
import { writeLines } from '../disk/replace-file.ts';
import { openAppendFile } from './append-file.ts';
import { keepDamaged } from './keep-damaged.ts';
import { parseLine } from './line-files.ts';

interface Journal<T> {
  /** Resolves once on disk; only then `onValue` hears of it. @throws StoreError */
  append(value: T): Promise<void>;
  /** Does one `work` after the other: what it decides by is on disk, and nothing changes before its own change is. */
  inTurn<R>(work: () => Promise<R>): Promise<R>;
  close(): Promise<void>;
}

/**
 * A small state kept as the list of its changes. Calls `onValue` with every change so far, oldest first, and later with
 * each one that came on disk, so that what is in memory is what a restart finds. At the beginning it writes
 * `kept()`, the changes that still matter, as the new file, so that it grows only while the program runs. A kill leaves
 * the old file or the new one; of a file with damaged lines a copy is kept.
 * @throws StoreError
 */
export async function openJournal<T>(
  path: string,
  onValue: (value: T) => void,
  kept: () => Iterable<T>,
): Promise<Journal<T>> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    await keepDamaged(path, text);
    for (const line of text.split('\n')) {
      const value = parseLine(line);
      if (value !== undefined) onValue(value as T);
    }
  } catch (error) {
    throw error instanceof StoreError ? error : cannotWrite(path, error);
  }
  await writeLines(
    path,
    [...kept()].map((value) => JSON.stringify(value)),
  );
  const appended = await openAppendFile(path);
  return {
    async append(value) {
      await appended.append(JSON.stringify(value));
      onValue(value);
    },
    inTurn: createTurns(),
    close: appended.close,
  };
}
