import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../contracts/temporary-folder.ts';
import { expectPlainError, runScript } from './run-script.ts';

describe('npm run reindex', () => {
  it('takes in what was edited by hand', async () => {
    const dataDir = join(temporaryFolder(), 'data');
    cpSync('data/bulletins/2024', join(dataDir, 'bulletins', '2024'), { recursive: true });
    const run = (name: string, ...args: string[]) => runScript(name, args, { DATA_DIR: dataDir });
    expect(await run('reindex')).toMatchObject({ code: 0, stdout: expect.stringMatching(/已索引 3 期/) });

    const path = join(dataDir, 'bulletins', '2024', '澜州组工信息-2024-08.md');
    writeFileSync(
      path,
      `${readFileSync(path, 'utf8').split('\n---\n').slice(0, 2).join('\n---\n')}
# 云岫县试办“蒲扇夜谈”

单位：中共云岫县委组织部

云岫县试办“蒲扇夜谈”，7月以来在村口大树下办了26场。
`,
    );
    expect(await run('reindex')).toMatchObject({ code: 0 });
    expect((await run('ask', '蒲扇夜谈办了多少场')).stdout).toContain('26场');
  });

  it('in a new folder finds nothing and says so', async () => {
    const outcome = await runScript('reindex', [], { DATA_DIR: join(temporaryFolder(), 'new') });
    expect(outcome).toMatchObject({ code: 0, stdout: expect.stringMatching(/已索引 0 期/) });
  });

  it('where it cannot write is refused in one line', async () => {
    expectPlainError(await runScript('reindex', [], { DATA_DIR: 'package.json' }), 'package.json');
  });
});
