import type { DayCounts, FeedbackEntry, KeptFeedback } from '../../core/ports.ts';
import { type Database, dayBegins, type Statement } from './database.ts';

/** What people said of answers and what was not found, in D1. */
export function createD1Feedback(database: Database): KeptFeedback {
  return {
    async record(entry) {
      await database.change(entryStatement(entry));
    },
    async since(time) {
      const rows = await database.rows<{ entry: string }>(
        'SELECT entry FROM feedback WHERE at >= ? ORDER BY at, id',
        time,
      );
      return rows.map(({ entry }) => JSON.parse(entry) as FeedbackEntry);
    },
    async prune(time) {
      const before = dayBegins(time);
      await database.change(
        [
          `INSERT INTO feedback_counts
            SELECT date(at / 1000, 'unixepoch'), entry ->> 'verdict', count(*) FROM feedback WHERE at < ? GROUP BY 1, 2
            ON CONFLICT (day, verdict) DO UPDATE SET entries = entries + excluded.entries`,
          before,
        ],
        ['DELETE FROM feedback WHERE at < ?', before],
      );
    },
    async counts() {
      const rows = await database.rows<{ day: string; counts: string }>(
        'SELECT day, json_group_object(verdict, entries) AS counts FROM feedback_counts GROUP BY day ORDER BY day',
      );
      return rows.map(({ day, counts }) => ({ day, counts: JSON.parse(counts) as DayCounts['counts'] }));
    },
  };
}

/** Puts these entries and counts in the place of all that are there. */
export function feedbackStatements(
  entries: readonly FeedbackEntry[],
  days: readonly DayCounts[],
): Statement[] {
  return [
    ['DELETE FROM feedback'],
    ...entries.map(entryStatement),
    ['DELETE FROM feedback_counts'],
    ...days.map(
      ({ day, counts }): Statement => [
        'INSERT INTO feedback_counts SELECT ?, key, value FROM json_each(?)',
        day,
        JSON.stringify(counts),
      ],
    ),
  ];
}

const entryStatement = (entry: FeedbackEntry): Statement => [
  'INSERT INTO feedback (at, entry) VALUES (?, ?)',
  entry.at,
  JSON.stringify(entry),
];
