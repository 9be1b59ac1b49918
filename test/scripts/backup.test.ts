import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createFileIssueStore } from '../../src/adapters/stores/files.ts';
import { sampleIssue } from '../contracts/sample-issue.ts';
import { temporaryFolder } from '../contracts/temporary-folder.ts';
import { bulletinText } from './generated-bulletins.ts';
import { expectPlainError, runScript } from './run-script.ts';

describe('npm run backup and npm run restore', () => {
  it('bring a lost library back', async () => {
    const folder = temporaryFolder();
    const [dataDir, file] = [join(folder, 'data'), join(folder, 'backup.tar.gz')];
    await createFileIssueStore({ dataDir }).write(sampleIssue());

    const backup = await runScript('backup', [file], { DATA_DIR: dataDir });
    expect(backup).toEqual({ code: 0, stdout: expect.stringContaining(file), stderr: '' });
    rmSync(dataDir, { recursive: true });
    const restore = await runScript('restore', [file], { DATA_DIR: dataDir });
    expect(restore).toEqual({ code: 0, stdout: expect.stringContaining(dataDir), stderr: '' });
    expect(await createFileIssueStore({ dataDir }).read(sampleIssue().id)).toEqual(sampleIssue());

    expectPlainError(await runScript('restore', [file], { DATA_DIR: dataDir }), '--force');
    expect(await runScript('restore', [file, '--force'], { DATA_DIR: dataDir })).toMatchObject({ code: 0 });
  });

  it('are made of a library that takes nothing any more, and say so', async () => {
    const folder = temporaryFolder();
    const [dataDir, file] = [join(folder, 'data'), join(folder, 'backup.tar.gz')];
    await createFileIssueStore({ dataDir }).write(sampleIssue());
    mkdirSync(join(dataDir, 'state', 'last-backup'), { recursive: true });
    const backup = await runScript('backup', [file], { DATA_DIR: dataDir });
    expect(backup).toMatchObject({ code: 0, stdout: expect.stringContaining(file) });
    expect(backup.stderr).toMatch(/^备份已经做好，但没能在 .+ 里记下这一次.+\n$/u);
    expect(statSync(file).size).toBeGreaterThan(0);
  });

  it('into a folder name themselves, stay as many as wanted, and open with their key only', async () => {
    const folder = temporaryFolder();
    const dataDir = join(folder, 'data');
    const backups = `${join(folder, 'backups')}/`;
    const env = { DATA_DIR: dataDir, BACKUP_DIR: backups, BACKUP_KEY: 'sixteen characters' };
    await createFileIssueStore({ dataDir }).write(sampleIssue());
    const first = await runScript('backup', [], env);
    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('BACKUP_KEY') });
    // Names tell seconds, and the two runs may begin in one.
    const earlier = 'wenbao-2024-03-13T180000Z.tar.gz.enc';
    renameSync(join(backups, readdirSync(backups)[0]!), join(backups, earlier));
    writeFileSync(join(backups, 'wenbao-2024-03-14T180000Z.tar.gz'), '');
    const second = await runScript('backup', [backups, '--keep', '1'], env);
    expect(second).toMatchObject({ code: 0, stdout: expect.stringContaining('清掉了') });
    expect(readdirSync(backups)).not.toContain(earlier);
    expect(readdirSync(backups)).toEqual([expect.stringMatching(/^wenbao-.*Z\.tar\.gz\.enc$/)]);
    const file = join(backups, readdirSync(backups)[0]!);
    const restored = { DATA_DIR: join(folder, 'restored') };
    const wrong = { ...restored, BACKUP_KEY: 'sixteen other characters' };
    expectPlainError(await runScript('restore', [file], restored), 'BACKUP_KEY');
    expectPlainError(await runScript('restore', [file], wrong), 'BACKUP_KEY');
    const right = { ...restored, BACKUP_KEY: env.BACKUP_KEY };
    expect(await runScript('restore', [file], right)).toMatchObject({ code: 0, stderr: '' });
  });

  it.each([
    [[], 'BACKUP_DIR'],
    [['file.tar.gz', '--keep', '3'], '--keep'],
    [['folder/', '--keep', '0'], '--keep'],
    [['folder/', '--keep', 'all'], '--keep'],
  ])('with %j are refused in one line', async (args, mentions) => {
    expectPlainError(await runScript('backup', args, { DATA_DIR: temporaryFolder() }), mentions);
  });

  it('a backup made while issues come in holds whole issues', async () => {
    const folder = temporaryFolder();
    const [dataDir, restored] = [join(folder, 'data'), join(folder, 'restored')];
    const inbox = join(folder, '来件');
    mkdirSync(inbox);
    for (let n = 1; n <= 300; n++) writeFileSync(join(inbox, `${n}.txt`), bulletinText(2024, n));
    const importing = runScript('import', [inbox], { DATA_DIR: dataDir });
    const store = createFileIssueStore({ dataDir });
    await vi.waitFor(async () => expect((await store.readAll()).issues.length).toBeGreaterThan(20), 60_000);
    const file = join(folder, 'backup.tar.gz');
    expect(await runScript('backup', [file], { DATA_DIR: dataDir })).toMatchObject({ code: 0 });
    expect(await importing).toMatchObject({ code: 0 });

    expect(await runScript('restore', [file], { DATA_DIR: restored })).toMatchObject({ code: 0 });
    const { issues, broken } = await createFileIssueStore({ dataDir: restored }).readAll();
    expect(broken).toEqual([]);
    expect(issues.length).toBeGreaterThan(20);
    for (const issue of issues) expect(issue).toEqual(await store.read(issue.id));
  });

  it.each<[string, string[], RegExp]>([
    ['backup', [], /BACKUP_DIR/],
    ['backup', ['/nowhere/at/all/backup.tar.gz'], /nothing-here/],
    ['restore', [], /--help/],
    ['restore', ['/nowhere/backup.tar.gz'], /nowhere/],
    ['restore', ['package.json'], /package\.json/],
    ['restore', ['--fast', 'package.json'], /--fast/],
  ])('%s %j is refused in one line', async (name, args, mentions) => {
    const dataDir = join(temporaryFolder(), 'nothing-here');
    expectPlainError(await runScript(name, args, { DATA_DIR: dataDir }), mentions);
    expect(statSync(dataDir, { throwIfNoEntry: false })).toBeUndefined();
  });
});
