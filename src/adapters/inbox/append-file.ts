import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StoreError } from '../../core/errors.ts';
import { storage } from '../../core/wording.ts';

export interface AppendFile {
  /**
   * Resolves once the line is on disk (fsync), with the byte at which it begins. Lines of one moment share one write.
   * @throws StoreError
   */
  append(line: string): Promise<number>;
  /** Empties the file, unless `stillNeeded` says otherwise when its turn has come. */
  clear(stillNeeded: () => boolean): Promise<void>;
  close(): Promise<void>;
}

/**
 * A file that only grows, one JSON value a line. What waits while the disk is busy is written together: a thousand
 * events at once cost a few writes, not a thousand. A process killed in the middle leaves at most one torn last line,
 * whose writer was never told that it is safe.
 */
export async function openAppendFile(path: string): Promise<AppendFile> {
  let file: FileHandle;
  try {
    file = await open(path, 'a', 0o600);
    await syncFolder(dirname(path));
  } catch (error) {
    throw cannotWrite(path, error);
  }
  const waiting: Job[] = [];
  let working: Promise<void> | null = null;
  /** After a failed write a part of a line may be there: the next write begins on a new one. */
  let torn = (await file.stat()).size > 0;

  interface Job {
    line: string | null;
    stillNeeded?: () => boolean;
    resolve(at: number): void;
    reject(error: StoreError): void;
  }

  const enqueue = (job: Pick<Job, 'line' | 'stillNeeded'>): Promise<number> =>
    new Promise((resolve, reject) => {
      waiting.push({ ...job, resolve, reject });
      working ??= work().finally(() => {
        working = null;
      });
    });

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      const clearAt = waiting.findIndex(({ line }) => line === null);
      const jobs = waiting.splice(0, clearAt === 0 ? 1 : clearAt < 0 ? waiting.length : clearAt);
      try {
        let at = clearAt === 0 ? await clearNow(jobs[0] as Job) : await write(jobs);
        for (const { line, resolve } of jobs) {
          resolve(at);
          at += Buffer.byteLength(line ?? '') + 1;
        }
      } catch (error) {
        torn = true;
        for (const { reject } of jobs) reject(cannotWrite(path, error));
      }
    }
  }

  /** Returns where the first of the lines begins. */
  async function write(jobs: Job[]): Promise<number> {
    const lines = jobs.map(({ line }) => `${line}\n`).join('');
    const at = (await file.stat()).size + (torn ? 1 : 0);
    await file.appendFile(torn ? `\n${lines}` : lines);
    await file.datasync();
    torn = false;
    return at;
  }

  async function clearNow({ stillNeeded }: Job): Promise<number> {
    if (stillNeeded?.()) return 0;
    await file.truncate(0);
    torn = false;
    return 0;
  }

  return {
    append: (line) => enqueue({ line }),
    async clear(stillNeeded) {
      await enqueue({ line: null, stillNeeded });
    },
    async close() {
      await working;
      await file.close();
    },
  };
}

/** Files made or removed in a folder are on disk only when the folder is. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export function cannotWrite(path: string, cause: unknown): StoreError {
  const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
  return new StoreError(storage.cannotWrite(path, storage.why(code)), { cause });
}
