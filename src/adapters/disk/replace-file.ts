import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import fnv1a from '@sindresorhus/fnv1a';
import { cannotWrite } from './disk-errors.ts';
import { makeFolders } from './make-folders.ts';

/**
 * Writes a file so that readers, and whoever starts after a crash or a power cut, find the old content or the new one.
 * Folders are made as needed. One writer at a time a file (`createLibraryLock`): the temporary name is fixed, so that a
 * killed writer leaves at most one file, which the next writer overwrites.
 * @throws StoreError
 */
export function writeDurably(path: string, content: string | Uint8Array): Promise<void> {
  return replaceFile(path, (file) => file.writeFile(content));
}

/** The same for lines, each with its end. @throws StoreError */
export function writeLines(path: string, lines: readonly string[]): Promise<void> {
  return writeDurably(path, textOf(lines));
}

/** The same for what `write` writes; `temporary` is the path it has until it is complete. @throws StoreError */
export async function replaceFile(
  path: string,
  write: (file: FileHandle) => Promise<void>,
  temporary = temporaryOf(path),
): Promise<void> {
  try {
    await makeFolders(dirname(path));
    await (await putInPlace(path, write, temporary)).close();
    await syncFolder(dirname(path));
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

/** Replaces a file by `lines` and gives it, open for more. Throws what the system says. */
export async function replaceAndKeepOpen(path: string, lines: readonly string[]): Promise<FileHandle> {
  return putInPlace(path, (file) => file.writeFile(textOf(lines)), temporaryOf(path));
}

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/** The file under its name, open. Whether a power cut brings the old one back is decided by `syncFolder`. */
async function putInPlace(
  path: string,
  write: (file: FileHandle) => Promise<void>,
  temporary: string,
): Promise<FileHandle> {
  await rm(temporary, { force: true });
  const file = await open(temporary, 'a', 0o600);
  try {
    await write(file);
    await file.sync();
    await rename(temporary, path);
    return file;
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Hidden, and short enough where the name itself fills the 255 bytes a file name may have. */
const temporaryOf = (path: string): string =>
  join(dirname(path), `.${fnv1a(basename(path), { size: 64 }).toString(36)}.tmp`);

/** A file made, renamed or removed is so on disk only when its folder is. Windows cannot open folders and needs no such thing. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
