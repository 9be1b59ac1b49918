import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { textOfCard } from '../adapters/feishu/texts.ts';
import { createFakeFeishu } from '../fakes/fake-feishu/index.ts';
import { sampleLibrary } from './sample-library.ts';
import { answerTo, newFeishu, startWithFeishu } from './start-with-feishu.ts';

const QUESTION = '云岫县的人才公寓有多少套';
const METRICS_TOKEN = 'metrics-token-of-the-test';
const SESSION_SECRET = 'session-secret-of-the-test';
const BACKUP_KEY = 'backup-key-of-the-test';

describe('npm start, watched', () => {
  it('tells its figures, and nothing of what was asked', async () => {
    const feishu = await newFeishu();
    const node = await startWithFeishu(feishu, 'websocket', sampleLibrary(), { METRICS_TOKEN });
    expect((await fetch(`${node.url}/metrics`)).status).toBe(401);
    await answerTo(feishu, feishu.world.openChat(), QUESTION);
    const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
    const read = async (): Promise<string> => (await fetch(`${node.url}/metrics`, { headers })).text();
    await expect.poll(read, { timeout: 10_000 }).toContain('outcome="answered"');
    const figures = await read();
    expect(figures).toContain('wenbao_answer_seconds_count{kind="excerpts"} 1');
    expect(figures).toContain('wenbao_event_seconds_count{type="message",outcome="answered"} 1');
    expect(figures).toMatch(/wenbao_feishu_calls_total\{code="0"\} \d+/);
    expect(figures).toContain('wenbao_library_issues 14');
    expect(figures).not.toMatch(/\p{Script=Han}|\b(?:ou|oc|om|cli)_/u);

    const ready = await fetch(`${node.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { ready: true, library: true, connection: true, inbox: true },
    ]);
  });

  it('is not ready while the platform cannot be reached', async () => {
    const feishu = await newFeishu();
    const node = await startWithFeishu(feishu, 'websocket', sampleLibrary());
    const ready = async () => [
      (await fetch(`${node.url}/readyz`)).status,
      (await fetch(`${node.url}/healthz`)).status,
    ];
    await expect.poll(ready, { timeout: 10_000 }).toEqual([200, 200]);
    await feishu.close();
    await expect.poll(ready, { timeout: 30_000 }).toEqual([503, 503]);
  });

  it('writes neither a secret nor a token nor a question, whatever goes wrong', async () => {
    const feishu = await newFeishu();
    const secrets = { METRICS_TOKEN, SESSION_SECRET, BACKUP_KEY };
    const dataDir = sampleLibrary();
    const node = await startWithFeishu(feishu, 'webhook', dataDir, { ...secrets, LOG_LEVEL: 'trace' });
    const chat = feishu.world.openChat();
    const messages = 'POST /open-apis/im/v1/messages';
    for (const fault of [
      { kind: 'code', code: 99991663, message: 'Invalid access token t-leaked-token-in-a-message' },
      { kind: 'code', code: 230020 },
      { kind: 'reset' },
      { kind: 'status', status: 502 },
      { kind: 'code', code: 230099, message: `ErrCode: 200621; ${QUESTION}` },
    ] as const)
      feishu.faults.add({ on: messages, fault, times: 1 });
    await answerTo(feishu, chat, QUESTION);
    feishu.faults.add({ on: messages, fault: { kind: 'code', code: 230028, message: QUESTION } });
    await feishu.tell({ chat, text: QUESTION });
    // Forged, malformed, too long, and pages with secrets in the address.
    await feishu.post(JSON.stringify({ encrypt: 'AAAA' }), { 'x-lark-signature': 'forged' });
    await feishu.deliver(feishu.envelope('im.message.receive_v1', { message: QUESTION }));
    await fetch(`${node.url}/search?q=${encodeURIComponent(QUESTION)}&token=${METRICS_TOKEN}`);
    await fetch(`${node.url}/oauth/callback?code=the-code-of-a-login&state=${SESSION_SECRET}`);
    const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
    const shown = await Promise.all(
      ['/', '/admin', '/login', '/healthz', '/readyz', '/metrics', '/nowhere'].map(async (path) =>
        (await fetch(`${node.url}${path}`, { headers, redirect: 'manual' })).text(),
      ),
    );
    await expect.poll(() => node.errors(), { timeout: 20_000 }).toContain('"outcome":"failed"');
    await node.stop();

    const written = node.output() + node.errors() + shown.join('\n');
    const { appSecret, encryptKey, verificationToken } = feishu.credentials;
    for (const secret of [
      appSecret,
      encryptKey,
      verificationToken,
      METRICS_TOKEN,
      SESSION_SECRET,
      BACKUP_KEY,
    ])
      expect(written).not.toContain(secret);
    expect(written).not.toMatch(/\bt-g{3,}|t-leaked|the-code-of-a-login/);
    expect(written).not.toContain(QUESTION);
    expect(written).not.toContain(encodeURIComponent(QUESTION));
    const lines = node.errors().trim().split('\n');
    const logged = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(logged).toContainEqual(
      expect.objectContaining({ key: expect.stringMatching(/^om_/), outcome: 'answered' }),
    );
    expect(logged).toContainEqual(
      expect.objectContaining({ route: '/search', requestId: expect.any(String), status: 401 }),
    );
  });

  it('writes to the editors in the morning when something needs a person, and once only', async () => {
    // Ten o'clock in China.
    const offset = Date.UTC(2026, 10, 23, 2) - Date.now();
    const feishu = await createFakeFeishu({ now: () => Date.now() + offset });
    onTestFinished(() => feishu.close());
    const chat = feishu.world.openChat();
    const dataDir = sampleLibrary();
    writeFileSync(join(dataDir, 'bulletins', '2024', '坏了-2024-01.md'), '没有刊头');
    const run = async (): Promise<string[]> => {
      const node = await startWithFeishu(feishu, 'websocket', dataDir, {
        EDITORS_CHAT: chat.id,
        BACKUP_DIR: '/proc/wenbao',
      });
      await expect.poll(node.errors, { timeout: 20_000 }).toContain('the daily self-check found');
      await node.stop();
      return feishu.world.fromBot(chat).map(({ content }) => textOfCard(content));
    };
    const [report, ...more] = await run();
    expect(report).toMatch(/每日自检发现 \d+ 件事需要处理/);
    expect(report).toMatch(/1 个刊物文件读不了.*坏了-2024-01\.md/);
    expect(report).toContain('还没有备份过');
    expect(report).toMatch(/夜间备份没有做成：.*\/proc\/wenbao/);
    expect(more).toEqual([]);
    // As if it were the next morning.
    rmSync(join(dataDir, 'state', 'daily.json'));
    expect(await run()).toHaveLength(1);
  });
});
