import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createFileAudit } from '../../src/adapters/stores/audit.ts';
import { temporaryFolder } from '../contracts/temporary-folder.ts';
import { expectPlainError, type Outcome, runScript } from './run-script.ts';

const issue = { id: '云川组工信息-2024-06', label: '《云川组工信息》2024年第6期', from: null, to: 1 };
const at = (iso: string): number => Date.parse(iso);

describe('npm run audit', () => {
  let dataDir: string;
  const audit = (...args: string[]): Promise<Outcome> => runScript('audit', args, { DATA_DIR: dataDir });
  beforeEach(async () => {
    dataDir = temporaryFolder();
    await createFileAudit({ dataDir }).record(
      { at: at('2024-03-14T09:05:00+08:00'), by: 'ou_1', act: 'published', issue },
      {
        at: at('2024-03-20T00:30:00+08:00'),
        by: 'ou_2',
        act: 'corrected',
        issue: { ...issue, from: 1, to: 2 },
      },
      { at: at('2024-03-21T10:00:00+08:00'), by: 'ou_2', act: 'synonym', detail: '人才公寓=人才房' },
    );
  });

  it('prints a table: when, who, what, from which version to which', async () => {
    const { code, stdout } = await audit();
    expect(code).toBe(0);
    const lines = stdout.trim().split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/^2024-03-14 09:05 +ou_1 +发布 +《云川组工信息》2024年第6期（第 1 版）$/);
    expect(lines[2]).toMatch(/^2024-03-20 00:30 +ou_2 +更正 .*（第 1 版 → 第 2 版）$/);
    expect(lines[3]).toMatch(/加同义词 +人才公寓=人才房$/);
  });

  it('--json prints the entries, --since and --issue choose among them', async () => {
    const acts = async (...args: string[]): Promise<string[]> => {
      const { stdout } = await audit('--json', ...args);
      return (JSON.parse(stdout) as { entries: { act: string }[] }).entries.map(({ act }) => act);
    };
    expect(await acts()).toEqual(['published', 'corrected', 'synonym']);
    expect(await acts('--since', '2024-03-20')).toEqual(['corrected', 'synonym']);
    expect(await acts('--issue', issue.id)).toEqual(['published', 'corrected']);
    expect(await acts('--issue', '第6期', '--since', '2024-03-20')).toEqual(['corrected']);
    expect(await acts('--issue', '第7期')).toEqual([]);
  });

  it('says where the log was tampered with, and still shows it', async () => {
    const path = join(dataDir, 'state', 'audit', 'log.jsonl');
    await writeFile(path, (await readFile(path, 'utf8')).replace('ou_1', 'ou_9'));
    const { code, stdout, stderr } = await audit();
    expect([code, stdout.trim().split('\n').length]).toEqual([1, 4]);
    expect(stderr).toMatch(/^审计记录被改动过：.*第 1 行/);
  });

  it('refuses a day that is none, and says so when there is nothing', async () => {
    expectPlainError(await audit('--since', '昨天'), '昨天');
    dataDir = temporaryFolder();
    expect((await audit()).stdout).toBe('没有记录\n');
    expect((await audit('--help')).stdout).toContain('--since');
  });

  it('knows what npm run import and npm run held did', async () => {
    const file = (bulletin: string, more = ''): string =>
      `${bulletin}\n第6期\n云川市委组织部办公室　　2024年3月14日\n\n柳溪县建好人才公寓\n柳溪县委组织部\n\n柳溪县建成人才公寓240套，入住青年人才417名，租金按市场价的六成收取。${more}\n`;
    dataDir = temporaryFolder();
    await mkdir(join(dataDir, 'in'));
    const path = join(dataDir, 'in', '云川组工信息2024年第6期.txt');
    await writeFile(path, file('云川组工信息'));
    const run = (name: string, ...args: string[]) => runScript(name, args, { DATA_DIR: dataDir });
    await run('import', path);
    await run('import', path);
    await writeFile(path, file('云川组工信息', '另有38套在建。'));
    const { stdout } = await run('import', path, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ files: [{ status: 'held' }] });
    const { files } = JSON.parse((await run('held', 'list', '--json')).stdout) as { files: { id: string }[] };
    await run('held', 'publish', files[0]!.id);
    const { entries, tampered } = await createFileAudit({ dataDir }).read();
    expect(tampered).toBeNull();
    expect(
      entries.map(({ by, act, issue }) => [by.replace(/ \(.+\)$/, ''), act, issue?.from, issue?.to]),
    ).toEqual([
      ['npm run import', 'published', null, 1],
      ['npm run held', 'corrected', 1, 2],
    ]);
  });
});
