import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readLastBackup, writeBackup } from '../../../src/adapters/stores/backup.ts';
import { createFileIssueStore } from '../../../src/adapters/stores/files.ts';
import { restoreBackup } from '../../../src/adapters/stores/restore.ts';
import { StoreError } from '../../../src/core/errors.ts';
import { sampleIssue } from '../../contracts/sample-issue.ts';
import { temporaryFolder } from '../../contracts/temporary-folder.ts';

const createdAt = '2024-03-14T08:00:00.000Z';
const stamp = '2024-03-15';

/** A library of one issue in two versions, with a dictionary and an original, and the place for its backup. */
async function library() {
  const folder = temporaryFolder();
  const dataDir = join(folder, 'data');
  const store = createFileIssueStore({ dataDir });
  await store.write(sampleIssue());
  await store.write(sampleIssue({ version: 2, editorsNote: ['更正。'] }));
  put(dataDir, 'dictionary/terms.txt', '奔溪计划\n');
  put(dataDir, 'originals/扫描 件.pdf', Buffer.alloc(300_000, 7));
  put(dataDir, 'state/empty.json', '');
  return { folder, dataDir, file: join(folder, 'backup.tar.gz') };
}

function put(folder: string, path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

/** Path → content of every file that counts. */
function contentOf(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((path) => !/(^|\/)\.|\.lock|last-backup/.test(path));
  const files = paths.filter((path) => statSync(join(folder, path)).isFile()).sort();
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path), 'base64')]));
}

describe('restoreBackup()', () => {
  it('gives back what writeBackup() took, in a folder that is not there yet', async () => {
    const { folder, dataDir, file } = await library();
    const { files } = await writeBackup({ dataDir, file, createdAt });
    const restored = join(folder, 'elsewhere', 'data');
    const result = await restoreBackup({ dataDir: restored, file, force: false, stamp });
    expect(result).toEqual({ manifest: expect.objectContaining({ createdAt, files }), kept: null });
    expect(contentOf(restored)).toEqual(contentOf(dataDir));
    expect(readdirSync(restored).filter((name) => name.startsWith('.'))).toEqual([]);
    const store = createFileIssueStore({ dataDir: restored });
    expect((await store.read(sampleIssue().id))!.version).toBe(2);
    expect(await store.versions(sampleIssue().id)).toEqual([sampleIssue()]);
  });

  it('refuses a library with issues, and replaces it by force, keeping what was there', async () => {
    const { folder, dataDir, file } = await library();
    await writeBackup({ dataDir, file, createdAt });
    const other = join(folder, 'other');
    await createFileIssueStore({ dataDir: other }).write(sampleIssue({ numbers: [99] }));
    const before = contentOf(other);
    await expect(restoreBackup({ dataDir: other, file, force: false, stamp })).rejects.toThrow('--force');
    expect(contentOf(other)).toEqual(before);

    const { kept } = await restoreBackup({ dataDir: other, file, force: true, stamp });
    expect(contentOf(other)).toEqual(contentOf(dataDir));
    expect(contentOf(kept!)).toEqual(before);
  });

  it.each<[string, (archive: Buffer) => Buffer]>([
    ['cut short', (archive) => archive.subarray(0, archive.length - 200)],
    ['cut at half', (archive) => archive.subarray(0, archive.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    ['no archive at all', () => Buffer.from('随手一写')],
    ['a gzip of something else', () => gzipSync('随手一写')],
    [
      'changed in one byte',
      (archive) => {
        const plain = gunzipSync(archive);
        plain[plain.indexOf('奔溪计划')]! ^= 1;
        return gzipSync(plain);
      },
    ],
  ])('refuses a backup that is %s and touches nothing', async (_, spoil) => {
    const { dataDir, file } = await library();
    await writeBackup({ dataDir, file, createdAt });
    writeFileSync(file, spoil(readFileSync(file)));
    const before = contentOf(dataDir);
    const attempt = restoreBackup({ dataDir, file, force: true, stamp });
    await expect(attempt).rejects.toThrow(StoreError);
    await expect(attempt).rejects.toThrow(file);
    expect(contentOf(dataDir)).toEqual(before);
    expect(readdirSync(dataDir).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('refuses a backup that would write outside the folder', async () => {
    const { dataDir, file } = await library();
    put(dataDir, 'aa/evil.txt', '越界');
    await writeBackup({ dataDir, file, createdAt });
    const plain = gunzipSync(readFileSync(file)).toString('latin1').replaceAll('aa/evil.txt', '../evil.txt');
    writeFileSync(file, gzipSync(Buffer.from(plain, 'latin1')));
    await expect(restoreBackup({ dataDir, file, force: true, stamp })).rejects.toThrow(StoreError);
    expect(existsSync(join(dataDir, '..', 'evil.txt'))).toBe(false);
  });

  it('names a backup that is not there', async () => {
    const { dataDir } = await library();
    const attempt = restoreBackup({ dataDir, file: '/nowhere/backup.tar.gz', force: true, stamp });
    await expect(attempt).rejects.toThrow('/nowhere/backup.tar.gz');
  });
});

describe('writeBackup()', () => {
  it('leaves out locks and half-written files, follows links', async () => {
    const { folder, dataDir, file } = await library();
    put(dataDir, 'state/other.lock/x', '');
    put(dataDir, 'bulletins/2024/.half.tmp', '');
    put(folder, 'far/original.pdf', 'far');
    symlinkSync(join(folder, 'far'), join(dataDir, 'originals', 'far'));
    const { files } = await writeBackup({ dataDir, file, createdAt });
    const paths = files.map(({ path }) => path);
    expect(paths.filter((path) => /lock|tmp/.test(path))).toEqual([]);
    expect(paths).toContain('originals/far/original.pdf');
  });

  it('into the library itself does not take itself in', async () => {
    const { dataDir } = await library();
    const file = join(dataDir, 'backup.tar.gz');
    await writeBackup({ dataDir, file, createdAt });
    const { files } = await writeBackup({ dataDir, file, createdAt });
    expect(files.filter(({ path }) => path.startsWith('backup'))).toEqual([]);
  });

  it('is remembered with its time', async () => {
    const { dataDir, file } = await library();
    expect(await readLastBackup(dataDir)).toBeNull();
    await writeBackup({ dataDir, file, createdAt });
    expect(await readLastBackup(dataDir)).toBe(Date.parse(createdAt));
  });

  it('can be read by its owner only', async () => {
    const { dataDir, file } = await library();
    await writeBackup({ dataDir, file, createdAt });
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('that fails keeps the backup of yesterday and leaves no part of a new one', async () => {
    const { folder, file, dataDir } = await library();
    await writeBackup({ dataDir, file, createdAt });
    const yesterday = readFileSync(file);
    await expect(writeBackup({ dataDir: join(folder, 'nothing'), file, createdAt })).rejects.toThrow(
      StoreError,
    );
    expect(readFileSync(file)).toEqual(yesterday);
    expect(readdirSync(folder).sort()).toEqual(['backup.tar.gz', 'data']);
  });
});
