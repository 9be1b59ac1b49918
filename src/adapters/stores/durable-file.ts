import { open, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import fnv1a from '@sindresorhus/fnv1a';
import { StoreError } from '../../core/errors.ts';
import { storage } from '../../core/wording.ts';
import { makeFolders } from './make-folders.ts';

/**
 * Writes a file so that readers, and whoever starts after a crash or a power cut, find the old content or the new one.
 * Folders are made as needed. One writer at a time a file (`createLibraryLock`): the temporary name is fixed, so that a
 * killed writer leaves at most one file, which the next writer overwrites.
 * @throws StoreError
 */
export async function writeDurably(path: string, content: string | Uint8Array): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, temporaryName(basename(path)));
  try {
    await makeFolders(folder);
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    await syncFolder(folder);
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

/** Hidden, and short enough where the name itself fills the 255 bytes a file name may have. */
const temporaryName = (name: string): string => `.${fnv1a(name, { size: 64 }).toString(36)}.tmp`;

/** A rename is on disk only when its folder is. Windows cannot open folders and needs no such thing. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What went wrong with `path` and what to do about it, as one sentence for an administrator. */
export function cannotWrite(path: string, cause: unknown): StoreError {
  return new StoreError(storage.cannotWrite(path, storage.why(errorCode(cause))), { cause });
}

export function cannotRead(path: string, cause: unknown): StoreError {
  return new StoreError(storage.cannotRead(path, storage.why(errorCode(cause))), { cause });
}

export function isMissing(error: unknown): boolean {
  return errorCode(error) === 'ENOENT';
}

export const errorCode = (error: unknown): string =>
  (error as NodeJS.ErrnoException | null)?.code ?? String(error);
