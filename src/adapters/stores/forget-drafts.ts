import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Draft } from '../../core/publishing/draft.ts';
import { withoutPerson } from '../../core/publishing/forget-in-draft.ts';
import { cannotRead, cannotWrite, isMissing } from '../disk/disk-errors.ts';
import { writeDurably } from '../disk/replace-file.ts';

/**
 * Takes a person out of the drafts: what only they pushed goes with its file, in what others pushed, too, only they go.
 * Returns the number of drafts changed. A record that cannot be read stays. The bot must not be running. @throws StoreError
 */
export async function forgetDrafts(dataDir: string, person: string): Promise<number> {
  const folder = join(dataDir, 'state', 'drafts');
  const names = await readdir(folder).catch((error) => {
    if (isMissing(error)) return [];
    throw cannotRead(folder, error);
  });
  let changed = 0;
  for (const name of names.filter((one) => one.endsWith('.json') && !one.startsWith('.'))) {
    const path = join(folder, name);
    const text = await readFile(path, 'utf8');
    if (!text.includes(person)) continue;
    const kept = parse(text);
    if (!kept) continue;
    changed++;
    const draft = withoutPerson(kept.draft, person);
    if (draft) await writeDurably(path, JSON.stringify({ ...kept, draft }));
    else await remove(path, path.replace(/json$/, 'file'));
  }
  return changed;
}

function parse(text: string): { draft: Draft } | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function remove(...paths: string[]): Promise<void> {
  for (const path of paths) {
    await rm(path, { force: true }).catch((error) => {
      throw cannotWrite(path, error);
    });
  }
}
