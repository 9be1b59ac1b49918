import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readLastBackup, writeBackup } from '../../../src/adapters/stores/backup.ts';
import { backupPathIn, rotateBackups } from '../../../src/adapters/stores/backup-rotation.ts';
import { createFileIssueStore } from '../../../src/adapters/stores/files.ts';
import { restoreBackup, verifyBackup } from '../../../src/adapters/stores/restore.ts';
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
    expect(statSync(join(restored, 'originals/扫描 件.pdf')).mode & 0o077).toBe(0);
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

describe('an encrypted backup', () => {
  const key = '备份的密钥，另外存好 with some more';
  async function encrypted() {
    const made = await library();
    const { files } = await writeBackup({ ...made, createdAt, key });
    return { ...made, files };
  }

  it('comes back with its key', async () => {
    const { folder, dataDir, file, files } = await encrypted();
    const restored = join(folder, 'restored');
    const { manifest } = await restoreBackup({ dataDir: restored, file, force: false, stamp, key });
    expect(manifest.files).toEqual(files);
    expect(contentOf(restored)).toEqual(contentOf(dataDir));
  });

  it('shows neither names nor text, and is another file each time', async () => {
    const { folder, dataDir, file } = await encrypted();
    const again = join(folder, 'again');
    await writeBackup({ dataDir, file: again, createdAt, key });
    const [first, second] = [readFileSync(file), readFileSync(again)];
    expect(first.includes('manifest') || first.includes('bulletins')).toBe(false);
    expect(first.subarray(20, 48)).not.toEqual(second.subarray(20, 48));
    expect(() => gunzipSync(first.subarray(48, -16))).toThrow();
  });

  it.each([
    [null, 'BACKUP_KEY'],
    ['another key of enough length', 'BACKUP_KEY'],
  ])('is refused with the key %s', async (wrong, mentions) => {
    const { dataDir, file } = await encrypted();
    const before = contentOf(dataDir);
    const attempt = restoreBackup({ dataDir, file, force: true, stamp, key: wrong });
    await expect(attempt).rejects.toThrow(StoreError);
    await expect(attempt).rejects.toThrow(mentions);
    expect(contentOf(dataDir)).toEqual(before);
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['salt', (bytes) => flip(bytes, 21)],
    ['nonce', (bytes) => flip(bytes, 40)],
    ['first byte', (bytes) => flip(bytes, 48)],
    ['middle', (bytes) => flip(bytes, bytes.length >> 1)],
    ['tag', (bytes) => flip(bytes, bytes.length - 1)],
    ['end, which is cut off', (bytes) => bytes.subarray(0, -5)],
    ['archive, which is cut out', (bytes) => Buffer.concat([bytes.subarray(0, 48), bytes.subarray(-16)])],
    ['half of its header', (bytes) => bytes.subarray(0, 30)],
    ['form, with something after it', (bytes) => Buffer.concat([bytes, Buffer.from('x')])],
  ])('is refused with a change of its %s, and nothing is touched', async (_, spoil) => {
    const { dataDir, file } = await encrypted();
    writeFileSync(file, spoil(readFileSync(file)));
    const before = contentOf(dataDir);
    await expect(restoreBackup({ dataDir, file, force: true, stamp, key })).rejects.toThrow(StoreError);
    expect(contentOf(dataDir)).toEqual(before);
    expect(readdirSync(dataDir).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('a plain backup needs no key, and is not refused for having been given one', async () => {
    const { folder, dataDir, file } = await library();
    await writeBackup({ dataDir, file, createdAt });
    const restored = join(folder, 'restored');
    await restoreBackup({ dataDir: restored, file, force: false, stamp, key });
    expect(contentOf(restored)).toEqual(contentOf(dataDir));
  });
});

function flip(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at]! ^= 1;
  return changed;
}

describe('rotateBackups()', () => {
  const now = Date.now();

  it('removes what a killed program left of a backup, a day later', async () => {
    const folder = temporaryFolder();
    const [old, young] = ['2024-03-12T180000Z', '2024-03-14T180000Z'].map(
      (time) => `wenbao-${time}.tar.gz.partial`,
    );
    for (const name of [old!, young!]) writeFileSync(join(folder, name), 'x');
    utimesSync(join(folder, old!), 0, 0);
    expect(await rotateBackups(folder, 1, now)).toEqual([]);
    expect(readdirSync(folder)).toEqual([young]);
  });

  it('keeps the newest and removes nothing that is not its own', async () => {
    const folder = temporaryFolder();
    const days = ['2024-03-12', '2024-03-13', '2024-03-14'];
    const paths = days.map((day, i) => backupPathIn(folder, `${day}T18:00:00.123Z`, i === 1));
    const others = ['wenbao-2020-01-01.tar.gz', '2020.tar.gz', 'wenbao-2024-03-01T180000Z.tar.gz.partial'];
    for (const path of [...paths, ...others.map((name) => join(folder, name))]) writeFileSync(path, 'x');
    expect(await rotateBackups(folder, 2, now)).toEqual([paths[0]]);
    expect(await rotateBackups(folder, 2, now)).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(
      [...others, ...paths.slice(1).map((path) => basename(path))].sort(),
    );
  });

  it('makes the folder that is not there', async () => {
    expect(await rotateBackups(join(temporaryFolder(), 'new'), 1, now)).toEqual([]);
  });
});

describe('writeBackup()', () => {
  it('takes what came while it was made', async () => {
    const { dataDir, file } = await library();
    let done = 0;
    const { files } = await writeBackup({
      dataDir,
      file,
      createdAt,
      onProgress: () => put(dataDir, `state/versions/late-${Math.min(done++, 2)}.md`, 'late'),
    });
    const late = files.map(({ path }) => path).filter((path) => path.includes('late'));
    expect(late.sort()).toEqual([0, 1, 2].map((n) => `state/versions/late-${n}.md`));
    expect(await verifyBackup(file)).toMatchObject({ files });
  });

  it('leaves out locks, half-written files and the index, follows links', async () => {
    const { folder, dataDir, file } = await library();
    put(dataDir, 'state/other.lock/x', '');
    put(dataDir, 'bulletins/2024/.half.tmp', '');
    put(dataDir, 'state/index/postings', 'made again from the rest');
    put(folder, 'far/original.pdf', 'far');
    symlinkSync(join(folder, 'far'), join(dataDir, 'originals', 'far'));
    const { files } = await writeBackup({ dataDir, file, createdAt });
    const paths = files.map(({ path }) => path);
    expect(paths.filter((path) => /lock|tmp|postings/.test(path))).toEqual([]);
    expect(paths).toContain('originals/far/original.pdf');
  });

  it('into the library itself does not take itself in', async () => {
    const { dataDir } = await library();
    const file = join(dataDir, 'backup.tar.gz');
    await writeBackup({ dataDir, file, createdAt });
    const { files } = await writeBackup({ dataDir, file, createdAt });
    expect(files.filter(({ path }) => path.startsWith('backup'))).toEqual([]);
  });

  it('leaves out itself alone, not what begins with its name', async () => {
    const { folder, dataDir } = await library();
    const file = join(dataDir, 'b');
    put(dataDir, 'b.txt', 'another');
    await writeBackup({ dataDir, file, createdAt });
    const restored = join(folder, 'restored');
    await restoreBackup({ dataDir: restored, file, force: false, stamp });
    const { b: _, ...rest } = contentOf(dataDir);
    expect(contentOf(restored)).toEqual(rest);
  });

  it('into a folder of the library does not take earlier ones in', async () => {
    const { dataDir } = await library();
    const nights = ['2024-03-12', '2024-03-13', '2024-03-14'].map((day, i) =>
      backupPathIn(join(dataDir, 'backups'), `${day}T18:00:00.123Z`, i === 1),
    );
    put(dataDir, `backups/${basename(nights[0]!)}.partial`, 'left by a killed program');
    put(dataDir, 'backups/notes.txt', 'not a backup');
    for (const file of nights) {
      const { files } = await writeBackup({ dataDir, file, createdAt });
      const there = files.map(({ path }) => path).filter((path) => path.startsWith('backups'));
      expect(there).toEqual(['backups/notes.txt']);
    }
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

  it.each([null, 'sixteen characters'])(
    'with the key %j to a place that cannot be written fails',
    async (key) => {
      const { dataDir, file } = await library();
      mkdirSync(`${file}.partial`);
      await expect(writeBackup({ dataDir, file, createdAt, key })).rejects.toThrow(StoreError);
    },
  );

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
