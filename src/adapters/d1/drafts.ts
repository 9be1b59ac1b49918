import { ConflictError } from '../../core/errors.ts';
import type { DraftStore, PendingChanges } from '../../core/ports.ts';
import type { Draft, PendingChange } from '../../core/publishing/draft.ts';
import { storage } from '../../core/wording.ts';
import type { Shelf } from './bucket.ts';
import { type Database, guard, isOvertaken, isRefused, type Statement, type Value } from './database.ts';
import { sha256 } from './sha256.ts';

/** 待发布稿 in D1, the bytes they came from in R2 as long as they wait. */
export function createD1DraftStore({ database, shelf }: { database: Database; shelf: Shelf }): DraftStore {
  const nameOf = (id: string): string => `drafts/${id}`;
  const where = async (condition: string, ...values: Value[]): Promise<Draft[]> => {
    const rows = await database.rows<{ draft: string }>(
      `SELECT draft FROM drafts WHERE ${condition} ORDER BY created_at, id`,
      ...values,
    );
    return rows.map(({ draft }) => JSON.parse(draft) as Draft);
  };
  const cardStatements = ({ id, cards }: Draft): Statement[] => [
    ['DELETE FROM draft_cards WHERE draft_id = ?', id],
    [
      'INSERT OR REPLACE INTO draft_cards SELECT value, ? FROM json_each(?)',
      id,
      JSON.stringify(cards.map(({ messageId }) => messageId)),
    ],
  ];

  return {
    async add(given, bytes) {
      const hash = bytes.length > 0 ? await sha256(bytes) : '';
      const waiting = (): Promise<Draft[]> => where("hash = ? AND hash <> '' AND state = 'waiting'", hash);
      const [same] = await waiting();
      if (same) return same;
      // Sorts by age; no two are the same.
      const id = `${given.createdAt.toString(36).padStart(9, '0')}-${crypto.randomUUID().slice(0, 8)}`;
      const draft: Draft = { ...structuredClone(given), id, revision: 1 };
      if (bytes.length > 0) await shelf.put(nameOf(id), bytes);
      try {
        await database.change(
          [
            'INSERT INTO drafts VALUES (?, ?, ?, 1, ?, ?)',
            id,
            hash,
            draft.state,
            draft.createdAt,
            JSON.stringify(draft),
          ],
          ...cardStatements(draft),
        );
      } catch (error) {
        const [first] = isRefused(error, 'drafts.hash') ? await waiting() : [];
        if (bytes.length > 0) await shelf.remove(nameOf(id));
        if (first) return first;
        throw error;
      }
      return draft;
    },
    read: async (id) => (await where('id = ?', id))[0] ?? null,
    byCard: async (messageId) =>
      (await where('id = (SELECT draft_id FROM draft_cards WHERE message_id = ?)', messageId))[0] ?? null,
    list: () => where('true'),
    async bytes(id) {
      const waits = (await where("id = ? AND state = 'waiting'", id)).length > 0;
      return waits ? shelf.get(nameOf(id)) : null;
    },
    async update(given) {
      const draft = { ...structuredClone(given), revision: given.revision + 1 };
      try {
        await database.change(
          ...guard('(SELECT revision FROM drafts WHERE id = ?) IS ?', given.id, given.revision),
          [
            'UPDATE drafts SET (state, revision, draft) = (?, ?, ?) WHERE id = ?',
            draft.state,
            draft.revision,
            JSON.stringify(draft),
            draft.id,
          ],
          ...cardStatements(draft),
        );
      } catch (error) {
        if (isOvertaken(error)) throw new ConflictError(storage.conflict(given.id));
        throw error;
      }
      if (draft.state !== 'waiting') await shelf.remove(nameOf(draft.id));
      return draft;
    },
    async remove(id) {
      await database.change(
        ['DELETE FROM drafts WHERE id = ?', id],
        ['DELETE FROM draft_cards WHERE draft_id = ?', id],
      );
      await shelf.remove(nameOf(id));
    },
  };
}

/** Changes of the library that not all have heard of, in D1. */
export function createD1PendingChanges(database: Database): PendingChanges {
  return {
    async add(change) {
      await database.change([
        'INSERT OR REPLACE INTO changes VALUES (?, ?, ?)',
        change.id,
        change.at,
        JSON.stringify(change),
      ]);
    },
    async remove(id) {
      await database.change(['DELETE FROM changes WHERE id = ?', id]);
    },
    async list() {
      const rows = await database.rows<{ change: string }>('SELECT change FROM changes ORDER BY at, id');
      return rows.map(({ change }) => JSON.parse(change) as PendingChange);
    },
  };
}
