import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFileIssueStore } from '../../src/adapters/stores/files.ts';
import { sampleIssue } from '../contracts/sample-issue.ts';
import { temporaryFolder } from '../contracts/temporary-folder.ts';
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

  it.each<[string, string[], RegExp]>([
    ['backup', [], /--help/],
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
