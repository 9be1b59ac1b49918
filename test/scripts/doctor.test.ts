import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../contracts/temporary-folder.ts';
import { environmentOf } from '../fakes/fake-feishu/environment.ts';
import { createFakeFeishu } from '../fakes/fake-feishu/index.ts';
import { sampleLibrary } from '../runtimes/sample-library.ts';
import { runScript } from './run-script.ts';

interface Check {
  subject: string;
  state: string;
  detail: string;
}

async function doctor(env: Record<string, string>): Promise<{ code: number | null; checks: Check[] }> {
  const { code, stdout, stderr } = await runScript('doctor', ['--json'], env);
  expect(stderr).toBe('');
  return { code, checks: (JSON.parse(stdout) as { checks: Check[] }).checks };
}

const detailOf = (checks: Check[], subject: RegExp): string | undefined =>
  checks.find((check) => subject.test(check.subject) && check.state !== 'ok')?.detail;

describe('npm run doctor', () => {
  it('finds nothing missing where an app is set up, and says what a missing scope costs', async () => {
    const feishu = await createFakeFeishu();
    onTestFinished(() => feishu.close());
    const env = { DATA_DIR: sampleLibrary(), ...environmentOf(feishu, 'websocket') };
    const fine = await doctor(env);
    expect([fine.code, fine.checks.filter(({ state }) => state === 'missing')]).toEqual([0, []]);
    feishu.scopes.delete('im:message:send_as_bot');
    const { code, checks } = await doctor(env);
    expect([code, detailOf(checks, /send_as_bot/)]).toEqual([1, expect.stringContaining('发不出任何回答')]);
  });

  it('names what is wrong with the data, each with what to do', async () => {
    const dataDir = sampleLibrary();
    const put = (path: string, content: string | Uint8Array): void =>
      writeFileSync(join(dataDir, path), content);
    put('bulletins/2024/坏了-2024-01.md', '没有刊头');
    put('dictionary/synonyms.txt', '自家话=书面语\n');
    put('dictionary/units.txt', '{}组织部\n');
    mkdirSync(join(dataDir, 'state/dictionary'), { recursive: true });
    put('state/dictionary/units.txt', '');
    put('dictionary/terms.txt', Uint8Array.from([0xc8, 0xcb, 0xb2, 0xc5]));
    mkdirSync(join(dataDir, 'state/held'), { recursive: true });
    put('state/held/0123456789ab.json', '{"id":');
    mkdirSync(join(dataDir, 'state/inbox'), { recursive: true });
    put('state/inbox/pending.damaged-abc.jsonl', '');
    put('state/last-backup', '2024-03-14T08:00:00.000Z\n');
    const { checks } = await doctor({ DATA_DIR: dataDir });
    expect(detailOf(checks, /坏了-2024-01\.md 第 1 行/)).toContain('---');
    expect(detailOf(checks, /词典 terms\.txt/)).toContain('UTF-8');
    expect(detailOf(checks, /词典 synonyms\.txt/)).toMatch(/data\/dictionary\/synonyms\.txt.*删掉这个文件/);
    expect(detailOf(checks, /词典 units\.txt/)).toContain('重新启动');
    expect(detailOf(checks, /^索引/)).toContain('reindex');
    expect(detailOf(checks, /待定文件 1 个/)).toContain('held');
    expect(detailOf(checks, /pending\.damaged-abc/)).toContain('副本');
    expect(detailOf(checks, /^备份/)).toMatch(/\d+ 天前/);
    expect(detailOf(checks, /应用凭证/)).toContain('FEISHU_APP_ID');
  });

  it('says so when the data directory cannot be used', async () => {
    const { code, checks } = await doctor({ DATA_DIR: join(temporaryFolder(), 'nothing') });
    expect([code, detailOf(checks, /资料库文件夹/)]).toEqual([1, expect.stringContaining('DATA_DIR')]);
    expect(detailOf(checks, /资料库文件夹/)).toContain('（它不存在）');
  });
});
