import type { Database } from './database.ts';

/** Small texts that every isolate must agree on. */
interface Notes {
  read(name: string): Promise<string | null>;
  write(name: string, text: string): Promise<void>;
}

export function createD1Notes(database: Database): Notes {
  return {
    async read(name) {
      const [row] = await database.rows<{ text: string }>('SELECT text FROM notes WHERE name = ?', name);
      return row?.text ?? null;
    },
    async write(name, text) {
      await database.change(['INSERT OR REPLACE INTO notes VALUES (?, ?)', name, text]);
    },
  };
}
