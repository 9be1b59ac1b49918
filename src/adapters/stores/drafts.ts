import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ConflictError } from '../../core/errors.ts';
import { createTurns } from '../../core/in-turn.ts';
import type { DraftStore, PendingChanges } from '../../core/ports.ts';
import type { Draft, PendingChange } from '../../core/publishing/draft.ts';
import { storage } from '../../core/wording.ts';
import { cannotRead, cannotWrite, isMissing } from '../disk/disk-errors.ts';
import { writeDurably } from '../disk/replace-file.ts';
import { readKeptDrafts } from './kept-drafts.ts';

interface Damageable {
  dataDir: string;
  /** Hears of every record that cannot be read; it is left out and left alone. */
  onDamaged?: (path: string) => void;
}

/** A draft on disk, and what its bytes are known by. */
interface Kept {
  draft: Draft;
  hash: string;
}

/**
 * 待发布稿: `state/drafts/<id>.json`, and the bytes it came from beside it in `<id>.file` as long as it waits. All drafts
 * are in memory besides. NOTE: one process a folder, as the bot's lock holds it.
 * @throws StoreError
 */
export async function createFileDraftStore({
  dataDir,
  onDamaged = () => undefined,
}: Damageable): Promise<DraftStore> {
  const folder = join(dataDir, 'state', 'drafts');
  const recordOf = (id: string): string => join(folder, `${id}.json`);
  const bytesOf = (id: string): string => join(folder, `${id}.file`);
  const drafts = new Map((await readRecords<Kept>(folder, onDamaged)).map((kept) => [kept.draft.id, kept]));
  // Two writers of one file would share its temporary name.
  const inTurn = createTurns();

  return {
    add: (given, bytes) =>
      inTurn(async () => {
        const hash = createHash('sha256').update(bytes).digest('hex');
        const same = [...drafts.values()].find(
          (kept) => kept.hash === hash && kept.draft.state === 'waiting',
        );
        if (same && bytes.length > 0) return structuredClone(same.draft);
        const draft: Draft = { ...structuredClone(given), id: newId(given.createdAt, hash), revision: 1 };
        // The record comes last: without it nothing waits.
        if (bytes.length > 0) await writeDurably(bytesOf(draft.id), bytes);
        await writeDurably(recordOf(draft.id), JSON.stringify({ draft, hash }));
        drafts.set(draft.id, { draft, hash });
        return structuredClone(draft);
      }),

    ...readKeptDrafts(drafts),

    async bytes(id) {
      if (drafts.get(id)?.draft.state !== 'waiting') return null;
      try {
        return await readFile(bytesOf(id));
      } catch (error) {
        if (isMissing(error)) return null;
        throw cannotRead(bytesOf(id), error);
      }
    },

    update: (given) =>
      inTurn(async () => {
        const kept = drafts.get(given.id);
        if (kept?.draft.revision !== given.revision) throw new ConflictError(storage.conflict(given.id));
        const draft = { ...structuredClone(given), revision: given.revision + 1 };
        await writeDurably(recordOf(draft.id), JSON.stringify({ ...kept, draft }));
        drafts.set(draft.id, { ...kept, draft });
        if (draft.state !== 'waiting') await discard(bytesOf(draft.id));
        return structuredClone(draft);
      }),

    remove: (id) =>
      inTurn(async () => {
        if (!drafts.delete(id)) return;
        await discard(recordOf(id));
        await discard(bytesOf(id));
      }),
  };

  /** Sorts by age, and no two are the same. */
  function newId(createdAt: number, hash: string): string {
    const base = `${createdAt.toString(36).padStart(9, '0')}-${hash.slice(0, 8)}`;
    for (let repeat = 1; ; repeat++) {
      const id = repeat === 1 ? base : `${base}-${repeat}`;
      if (!drafts.has(id)) return id;
    }
  }
}

/** `state/changes/<id>.json`, a file for each change that is not finished; as a rule there is none. */
export function createFilePendingChanges({
  dataDir,
  onDamaged = () => undefined,
}: Damageable): PendingChanges {
  const folder = join(dataDir, 'state', 'changes');
  // Two writers of one file would share its temporary name.
  const inTurn = createTurns();
  return {
    add: (change) => inTurn(() => writeDurably(join(folder, `${change.id}.json`), JSON.stringify(change))),
    remove: (id) => inTurn(() => discard(join(folder, `${id}.json`))),
    list: async () => (await readRecords<PendingChange>(folder, onDamaged)).sort((a, b) => a.at - b.at),
  };
}

async function readRecords<T>(folder: string, onDamaged: (path: string) => void): Promise<T[]> {
  const names = await readdir(folder).catch((error) => {
    if (isMissing(error)) return [];
    throw cannotRead(folder, error);
  });
  const records = names.filter((name) => name.endsWith('.json') && !name.startsWith('.'));
  const kept = await Promise.all(
    records.map(async (name) => {
      const path = join(folder, name);
      const text = await readFile(path, 'utf8').catch((error) => {
        throw cannotRead(path, error);
      });
      try {
        return [JSON.parse(text) as T];
      } catch {
        // A damaged record must not keep the bot from starting; it stays where it is.
        onDamaged(path);
        return [];
      }
    }),
  );
  return kept.flat();
}

async function discard(path: string): Promise<void> {
  await rm(path, { force: true }).catch((error) => {
    throw cannotWrite(path, error);
  });
}
