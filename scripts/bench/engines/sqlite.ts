import { copyFile, mkdtemp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, LIMIT, passagesIn } from './engine.ts';

/** The few members used of better-sqlite3 and of node:sqlite, which are the same. */
interface Database {
  exec(sql: string): unknown;
  prepare(sql: string): {
    run(...values: unknown[]): { lastInsertRowid: number | bigint };
    all(...values: unknown[]): unknown[];
  };
}
type Open = new (path: string) => Database;

/**
 * SQLite's FTS5 over segmented words in a file. @throws Error when neither `node:sqlite` (Node 22.13 and newer) nor the
 * package better-sqlite3 is there.
 */
export async function createFts5(path?: string): Promise<Engine> {
  const file = path ?? join(await mkdtemp(join(tmpdir(), 'wenbao-bench-')), 'fts5.db');
  const database = new (sqlite())(file);
  if (path === undefined) {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    database.exec(`CREATE VIRTUAL TABLE p USING fts5(key UNINDEXED, title, text, content='', contentless_delete=1,
      contentless_unindexed=1, tokenize="unicode61 remove_diacritics 0 tokenchars '._+#%-'")`);
  }
  const insert = database.prepare('INSERT INTO p (key, title, text) VALUES (?, ?, ?)');
  const find = database.prepare(`SELECT key FROM p WHERE p MATCH ? ORDER BY rank LIMIT ${LIMIT}`);
  const remove = database.prepare('DELETE FROM p WHERE rowid BETWEEN ? AND ?');
  const rows = new Map<string, [first: number, last: number]>();
  return {
    async add(issueId, articles) {
      database.exec('BEGIN');
      const numbers = [...passagesIn(issueId, articles)].map(({ key, title, text }) =>
        Number(insert.run(key, title, text).lastInsertRowid),
      );
      database.exec('COMMIT');
      rows.set(issueId, [numbers[0]!, numbers.at(-1)!]);
    },
    async search({ words }) {
      // A question of question words alone leaves none, which FTS5 takes for an error.
      if (words.length === 0) return [];
      const match = words.map((word) => `"${word.replaceAll('"', '""')}"`).join(' OR ');
      return (find.all(match) as { key: string }[]).map(({ key }) => key);
    },
    async remove(issueId) {
      remove.run(...(rows.get(issueId) ?? [1, 0]));
    },
    async save(to) {
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      await copyFile(file, to);
    },
    load: (from) => createFts5(from),
  };
}

function sqlite(): Open {
  const require = createRequire(import.meta.url);
  try {
    return (require('node:sqlite') as { DatabaseSync: Open }).DatabaseSync;
  } catch {
    return require('better-sqlite3') as Open;
  }
}
