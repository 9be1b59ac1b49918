import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolders } from '../../../src/adapters/disk/make-folders.ts';
import { temporaryFolder } from '../../contracts/temporary-folder.ts';

describe('makeFolders()', () => {
  it('makes what is missing, and is content with what is there', async () => {
    const path = join(temporaryFolder(), 'a', 'b', 'c');
    await Promise.all([makeFolders(path), makeFolders(path)]);
    await makeFolders(path);
    expect(existsSync(path)).toBe(true);
  });

  it('says so where a file stands in the way', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    await expect(makeFolders(file)).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(makeFolders(join(file, 'below', 'it'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it.runIf(existsSync('/proc'))('returns where nothing can be made', async () => {
    await expect(makeFolders('/proc/wenbao/state')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
