import { existsSync, mkdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createLibraryLock, holdBotLock } from '../../../src/adapters/stores/locks.ts';
import { StoreError } from '../../../src/core/errors.ts';
import { temporaryFolder } from '../../contracts/temporary-folder.ts';

describe('createLibraryLock()', () => {
  it('runs one piece of work at a time, over several holders of the library', async () => {
    const dataDir = temporaryFolder();
    const locks = [createLibraryLock(dataDir), createLibraryLock(dataDir)];
    let running = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
    };
    await Promise.all(Array.from({ length: 20 }, (_, i) => locks[i % 2]!(work)));
    expect(most).toBe(1);
  });

  it('goes on after work that failed', async () => {
    const exclusively = createLibraryLock(temporaryFolder());
    const failed = exclusively(async () => {
      throw new Error('broken');
    });
    await expect(failed).rejects.toThrow('broken');
    expect(await exclusively(async () => 'fine')).toBe('fine');
  });

  it('takes over the lock of a killed process', async () => {
    const dataDir = temporaryFolder();
    const left = join(dataDir, 'state', 'library.lock');
    mkdirSync(left, { recursive: true });
    utimesSync(left, 0, 0);
    expect(await createLibraryLock(dataDir)(async () => 'mine')).toBe('mine');
  });
});

describe('holdBotLock()', () => {
  it('refuses a second bot on the library until the first has stopped', async () => {
    const dataDir = temporaryFolder();
    const release = await holdBotLock(dataDir);
    const second = holdBotLock(dataDir);
    await expect(second).rejects.toThrow(StoreError);
    await expect(second).rejects.toThrow(dataDir);
    await release();
    await (await holdBotLock(dataDir))();
  });

  it('tells its holder when another bot has taken it', async () => {
    const dataDir = temporaryFolder();
    const lost = new Promise<Error>((resolve) => void holdBotLock(dataDir, resolve));
    const lock = join(dataDir, 'state', 'bot.lock');
    await vi.waitFor(() => expect(existsSync(lock)).toBe(true));
    // What another one does with the lock of a bot that stood still.
    utimesSync(lock, 0, 0);
    const release = await holdBotLock(dataDir);
    expect(await lost).toBeInstanceOf(Error);
    expect(existsSync(lock)).toBe(true);
    await release();
  });
});
