import type { Feedback, FeedbackEntry } from '../../core/ports.ts';
import type { Database } from './database.ts';

/** What people said of answers and what was not found, in D1. */
export function createD1Feedback(database: Database): Feedback {
  return {
    async record(entry) {
      await database.change([
        'INSERT INTO feedback (at, entry) VALUES (?, ?)',
        entry.at,
        JSON.stringify(entry),
      ]);
    },
    async since(time) {
      const rows = await database.rows<{ entry: string }>(
        'SELECT entry FROM feedback WHERE at >= ? ORDER BY at, id',
        time,
      );
      return rows.map(({ entry }) => JSON.parse(entry) as FeedbackEntry);
    },
  };
}
