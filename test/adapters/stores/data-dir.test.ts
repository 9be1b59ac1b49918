import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { announceChange, prepareDataDir, watchChanges } from '../../../src/adapters/stores/data-dir.ts';
import { StoreError } from '../../../src/core/errors.ts';
import { temporaryFolder } from '../../contracts/temporary-folder.ts';

describe('prepareDataDir()', () => {
  it('makes a library that is not there yet', async () => {
    const dataDir = join(temporaryFolder(), '新', '库');
    await prepareDataDir(dataDir);
    expect(existsSync(join(dataDir, 'bulletins'))).toBe(true);
  });

  it('gives a new library a dictionary to go on from, and leaves the one of an old library alone', async () => {
    const dataDir = temporaryFolder();
    await Promise.all([prepareDataDir(dataDir), prepareDataDir(dataDir)]);
    const synonyms = join(dataDir, 'dictionary', 'synonyms.txt');
    expect(readFileSync(synonyms, 'utf8')).toContain('=');
    writeFileSync(synonyms, '甲=乙\n');
    await prepareDataDir(dataDir);
    expect(readFileSync(synonyms, 'utf8')).toBe('甲=乙\n');
    expect(readdirSync(dataDir).sort()).toEqual(['bulletins', 'dictionary', 'state']);
  });

  it('says what is wrong with a folder that cannot be written', async () => {
    const path = join(temporaryFolder(), 'file');
    writeFileSync(path, '');
    await expect(prepareDataDir(join(path, 'data'))).rejects.toThrow(StoreError);
    await expect(prepareDataDir(join(path, 'data'))).rejects.toThrow(join(path, 'data'));
  });
});

describe('watchChanges()', () => {
  it('calls back when another process announces a change', async () => {
    const dataDir = temporaryFolder();
    const onChange = vi.fn();
    onTestFinished(watchChanges(dataDir, onChange, 10));
    let generation = 0;
    // The watch starts in its own time: keep announcing until it has seen one.
    await vi.waitFor(async () => {
      await announceChange(dataDir, String(generation++));
      expect(onChange).toHaveBeenCalled();
    });
  });

  it('is quiet after its end', async () => {
    const dataDir = temporaryFolder();
    const ended = vi.fn();
    const running = vi.fn();
    watchChanges(dataDir, ended, 10)();
    onTestFinished(watchChanges(dataDir, running, 10));
    let generation = 0;
    await vi.waitFor(async () => {
      await announceChange(dataDir, String(generation++));
      expect(running).toHaveBeenCalled();
    });
    expect(ended).not.toHaveBeenCalled();
  });
});
