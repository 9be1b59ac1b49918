import { type FileHandle, open, readdir, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { cannotWrite, isMissing } from '../disk/disk-errors.ts';
import { replaceFile } from '../disk/replace-file.ts';

/** Bytes that are read at a time: what Node reads in one call ends at 2 GiB. */
const PIECE = 1 << 26;
/** A temporary file this old was left by a program that was killed. */
const LEFT_BEHIND_MS = 3_600_000;

/**
 * Replaces a file by `pieces`, one after the other, so that readers, and whoever starts after a crash or a power cut, find
 * the old content or the new one. Several programs may write at once: the last one stays. @throws StoreError
 */
export async function writeLargeFile(
  path: string,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<void> {
  const write = async (file: FileHandle): Promise<void> => {
    for await (const piece of pieces) await writeAll(file, piece);
  };
  await sweep(dirname(path), basename(path)).catch((error) => {
    if (!isMissing(error)) throw cannotWrite(path, error);
  });
  await replaceFile(path, write, `${path}.${process.pid}.tmp`);
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let from = 0; from < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, from, Math.min(PIECE, bytes.length - from));
    from += bytesWritten;
  }
}

async function sweep(folder: string, name: string): Promise<void> {
  for (const other of await readdir(folder)) {
    if (!other.startsWith(`${name}.`) || !other.endsWith('.tmp')) continue;
    const path = join(folder, other);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > LEFT_BEHIND_MS) await unlink(path).catch(() => undefined);
  }
}

/** The bytes of a file of any size, in one piece of memory that nothing else uses; null when it is not there. */
export async function readLargeFile(path: string): Promise<Uint8Array | null> {
  const file = await openIfThere(path);
  if (file === null) return null;
  try {
    const { size } = await file.stat();
    const bytes = new Uint8Array(size);
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(bytes, at, Math.min(PIECE, size - at), at);
      if (bytesRead === 0) return bytes.subarray(0, at);
      at += bytesRead;
    }
    return bytes;
  } finally {
    await file.close();
  }
}

export async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
