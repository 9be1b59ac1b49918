import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createD1Subscriptions } from '../../src/adapters/d1/subscriptions.ts';
import { createFileIssueStore } from '../../src/adapters/stores/files.ts';
import { createWranglerDatabase } from '../../src/adapters/wrangler/wrangler-database.ts';
import { temporaryFolder } from '../contracts/temporary-folder.ts';
import { bulletinText } from './generated-bulletins.ts';
import { expectPlainError, runScript } from './run-script.ts';

/** So that wrangler looks nothing up. */
const offline = { npm_config_registry: 'http://127.0.0.1:9/', CLOUDFLARE_CF_FETCH_ENABLED: 'false' };

describe('commands on a library in D1', () => {
  it('an import goes into D1, a backup of it into a data directory', { timeout: 400_000 }, async () => {
    const folder = temporaryFolder();
    const place = ['d1', '--persist-to', join(folder, 'state')];
    const env = { ...offline, DATA_DIR: join(folder, 'data'), WRANGLER_LOG_PATH: join(folder, 'logs') };
    const wrangler = ['d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', join(folder, 'state')];
    const tables = spawnSync(process.execPath, ['node_modules/wrangler/bin/wrangler.js', ...wrangler], {
      env: { ...process.env, ...env, CI: 'true', WRANGLER_SEND_METRICS: 'false' },
    });
    expect(tables.status).toBe(0);
    const file = join(folder, '1.txt');
    writeFileSync(file, bulletinText(2024, 2));

    const imported = await runScript('import', [file, '--json', '--to', ...place], env);
    expect([imported.code, imported.stderr]).toEqual([0, '']);
    expect(JSON.parse(imported.stdout)).toMatchObject({ files: [{ status: 'published' }] });
    expect(readdirSync(join(folder, 'data', 'bulletins'))).toEqual([]);

    const backup = join(folder, 'backup.tar.gz');
    expect(await runScript('backup', [backup, '--from', ...place], env)).toMatchObject({ code: 0 });
    const elsewhere = { DATA_DIR: join(folder, 'restored') };
    expect(await runScript('restore', [backup], elsewhere)).toMatchObject({ code: 0 });
    const { issues } = await createFileIssueStore({ dataDir: elsewhere.DATA_DIR }).readAll();
    expect(issues.map(({ id }) => id)).toEqual(['云川组工信息-2024-02']);
    expect((await runScript('audit', [], elsewhere)).stdout).toContain('2024年第2期');

    expectPlainError(await runScript('restore', [backup, '--to', ...place], env), '--force');
    const back = await runScript('restore', [backup, '--force', '--to', ...place], env);
    expect([back.code, back.stdout]).toEqual([0, expect.stringContaining('1 期')]);

    expect((await runScript('audit', ['--from', ...place], env)).stdout).toContain('2024年第2期');
    const state = { binding: 'DB', remote: false, persistTo: join(folder, 'state') };
    const subscriptions = createD1Subscriptions(createWranglerDatabase(state));
    for (const id of ['ou_gone', 'ou_stays'])
      await subscriptions.add({ subscriber: { kind: 'private', id }, topic: '人才', since: 1 });
    const forgotten = await runScript('forget', ['--user', 'ou_gone', '--from', ...place], env);
    expect([forgotten.code, forgotten.stdout, forgotten.stderr]).toEqual([
      0,
      expect.stringContaining('已清除 1 条记录、0 份待发布稿'),
      '',
    ]);
    expect((await subscriptions.all()).map(({ subscriber }) => subscriber.id)).toEqual(['ou_stays']);
  });

  it.each([
    ['import', ['x', '--to', 'd2'], 'd2'],
    ['import', ['x', '--remote'], '--to d1'],
    ['reindex', ['--persist-to', 'x'], '--to d1'],
    ['backup', ['x', '--from', 'disk'], 'disk'],
    ['audit', ['--remote'], '--from d1'],
    ['forget', ['--user', 'ou_x', '--remote'], '--from d1'],
  ])('npm run %s %j is refused in one line', async (script, args, mentions) => {
    expectPlainError(await runScript(script, args, { DATA_DIR: temporaryFolder() }), mentions);
  });
});
