import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cannotWrite } from '../disk/disk-errors.ts';
import { makeFolders } from '../disk/make-folders.ts';

/** Only what this program named itself is ever removed. */
const OURS = /^wenbao-\d{4}-\d\d-\d\dT\d{6}Z\.tar\.gz(?:\.enc)?$/;

/** The ending of a backup that is not complete yet. */
export const PARTIAL = '.partial';

/** Whether a file of this name is a nightly backup, complete or not. */
export const isBackup = (name: string): boolean =>
  OURS.test(name.endsWith(PARTIAL) ? name.slice(0, -PARTIAL.length) : name);

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
    for (const name of names.filter((one) => one.endsWith(PARTIAL) && isBackup(one))) {
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
