import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import lockfile from 'proper-lockfile';
import { StoreError } from '../../core/errors.ts';
import { storage } from '../../core/wording.ts';
import { cannotWrite } from './durable-file.ts';

export type Exclusively = <T>(work: () => Promise<T>) => Promise<T>;

const STALE_MS = 5_000;
const WAIT_MS = 30_000;
const RETRY_MS = 20;

/**
 * Lets one piece of work at a time change the library, over all processes on it. A lock left by a killed process is
 * taken over after 5 s. `work` should take milliseconds: others give up after 30 s with a StoreError.
 */
export function createLibraryLock(dataDir: string): Exclusively {
  const state = join(dataDir, 'state');
  /** Ends when the last work of this process does: the file lock is for the other processes. */
  let previous: Promise<unknown> = Promise.resolve();

  async function locked<T>(work: () => Promise<T>): Promise<T> {
    const release = await acquire(state);
    try {
      return await work();
    } finally {
      // A lock that was lost is no longer ours to release; the work itself is done and on disk.
      await release().catch(() => undefined);
    }
  }

  return (work) => {
    const result = previous.then(() => locked(work));
    previous = result.catch(() => undefined);
    return result;
  };
}

async function acquire(state: string): Promise<() => Promise<void>> {
  try {
    await mkdir(state, { recursive: true });
    return await lockfile.lock(join(state, 'library'), {
      realpath: false,
      stale: STALE_MS,
      update: STALE_MS / 4,
      retries: { retries: WAIT_MS / RETRY_MS, factor: 1, minTimeout: RETRY_MS, maxTimeout: RETRY_MS },
      // The default throws from a timer and takes the whole program down. Losing the lock needs a process that stood
      // still for 5 s while holding it; its rename stays atomic all the same.
      onCompromised: () => undefined,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ELOCKED') {
      throw new StoreError(storage.locked(state), { cause: error });
    }
    throw cannotWrite(state, error);
  }
}
