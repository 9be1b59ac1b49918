import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFileIssueStore } from '../../src/adapters/stores/files.ts';
import { StoreError } from '../../src/core/errors.ts';
import { openLiveLibrary } from '../../src/entry/live-library.ts';
import { createLog } from '../adapters/feishu/start-bot.ts';
import { temporaryFolder } from '../contracts/temporary-folder.ts';

describe('openLiveLibrary()', () => {
  it('refreshes after an issue that changed during a refresh could not be read again', async () => {
    const dataDir = temporaryFolder();
    for (const folder of ['bulletins', 'dictionary'])
      cpSync(join('data', folder), join(dataDir, folder), { recursive: true });
    const store = createFileIssueStore({ dataDir });
    let failures = 0;
    const { log, logged } = createLog();
    const library = await openLiveLibrary({
      dataDir,
      store: {
        ...store,
        read: (id) => (failures-- > 0 ? Promise.reject(new StoreError('EIO once')) : store.read(id)),
      },
      publicUrl: '',
      log,
    });
    onTestFinished(library.close);
    let refreshed = 0;
    library.onRefreshed(() => refreshed++);

    const refreshing = library.refresh();
    await library.reindexIssue(library.current().issues[0]!.id);
    failures = 1;
    await refreshing;
    await library.refresh();
    expect(failures).toBeLessThanOrEqual(0);
    expect(refreshed).toBe(2);
    expect(logged.filter((line) => line.startsWith('error'))).toEqual([expect.stringContaining('EIO once')]);
  });
});
