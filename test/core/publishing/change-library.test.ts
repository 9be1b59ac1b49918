import { describe, expect, it } from 'vitest';
import { createMemoryIssueStore } from '../../../src/adapters/stores/memory.ts';
import type { IncomingFile, LibraryChange, Log, PendingChanges } from '../../../src/core/ports.ts';
import { createChangeLibrary } from '../../../src/core/publishing/change-library.ts';
import type { PendingChange } from '../../../src/core/publishing/draft.ts';
import { sampleIssue } from '../../contracts/sample-issue.ts';

const file: IncomingFile = { name: '6.txt', bytes: new Uint8Array([1]) };
const by = 'ou_editor';

function pendingInMemory(): PendingChanges & { kept: Map<string, PendingChange> } {
  const kept = new Map<string, PendingChange>();
  return {
    kept,
    add: async (change) => void kept.set(change.id, change),
    remove: async (id) => void kept.delete(id),
    list: async () => [...kept.values()],
  };
}

function library({
  store = createMemoryIssueStore(),
  pending = pendingInMemory(),
  onChange = async (_: LibraryChange): Promise<void> => undefined,
  fails = (_: 'index' | 'original'): boolean => false,
} = {}) {
  const happened: string[] = [];
  const heard: LibraryChange[] = [];
  const quiet: Log = { debug() {}, info() {}, warn() {}, error: () => happened.push('logged') };
  const changes = createChangeLibrary({
    store: {
      ...store,
      async write(issue, over) {
        happened.push(`noted ${pending.kept.size}`, 'written');
        await store.write(issue, over);
      },
    },
    async reindex(id) {
      if (fails('index')) throw new Error('No room');
      happened.push(`reindexed ${id}`);
    },
    async keepOriginal() {
      if (fails('original')) throw new Error('No room');
      happened.push('original kept');
    },
    pending,
    async onChange(change) {
      heard.push(change);
      await onChange(change);
    },
    clock: { now: () => 1_000 },
    log: quiet,
  });
  return { changes, store, pending, happened, heard };
}

describe('createChangeLibrary()', () => {
  it('notes a change, makes it, makes it findable, and crosses it out once heard', async () => {
    const { changes, happened, heard, pending } = library();
    const issue = sampleIssue();
    expect(await changes.publish(issue, { over: null, by, file })).toEqual({ status: 'done', issue });
    expect(happened).toEqual(['noted 1', 'written', `reindexed ${issue.id}`, 'original kept']);
    await changes.settled();
    expect(heard).toEqual([{ kind: 'published', issue, before: null, by, at: 1_000 }]);
    expect(pending.kept.size).toBe(0);
  });

  it.each(['index', 'original'] as const)(
    'tells of a change that stands in the store though what follows fails: %s',
    async (undone) => {
      const { changes, store, happened, heard, pending } = library({ fails: (what) => what === undone });
      const issue = sampleIssue();
      const result = await changes.publish(issue, { over: null, by, file });
      expect(result).toEqual({ status: 'done', issue, undone });
      await changes.settled();
      expect(heard).toMatchObject([{ kind: 'published', issue }]);
      expect([await store.read(issue.id), pending.kept.size]).toEqual([issue, 0]);
      expect(happened).toContain('logged');
    },
  );

  it('withdraw() tells of it though questions are still answered from the issue', async () => {
    const { changes, heard } = library({
      store: createMemoryIssueStore([sampleIssue()]),
      fails: () => true,
    });
    const request = { version: 1, by, reason: '数字有误' };
    const result = await changes.withdraw(sampleIssue().id, request);
    expect(result).toMatchObject({ status: 'done', undone: 'index' });
    await changes.settled();
    expect(heard).toMatchObject([{ kind: 'withdrawn' }]);
  });

  it('publish() of what is there already changes nothing, but keeps the file', async () => {
    const { changes, happened, heard } = library({ store: createMemoryIssueStore([sampleIssue()]) });
    expect((await changes.publish(sampleIssue(), { over: null, by, file })).status).toBe('unchanged');
    await changes.settled();
    expect([happened, heard]).toEqual([['original kept'], []]);
  });

  it('publish() over another version than the one seen is a conflict', async () => {
    const { changes, happened } = library({ store: createMemoryIssueStore([sampleIssue({ version: 3 })]) });
    const other = sampleIssue({ editorsNote: ['另一份'] });
    for (const over of [null, { version: 2 }]) {
      expect((await changes.publish(other, { over, by, file })).status).toBe('conflict');
    }
    expect(happened).toEqual([]);
    const done = await changes.publish(other, { over: { version: 3 }, by, file });
    expect(done).toMatchObject({ status: 'done', issue: { version: 4 } });
  });

  it('of two who publish at once over the same version one wins', async () => {
    const { changes, store } = library();
    const results = await Promise.all(
      ['甲', '乙'].map((note) =>
        changes.publish(sampleIssue({ editorsNote: [note] }), { over: null, by, file: null }),
      ),
    );
    expect(results.map(({ status }) => status)).toEqual(['done', 'conflict']);
    expect((await store.read(sampleIssue().id))?.editorsNote).toEqual(['甲']);
  });

  it('withdraw() keeps the text, and an issue withdrawn comes back as published', async () => {
    const { changes, heard } = library({ store: createMemoryIssueStore([sampleIssue()]) });
    const { id } = sampleIssue();
    expect((await changes.withdraw(id, { version: 2, by, reason: '错' })).status).toBe('conflict');
    const withdrawn = await changes.withdraw(id, { version: 1, by, reason: '错' });
    expect(withdrawn.issue).toEqual(sampleIssue({ status: 'withdrawn', version: 2 }));
    expect((await changes.withdraw(id, { version: 2, by, reason: '错' })).status).toBe('unchanged');
    await changes.publish(sampleIssue(), { over: { version: 2 }, by, file: null });
    await changes.settled();
    expect(heard.map(({ kind, reason, issue }) => [kind, reason, issue.version])).toEqual([
      ['withdrawn', '错', 2],
      ['published', undefined, 3],
    ]);
  });

  it('another audience is a change', async () => {
    const { changes } = library({ store: createMemoryIssueStore([sampleIssue()]) });
    const narrower = sampleIssue({ audience: { kind: 'chats', chats: ['oc_1'] } });
    expect((await changes.publish(narrower, { over: { version: 1 }, by, file: null })).status).toBe('done');
  });

  it('resume() tells what was made and not heard, and forgets what was not made', async () => {
    const pending = pendingInMemory();
    const failing = library({
      pending,
      onChange: async () => {
        throw new Error('killed here');
      },
    });
    await failing.changes.publish(sampleIssue(), { over: null, by, file: null });
    await failing.changes.publish(sampleIssue({ editorsNote: ['改'] }), {
      over: { version: 1 },
      by,
      file: null,
    });
    await failing.changes.settled();
    expect(failing.happened).toContain('logged');
    await pending.add({
      id: 'never made',
      kind: 'withdrawn',
      issueId: sampleIssue().id,
      version: 3,
      over: 2,
      by,
      at: 2_000,
    });

    const after = library({ pending, store: failing.store });
    await after.changes.resume();
    await after.changes.settled();
    expect(after.heard).toMatchObject([
      { kind: 'published', before: null, by, at: 1_000 },
      {
        kind: 'corrected',
        before: { version: 1, editorsNote: sampleIssue().editorsNote },
        issue: { version: 2 },
      },
    ]);
    expect(pending.kept.size).toBe(0);
  });
});
