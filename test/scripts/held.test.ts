import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFileIssueStore } from '../../src/adapters/stores/files.ts';
import { createFileHeldStore } from '../../src/adapters/stores/held-files.ts';
import { temporaryFolder } from '../contracts/temporary-folder.ts';
import { bulletinText } from './generated-bulletins.ts';
import { expectPlainError, runScript } from './run-script.ts';

/** A library where one issue is published, and another text of it and an internal paper wait. */
async function libraryWithHeld() {
  const folder = temporaryFolder();
  const dataDir = join(folder, 'data');
  const importText = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return runScript('import', [join(folder, name)], { DATA_DIR: dataDir });
  };
  await importText('6.txt', bulletinText(2024, 6));
  await importText('6改.txt', bulletinText(2024, 6, 500));
  await importText('内部.txt', `内部资料 注意保存\n${bulletinText(2024, 7)}`);
  const held = (...args: string[]) => runScript('held', args, { DATA_DIR: dataDir });
  const waiting = async () => {
    const files: { id: string; name: string }[] = JSON.parse((await held('list', '--json')).stdout).files;
    return Object.fromEntries(files.map(({ name, id }) => [name, id]));
  };
  return { dataDir, held, waiting, store: createFileIssueStore({ dataDir }) };
}

describe('npm run held', () => {
  it('lists, publishes and discards what waits', async () => {
    const { held, waiting, store } = await libraryWithHeld();
    const table = await held('list');
    expect(table).toMatchObject({ code: 0, stderr: '' });
    expect(table.stdout).toMatch(/6改\.txt .*--force/);
    expect(table.stdout).toMatch(/内部\.txt/);

    const ids = await waiting();
    const published = await held('publish', ids['6改.txt']!, ids['内部.txt']!);
    expect(published).toMatchObject({ code: 0 });
    expect(published.stdout).toMatch(/替换 {2}6改\.txt/);
    expect(published.stdout).toMatch(/发布 {2}内部\.txt/);
    const { issues } = await store.readAll();
    expect(issues.map(({ id, version }) => `${id} v${version}`)).toEqual([
      '云川组工信息-2024-06 v2',
      '云川组工信息-2024-07 v1',
    ]);
    expect(await waiting()).toEqual({});
  });

  it('discards for good', async () => {
    const { held, waiting, store } = await libraryWithHeld();
    const ids = Object.values(await waiting());
    expect(await held('discard', ...ids)).toMatchObject({ code: 0 });
    expect((await held('list')).stdout).toContain('没有待定的文件');
    expect((await store.readAll()).issues).toHaveLength(1);
  });

  it('publish keeps a file that its reader refuses, but none with a mark of secrecy', async () => {
    const dataDir = temporaryFolder();
    const store = createFileHeldStore({ dataDir });
    const hold = (name: string, text: string) =>
      store.hold({ name, bytes: new TextEncoder().encode(text) }, '待定', '2024-03-14T08:00:00.000Z');
    const scan = await hold('扫描件.pdf', '%PDF-1.4 broken for its reader today');
    const secret = await hold('7.txt', `机密★3年\n${bulletinText(2024, 7)}`);
    const outcome = await runScript('held', ['publish', scan.id, secret.id], { DATA_DIR: dataDir });
    expect(outcome).toMatchObject({ code: 0, stderr: expect.stringContaining(scan.id) });
    expect(outcome.stdout.match(/^拒收/gm)).toHaveLength(2);
    expect((await store.list()).map(({ id }) => id)).toEqual([scan.id]);
  });

  it('publish tells of what it published before an error', async () => {
    const { dataDir, held, waiting, store } = await libraryWithHeld();
    const generation = () => readFileSync(join(dataDir, 'state', 'generation'), 'utf8');
    const before = generation();
    const log = join(dataDir, 'state', 'audit', 'log.jsonl');
    rmSync(log);
    mkdirSync(log);
    expectPlainError(await held('publish', (await waiting())['内部.txt']!), log);
    expect((await store.readAll()).issues).toHaveLength(2);
    expect(generation()).not.toBe(before);
  });

  it.each<[string, string[], RegExp]>([
    ['an id that does not wait', ['publish', '0123456789ab'], /0123456789ab/],
    ['no id', ['discard'], /--help/],
    ['an unknown verb', ['eat'], /--help/],
    ['no verb', [], /--help/],
  ])('%s is refused in one line', async (_, args, mentions) => {
    expectPlainError(await runScript('held', args, { DATA_DIR: temporaryFolder() }), mentions);
  });
});
