import type { Agenda, Clock, Task } from '../../core/ports.ts';
import type { Database } from './database.ts';

/** What is to be done later, in D1. */
export function createD1Agenda({ database, clock }: { database: Database; clock: Clock }): Agenda {
  return {
    async add(task) {
      const [added] = await database.change([
        'INSERT OR IGNORE INTO agenda VALUES (?, ?, ?, NULL)',
        task.key,
        task.due,
        JSON.stringify(task),
      ]);
      return added === 1;
    },
    async due(now) {
      const rows = await database.rows<{ task: string }>(
        'SELECT task FROM agenda WHERE task IS NOT NULL AND due <= ? ORDER BY due, key',
        now,
      );
      return rows.map(({ task }) => JSON.parse(task) as Task);
    },
    async done(key) {
      await database.change(['UPDATE agenda SET task = NULL, done_at = ? WHERE key = ?', clock.now(), key]);
    },
  };
}
