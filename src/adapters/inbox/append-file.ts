import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { StoreError } from '../../core/errors.ts';
import { cannotWrite } from '../disk/disk-errors.ts';
import { replaceAndKeepOpen, syncFolder } from '../disk/replace-file.ts';

export interface AppendFile {
  /**
   * Resolves once the line is on disk (fsync), with the byte at which it begins. Lines of one moment share one write.
   * @throws StoreError
   */
  append(line: string): Promise<number>;
  /**
   * Replaces what is in the file by the lines that are needed when its turn has come; null leaves it as it is. A kill leaves
   * the old content or the new one. @throws StoreError
   */
  rewrite(needed: () => readonly string[] | null): Promise<void>;
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
  /** False while a power cut could bring back the file that was replaced, without what was written since. */
  let replacedForGood = true;

  interface Job {
    line: string | null;
    needed?: () => readonly string[] | null;
    resolve(at: number): void;
    reject(error: StoreError): void;
  }

  const enqueue = (job: Pick<Job, 'line' | 'needed'>): Promise<number> =>
    new Promise((resolve, reject) => {
      waiting.push({ ...job, resolve, reject });
      working ??= work().finally(() => {
        working = null;
      });
    });

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      const rewriteAt = waiting.findIndex(({ line }) => line === null);
      const jobs = waiting.splice(0, rewriteAt === 0 ? 1 : rewriteAt < 0 ? waiting.length : rewriteAt);
      try {
        let at = rewriteAt === 0 ? await rewriteNow(jobs[0] as Job) : await write(jobs);
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
    if (!replacedForGood) await makeReplacementStay();
    const lines = jobs.map(({ line }) => `${line}\n`).join('');
    const at = (await file.stat()).size + (torn ? 1 : 0);
    await file.appendFile(torn ? `\n${lines}` : lines);
    await file.datasync();
    torn = false;
    return at;
  }

  async function rewriteNow({ needed }: Job): Promise<number> {
    const lines = needed?.() ?? null;
    if (lines?.length === 0) {
      await file.truncate(0);
      torn = false;
    } else if (lines !== null) await replace(lines);
    return 0;
  }

  /** What is appended later goes to the file that was renamed: there is no moment in which the name leads elsewhere. */
  async function replace(lines: readonly string[]): Promise<void> {
    const next = await replaceAndKeepOpen(path, lines);
    const previous = file;
    file = next;
    torn = false;
    replacedForGood = false;
    await previous.close().catch(() => undefined);
    await makeReplacementStay();
  }

  async function makeReplacementStay(): Promise<void> {
    await syncFolder(dirname(path));
    replacedForGood = true;
  }

  return {
    append: (line) => enqueue({ line }),
    async rewrite(needed) {
      await enqueue({ line: null, needed });
    },
    async close() {
      await working;
      await file.close();
    },
  };
}
