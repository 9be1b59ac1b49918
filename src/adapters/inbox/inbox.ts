import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IncomingEvent } from '../../core/chat.ts';
import type { Clock, Inbox, Log } from '../../core/ports.ts';
import { cannotWrite } from '../disk/disk-errors.ts';
import { writeLines } from '../disk/replace-file.ts';
import { openAppendFile } from './append-file.ts';
import { openDayFiles } from './day-files.ts';
import { createIdTable, type IdTable } from './id-table.ts';
import { keepDamaged } from './keep-damaged.ts';
import { parseLine } from './line-files.ts';

interface InboxOptions {
  dir: string;
  /** Names the day files; nothing is decided by it. */
  clock: Clock;
  log: Log;
}

export interface DurableInbox extends Inbox {
  /** Waits for what is being written. */
  close(): Promise<void>;
}

/**
 * What is settled is taken out of `pending.jsonl` when it is this many lines, and no fewer than those that stay: so few
 * that the text of questions does not lie about for days behind one event that cannot be settled, and so many that in
 * the rush of a thousand at once no more is written for it than for accepting them.
 */
const MOST_SETTLED_LINES = 100;

/**
 * The inbox on disk: `pending.jsonl` holds events that were accepted, and is emptied whenever all of them are settled
 * (where one of them never is, what is settled is taken out now and then);
 * `seen/<day>.jsonl` holds the keys of everything settled and how it ended, for two to three days. An event is pending
 * when it stands in the first and not in the second, so a process killed at any moment loses nothing it acknowledged.
 * The text of a question is gone from the disk soon after it was answered.
 *
 * NOTE: one process a folder.
 * @throws StoreError when the folder cannot be used.
 */
export async function createInbox({ dir, clock, log }: InboxOptions): Promise<DurableInbox> {
  /** Keys settled, by the day of the file they stand in. */
  const settled = new Map<string, IdTable>();
  /** Taken and not settled; claimed here before anything is awaited, so that of two copies only one is worked on. */
  const taken = new Map<string, { event: IncomingEvent; onDisk: Promise<unknown> }>();
  const claimed = new Set<string>();

  const seenFiles = await openDayFiles(
    { dir: join(dir, 'seen'), clock, keepDays: 2 },
    (value, { day }) => {
      const { key } = value as { key?: unknown };
      if (typeof key === 'string') addSettled(day, key);
    },
    (keptDays) => {
      for (const day of settled.keys()) if (!keptDays.includes(day)) settled.delete(day);
    },
  );
  const pendingPath = join(dir, 'pending.jsonl');
  for (const event of await readPending(pendingPath, log)) {
    if (!isSettled(event.key)) taken.set(event.key, { event, onDisk: Promise.resolve() });
  }
  await writeLines(
    pendingPath,
    [...taken.values()].map(({ event }) => JSON.stringify(event)),
  );
  const pendingFile = await openAppendFile(pendingPath);
  let settledLines = 0;

  const isToBeTidied = (): boolean =>
    taken.size === 0 || settledLines >= Math.max(MOST_SETTLED_LINES, taken.size);

  /** All that was accepted: an event whose line waits behind this one's turn is there twice, and taken up once. */
  function stillPending(): string[] | null {
    if (!isToBeTidied()) return null;
    settledLines = 0;
    return [...taken.values()].map(({ event }) => JSON.stringify(event));
  }

  function addSettled(day: string, key: string): void {
    const keys = settled.get(day) ?? createIdTable();
    settled.set(day, keys);
    keys.set(key, 1);
  }

  function isSettled(key: string): boolean {
    return [...settled.values()].some((keys) => keys.get(key) !== undefined);
  }

  function knows(key: string): boolean {
    return taken.has(key) || claimed.has(key) || isSettled(key);
  }

  return {
    knows,
    async accept(event) {
      const { key } = event;
      if (knows(key)) {
        // A copy must not be acknowledged before the first is safe.
        await taken.get(key)?.onDisk;
        return false;
      }
      const onDisk = pendingFile.append(JSON.stringify(event));
      taken.set(key, { event, onDisk });
      try {
        await onDisk;
      } catch (error) {
        taken.delete(key);
        throw error;
      }
      return true;
    },
    async once(key) {
      if (knows(key)) return false;
      claimed.add(key);
      try {
        addSettled((await seenFiles.append({ key, outcome: 'done' })).day, key);
        claimed.delete(key);
      } catch (error) {
        // Still claimed until the program ends: better done than refused because a disk is full.
        log.error({ err: error }, 'a key could not be kept');
      }
      return true;
    },
    async settle(key, outcome) {
      addSettled((await seenFiles.append({ key, outcome })).day, key);
      if (taken.delete(key)) settledLines++;
      if (isToBeTidied()) await pendingFile.rewrite(stillPending);
    },
    pending: () => [...taken.values()].map(({ event }) => event),
    async close() {
      await Promise.all([seenFiles.close(), pendingFile.close()]);
    },
  };
}

/** The events in the file, oldest first. A file with damage other than a torn last line is kept aside. */
async function readPending(path: string, log: Log): Promise<IncomingEvent[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw cannotWrite(path, error);
  }
  const aside = await keepDamaged(path, text);
  if (aside) log.error({ path, aside }, 'the inbox has unreadable lines; the file is kept aside');
  return text.split('\n').map(parseLine).filter(isEvent);
}

function isEvent(value: unknown): value is IncomingEvent {
  const { key, type, at } = (value ?? {}) as Record<string, unknown>;
  return typeof key === 'string' && typeof type === 'string' && typeof at === 'number';
}
