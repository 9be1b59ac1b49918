import { createReadStream, type ReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { StoreError } from '../../core/errors.ts';
import { backup as wording } from '../../core/wording.ts';
import { cannotRead, cannotWrite, isMissing } from '../disk/disk-errors.ts';
import { makeFolders } from '../disk/make-folders.ts';
import { filesUnder, sha256 } from './backup.ts';
import { createDecryption, HEADER_BYTES, MAGIC, TAG_BYTES } from './backup-cipher.ts';
import { type BackupManifest, backupManifest, DATA_PREFIX, MANIFEST_NAME } from './backup-manifest.ts';
import { holdBotLock } from './locks.ts';

const INCOMING = '.restoring';

/**
 * Puts a backup in the place of a library, after every byte of it has been checked; until then nothing is touched. A
 * library with issues is replaced only by `force`, and what was there is moved to `.before-restore-<stamp>`, returned as
 * `kept`.
 * @throws StoreError when the backup is not whole, a bot is running on the library, or the folder cannot be written
 */
export async function restoreBackup(options: {
  dataDir: string;
  file: string;
  force: boolean;
  /** Opens an encrypted backup; a plain one needs none. */
  key?: string | null;
  /** Tells this restore's remains from another's; letters, digits and `-`. */
  stamp: string;
}): Promise<{ manifest: BackupManifest; kept: string | null }> {
  const { dataDir, file, force, stamp, key = null } = options;
  const manifest = await verifyBackup(file, key);
  if (!force && (await namesIn(join(dataDir, 'bulletins'))).length > 0) {
    throw new StoreError(wording.notEmpty(dataDir));
  }

  const releaseBotLock = await holdBotLock(dataDir);
  const incoming = join(dataDir, INCOMING);
  const kept = join(dataDir, `.before-restore-${stamp}`);
  const present = (await namesIn(dataDir)).filter((name) => !name.startsWith('.'));
  const holdsFiles = (await filesUnder(dataDir)).length > 0;
  try {
    await rm(incoming, { recursive: true, force: true });
    await makeFolders(incoming);
    await readArchive(file, key, async (name, bytes) => {
      if (name === MANIFEST_NAME) return;
      const target = join(incoming, name.slice(DATA_PREFIX.length));
      await makeFolders(dirname(target));
      await writeFile(target, bytes, { flush: true, mode: 0o600 });
    });
    await mkdir(kept);
    for (const name of present) await rename(join(dataDir, name), join(kept, name));
    for (const name of await readdir(incoming)) await rename(join(incoming, name), join(dataDir, name));
    await rm(incoming, { recursive: true });
    if (!holdsFiles) await rm(kept, { recursive: true });
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw cannotWrite(dataDir, error);
  } finally {
    await releaseBotLock();
  }
  return { manifest, kept: holdsFiles ? kept : null };
}

/** Reads a backup to its end and compares every file with the manifest. @throws StoreError saying what is not right */
export async function verifyBackup(file: string, key: string | null = null): Promise<BackupManifest> {
  const found = new Map<string, string>();
  let manifest: BackupManifest | undefined;
  // Before anything is made of bytes that somebody may have changed.
  await checkSeal(file, key);
  await readArchive(file, key, async (name, bytes) => {
    if (name !== MANIFEST_NAME) {
      found.set(name, sha256(bytes));
      return;
    }
    manifest = backupManifest.safeParse(parseJson(bytes)).data;
  });
  if (!manifest) throw new StoreError(wording.notABackup(file));
  for (const { path, sha256: expected } of manifest.files) {
    if (found.get(DATA_PREFIX + path) !== expected) throw new StoreError(wording.damaged(file, path));
    found.delete(DATA_PREFIX + path);
  }
  const [extra] = found.keys();
  if (extra !== undefined) throw new StoreError(wording.damaged(file, extra));
  return manifest;
}

async function readArchive(
  file: string,
  key: string | null,
  visit: (name: string, bytes: Buffer) => Promise<void>,
): Promise<void> {
  const archive = extract();
  const visits = (async () => {
    for await (const entry of archive) {
      const chunks: Buffer[] = [];
      for await (const chunk of entry) chunks.push(chunk as Buffer);
      await visit(entry.header.name, Buffer.concat(chunks));
    }
  })();
  try {
    const { source, decryption } = await openBackup(file, key);
    const read = decryption
      ? pipeline(source, decryption, createGunzip(), archive)
      : pipeline(source, createGunzip(), archive);
    await Promise.all([read, visits]);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    // zlib and tar say what they say of any file that is none, or only the beginning of one.
    if ((error as NodeJS.ErrnoException).syscall === undefined) {
      throw new StoreError(wording.notABackup(file), { cause: error });
    }
    throw cannotRead(file, error);
  }
}

/** Reads an encrypted backup to its end, for its seal alone. @throws StoreError with a wrong key, or when it is damaged */
async function checkSeal(file: string, key: string | null): Promise<void> {
  try {
    const { source, decryption } = await openBackup(file, key);
    if (!decryption) {
      source.destroy();
      return;
    }
    await pipeline(source, decryption, new Writable({ write: (_, __, done) => done() }));
  } catch (error) {
    if (error instanceof StoreError) throw error;
    if ((error as NodeJS.ErrnoException).syscall !== undefined) throw cannotRead(file, error);
    throw new StoreError(wording.wrongKeyOrDamaged(file), { cause: error });
  }
}

/** The bytes of a backup, and what decrypts them where they are encrypted. */
async function openBackup(
  file: string,
  key: string | null,
): Promise<{ source: ReadStream; decryption: Transform | null }> {
  const handle = await open(file, 'r');
  let header: Buffer;
  let tag: Buffer;
  let size: number;
  try {
    ({ size } = await handle.stat());
    header = await readAt(handle, 0, HEADER_BYTES);
    if (!header.subarray(0, MAGIC.length).equals(MAGIC)) {
      return { source: createReadStream(file), decryption: null };
    }
    if (key === null) throw new StoreError(wording.needsKey(file));
    if (size < HEADER_BYTES + TAG_BYTES) throw new StoreError(wording.notABackup(file));
    tag = await readAt(handle, size - TAG_BYTES, TAG_BYTES);
  } finally {
    await handle.close();
  }
  // `end` is the last byte, so an empty archive would read backwards; it is none anyway.
  const source = createReadStream(file, {
    start: HEADER_BYTES,
    end: Math.max(HEADER_BYTES, size - TAG_BYTES - 1),
  });
  return { source, decryption: await createDecryption(key, header, tag) };
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error) => {
    if (isMissing(error)) return [];
    throw cannotRead(folder, error);
  });
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
