import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { createFileAudit } from '../../src/adapters/stores/audit.ts';
import { createFileIssueStore } from '../../src/adapters/stores/files.ts';
import { temporaryFolder } from '../contracts/temporary-folder.ts';
import { badFile, bulletinText } from './generated-bulletins.ts';
import { expectPlainError, type Outcome, runScript, startScript } from './run-script.ts';

/** A folder for files to import and a library that is not there yet. */
function workplace() {
  const folder = temporaryFolder();
  const inbox = join(folder, '来件');
  mkdirSync(inbox);
  const dataDir = join(folder, 'data');
  const put = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(inbox, name), content);
    return join(inbox, name);
  };
  const run = (...args: string[]): Promise<Outcome> => runScript('import', args, { DATA_DIR: dataDir });
  const library = async () => (await createFileIssueStore({ dataDir }).readAll()).issues;
  /** Whether a running bot was told. */
  const isAnnounced = () => existsSync(join(dataDir, 'state', 'generation'));
  return { folder, inbox, dataDir, put, run, library, isAnnounced };
}

/** Root may write everywhere: its tests of permissions run as nobody, where nobody may read this project. */
const weakUser = (() => {
  const id = process.getuid?.() === 0 ? 65_534 : undefined;
  const { status } = spawnSync('cat', ['package.json'], id === undefined ? {} : { uid: id, gid: id });
  return { id, canRun: status === 0 };
})();

const rowsOf = (outcome: Outcome) => {
  expect(outcome).toMatchObject({ code: 0 });
  return JSON.parse(outcome.stdout).files;
};

/** Every path and every text under `folder`, in one string to look for things in. */
function everythingIn(folder: string): string {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .map(
      (entry) =>
        entry.name + (entry.isFile() ? readFileSync(join(entry.parentPath, entry.name), 'utf8') : ''),
    )
    .join('\n');
}

