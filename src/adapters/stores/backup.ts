import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Pack, pack } from 'tar-stream';
import { StoreError } from '../../core/errors.ts';
import { cannotRead, cannotWrite, isMissing } from '../disk/disk-errors.ts';
import { makeFolders } from '../disk/make-folders.ts';
import { syncFolder, writeDurably } from '../disk/replace-file.ts';
import { createEncryption } from './backup-cipher.ts';
import { BACKUP_FORMAT, type BackupManifest, DATA_PREFIX, MANIFEST_NAME } from './backup-manifest.ts';
import { isBackup, PARTIAL } from './backup-rotation.ts';
import { createLibraryLock } from './locks.ts';

interface WrittenBackup extends BackupManifest {
  /** False where the library cannot be told that it was backed up: it is on a disk that takes nothing. */
  isNoted: boolean;
}

/**
 * Writes the whole library and its state as one gzip tar: every file under `data/`, then `manifest.json` with the size
 * and SHA-256 of each; with `key` encrypted (`backup-cipher.ts`). May run beside a working bot: each file is taken
 * whole, as its last completed write left it, and what came while others were taken is taken, too, so that no issue is
 * there without its earlier versions. Locks, hidden and half-written files stay out, and so does the index, which is made
 * again from the rest, and so do the backups of a BACKUP_DIR in the library: each would hold all those before it. The file
 * appears under its name only when it is complete and on disk.
 * @throws StoreError
 */
export async function writeBackup(options: {
  dataDir: string;
  file: string;
  /** ISO 8601. */
  createdAt: string;
  /** Default: not encrypted. */
  key?: string | null;
  onProgress?: (done: number, total: number) => void;
}): Promise<WrittenBackup> {
  const { dataDir, createdAt } = options;
  const file = resolve(options.file);
  const partial = file + PARTIAL;
  const list = async (): Promise<string[]> =>
    (await filesUnder(dataDir)).filter(
      (path) =>
        ![file, partial].includes(resolve(dataDir, path)) &&
        !isBackup(basename(path)) &&
        !path.startsWith(INDEX_FOLDER),
    );
  const manifest: BackupManifest = { format: BACKUP_FORMAT, createdAt, files: [] };

  const archive = pack();
  try {
    await makeFolders(dirname(file));
    // Made before the file is opened: a stream that cannot open it must find the pipeline listening.
    const encryption = options.key ? await createEncryption(options.key) : null;
    const target = createWriteStream(partial, { mode: 0o600 });
    const written = encryption
      ? pipeline(archive, createGzip(), encryption, target)
      : pipeline(archive, createGzip(), target);
    const filled = (async () => {
      const seen = new Set<string>();
      for (
        let paths = await list();
        paths.length > 0;
        paths = (await list()).filter((path) => !seen.has(path))
      ) {
        for (const path of paths) {
          seen.add(path);
          const bytes = await readIfStillThere(join(dataDir, path));
          if (bytes) {
            await addEntry(archive, DATA_PREFIX + path, bytes);
            manifest.files.push({ path, size: bytes.length, sha256: sha256(bytes) });
          }
          options.onProgress?.(seen.size, Math.max(seen.size, paths.length));
        }
      }
      await addEntry(archive, MANIFEST_NAME, Buffer.from(JSON.stringify(manifest, null, 1)));
      archive.finalize();
    })();
    // What cannot be read must not end as an archive that looks whole.
    filled.catch((error) => archive.destroy(error));
    await Promise.all([written, filled]);
    await syncAndRename(partial, file);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw error instanceof StoreError ? error : cannotWrite(file, error);
  }
  // A disk that has become read-only is when a backup is needed most: that it cannot be noted must not fail it.
  const isNoted = await createLibraryLock(dataDir)(() =>
    writeDurably(lastBackupFile(dataDir), `${createdAt}\n`),
  ).then(
    () => true,
    () => false,
  );
  return { ...manifest, isNoted };
}

const INDEX_FOLDER = 'state/index/';

const lastBackupFile = (dataDir: string): string => join(dataDir, 'state', 'last-backup');

/** When the last backup of this library was completed, milliseconds since 1970; null when there never was one. */
export async function readLastBackup(dataDir: string): Promise<number | null> {
  const text = await readFile(lastBackupFile(dataDir), 'utf8').catch(() => '');
  const time = Date.parse(text.trim());
  return Number.isNaN(time) ? null : time;
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Paths of all files under `folder`, relative to it, with `/`. Links are followed, so that nothing is left out. */
export async function filesUnder(folder: string, below = ''): Promise<string[]> {
  const names = await readdir(join(folder, below)).catch((error) => {
    throw cannotRead(join(folder, below), error);
  });
  const paths: string[] = [];
  for (const name of names.sort()) {
    if (name.startsWith('.') || /\.(?:lock|tmp)$/.test(name)) continue;
    const path = below ? `${below}/${name}` : name;
    const kind = await stat(join(folder, path)).catch(() => null);
    if (kind?.isDirectory()) paths.push(...(await filesUnder(folder, path)));
    else if (kind?.isFile()) paths.push(path);
  }
  return paths;
}

/** null for a file that a running bot has removed since the folder was listed. */
async function readIfStillThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw cannotRead(path, error);
  }
}

/** Resolves when the archive is ready for more, so that one file at a time is in memory. */
function addEntry(archive: Pack, name: string, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    archive.entry({ name, size: bytes.length }, bytes, (error) => (error ? reject(error) : resolve()));
  });
}

async function syncAndRename(partial: string, file: string): Promise<void> {
  const handle = await open(partial, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(partial, file);
  await syncFolder(dirname(file));
}
