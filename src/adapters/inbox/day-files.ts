import { mkdir, readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../core/ports.ts';
import { type AppendFile, cannotWrite, openAppendFile } from './append-file.ts';

export interface DayFiles {
  /** Appends to the file of today. Resolves once on disk, with the day of that file. @throws StoreError */
  append(value: unknown): Promise<string>;
  close(): Promise<void>;
}

export interface DayFilesOptions {
  dir: string;
  clock: Clock;
  /** Files older than this go; the newest of them always stay, whatever the clock says. */
  keepDays: number;
}

/**
 * Values kept for some days: one file a day (UTC), one JSON value a line. Calls `onValue` with everything kept, oldest
 * first, before it resolves; lines that are no JSON (the last one may be torn) are passed over. `onDay` hears when a
 * day begins, with the days that are still kept.
 */
export async function openDayFiles(
  { dir, clock, keepDays }: DayFilesOptions,
  onValue?: (value: unknown, day: string) => void,
  onDay?: (kept: string[]) => void,
): Promise<DayFiles> {
  await mkdir(dir, { recursive: true }).catch((error: unknown) => {
    throw cannotWrite(dir, error);
  });
  let today = dayOf(clock.now());
  if (onValue) await readDayFiles(dir, onValue);
  let file: Promise<AppendFile> = openAppendFile(join(dir, `${today}.jsonl`));
  await file;

  async function turnTo(day: string, previous: AppendFile): Promise<AppendFile> {
    const next = await openAppendFile(join(dir, `${day}.jsonl`));
    await previous.close();
    const days = await daysIn(dir);
    const kept = days.slice(-keepDays - 1);
    for (const old of days.slice(0, -keepDays - 1)) await unlink(join(dir, `${old}.jsonl`));
    onDay?.(kept);
    return next;
  }

  return {
    async append(value) {
      const day = dayOf(clock.now());
      // Only forwards: after a clock was put back, its old days are not opened again.
      if (day > today) {
        const before = today;
        today = day;
        file = file.then((previous) =>
          turnTo(day, previous).catch(() => {
            // A full disk at midnight: go on in the old file and try again with the next value.
            today = before;
            return previous;
          }),
        );
      }
      await (await file).append(JSON.stringify(value));
      return today;
    },
    async close() {
      await (await file).close();
    },
  };
}

/** Calls `onValue` with everything kept from the days `from` to `to`, both included, oldest first. */
export async function readDayFiles(
  dir: string,
  onValue: (value: unknown, day: string) => void,
  { from = '', to = '9999' }: { from?: string; to?: string } = {},
): Promise<void> {
  for (const day of await daysIn(dir)) {
    if (day < from || day > to) continue;
    for (const value of await readLines(join(dir, `${day}.jsonl`))) onValue(value, day);
  }
}

/** The values in a file, one a line; none when there is no such file. */
export async function readLines(path: string): Promise<unknown[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text
    .split('\n')
    .map(parseLine)
    .filter((value) => value !== undefined);
}

/** Removes the files of days before `day` and returns how many; `onDay` hears of each what it held, before it goes. */
export async function pruneDayFiles(
  dir: string,
  day: string,
  onDay?: (day: string, values: unknown[]) => Promise<void>,
): Promise<number> {
  const old = (await daysIn(dir)).filter((one) => one < day);
  for (const one of old) {
    const values: unknown[] = [];
    await readDayFiles(dir, (value) => void values.push(value), { from: one, to: one });
    await onDay?.(one, values);
    await unlink(join(dir, `${one}.jsonl`));
  }
  return old.length;
}

async function daysIn(dir: string): Promise<string[]> {
  const names = await readdir(dir);
  return names
    .filter((name) => /^\d{4}-\d\d-\d\d\.jsonl$/.test(name))
    .map((name) => name.slice(0, 10))
    .sort();
}

export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** undefined for an empty or unreadable line. */
export function parseLine(line: string): unknown {
  if (line === '') return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
