import type { HeldFile, HeldStore } from '../../core/ports.ts';
import type { Shelf } from './bucket.ts';
import type { Database } from './database.ts';
import { sha256 } from './sha256.ts';

/** Files that wait for an administrator: what is known of them in D1, the bytes in R2. */
export function createD1HeldStore({ database, shelf }: { database: Database; shelf: Shelf }): HeldStore {
  const nameOf = (id: string): string => `held/${id}`;
  return {
    async hold({ name, bytes }, reason, since) {
      const id = (await sha256(bytes)).slice(0, 12);
      // The record comes last: without it nothing waits.
      await shelf.put(nameOf(id), bytes);
      await database.change([
        `INSERT INTO held VALUES (?, ?, ?, ?)
          ON CONFLICT (id) DO UPDATE SET (name, reason) = (excluded.name, excluded.reason)`,
        id,
        name,
        reason,
        since,
      ]);
      const [held] = await database.rows<HeldFile>(
        'SELECT id, name, reason, since FROM held WHERE id = ?',
        id,
      );
      return held ?? { id, name, reason, since };
    },
    list: () => database.rows<HeldFile>('SELECT id, name, reason, since FROM held ORDER BY since, id'),
    async read(id) {
      const [held] = await database.rows<{ name: string }>('SELECT name FROM held WHERE id = ?', id);
      const bytes = held && (await shelf.get(nameOf(id)));
      return held && bytes ? { name: held.name, bytes } : null;
    },
    async discard(id) {
      await database.change(['DELETE FROM held WHERE id = ?', id]);
      await shelf.remove(nameOf(id));
    },
  };
}
