import type { Clock, Feedback } from '../../core/ports.ts';
import { openDayFiles } from './day-files.ts';

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
    close: files.close,
  };
}
