import { expect, it } from 'vitest';
import { ConflictError } from '../../src/core/errors.ts';
import type { DraftStore, NewDraft, PendingChanges } from '../../src/core/ports.ts';
import type { PendingChange } from '../../src/core/publishing/draft.ts';
import { sampleIssue } from './sample-issue.ts';

export const sampleDraft = (changes: Partial<NewDraft> = {}): NewDraft => ({
  state: 'waiting',
  title: '《云川组工信息》2024年第6期',
  name: '第6期.docx',
  items: [{ name: '第6期.docx', issue: sampleIssue(), warnings: ['没有读到日期'], held: null, over: null }],
  skipped: [],
  pushes: [{ person: 'ou_editor', chatId: 'oc_1', messageId: 'om_file' }],
  cards: [],
  withdrawable: [],
  withdrawing: null,
  createdAt: 1_700_000_000_000,
  decided: null,
  ...changes,
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (given: Uint8Array | null): string | null => given && new TextDecoder().decode(given);

/** What every DraftStore does; `open` gives the store of one place, an empty one at first, as after a restart. */
export function draftStoreContract(createPlace: () => () => Promise<DraftStore>): void {
  it('is empty at first', async () => {
    const store = await createPlace()();
    expect(await store.list()).toEqual([]);
    expect(await store.read('x')).toBeNull();
    expect(await store.byCard('om_x')).toBeNull();
    expect(await store.bytes('x')).toBeNull();
  });

  it('add() keeps the draft and its bytes over a restart', async () => {
    const open = createPlace();
    const added = await (await open()).add(sampleDraft(), bytes('正文'));
    expect(added).toEqual({ ...sampleDraft(), id: expect.any(String), revision: 1 });
    const store = await open();
    expect(await store.read(added.id)).toEqual(added);
    expect(await store.list()).toEqual([added]);
    expect(text(await store.bytes(added.id))).toBe('正文');
  });

  it('of the same bytes at once by two editors there is one draft', async () => {
    const store = await createPlace()();
    const drafts = await Promise.all(
      ['ou_1', 'ou_2'].map((person) =>
        store.add(
          sampleDraft({ pushes: [{ person, chatId: `oc_${person}`, messageId: 'om' }] }),
          bytes('同一份'),
        ),
      ),
    );
    expect(drafts[0]).toEqual(drafts[1]);
    expect(await store.list()).toHaveLength(1);
  });

  it.each(['published', 'abandoned', 'ended'] as const)(
    'the same bytes again after %s are a new draft',
    async (state) => {
      const store = await createPlace()();
      const first = await store.add(sampleDraft(), bytes('正文'));
      await store.update({ ...first, state });
      const second = await store.add(sampleDraft(), bytes('正文'));
      expect(second.id).not.toBe(first.id);
      expect(await store.list()).toHaveLength(2);
    },
  );

  it('drafts without bytes are each their own', async () => {
    const store = await createPlace()();
    const [first, second] = await Promise.all([
      store.add(sampleDraft(), bytes('')),
      store.add(sampleDraft(), bytes('')),
    ]);
    expect(first!.id).not.toBe(second!.id);
  });

  it('byCard() finds the draft by each of its cards', async () => {
    const open = createPlace();
    const store = await open();
    const added = await store.add(sampleDraft(), bytes('正文'));
    const cards = ['om_1', 'om_2'].map((messageId) => ({ messageId, chatId: 'oc_1', person: 'ou_1' }));
    const updated = await store.update({ ...added, cards });
    for (const { messageId } of cards) expect(await (await open()).byCard(messageId)).toEqual(updated);
    expect(await store.byCard('om_3')).toBeNull();
  });

  it('update() raises the revision; with an old one it is refused and changes nothing', async () => {
    const store = await createPlace()();
    const added = await store.add(sampleDraft(), bytes('正文'));
    const updated = await store.update({ ...added, name: '改名.docx' });
    expect(updated).toEqual({ ...added, name: '改名.docx', revision: 2 });
    await expect(store.update({ ...added, state: 'abandoned' })).rejects.toThrow(ConflictError);
    await expect(store.update({ ...added, id: 'x' })).rejects.toThrow(ConflictError);
    expect(await store.read(added.id)).toEqual(updated);
  });

  it('of ten updates at once one wins', async () => {
    const store = await createPlace()();
    const added = await store.add(sampleDraft(), bytes('正文'));
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) => store.update({ ...added, name: `${i}` })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('the bytes are gone as soon as the draft no longer waits', async () => {
    const store = await createPlace()();
    const added = await store.add(sampleDraft(), bytes('正文'));
    await store.update({ ...added, state: 'published' });
    expect(await store.bytes(added.id)).toBeNull();
  });

  it('remove() leaves nothing', async () => {
    const open = createPlace();
    const store = await open();
    const { id } = await store.add(sampleDraft(), bytes('正文'));
    await store.remove(id);
    await store.remove(id);
    expect(await (await open()).list()).toEqual([]);
    expect(await store.bytes(id)).toBeNull();
  });

  it('list() gives the oldest first', async () => {
    const store = await createPlace()();
    for (const createdAt of [3, 1, 2]) await store.add(sampleDraft({ createdAt }), bytes(String(createdAt)));
    expect((await store.list()).map((draft) => draft.createdAt)).toEqual([1, 2, 3]);
  });

  it('what a caller does to a draft does not reach the store', async () => {
    const store = await createPlace()();
    const given = sampleDraft();
    const added = await store.add(given, bytes('正文'));
    given.items.length = 0;
    added.items.length = 0;
    expect((await store.read(added.id))?.items).toHaveLength(1);
  });
}

/** What every PendingChanges does; `open` as above. */
export function pendingChangesContract(createPlace: () => () => Promise<PendingChanges>): void {
  const change = (id: string, at: number): PendingChange => ({
    id,
    kind: 'withdrawn',
    issueId: '云川组工信息-2024-06',
    version: 2,
    over: 1,
    by: 'ou_editor',
    at,
    reason: '数字有误',
  });

  it('keeps changes over a restart until they are removed, oldest first', async () => {
    const open = createPlace();
    const store = await open();
    expect(await store.list()).toEqual([]);
    await store.add(change('b', 2));
    await store.add(change('a', 1));
    await store.add(change('b', 2));
    expect(await (await open()).list()).toEqual([change('a', 1), change('b', 2)]);
    await store.remove('a');
    await store.remove('a');
    expect(await (await open()).list()).toEqual([change('b', 2)]);
  });
}
