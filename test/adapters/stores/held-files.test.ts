import { describe, expect, it } from 'vitest';
import { createFileHeldStore } from '../../../src/adapters/stores/held-files.ts';
import { temporaryFolder } from '../../contracts/temporary-folder.ts';

const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });

describe('createFileHeldStore()', () => {
  it('hold() keeps bytes, name, reason and time over a restart', async () => {
    const dataDir = temporaryFolder();
    const held = await createFileHeldStore({ dataDir }).hold(file('甲.txt', '正文'), '要人看', '2024-03-01');
    const reopened = createFileHeldStore({ dataDir });
    expect(await reopened.list()).toEqual([
      { id: held.id, name: '甲.txt', reason: '要人看', since: '2024-03-01' },
    ]);
    const back = await reopened.read(held.id);
    expect({ name: back!.name, text: Buffer.from(back!.bytes).toString() }).toEqual({
      name: '甲.txt',
      text: '正文',
    });
  });

  it('the same bytes wait once, since the first time, with the latest reason', async () => {
    const store = createFileHeldStore({ dataDir: temporaryFolder() });
    const first = await store.hold(file('甲.txt', '正文'), '旧', '2024-03-01');
    const second = await store.hold(file('甲.txt', '正文'), '新', '2024-03-09');
    expect(second).toEqual({ ...first, reason: '新' });
    expect(await store.list()).toEqual([second]);
  });

  it('list() names the longest waiting first', async () => {
    const store = createFileHeldStore({ dataDir: temporaryFolder() });
    for (const day of ['2024-03-03', '2024-03-01', '2024-03-02']) await store.hold(file('x', day), '', day);
    expect((await store.list()).map((held) => held.since)).toEqual([
      '2024-03-01',
      '2024-03-02',
      '2024-03-03',
    ]);
  });

  it('discard() leaves nothing', async () => {
    const store = createFileHeldStore({ dataDir: temporaryFolder() });
    const { id } = await store.hold(file('甲.txt', '正文'), '', '2024-03-01');
    await store.discard(id);
    expect(await store.list()).toEqual([]);
    expect(await store.read(id)).toBeNull();
    await store.discard(id);
  });

  it.each(['', 'nothing', '../../../etc', '0123456789ab'])('read(%j) is null', async (id) => {
    expect(await createFileHeldStore({ dataDir: temporaryFolder() }).read(id)).toBeNull();
  });

  it('two programs that hold files at once lose none', async () => {
    const dataDir = temporaryFolder();
    const stores = [createFileHeldStore({ dataDir }), createFileHeldStore({ dataDir })];
    const same = file('同.txt', '同一份');
    await Promise.all(
      stores.flatMap((store, i) => [
        store.hold(same, '', '2024-03-01'),
        store.hold(file(`${i}.txt`, `第${i}份`), '', '2024-03-02'),
      ]),
    );
    expect(await stores[0]!.list()).toHaveLength(3);
  });
});
