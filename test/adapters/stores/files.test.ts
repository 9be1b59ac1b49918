import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFileIssueStore } from '../../../src/adapters/stores/files.ts';
import { StoreError } from '../../../src/core/errors.ts';
import { formatIssue } from '../../../src/core/issue-file.ts';
import { issueStoreContract } from '../../contracts/issue-store.ts';
import { sampleIssue } from '../../contracts/sample-issue.ts';
import { temporaryFolder } from '../../contracts/temporary-folder.ts';

const issue = sampleIssue();

/** A library with one issue, and the path of its file. */
async function library() {
  const dataDir = temporaryFolder();
  const store = createFileIssueStore({ dataDir });
  await store.write(issue);
  return { dataDir, store, path: join(dataDir, 'bulletins', '2024', `${issue.id}.md`) };
}

describe('createFileIssueStore()', () => {
  issueStoreContract(async () => createFileIssueStore({ dataDir: temporaryFolder() }));

  it('writes the issue file to bulletins/<year>/<id>.md and leaves nothing else there', async () => {
    const { dataDir, path } = await library();
    expect(readFileSync(path, 'utf8')).toBe(formatIssue(issue));
    expect(readdirSync(join(dataDir, 'bulletins'), { recursive: true })).toEqual([
      '2024',
      `2024/${issue.id}.md`,
    ]);
  });

  it('another store on the same folder reads what the first wrote', async () => {
    const { dataDir } = await library();
    expect(await createFileIssueStore({ dataDir }).read(issue.id)).toEqual(issue);
  });

  it('a file edited by hand is read as edited', async () => {
    const { store, path } = await library();
    writeFileSync(path, readFileSync(path, 'utf8').replace('42', '43').replaceAll('\n', '\r\n'));
    expect((await store.read(issue.id))!.articles[0]!.paragraphs).toEqual(['柳溪县选派 43 名农技专家驻村。']);
  });

  it.each([
    ['front matter that is no YAML', 'a: [', 4],
    ['no front matter', null, 1],
    ['a year that is none', 'year: soon', 4],
  ])('names a file with %s by path and line, and reads the rest', async (_, line, expectedLine) => {
    const { store, path } = await library();
    const other = sampleIssue({ numbers: [7] });
    await store.write(other);
    const lines = readFileSync(path, 'utf8').split('\n');
    const head = lines.findIndex((text) => text.startsWith('year:'));
    writeFileSync(path, line === null ? '随手一写' : lines.with(head, line).join('\n'));
    const { issues, broken } = await store.readAll();
    expect(issues).toEqual([other]);
    expect(broken).toHaveLength(1);
    expect(broken[0]).toMatchObject({ path, reason: expect.stringMatching(/\p{Script=Han}/u) });
    expect(Math.abs(broken[0]!.line - expectedLine)).toBeLessThanOrEqual(1);
    await expect(store.read(issue.id)).rejects.toThrow(`${path} 第 ${broken[0]!.line} 行`);
  });

  it('never writes over a file it cannot read', async () => {
    const { store, path } = await library();
    writeFileSync(path, '随手一写');
    await expect(store.write(sampleIssue({ version: 2 }))).rejects.toThrow(StoreError);
    expect(readFileSync(path, 'utf8')).toBe('随手一写');
  });

  it('names a file whose content belongs under another name', async () => {
    const { store, dataDir, path } = await library();
    const elsewhere = join(dataDir, 'bulletins', '2024', '副本.md');
    writeFileSync(elsewhere, readFileSync(path));
    expect((await store.readAll()).broken).toEqual([
      { path: elsewhere, line: 1, reason: expect.stringContaining(`2024/${issue.id}.md`) },
    ]);
  });

  it('names a file that is not UTF-8', async () => {
    const { store, path } = await library();
    writeFileSync(path, Buffer.from([0xd4, 0xc6, 0xb4, 0xa8]));
    expect((await store.readAll()).broken).toEqual([
      { path, line: 1, reason: expect.stringContaining('UTF-8') },
    ]);
  });

  it.each<[string, (path: string) => void]>([
    ['is no issue any more', (path) => writeFileSync(path, readFileSync(path, 'utf8').slice(0, 40))],
    ['is not UTF-8', (path) => writeFileSync(path, new Uint8Array([0xb0, 0xb2, 0xc7, 0xec]))],
    ['cannot be read', (path) => [rmSync(path), mkdirSync(path)]],
  ])('names an earlier version that %s', async (_, spoil) => {
    const { dataDir, store } = await library();
    await store.write({ ...issue, version: 2 });
    const path = join(dataDir, 'state', 'versions', issue.id, '1.md');
    spoil(path);
    await expect(store.versions(issue.id)).rejects.toThrow(StoreError);
    await expect(store.versions(issue.id)).rejects.toThrow(path);
  });

  it('what a killed writer left behind is not read', async () => {
    const { store, dataDir } = await library();
    writeFileSync(join(dataDir, 'bulletins', '2024', '.half.tmp'), '---\nbulle');
    expect(await store.readAll()).toEqual({ issues: [issue], broken: [] });
  });

  it.each([
    ['is a file', (folder: string) => writeFileSync(join(folder, 'data'), '')],
    [
      'holds a file where a folder should be',
      (folder: string) => {
        mkdirSync(join(folder, 'data'));
        writeFileSync(join(folder, 'data', 'state'), '');
      },
    ],
  ])('a DATA_DIR that %s is a StoreError that names the path', async (_, spoil) => {
    const folder = temporaryFolder();
    spoil(folder);
    const store = createFileIssueStore({ dataDir: join(folder, 'data') });
    const failure = store.write(issue);
    await expect(failure).rejects.toThrow(StoreError);
    await expect(failure).rejects.toThrow(join(folder, 'data'));
  });
});
