import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../core/ports.ts';
import { cannotWrite } from '../disk/disk-errors.ts';
import { type AppendFile, openAppendFile } from './append-file.ts';
import { eachLine, parseLine, readLineAt, readLines } from './line-files.ts';

/** A line in the files: the day of the file, and the byte at which the line begins. */
export interface Place {
  day: string;
  at: number;
}

interface DayFiles {
  /** Appends to the file of today. Resolves once on disk. @throws StoreError */
  append(value: unknown): Promise<Place>;
  close(): Promise<void>;
}

interface DayFilesOptions {
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
  onValue?: (value: unknown, place: Place) => void,
  onDay?: (kept: string[]) => void,
): Promise<DayFiles> {
  await mkdir(dir, { recursive: true }).catch((error: unknown) => {
    throw cannotWrite(dir, error);
  });
  let today = dayOf(clock.now());
  if (onValue) await readDayFiles(dir, onValue);
  const openDay = async (day: string): Promise<{ day: string; lines: AppendFile }> => ({
    day,
    lines: await openAppendFile(join(dir, `${day}.jsonl`)),
  });
  let file = openDay(today);
  await file;

  /** The new file counts as soon as it is open: what fails behind it is left for the next day. */
  async function turnTo(day: string, previous: AppendFile): ReturnType<typeof openDay> {
    const next = await openDay(day);
    await previous.close().catch(() => undefined);
    await removeOld().catch(() => undefined);
    return next;
  }

  async function removeOld(): Promise<void> {
    const days = await daysIn(dir);
    onDay?.(days.slice(-keepDays - 1));
    for (const old of days.slice(0, -keepDays - 1)) await removeDay(dir, old).catch(() => undefined);
  }

  return {
    async append(value) {
      const day = dayOf(clock.now());
      // Only forwards: after a clock was put back, its old days are not opened again.
      if (day > today) {
        const before = today;
        today = day;
        file = file.then((previous) =>
          turnTo(day, previous.lines).catch(() => {
            // A full disk at midnight: go on in the old file and try again with the next value.
            today = before;
            return previous;
          }),
        );
      }
      const { lines, day: dayOfFile } = await file;
      return { day: dayOfFile, at: await lines.append(JSON.stringify(value)) };
    },
    async close() {
      await (await file).lines.close();
    },
  };
}

/** Which days to read, both included. */
export interface Days {
  from?: string;
  to?: string;
}

/** Calls `onValue` with everything kept from these days, oldest first. */
export async function readDayFiles(
  dir: string,
  onValue: (value: unknown, place: Place) => void,
  days: Days = {},
): Promise<void> {
  const onLine = (line: string, place: Place): void => {
    const value = parseLine(line);
    if (value !== undefined) onValue(value, place);
  };
  await readDayLines(dir, onLine, days);
}

/** The same for the lines as they stand, for a reader who needs few of them. */
export async function readDayLines(
  dir: string,
  onLine: (line: string, place: Place) => void,
  { from = '', to = '9999' }: Days = {},
): Promise<void> {
  for (const day of await daysIn(dir)) {
    if (day < from || day > to) continue;
    await eachLine(join(dir, `${day}.jsonl`), (line, at) => onLine(line, { day, at }));
  }
}

/** The line at this place; undefined when there is none, or no JSON. */
export function readPlace(dir: string, { day, at }: Place): Promise<unknown> {
  return readLineAt(join(dir, `${day}.jsonl`), at);
}

/** Removes the files of days before `day` and returns how many; `onDay` hears of each what it held, before it goes. */
export async function pruneDayFiles(
  dir: string,
  day: string,
  onDay?: (day: string, values: unknown[]) => Promise<void>,
): Promise<number> {
  const old = (await daysIn(dir)).filter((one) => one < day);
  for (const one of old) {
    await onDay?.(one, await readLines(join(dir, `${one}.jsonl`)));
    await removeDay(dir, one);
  }
  return old.length;
}

/** The turn of the day and `prune` may come for the same file. */
const removeDay = (dir: string, day: string): Promise<void> => rm(join(dir, `${day}.jsonl`), { force: true });

async function daysIn(dir: string): Promise<string[]> {
  const names = await readdir(dir);
  return names
    .filter((name) => /^\d{4}-\d\d-\d\d\.jsonl$/.test(name))
    .map((name) => name.slice(0, 10))
    .sort();
}

export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
