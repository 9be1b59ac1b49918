import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { temporaryFolder } from '../contracts/temporary-folder.ts';
import { createFakeFeishu, type FakeFeishu } from '../fakes/fake-feishu/index.ts';
import { type Outcome, outcomeOf } from './run-script.ts';

async function newFeishu(): Promise<FakeFeishu> {
  const feishu = await createFakeFeishu();
  onTestFinished(() => feishu.close());
  return feishu;
}

/** Runs `npm run setup` in `folder` with these lines typed. */
async function setup(folder: string, answers: string[]): Promise<Outcome> {
  const { PATH, HOME } = process.env;
  const script = resolve('scripts/setup.ts');
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), script], {
    cwd: folder,
    env: { PATH, HOME },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  child.stdin.end(answers.map((answer) => `${answer}\n`).join(''));
  return outcomeOf(child);
}

const read = (folder: string): Record<string, string> =>
  parseEnv(readFileSync(join(folder, '.env'), 'utf8')) as Record<string, string>;
const modeOf = (folder: string): number => statSync(join(folder, '.env')).mode & 0o777;

/** App, secret, domain and transport of a fake platform. */
const appOf = ({ credentials, url }: FakeFeishu): string[] => [
  credentials.appId,
  credentials.appSecret,
  url,
  '',
];
/** PUBLIC_URL, EDITORS, EDITORS_CHAT, ADMINS, BACKUP_DIR. */
const nothingElse = ['', '', '', '', ''];

describe('npm run setup', () => {
  it('writes a configuration that works, for its owner only, and shows no secret', async () => {
    const feishu = await newFeishu();
    const folder = temporaryFolder();
    const rest = ['https://wenbao.example.org', 'ou_1，ou_2', 'oc_1', 'ou_9', '/var/backups/wenbao'];
    const { code, stdout, stderr } = await setup(folder, [...appOf(feishu), ...rest]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('飞书认得这个应用');
    expect(modeOf(folder)).toBe(0o600);
    const written = read(folder);
    const config = loadConfig(written);
    expect(config).toMatchObject({
      feishu: { ...pick(feishu), transport: 'websocket', domain: feishu.url },
      publicUrl: 'https://wenbao.example.org',
      editors: ['ou_1', 'ou_2'],
      editorsChat: 'oc_1',
      admins: ['ou_9'],
      backupDir: '/var/backups/wenbao',
    });
    for (const secret of [config.sessionSecret, config.backupKey, written.FEISHU_APP_SECRET]) {
      expect(secret!.length).toBeGreaterThan(15);
      expect(stdout).not.toContain(secret);
    }
    // Comments of the template stay, for whoever edits it by hand.
    expect(readFileSync(join(folder, '.env'), 'utf8')).toContain('# 读 /metrics 要带的令牌');
  });

  it('keeps what is there, secrets too, and takes away what is answered with -', async () => {
    const feishu = await newFeishu();
    const folder = temporaryFolder();
    await setup(folder, [...appOf(feishu), 'https://wenbao.example.org', 'ou_1', '', '', '']);
    const before = read(folder);
    writeFileSync(join(folder, '.env'), `${readFileSync(join(folder, '.env'), 'utf8')}OTHER=其他 值\n`);
    const { code } = await setup(folder, ['', '', '', '', '', '-', 'oc_2', '', '']);
    expect(code).toBe(0);
    expect(read(folder)).toEqual({ ...before, EDITORS: '', EDITORS_CHAT: 'oc_2', OTHER: '其他 值' });
  });

  it('without an app sets up the playground', async () => {
    const folder = temporaryFolder();
    expect(await setup(folder, ['', ...nothingElse])).toMatchObject({ code: 0, stderr: '' });
    expect(loadConfig(read(folder))).toMatchObject({ feishu: null, playground: true });
  });

  it('a webhook is asked for its keys', async () => {
    const feishu = await newFeishu();
    const folder = temporaryFolder();
    const { appId, appSecret, encryptKey, verificationToken } = feishu.credentials;
    const app = [appId, appSecret, feishu.url, 'webhook', encryptKey, verificationToken];
    expect(await setup(folder, [...app, ...nothingElse])).toMatchObject({ code: 0, stderr: '' });
    expect(loadConfig(read(folder)).feishu).toMatchObject({
      transport: 'webhook',
      encryptKey,
      verificationToken,
    });
  });

  it('where the file cannot be written says so in one line', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, '.env.tmp'));
    const { code, stderr } = await setup(folder, ['', ...nothingElse]);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^无法写入 [^\n]*\.env：它是文件夹[^\n]*\n$/)]);
  });

  it.each<[string, (feishu: FakeFeishu) => string[], RegExp]>([
    ['a wrong secret', ({ credentials, url }) => [credentials.appId, 'wrong', url, ''], /飞书不认/],
    [
      'a platform that is not there',
      ({ credentials }) => [credentials.appId, 's', 'http://127.0.0.1:1', ''],
      /连不上飞书/,
    ],
    [
      'a transport there is none of',
      ({ credentials, url }) => [credentials.appId, 's', url, 'pigeon'],
      /FEISHU_TRANSPORT/,
    ],
    ['an editor who is none', (feishu) => [...appOf(feishu), '', '张三', '', '', ''], /EDITORS/],
    ['an input that ends', (feishu) => appOf(feishu).slice(0, 2), /输入提前结束/],
  ])('with %s writes nothing and says why in one line', async (_, answers, mentions) => {
    const feishu = await newFeishu();
    const folder = temporaryFolder();
    const { code, stderr } = await setup(folder, answers(feishu));
    expect([code, stderr]).toEqual([1, expect.stringMatching(mentions)]);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(existsSync(join(folder, '.env'))).toBe(false);
  });
});

function pick({ credentials: { appId, appSecret } }: FakeFeishu) {
  return { appId, appSecret };
}
