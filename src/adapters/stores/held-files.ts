import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { HeldFile, HeldStore } from '../../core/ports.ts';
import { storage } from '../../core/wording.ts';
import { cannotRead, cannotWrite, isMissing } from '../disk/disk-errors.ts';
import { writeDurably } from '../disk/replace-file.ts';
import { createLibraryLock } from './locks.ts';

/** Files that wait for an administrator: `state/held/<id>.file` holds the bytes, `<id>.json` what is known of them. */
export function createFileHeldStore({ dataDir }: { dataDir: string }): HeldStore {
  const folder = join(dataDir, 'state', 'held');
  const exclusively = createLibraryLock(dataDir);
  const recordOf = (id: string): string => join(folder, `${id}.json`);
  const bytesOf = (id: string): string => join(folder, `${id}.file`);

  const readRecord = async (id: string): Promise<HeldFile | null> => {
    const text = /^[0-9a-f]{12}$/.test(id) ? await readIfThere(recordOf(id)) : null;
    return text === null ? null : parseRecord(id, text.toString('utf8'));
  };

  return {
    hold(file, reason, since) {
      const id = createHash('sha256').update(file.bytes).digest('hex').slice(0, 12);
      return exclusively(async () => {
        const waiting = await readRecord(id);
        const held = { id, name: file.name, reason, since: waiting?.since ?? since };
        // The record comes last: without it nothing waits.
        if (!waiting) await writeDurably(bytesOf(id), file.bytes);
        await writeDurably(recordOf(id), JSON.stringify(held));
        return held;
      });
    },

    async list() {
      const names = await readdir(folder).catch((error) => {
        if (isMissing(error)) return [];
        throw cannotRead(folder, error);
      });
      const ids = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5));
      const records = await Promise.all(ids.map(readRecord));
      return records
        .filter((held) => held !== null)
        .sort((a, b) => a.since.localeCompare(b.since) || a.id.localeCompare(b.id));
    },

    async read(id) {
      const held = await readRecord(id);
      const bytes = held && (await readIfThere(bytesOf(id)));
      return held && bytes ? { name: held.name, bytes } : null;
    },

    discard(id) {
      return exclusively(async () => {
        for (const path of [recordOf(id), bytesOf(id)]) {
          await rm(path, { force: true }).catch((error) => {
            throw cannotWrite(path, error);
          });
        }
      });
    },
  };
}

/** A damaged record shows as one, so that somebody looks: its file can still be discarded or published. */
function parseRecord(id: string, text: string): HeldFile {
  try {
    return JSON.parse(text);
  } catch {
    return { id, name: `${id}.file`, reason: storage.recordDamaged, since: new Date(0).toISOString() };
  }
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw cannotRead(path, error);
  }
}
