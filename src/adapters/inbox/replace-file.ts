import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { cannotWrite, syncFolder } from './append-file.ts';

/** Replaces a file by one with these lines, so that a reader after a crash finds the old or the new one. @throws StoreError */
export async function replaceFile(path: string, lines: readonly string[]): Promise<void> {
  try {
    const file = await open(`${path}.tmp`, 'w', 0o600);
    try {
      await file.writeFile(lines.map((line) => `${line}\n`).join(''));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.tmp`, path);
    await syncFolder(dirname(path));
  } catch (error) {
    throw cannotWrite(path, error);
  }
}
