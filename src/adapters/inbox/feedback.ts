import type { Clock, Feedback, FeedbackEntry } from '../../core/ports.ts';
import { dayOf, openDayFiles, readDayFiles } from './day-files.ts';

export interface FeedbackStore extends Feedback {
  close(): Promise<void>;
}

/** What people said of answers and what was not found, one file a day, kept for 180 days. @throws StoreError */
export async function createFeedback(dir: string, clock: Clock): Promise<FeedbackStore> {
  const files = await openDayFiles({ dir, clock, keepDays: 180 });
  return {
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
