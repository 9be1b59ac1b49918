import type { IncomingEvent } from '../../core/chat.ts';
import type { Clock, Inbox } from '../../core/ports.ts';
import type { Database } from './database.ts';

interface D1Inbox extends Inbox {
  knows(key: string): Promise<boolean>;
  /** An event that waits to be worked on; null when it is settled. */
  read(key: string): Promise<IncomingEvent | null>;
  /** Keys of events that wait since before this time, oldest first; they are not given again for as long. */
  leftBehind(before: number, most: number): Promise<string[]>;
}

/**
 * Events taken and not settled, in D1. What waits is handed out by a queue, which holds the keys: `pending` is empty.
 */
export function createD1Inbox({ database, clock }: { database: Database; clock: Clock }): D1Inbox {
  const take = async (key: string, event: string | null, outcome: string | null): Promise<boolean> => {
    const [taken] = await database.change([
      'INSERT OR IGNORE INTO inbox VALUES (?, ?, ?, ?)',
      key,
      event,
      clock.now(),
      outcome,
    ]);
    return taken === 1;
  };
  return {
    accept: (event) => take(event.key, JSON.stringify(event), null),
    once: (key) => take(key, null, 'done'),
    async knows(key) {
      return (await database.rows('SELECT 1 FROM inbox WHERE key = ?', key)).length > 0;
    },
    async settle(key, outcome) {
      await database.change(['UPDATE inbox SET event = NULL, outcome = ? WHERE key = ?', outcome, key]);
    },
    pending: () => [],
    async read(key) {
      const [row] = await database.rows<{ event: string }>(
        'SELECT event FROM inbox WHERE key = ? AND event IS NOT NULL',
        key,
      );
      return row ? (JSON.parse(row.event) as IncomingEvent) : null;
    },
    async leftBehind(before, most) {
      const rows = await database.rows<{ key: string }>(
        'SELECT key FROM inbox WHERE event IS NOT NULL AND taken_at < ? ORDER BY taken_at LIMIT ?',
        before,
        most,
      );
      const keys = rows.map(({ key }) => key);
      if (keys.length > 0) {
        await database.change([
          'UPDATE inbox SET taken_at = ? WHERE key IN (SELECT value FROM json_each(?))',
          clock.now(),
          JSON.stringify(keys),
        ]);
      }
      return keys;
    },
  };
}
