import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebhook } from '../../../src/adapters/feishu/webhook.ts';
import { ConfigError, StoreError } from '../../../src/core/errors.ts';
import { encrypt, signature } from '../../fakes/fake-feishu/crypto.ts';
import { createFakeFeishu, type FakeFeishu } from '../../fakes/fake-feishu/index.ts';
import { createSmallAsk } from './small-ask.ts';
import { createLog, type Started, startBot } from './start-bot.ts';

describe('POST /feishu/events', () => {
  let feishu: FakeFeishu;
  let started: Started;
  beforeAll(async () => {
    feishu = await createFakeFeishu();
    started = await startBot({ feishu, ask: createSmallAsk().ask, transport: 'webhook' });
  });
  afterAll(async () => {
    await started.stop();
    await feishu.close();
  });

  const seal = (envelope: unknown): string =>
    JSON.stringify({ encrypt: encrypt(feishu.credentials.encryptKey, JSON.stringify(envelope)) });
  const sign = (raw: string): Record<string, string> => signature(feishu.credentials.encryptKey, raw);

  it('answers the challenge of the console within a second', async () => {
    const raw = seal({
      type: 'url_verification',
      challenge: 'abc',
      token: feishu.credentials.verificationToken,
    });
    const began = performance.now();
    expect(await feishu.post(raw)).toEqual({ status: 200, body: { challenge: 'abc' } });
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it('answers a bad signature with 401 and does no work', async () => {
    const { message, event } = feishu.say({
      chat: feishu.world.openChat(),
      text: '青溪县的人才公寓有多少套',
    });
    const raw = seal(event);
    const answer = await feishu.post(raw, { ...sign(raw), 'x-lark-signature': '0'.repeat(64) });
    expect(answer.status).toBe(401);
    expect(started.bot.status().pending).toBe(0);
    // Not even remembered: the true event is still answered.
    expect((await feishu.deliver(event)).acked).toBe(true);
    await feishu.world.until(() => feishu.world.repliesTo(message.id)[0]);
  });

  it('answers 413 to a body over the limit, with and without a length', async () => {
    const large = 'x'.repeat(2 << 20);
    expect((await feishu.post(large)).status).toBe(413);
    const stream = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 40; i++) controller.enqueue(new TextEncoder().encode('x'.repeat(65_536)));
        controller.close();
      },
    });
    const chunked = { method: 'POST', body: stream, duplex: 'half' } as RequestInit;
    expect((await fetch(feishu.webhookUrl ?? '', chunked)).status).toBe(413);
  });

  it('takes a body whose Chinese characters are split between two TCP segments', async () => {
    const { message, event } = feishu.say({
      chat: feishu.world.openChat(),
      text: '青溪县的人才公寓有多少套',
    });
    const raw = Buffer.from(seal(event));
    const { port } = new URL(feishu.webhookUrl ?? '');
    const headers = {
      ...sign(raw.toString()),
      'content-length': String(raw.length),
      host: 'x',
      connection: 'close',
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const status = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.setNoDelay(true);
        socket.write(`POST /feishu/events HTTP/1.1\r\n${lines.join('')}\r\n`);
        socket.write(raw.subarray(0, 301), () => socket.write(raw.subarray(301)));
      });
      socket.once('data', (data) => resolve(data.toString().slice(0, 12)));
    });
    expect(status).toBe('HTTP/1.1 200');
    await feishu.world.until(() => feishu.world.repliesTo(message.id)[0]);
  });

  it.each([
    ['an unknown event', { schema: '2.0', header: { event_type: 'im.chat.updated_v1' }, event: {} }],
    ['an event named like a method of objects', { header: { event_type: 'constructor' }, event: {} }],
    ['an event without a header', { event: {} }],
    [
      'an event of the old schema',
      { ts: '1', uuid: 'u', type: 'event_callback', event: { type: 'message' } },
    ],
    ['a message event without a message', { header: { event_type: 'im.message.receive_v1' }, event: {} }],
  ])('acknowledges %s and goes on', async (_, body) => {
    const { verificationToken: token } = feishu.credentials;
    const header = { ...('header' in body && body.header), token, event_id: 'ev_x', create_time: '1' };
    const raw = seal({ ...body, ...('header' in body && { header }), token });
    expect(await feishu.post(raw, sign(raw))).toEqual({ status: 200, body: {} });
  });

  it('answers a click it does not understand with an empty object', async () => {
    const envelope = feishu.envelope('card.action.trigger', { operator: {}, action: { value: 'text' } });
    const raw = seal(envelope);
    expect(await feishu.post(raw, sign(raw))).toEqual({ status: 200, body: {} });
  });
});

describe('createWebhook()', () => {
  const { log, logged } = createLog();
  const common = { log, count: () => undefined };
  const keys = { encryptKey: 'key', verificationToken: 'token' };

  it.each(['encryptKey', 'verificationToken'])('does not start without %s', (key) => {
    const options = { ...common, ...keys, [key]: '', intake: async () => undefined };
    expect(() => createWebhook(options)).toThrow(ConfigError);
  });

  it('answers 500 when an event could not be kept, so that it comes again', async () => {
    const intake = async (): Promise<undefined> => {
      throw new StoreError('disk full');
    };
    const raw = JSON.stringify({ encrypt: encrypt('key', '{"header":{"token":"token"}}') });
    const request = new Request('http://bot/feishu/events', {
      method: 'POST',
      headers: signature('key', raw),
      body: raw,
    });
    expect((await createWebhook({ ...common, ...keys, intake })(request)).status).toBe(500);
    expect(logged.join()).toContain('disk full');
  });
});
