import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { textOfCard } from '../adapters/feishu/texts.ts';
import { temporaryFolder } from '../contracts/temporary-folder.ts';
import { environmentOf } from '../fakes/fake-feishu/environment.ts';
import { bulletinText } from '../scripts/generated-bulletins.ts';
import { expectPlainError, outcomeOf, runScript, startScript } from '../scripts/run-script.ts';
import { sampleLibrary } from './sample-library.ts';
import { startNode } from './start-node.ts';
import { answerTo, newFeishu, startWithFeishu } from './start-with-feishu.ts';

const search = async (url: string, question: string): Promise<string> =>
  (await fetch(`${url}/search?q=${encodeURIComponent(question)}`)).text();

describe('npm start', () => {
  it('without credentials says so and answers on the pages', async () => {
    const node = await startNode({ DATA_DIR: sampleLibrary() });
    expect(node.output()).toContain(`${node.url}/`);
    expect(node.output()).toContain('没有配置飞书凭证');
    const health = await fetch(`${node.url}/healthz`);
    expect([health.status, await health.json()]).toEqual([
      200,
      expect.objectContaining({ ready: true, issues: 14 }),
    ]);
    expect((await fetch(`${node.url}/`)).status).toBe(200);
    expect((await fetch(`${node.url}/playground`)).status).toBe(200);
    expect(await search(node.url, '云岫县的人才公寓有多少套')).toContain('<mark>');
  });

  it('with credentials that Feishu refuses says so where it was started', async () => {
    const env = environmentOf(await newFeishu(), 'webhook');
    const node = await startNode({
      DATA_DIR: temporaryFolder(),
      ...env,
      FEISHU_APP_SECRET: 'another secret',
    });
    await vi.waitFor(
      () => expect(node.output()).toContain('飞书不认 FEISHU_APP_ID 和 FEISHU_APP_SECRET'),
      10_000,
    );
    expect(node.output() + node.errors()).not.toContain('another secret');
    expect((await fetch(`${node.url}/healthz`)).status).toBe(503);
  });

  it('starts again after it was killed, and stops cleanly when asked to', async () => {
    const dataDir = temporaryFolder();
    (await startNode({ DATA_DIR: dataDir })).child.kill('SIGKILL');
    expect(await (await startNode({ DATA_DIR: dataDir })).stop()).toBe(0);
    expect(existsSync(join(dataDir, 'state', 'bot.lock'))).toBe(false);
  });

  it('ends when it stood still for so long that another bot took its library', async () => {
    const dataDir = temporaryFolder();
    const first = await startNode({ DATA_DIR: dataDir });
    const ended = once(first.child, 'exit');
    first.child.kill('SIGSTOP');
    const second = await startNode({ DATA_DIR: dataDir });
    first.child.kill('SIGCONT');
    expect(await ended).toEqual([1, null]);
    expect(first.errors()).toContain('another bot has taken its library');
    expect((await fetch(`${second.url}/healthz`)).status).toBe(200);
    expect(existsSync(join(dataDir, 'state', 'bot.lock'))).toBe(true);
    expect(await second.stop()).toBe(0);
  });

  it('starts with the dictionary of its own version, and leaves to a person what it cannot tell apart', async () => {
    const dataDir = sampleLibrary();
    const file = (path: string): string => join(dataDir, path, 'synonyms.txt');
    const shipped = readFileSync(file('dictionary'), 'utf8');
    mkdirSync(join(dataDir, 'state/dictionary'), { recursive: true });
    writeFileSync(file('state/dictionary'), '甲甲=乙乙\n');
    writeFileSync(file('dictionary'), '甲甲=乙乙\n自家话=书面语\n');
    writeFileSync(join(dataDir, 'dictionary/stopwords.txt'), '请问\n');
    const node = await startNode({ DATA_DIR: dataDir });
    expect(readFileSync(file('dictionary'), 'utf8')).toBe(`${shipped}自家话=书面语\n`);
    expect(node.errors()).toContain('what was shipped since is merged into it');
    expect(node.errors()).toMatch(/"name":"stopwords.txt","why":"unknown"/);
  });

  it('ends when npm is told to, though npm tells only the shell in between', async () => {
    const dataDir = temporaryFolder();
    const { PATH, HOME } = process.env;
    const npm = spawn('npm', ['start'], {
      env: { PATH, HOME, PORT: '0', DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    onTestFinished(() => void npm.kill('SIGKILL'));
    let output = '';
    npm.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    await vi.waitFor(() => expect(output).toContain('可以提问了'), { timeout: 30_000, interval: 100 });
    npm.kill('SIGTERM');
    await vi.waitFor(() => expect(output).toContain('正在停止'), { timeout: 10_000, interval: 100 });
    await vi.waitFor(() => expect(existsSync(join(dataDir, 'state', 'bot.lock'))).toBe(false), 10_000);
  });

  it('tells whoever pushes the first issue by which id they can be named an editor', async () => {
    const feishu = await newFeishu();
    await startWithFeishu(feishu, 'webhook', temporaryFolder());
    const from = 'ou_the_first';
    const chat = feishu.world.openChat({ kind: 'p2p', members: [from] });
    const bytes = new TextEncoder().encode(bulletinText(2024, 2));
    const { message, event } = feishu.sayFile({ chat, from, name: '第2期.txt', bytes });
    await feishu.deliver(event);
    const answer = await feishu.world.until(() => feishu.world.repliesTo(message.id)[0]);
    expect(textOfCard(answer.content)).toMatch(/还没有指定编辑.*open_id 是 ou_the_first/s);
  });

  it('takes over what npm run import and npm run reindex change while it runs', async () => {
    const dataDir = sampleLibrary();
    const node = await startNode({ DATA_DIR: dataDir });
    const question = '柳溪县人才驿站开展了多少场次活动';
    expect(await search(node.url, question)).not.toContain('云川组工信息');
    const file = join(temporaryFolder(), '1.txt');
    writeFileSync(file, bulletinText(2024, 2).replaceAll('白鹭县', '柳溪县'));
    expect(await runScript('import', [file], { DATA_DIR: dataDir })).toMatchObject({ code: 0 });
    const id = '云川组工信息-2024-02';
    const page = () => fetch(`${node.url}/issues/${encodeURIComponent(id)}`);
    await vi.waitFor(
      async () => expect(await search(node.url, '云川组工信息2024年第2期')).toContain(encodeURIComponent(id)),
      {
        timeout: 15_000,
        interval: 200,
      },
    );
    expect((await page()).status).toBe(200);
  });

  it('a port in use is refused in one line', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void taken.close());
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as { port: number };
    const child = startScript('src/entry/node.ts', [], { PORT: String(port), DATA_DIR: temporaryFolder() });
    expectPlainError(await outcomeOf(child), `127.0.0.1:${port}`);
  });

  it.each([
    [
      'webhook without its secrets',
      { FEISHU_APP_ID: 'cli_1', FEISHU_APP_SECRET: 's', FEISHU_TRANSPORT: 'webhook' },
      'FEISHU_ENCRYPT_KEY',
    ],
    [
      'pages for others without a secret to sign logins with',
      { FEISHU_APP_ID: 'cli_1', FEISHU_APP_SECRET: 's', PUBLIC_URL: 'https://wenbao.example.org' },
      'SESSION_SECRET',
    ],
    ['a host that is not ours', { HOST: '203.0.113.9' }, '203.0.113.9'],
  ])('%s is refused in one line', async (_, env, mentions) => {
    const child = startScript('src/entry/node.ts', [], { PORT: '0', DATA_DIR: temporaryFolder(), ...env });
    expectPlainError(await outcomeOf(child), mentions);
  });

  it('a second bot on the same library is refused', async () => {
    const dataDir = temporaryFolder();
    await startNode({ DATA_DIR: dataDir });
    const { code, stderr } = await outcomeOf(
      startScript('src/entry/node.ts', [], { PORT: '0', DATA_DIR: dataDir }),
    );
    expect([code, stderr.trim().split('\n')]).toEqual([1, [expect.stringContaining(dataDir)]]);
  });

  it.each(['webhook', 'websocket'] as const)(
    'answers a question asked in a group over the %s',
    async (transport) => {
      const feishu = await newFeishu();
      const node = await startWithFeishu(feishu, transport, sampleLibrary());
      const answer = await answerTo(feishu, feishu.world.openChat(), '云岫县的人才公寓有多少套');
      expect(textOfCard(answer.content)).toContain('岫里安居');
      expect((await fetch(`${node.url}/`)).status).toBe(401);
      expect(await node.stop()).toBe(0);
    },
  );
});
