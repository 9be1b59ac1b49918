import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFileDraftStore, createFilePendingChanges } from '../../../src/adapters/stores/drafts.ts';
import { draftStoreContract, pendingChangesContract, sampleDraft } from '../../contracts/draft-store.ts';
import { temporaryFolder } from '../../contracts/temporary-folder.ts';

describe('createFileDraftStore()', () => {
  draftStoreContract(() => {
    const dataDir = temporaryFolder();
    return () => createFileDraftStore({ dataDir });
  });

  it('leaves no file of a removed draft', async () => {
    const dataDir = temporaryFolder();
    const store = await createFileDraftStore({ dataDir });
    const { id } = await store.add(sampleDraft(), new Uint8Array([1]));
    expect(readdirSync(join(dataDir, 'state', 'drafts')).sort()).toEqual([`${id}.file`, `${id}.json`]);
    await store.remove(id);
    expect(readdirSync(join(dataDir, 'state', 'drafts'))).toEqual([]);
  });
});

describe('createFilePendingChanges()', () => {
  pendingChangesContract(() => {
    const dataDir = temporaryFolder();
    return async () => createFilePendingChanges({ dataDir });
  });
});
