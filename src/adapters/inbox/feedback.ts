import { join } from 'node:path';
import type { Clock, DayCounts, FeedbackEntry, KeptFeedback } from '../../core/ports.ts';
import { openAppendFile } from './append-file.ts';
import { dayOf, openDayFiles, pruneDayFiles, readDayFiles } from './day-files.ts';
import { readLines } from './line-files.ts';

interface FeedbackStore extends KeptFeedback {
  close(): Promise<void>;
}

/**
 * What people said of answers and what was not found, one file a day, until `prune`; then `counts.jsonl` has a line for
 * the day, the last of which counts. @throws StoreError
 */
export async function createFeedback(dir: string, clock: Clock): Promise<FeedbackStore> {
  // Days are let go by `prune` alone, which counts them first.
  const files = await openDayFiles({ dir, clock, keepDays: Number.POSITIVE_INFINITY });
  return {
    async prune(time) {
      await pruneDayFiles(dir, dayOf(time), async (day, values) => {
        const counts: DayCounts['counts'] = {};
        for (const { verdict } of values as FeedbackEntry[]) counts[verdict] = (counts[verdict] ?? 0) + 1;
        await appendCounts(dir, [{ day, counts }]);
      });
    },
    async counts() {
      const lines = (await readLines(join(dir, 'counts.jsonl'))) as DayCounts[];
      const days = new Map(lines.map((one) => [one.day, one]));
      return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
    },
    async record(entry) {
      await files.append(entry);
    },
    async since(time) {
      const entries: FeedbackEntry[] = [];
      await readDayFiles(dir, (value) => void entries.push(value as FeedbackEntry), { from: dayOf(time) });
      return entries.filter(({ at }) => at >= time).sort((a, b) => a.at - b.at);
    },
    close: files.close,
  };
}

/** Adds counts of days to those in `dir`. @throws StoreError */
export async function appendCounts(dir: string, days: readonly DayCounts[]): Promise<void> {
  const file = await openAppendFile(join(dir, 'counts.jsonl'));
  await Promise.all(days.map((day) => file.append(JSON.stringify(day)))).finally(file.close);
}
