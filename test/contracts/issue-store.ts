import { expect, it } from 'vitest';
import { ConflictError } from '../../src/core/errors.ts';
import type { IssueStore } from '../../src/core/ports.ts';
import { sampleIssue } from './sample-issue.ts';

/** What every IssueStore does; `createStore` gives an empty one. */
export function issueStoreContract(createStore: () => Promise<IssueStore>): void {
  it('is empty at first', async () => {
    const store = await createStore();
    expect(await store.readAll()).toEqual({ issues: [], broken: [] });
    expect(await store.read('云川组工信息-2024-06')).toBeNull();
    expect(await store.versions('云川组工信息-2024-06')).toEqual([]);
  });

  it('read() gives back what write() was given', async () => {
    const store = await createStore();
    const issue = sampleIssue();
    await store.write(issue);
    expect(await store.read(issue.id)).toEqual(issue);
    expect(await store.versions(issue.id)).toEqual([]);
  });

  it.each([
    ['a 增刊', sampleIssue({ numbers: [2], supplement: true })],
    ['a 合刊', sampleIssue({ numbers: [5, 6] })],
    ['an issue known by its date', sampleIssue({ numbers: [] })],
    ['a name with signs', sampleIssue({ bulletin: '“云川”组工·信息（内网）' })],
    ['a character above U+FFFF', sampleIssue({ bulletin: '𠮷川信息' })],
    ['an issue for one chat', sampleIssue({ audience: { kind: 'chats', chats: ['oc_1'] } })],
    ['a withdrawn issue', sampleIssue({ status: 'withdrawn' })],
  ])('keeps %s', async (_, issue) => {
    const store = await createStore();
    await store.write(issue);
    expect(await store.read(issue.id)).toEqual(issue);
    expect((await store.readAll()).issues).toEqual([issue]);
  });

  it.each(['', 'x', '../../etc/passwd', '../2024/云川组工信息-2024-06', 'a/b-2024-06', 'x-2024-06'])(
    'read(%j) is null for an id that is not there',
    async (id) => {
      const store = await createStore();
      await store.write(sampleIssue());
      expect(await store.read(id)).toBeNull();
    },
  );

  it('readAll() lists issues in the order of their ids', async () => {
    const store = await createStore();
    const issues = [[10], [2], [1]].map((numbers) => sampleIssue({ numbers }));
    const older = sampleIssue({ year: 2023, date: '2023-05-05' });
    for (const issue of [...issues, older]) await store.write(issue);
    const ids = (await store.readAll()).issues.map((issue) => issue.id);
    expect(ids).toEqual([...ids].sort());
    expect(ids).toHaveLength(4);
  });

  it('write() keeps every earlier version, oldest first', async () => {
    const store = await createStore();
    const versions = Array.from({ length: 11 }, (_, i) =>
      sampleIssue({ version: i + 1, editorsNote: [`第${i}稿`] }),
    );
    for (const issue of versions) await store.write(issue);
    expect(await store.versions(versions[0]!.id)).toEqual(versions.slice(0, -1));
    expect(await store.read(versions[0]!.id)).toEqual(versions.at(-1));
  });

  it('write() keeps two texts that carry the same version number', async () => {
    const store = await createStore();
    const texts = ['甲', '乙', '丙'].map((text) => sampleIssue({ editorsNote: [text] }));
    for (const issue of texts) await store.write(issue);
    const { id } = texts[0]!;
    expect((await store.versions(id)).map((issue) => issue.editorsNote[0])).toEqual(['甲', '乙']);
  });

  it('write() over another version than the one stored is refused and changes nothing', async () => {
    const store = await createStore();
    const first = sampleIssue();
    await store.write(first, { version: null });
    const second = sampleIssue({ version: 2, editorsNote: ['改'] });
    await expect(store.write(second, { version: null })).rejects.toThrow(ConflictError);
    await expect(store.write(second, { version: 2 })).rejects.toThrow(ConflictError);
    expect(await store.read(first.id)).toEqual(first);
    await store.write(second, { version: 1 });
    expect(await store.read(first.id)).toEqual(second);
  });

  it('of ten writes at once over the same version one wins', async () => {
    const store = await createStore();
    const writes = Array.from({ length: 10 }, (_, i) =>
      store.write(sampleIssue({ editorsNote: [`第${i}人`] }), { version: null }),
    );
    const results = await Promise.allSettled(writes);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(await store.versions(sampleIssue().id)).toEqual([]);
  });

  it('what a caller does to an issue it read does not reach the store', async () => {
    const store = await createStore();
    await store.write(sampleIssue());
    const copy = await store.read(sampleIssue().id);
    copy!.articles.length = 0;
    expect((await store.read(sampleIssue().id))!.articles).toHaveLength(1);
  });
}
