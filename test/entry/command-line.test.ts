import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../contracts/temporary-folder.ts';
import { expectPlainError, runScript } from '../scripts/run-script.ts';

describe('runCommand()', () => {
  it.each([
    ['ask', ['--nonsense'], '没有 --nonsense 这个选项'],
    ['import', ['x', '--to'], '--to <d1> 后面没有写内容'],
    ['forget', [], '缺少 --user <open_id>'],
    ['restore', [], '没有写“文件”'],
    ['restore', ['a', 'b'], '多写了参数'],
    ['held', ['burn'], '没有 burn 这个用法'],
  ])('npm run %s %j is told in Chinese what is wrong with it', async (script, args, says) => {
    const outcome = await runScript(script, args, { DATA_DIR: temporaryFolder() });
    expectPlainError(outcome, says);
    expect(outcome.stderr).not.toMatch(/\b(?:option|argument|command|expected)\b/i);
  });

  it('shows help without a word of English', async () => {
    const { code, stdout } = await runScript('dev-worker', ['--help'], {});
    expect(code).toBe(0);
    expect(stdout).toContain('npm run dev:worker -- [选项]');
    expect(stdout).toContain('默认 8787');
    expect(stdout).not.toMatch(/\b(?:options|default)\b/);
  });
});
