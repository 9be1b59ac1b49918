import { join } from 'node:path';
import type { Clock, Feedback, FeedbackEntry } from '../../core/ports.ts';
import { openAppendFile } from './append-file.ts';
import { dayOf, openDayFiles, pruneDayFiles, readDayFiles } from './day-files.ts';

export interface FeedbackStore extends Feedback {
  /** Forgets what was said on days before that of `time`, but for its counts. @throws StoreError */
  prune(time: number): Promise<void>;
  close(): Promise<void>;
}

/** How much was said of which kind on a day that is forgotten; the last line of a day counts. */
export interface DayCounts {
  day: string;
  counts: Partial<Record<FeedbackEntry['verdict'], number>>;
}

/**
 * What people said of answers and what was not found, one file a day, until `prune`; then `counts.jsonl` has a line for
 * the day. @throws StoreError
 */
export async function createFeedback(dir: string, clock: Clock): Promise<FeedbackStore> {
  // Days are let go by `prune` alone, which counts them first.
  const files = await openDayFiles({ dir, clock, keepDays: Number.POSITIVE_INFINITY });
  return {
    async prune(time) {
      const path = join(dir, 'counts.jsonl');
      await pruneDayFiles(dir, dayOf(time), async (day, values) => {
        const counts: DayCounts['counts'] = {};
        for (const { verdict } of values as FeedbackEntry[]) counts[verdict] = (counts[verdict] ?? 0) + 1;
        const file = await openAppendFile(path);
        await file.append(JSON.stringify({ day, counts } satisfies DayCounts)).finally(file.close);
      });
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
