import type { Audit, AuditEntry } from '../../core/ports.ts';
import { database as wording } from '../../core/wording.ts';
import { type Database, isRefused } from './database.ts';
import { sha256 } from './sha256.ts';

/** Before the first entry. */
const START = '0'.repeat(64);

/**
 * The audit log in D1. Each row carries the SHA-256 of its entry and of the hash before it, so that a row that was
 * changed, taken out or put in breaks the chain. NOTE: rows taken off at the end leave no break; a backup shows them.
 */
export function createD1Audit(database: Database): Audit {
  const last = async (): Promise<{ id: number; hash: string }> => {
    const [row] = await database.rows<{ id: number; hash: string }>(
      'SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1',
    );
    return row ?? { id: 0, hash: START };
  };
  return {
    async record(...entries) {
      if (entries.length === 0) return;
      const { id, hash } = await last();
      const rows: [number, string, string][] = [];
      let before = hash;
      for (const [i, entry] of entries.entries()) {
        const text = JSON.stringify(entry);
        before = await chained(before, text);
        rows.push([id + 1 + i, text, before]);
      }
      try {
        await database.change([
          'INSERT INTO audit (id, entry, hash) SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)',
          JSON.stringify(rows),
        ]);
      } catch (error) {
        // Another isolate was first with this place in the chain.
        if (isRefused(error, 'audit.id')) return this.record(...entries);
        throw error;
      }
    },
    async read() {
      const rows = await database.rows<{ id: number; entry: string; hash: string }>(
        'SELECT id, entry, hash FROM audit ORDER BY id',
      );
      const entries: AuditEntry[] = [];
      let tampered: string | null = null;
      let before = START;
      for (const { id, entry, hash } of rows) {
        if (hash !== (await chained(before, entry))) tampered ??= wording.auditRow(id);
        entries.push(JSON.parse(entry) as AuditEntry);
        before = hash;
      }
      return { entries, tampered };
    },
  };
}

const chained = (before: string, entry: string): Promise<string> =>
  sha256(new TextEncoder().encode(`${before}\n${entry}`));
