import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../src/adapters/formats/index.ts';
import { createMemoryIssueStore } from '../../../src/adapters/stores/memory.ts';
import { StoreError, UnreadableDocumentError } from '../../../src/core/errors.ts';
import type { HeldFile, HeldStore, IncomingFile } from '../../../src/core/ports.ts';
import { type ImportOptions, importFile } from '../../../src/core/publishing/import-file.ts';
import { createLibraryOverview } from '../../../src/core/publishing/library-overview.ts';
import { bulletinText } from '../../scripts/generated-bulletins.ts';

const file = (name: string, text: string): IncomingFile => ({ name, bytes: new TextEncoder().encode(text) });
const sixth = file('6.txt', bulletinText(2024, 6));

/** Everything importing works on, in memory; `waiting` and `originals` show what was kept. */
function library(changes: Partial<ImportOptions> = {}) {
  const waiting: (HeldFile & { file: IncomingFile })[] = [];
  const originals: string[] = [];
  const held: HeldStore = {
    async hold(file, reason, since) {
      const entry = { id: String(waiting.length), name: file.name, reason, since };
      waiting.push({ ...entry, file });
      return entry;
    },
    list: async () => waiting,
    read: async (id) => waiting[Number(id)]?.file ?? null,
    discard: async () => undefined,
  };
  const options: ImportOptions = {
    readDocument,
    store: createMemoryIssueStore(),
    held,
    overview: createLibraryOverview([]),
    keepOriginal: async (issue, { name }) => void originals.push(`${issue.id}/${name}`),
    now: '2024-03-14T08:00:00.000Z',
    force: false,
    ...changes,
  };
  return { options, waiting, originals };
}

describe('importFile()', () => {
  it('publishes an issue and puts its file by', async () => {
    const { options, waiting, originals } = library();
    const report = await importFile(sixth, options);
    expect(report).toMatchObject({ status: 'published', issue: { id: '云川组工信息-2024-06', version: 1 } });
    expect(await options.store.read(report.issue!.id)).toEqual(report.issue);
    expect(originals).toEqual(['云川组工信息-2024-06/6.txt']);
    expect(waiting).toEqual([]);
  });

  it('holds another text of an issue that is there, with the difference, and replaces it by force', async () => {
    const { options, waiting } = library();
    await importFile(sixth, options);
    const corrected = file('6改.txt', bulletinText(2024, 6).replace('满意度明显提高', '满意度达到九成'));
    const report = await importFile(corrected, options);
    expect(report).toMatchObject({ status: 'held', reason: expect.stringContaining('--force') });
    expect(report.diff!.map(({ kind }) => kind)).toEqual(['removed', 'added']);
    expect(waiting).toMatchObject([{ name: '6改.txt', reason: report.reason, since: options.now }]);
    expect(await importFile(corrected, { ...options, force: true })).toMatchObject({ status: 'replaced' });
    expect(await options.store.versions('云川组工信息-2024-06')).toHaveLength(1);
  });

  it('refuses a classified file and keeps nothing of it', async () => {
    const { options, waiting, originals } = library({ force: true, approved: true });
    const report = await importFile(file('机密件.txt', `机密★3年\n${bulletinText(2024, 6)}`), options);
    expect(report).toEqual({ status: 'refused', reason: expect.stringContaining('保密'), classified: true });
    expect([waiting, originals, (await options.store.readAll()).issues]).toEqual([[], [], []]);
  });

  it('holds a file with an internal mark until an administrator approves', async () => {
    const { options, waiting } = library();
    const internal = file('内部.txt', `内部资料 注意保存\n${bulletinText(2024, 6)}`);
    expect(await importFile(internal, options)).toMatchObject({ status: 'held', reason: expect.any(String) });
    expect(waiting).toHaveLength(1);
    expect((await options.store.readAll()).issues).toEqual([]);
    expect(await importFile(internal, { ...options, approved: true })).toMatchObject({ status: 'published' });
  });

  it.each([
    ['nothing', ''],
    ['no bulletin', '今天下午三点开会。'],
    ['no text', '\u0000\u0001\u0002\u0003'.repeat(100)],
  ])('refuses a file with %s in it and keeps nothing', async (_, text) => {
    const { options, waiting } = library();
    const report = await importFile(file('x.txt', text), options);
    expect(report).toMatchObject({ status: 'refused', reason: expect.stringMatching(/\p{Script=Han}/u) });
    expect(waiting).toEqual([]);
  });

  it.each([
    ['cannot read it', new UnreadableDocumentError('encrypted', '文件有密码'), '文件有密码'],
    ['breaks down', new TypeError('x of undefined'), '无法读取'],
  ])('refuses a file whose reader %s, in plain words', async (_, error, reason) => {
    const { options } = library({ readDocument: () => Promise.reject(error) });
    const report = await importFile(sixth, options);
    expect(report).toEqual({ status: 'refused', reason: expect.stringContaining(reason) });
  });

  it('holds a file whose issue cannot be written', async () => {
    const { options, waiting } = library();
    const broken = { ...options.store, read: () => Promise.reject(new StoreError('第 3 行有误')) };
    const report = await importFile(sixth, { ...options, store: broken });
    expect(report).toMatchObject({ status: 'held', reason: '第 3 行有误' });
    expect(waiting).toHaveLength(1);
  });

  it('gives up when held files cannot be written either', async () => {
    const { options } = library();
    const full = () => Promise.reject(new StoreError('磁盘已满'));
    const { store, held } = options;
    const failing = { ...options, store: { ...store, write: full }, held: { ...held, hold: full } };
    await expect(importFile(sixth, failing)).rejects.toThrow('磁盘已满');
  });

  it('warns of an article that stands in another issue', async () => {
    const { options } = library();
    await importFile(sixth, options);
    const again = file('7.txt', bulletinText(2024, 6).replace('第6期', '第7期'));
    const { warnings } = await importFile(again, options);
    expect(warnings!.filter((warning) => warning.includes('重复'))).toHaveLength(2);
  });
});