describe('npm run import', () => {
  it('publishes, then leaves unchanged, holds and by force replaces', async () => {
    const { put, run, library } = workplace();
    const file = put('6.txt', bulletinText(2024, 6));
    const id = '云川组工信息-2024-06';
    expect(rowsOf(await run('--json', file))).toMatchObject([{ file, status: 'published', issue: id }]);
    expect(rowsOf(await run('--json', file))).toMatchObject([{ file, status: 'unchanged', issue: id }]);

    put('6.txt', bulletinText(2024, 6, 1_000));
    const [held] = rowsOf(await run('--json', file));
    expect(held).toMatchObject({ status: 'held', issue: id, reason: expect.stringContaining('--force') });
    expect(held.diff.map((line: { kind: string }) => line.kind)).toContain('removed');
    expect((await library())[0]!.version).toBe(1);

    expect(rowsOf(await run('--json', '--force', file))).toMatchObject([
      { file, status: 'replaced', issue: id },
    ]);
    expect((await library())[0]!.version).toBe(2);
  });

  it('refuses what is classified and keeps nothing of it, not even its name', async () => {
    const { dataDir, put, run } = workplace();
    const secret = put('绝密材料.txt', `机密★3年\n${bulletinText(2024, 7)}`);
    put('8.txt', bulletinText(2024, 8));
    const rows = rowsOf(await run('--json', join(secret, '..')));
    expect(rows).toMatchObject([{ status: 'published' }, { file: secret, status: 'refused' }]);
    expect(rows[1]).not.toHaveProperty('issue');
    const kept = everythingIn(dataDir);
    for (const trace of ['绝密材料', '第7期', '2024-07', '★']) expect(kept).not.toContain(trace);
  });

  it('gives every file of a folder a line and goes on after bad ones', async () => {
    const { inbox, put, run, library } = workplace();
    for (let n = 0; n < 4; n++) {
      const { name, content } = badFile(n);
      put(name, content);
    }
    put('10.txt', bulletinText(2024, 10));
    put('.DS_Store', 'x');
    put('~$10.docx', 'x');
    mkdirSync(join(inbox, '往年'));
    put('往年/3.txt', bulletinText(2023, 3));
    const { code, stdout, stderr } = await run(inbox);
    expect(code).toBe(0);
    expect(stdout.match(/^(发布|待定|拒收) {2}.*来件/gm)).toHaveLength(6);
    expect(stdout).toMatch(/发布 +2\n/);
    expect(stdout).toMatch(/合计 +6\n/);
    expect(stdout + stderr).not.toContain('\u001b');
    expect((await library()).map((issue) => issue.id)).toEqual([
      '云川组工信息-2023-03',
      '云川组工信息-2024-10',
    ]);
  });

  it('takes an archive apart and gives each document in it a line', async () => {
    const { put, run } = workplace();
    const archive = put(
      '往年.zip',
      zipSync({ '2024/6.txt': strToU8(bulletinText(2024, 6)), '2024/7.txt': strToU8(bulletinText(2024, 7)) }),
    );
    expect(rowsOf(await run('--json', archive))).toMatchObject([
      { file: join(archive, '6.txt'), status: 'published', issue: '云川组工信息-2024-06' },
      { file: join(archive, '7.txt'), status: 'published', issue: '云川组工信息-2024-07' },
    ]);
  });

  it('keeps the file itself in originals/', async () => {
    const { dataDir, put, run } = workplace();
    await run(put('6.txt', bulletinText(2024, 6)));
    const [name] = readdirSync(join(dataDir, 'originals', '2024', '云川组工信息-2024-06'));
    expect(name).toMatch(/-6\.txt$/);
  });

  it('warns of numbers that are missing', async () => {
    const { inbox, put, run } = workplace();
    for (const number of [1, 2, 5]) put(`${number}.txt`, bulletinText(2024, number));
    const rows = rowsOf(await run('--json', inbox));
    expect(rows.map((row: { warnings?: string[] }) => row.warnings?.join().includes('缺') ?? false)).toEqual([
      false,
      false,
      true,
    ]);
  });

  it.each<[string, string[], RegExp]>([
    ['no path', [], /--help/],
    ['a path that is not there', ['/nowhere/at/all'], /\/nowhere\/at\/all/],
    ['an unknown option', ['--fast', '.'], /--fast/],
  ])('%s is refused in one line and nothing is made', async (_, args, mentions) => {
    const { folder, run } = workplace();
    expectPlainError(await run(...args), mentions);
    expect(readdirSync(folder)).toEqual(['来件']);
  });

  it('an empty folder is refused in one line', async () => {
    const { inbox, run } = workplace();
    expectPlainError(await run(inbox), inbox);
  });

  it('a DATA_DIR that cannot be written is refused in one line, before any file is read', async () => {
    const { folder, put } = workplace();
    const file = put('6.txt', bulletinText(2024, 6));
    const blocked = join(folder, 'file');
    writeFileSync(blocked, '');
    expectPlainError(await runScript('import', [file], { DATA_DIR: join(blocked, 'data') }), blocked);
  });

  it.runIf(weakUser.canRun)('a read-only DATA_DIR is refused in one line', async () => {
    const { dataDir } = workplace();
    mkdirSync(dataDir, { recursive: true, mode: 0o555 });
    expectPlainError(
      await runScript('import', ['package.json'], { DATA_DIR: dataDir }, weakUser.id),
      dataDir,
    );
  });

  it('tells of issues that an earlier import published before it was killed', async () => {
    const { put, dataDir, run, isAnnounced } = workplace();
    const file = put('6.txt', bulletinText(2024, 6));
    const child = startScript('scripts/import.ts', [file], { DATA_DIR: dataDir });
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      if (text.startsWith('发布')) child.kill('SIGKILL');
    });
    await once(child, 'close');
    expect([child.signalCode, isAnnounced()]).toEqual(['SIGKILL', false]);
    expect(rowsOf(await run('--json', file))).toMatchObject([{ status: 'unchanged' }]);
    expect(isAnnounced()).toBe(true);
  });

  it('that cannot go on records and tells what it published before', async () => {
    const { inbox, dataDir, put, run, library, isAnnounced } = workplace();
    put('6.txt', bulletinText(2024, 6));
    put('7.txt', `内部资料 注意保存\n${bulletinText(2024, 7)}`);
    mkdirSync(join(dataDir, 'state'), { recursive: true });
    const noFolder = join(dataDir, 'state', 'held');
    writeFileSync(noFolder, '');
    expectPlainError(await run('--json', inbox), noFolder);
    const { entries } = await createFileAudit({ dataDir }).read();
    expect(entries.map(({ issue }) => issue?.id)).toEqual((await library()).map(({ id }) => id));
    expect(entries).toHaveLength(1);
    expect(isAnnounced()).toBe(true);
  });

  it.runIf(weakUser.canRun)('names the folder among others that cannot be opened', async () => {
    const { folder, inbox, dataDir } = workplace();
    chmodSync(folder, 0o755);
    const closed = join(inbox, '别人的');
    mkdirSync(closed, { mode: 0 });
    expectPlainError(await runScript('import', [inbox], { DATA_DIR: dataDir }, weakUser.id), closed);
  });

  it('two at once on one library lose and double nothing', async () => {
    const { inbox, dataDir, put, run, library } = workplace();
    for (let n = 1; n <= 30; n++) put(`${n}.txt`, bulletinText(2024, n));
    const rows = (await Promise.all([run('--json', inbox), run('--json', inbox)])).map(rowsOf);
    for (let n = 0; n < 30; n++) {
      const statuses = rows.map((files) => files[n].status).sort();
      expect(statuses).toEqual(['published', 'unchanged']);
    }
    expect(await library()).toHaveLength(30);
    expect(everythingIn(join(dataDir, 'bulletins'))).not.toContain('.tmp');
    const answer = await runScript('ask', ['--json', '柳溪县人才驿站开展了多少场次活动'], {
      DATA_DIR: dataDir,
    });
    expect(JSON.parse(answer.stdout).excerpts.length).toBeGreaterThan(0);
  });

  it('of 1,000 files, 50 of them bad, killed twice and resumed, publishes exactly the good ones', async () => {
    const { inbox, dataDir, put, run, library } = workplace();
    const good: string[] = [];
    for (let n = 0; n < 1_000; n++) {
      if (n % 20 === 7) {
        const { name, content } = badFile((n - 7) / 20);
        put(name, content);
        continue;
      }
      const [year, number] = [2001 + (n % 20), Math.floor(n / 20) + 1];
      put(`${year}-${number}.txt`, bulletinText(year, number));
      good.push(`云川组工信息-${year}-${String(number).padStart(2, '0')}`);
    }
    for (const published of [100, 500]) {
      const child = startScript('scripts/import.ts', [inbox], { DATA_DIR: dataDir });
      let seen = 0;
      child.stdout!.setEncoding('utf8').on('data', (text: string) => {
        seen += text.match(/^(发布|未变)/gm)?.length ?? 0;
        if (seen >= published) child.kill('SIGKILL');
      });
      await once(child, 'close');
      expect(child.signalCode).toBe('SIGKILL');
    }
    const rows = rowsOf(await run('--json', inbox));
    expect(rows).toHaveLength(1_000);
    const { issues, broken } = await createFileIssueStore({ dataDir }).readAll();
    expect(broken).toEqual([]);
    expect(issues.map((issue) => issue.id)).toEqual(good.sort());
    expect(issues.every((issue) => issue.version === 1)).toBe(true);
    const bad = rows.filter((row: { status: string }) => ['held', 'refused'].includes(row.status));
    expect(bad).toHaveLength(50);
    expect((await library()).length).toBe(950);
  }, 180_000);
});
