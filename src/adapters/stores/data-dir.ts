import { existsSync, type StatsListener, unwatchFile, watchFile } from 'node:fs';
import { access, constants, cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cannotWrite } from '../disk/disk-errors.ts';
import { makeFolders } from '../disk/make-folders.ts';
import { writeDurably } from '../disk/replace-file.ts';
import { createLibraryLock } from './locks.ts';
import { renewDictionary, SHIPPED_DICTIONARY } from './shipped-dictionary.ts';

/**
 * Makes the folders of a library that is not there yet, with a copy of the shipped dictionary to go on from, and checks
 * that this user may write. @throws StoreError
 */
export async function prepareDataDir(dataDir: string): Promise<void> {
  for (const folder of ['bulletins', 'state']) {
    const path = join(dataDir, folder);
    try {
      await makeFolders(path);
      await access(path, constants.W_OK);
    } catch (error) {
      throw cannotWrite(path, error);
    }
  }
  const dictionary = join(dataDir, 'dictionary');
  if (existsSync(dictionary)) return;
  const copy = await mkdtemp(join(dataDir, '.dictionary-'));
  try {
    await cp(SHIPPED_DICTIONARY, copy, { recursive: true });
    await rename(copy, dictionary);
  } catch (error) {
    await rm(copy, { recursive: true, force: true });
    // Another program may have been faster.
    if (!existsSync(dictionary)) throw cannotWrite(dictionary, error);
  }
  // Nothing is renewed: writes down what was copied.
  await renewDictionary(dataDir, () => undefined);
}

const generationFile = (dataDir: string): string => join(dataDir, 'state', 'generation');

/**
 * Tells a running bot that issues and index are new. `generation` is anything that was not there before, such as the
 * time. @throws StoreError
 */
export async function announceChange(dataDir: string, generation: string): Promise<void> {
  await createLibraryLock(dataDir)(() => writeDurably(generationFile(dataDir), `${generation}\n`));
}

/**
 * Calls `onChange` after each `announceChange` of another process; returns what ends the watch. Polls, because change
 * events do not arrive on network drives and container mounts.
 */
export function watchChanges(dataDir: string, onChange: () => void, intervalMs = 2_000): () => void {
  const path = generationFile(dataDir);
  // A file that is not there is reported once, too, with times of zero.
  const listener: StatsListener = (now, before) => {
    if (now.mtimeMs !== before.mtimeMs) onChange();
  };
  watchFile(path, { interval: intervalMs, persistent: false }, listener);
  return () => unwatchFile(path, listener);
}
