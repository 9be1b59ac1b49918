import { join } from 'node:path';
import lockfile from 'proper-lockfile';
import { StoreError } from '../../core/errors.ts';
import { createTurns } from '../../core/in-turn.ts';
import { storage } from '../../core/wording.ts';
import { cannotWrite } from '../disk/disk-errors.ts';
import { makeFolders } from '../disk/make-folders.ts';

type Exclusively = <T>(work: () => Promise<T>) => Promise<T>;

/** A lock whose holder was killed is free again after this time. */
const STALE_MS = 5_000;

/**
 * Lets one piece of work at a time change the library, over all processes on it. `work` should take milliseconds:
 * others give up after 30 s with a StoreError.
 */
export function createLibraryLock(dataDir: string): Exclusively {
  const state = join(dataDir, 'state');
  /** Ends when the last work of this process does: the file lock is for the other processes. */
  const inTurn = createTurns();

  async function locked<T>(work: () => Promise<T>): Promise<T> {
    const release = await acquire(state, 'library', { waitMs: 30_000, everyMs: 20 }, storage.locked(state));
    try {
      return await work();
    } finally {
      await release();
    }
  }

  return (work) => inTurn(() => locked(work));
}

/**
 * Makes this process the only bot on the library until the returned function is called: two would answer everything
 * twice and overwrite each other's state. Waits long enough for the lock of a killed bot to become free. `onLost` hears
 * when this process stood still for so long that another one took the lock: it must end, and write nothing more.
 * @throws StoreError when another bot is running
 */
export function holdBotLock(dataDir: string, onLost?: (error: Error) => void): Promise<() => Promise<void>> {
  const wait = { waitMs: STALE_MS + 2_000, everyMs: 500 };
  return acquire(join(dataDir, 'state'), 'bot', wait, storage.botRunning(dataDir), onLost);
}

async function acquire(
  folder: string,
  name: string,
  { waitMs, everyMs }: { waitMs: number; everyMs: number },
  whenTaken: string,
  onLost: (error: Error) => void = () => undefined,
): Promise<() => Promise<void>> {
  try {
    await makeFolders(folder);
    const release = await lockfile.lock(join(folder, name), {
      realpath: false,
      stale: STALE_MS,
      update: STALE_MS / 4,
      retries: { retries: Math.ceil(waitMs / everyMs), factor: 1, minTimeout: everyMs, maxTimeout: everyMs },
      // The default throws from a timer and takes the whole program down. A lock is lost only by a process that stood
      // still for 5 s while holding it; the library's is held for milliseconds, and what it guards is written by then.
      onCompromised: onLost,
    });
    // A lock that was lost is no longer ours to release.
    return () => release().catch(() => undefined);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ELOCKED')
      throw new StoreError(whenTaken, { cause: error });
    throw cannotWrite(folder, error);
  }
}
