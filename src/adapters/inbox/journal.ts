import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { cannotWrite, openAppendFile, syncFolder } from './append-file.ts';
import { parseLine } from './day-files.ts';

export interface Journal<T> {
  /** Resolves once on disk. @throws StoreError */
  append(value: T): Promise<void>;
  close(): Promise<void>;
}

/**
 * A small state kept as the list of its changes. Calls `onValue` with every change so far, oldest first, then writes
 * `kept()`, the changes that still matter, as the new file, so that it grows only while the program runs. A kill leaves
 * the old file or the new one.
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
    for (const line of text.split('\n')) {
      const value = parseLine(line);
      if (value !== undefined) onValue(value as T);
    }
    const file = await open(`${path}.tmp`, 'w', 0o600);
    try {
      await file.writeFile([...kept()].map((value) => `${JSON.stringify(value)}\n`).join(''));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.tmp`, path);
    await syncFolder(dirname(path));
  } catch (error) {
    throw cannotWrite(path, error);
  }
  const appended = await openAppendFile(path);
  return { append: (value) => appended.append(JSON.stringify(value)), close: appended.close };
}
