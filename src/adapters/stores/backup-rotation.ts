import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cannotWrite } from './durable-file.ts';
import { makeFolders } from './make-folders.ts';

/** Only what this program named itself is ever removed. */
const OURS = /^wenbao-\d{4}-\d\d-\d\dT\d{6}Z\.tar\.gz(?:\.enc)?$/;

const PARTIAL = '.partial';

/** Where in `folder` a backup made at `createdAt` (ISO 8601) goes; names sort by time. */
export function backupPathIn(folder: string, createdAt: string, isEncrypted: boolean): string {
  const time = createdAt.replace(/\.\d+/, '').replaceAll(':', '');
  return join(folder, `wenbao-${time}.tar.gz${isEncrypted ? '.enc' : ''}`);
}

/** What a killed program left of a backup: another one may be at work on a younger file. */
const ABANDONED_MS = 24 * 3_600_000;

/**
 * Removes all but the newest `keep` backups in `folder`, and unfinished ones of more than a day before `now` (milliseconds
 * since 1970). Returns the paths of the backups that went. @throws StoreError
 */
export async function rotateBackups(folder: string, keep: number, now: number): Promise<string[]> {
  try {
    await makeFolders(folder);
    const names = await readdir(folder);
    const ours = names.filter((name) => OURS.test(name)).sort();
    for (const name of names.filter(
      (one) => one.endsWith(PARTIAL) && OURS.test(one.slice(0, -PARTIAL.length)),
    )) {
      const path = join(folder, name);
      if (now - (await stat(path)).mtimeMs > ABANDONED_MS) await rm(path);
    }
    const old = ours.slice(0, Math.max(0, ours.length - keep)).map((name) => join(folder, name));
    for (const path of old) await rm(path);
    return old;
  } catch (error) {
    throw cannotWrite(folder, error);
  }
}
