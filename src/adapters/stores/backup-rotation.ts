import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cannotWrite } from './durable-file.ts';
import { makeFolders } from './make-folders.ts';

/** Only what this program named itself is ever removed. */
const OURS = /^wenbao-\d{4}-\d\d-\d\dT\d{6}Z\.tar\.gz(?:\.enc)?$/;

/** Where in `folder` a backup made at `createdAt` (ISO 8601) goes; names sort by time. */
export function backupPathIn(folder: string, createdAt: string, isEncrypted: boolean): string {
  const time = createdAt.replace(/\.\d+/, '').replaceAll(':', '');
  return join(folder, `wenbao-${time}.tar.gz${isEncrypted ? '.enc' : ''}`);
}

/** Removes all but the newest `keep` backups in `folder` and returns the paths that went. @throws StoreError */
export async function rotateBackups(folder: string, keep: number): Promise<string[]> {
  try {
    await makeFolders(folder);
    const ours = (await readdir(folder)).filter((name) => OURS.test(name)).sort();
    const old = ours.slice(0, Math.max(0, ours.length - keep)).map((name) => join(folder, name));
    for (const path of old) await rm(path);
    return old;
  } catch (error) {
    throw cannotWrite(folder, error);
  }
}
