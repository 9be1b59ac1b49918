import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLongConnection } from '../../../src/adapters/feishu/long-connection.ts';
import { ConfigError } from '../../../src/core/errors.ts';
import { createFakeFeishu, type FakeFeishu } from '../../fakes/fake-feishu/index.ts';
import { createSmallAsk } from './small-ask.ts';
import { createLog, type Started, startBot } from './start-bot.ts';

const QUESTION = '青溪县的人才公寓有多少套';

describe('the long connection', () => {
  let feishu: FakeFeishu;
  let started: Started;
  beforeEach(async () => {
    feishu = await createFakeFeishu({ pingIntervalSeconds: 1, retryAfterMs: [200, 500, 1000, 2000] });
    started = await startBot({
      feishu,
      ask: createSmallAsk().ask,
      transport: 'websocket',
      tuning: { pingTimeoutSeconds: 0.3 },
    });
  });
  afterEach(async () => {
    await started.stop(500);
    await feishu.close();
  });

  const isAnswered = async (): Promise<void> => {
    const { message, delivered } = await feishu.tell({ chat: feishu.world.openChat(), text: QUESTION });
    expect(delivered.acked).toBe(true);
    await feishu.world.until(() => feishu.world.repliesTo(message.id)[0]);
    expect(feishu.world.repliesTo(message.id)).toHaveLength(1);
  };

  it('tells when the last pong and the last event came', async () => {
    await isAnswered();
    const { connection, ready } = await feishu.world.until(() => {
      const status = started.bot.status();
      return status.connection?.lastPong ? status : null;
    });
    expect(ready).toBe(true);
    expect(connection).toMatchObject({ state: 'connected', connections: 1, refusal: null });
    expect(connection?.lastEvent).toBeGreaterThan(Date.now() - 60_000);
  });

  it('takes an event in several chunks', async () => {
    const { message, event } = feishu.say({ chat: feishu.world.openChat(), text: QUESTION });
    expect(await feishu.longConnection.push(event, { chunks: 4 })).toMatchObject({ code: 200 });
    await feishu.world.until(() => feishu.world.repliesTo(message.id)[0]);
  });

  it('acknowledges events it does not know', async () => {
    const ack = await feishu.longConnection.push(feishu.envelope('im.chat.updated_v1', {}));
    expect(ack).toEqual({ code: 200, body: undefined });
  });

  it('comes back after the socket is cut, and loses nothing', async () => {
    await isAnswered();
    feishu.longConnection.cut();
    await isAnswered();
    expect(started.bot.status().connection?.connections).toBe(2);
  });

  it('notices a socket that is open but dead, and comes back', async () => {
    feishu.longConnection.silence(true);
    await feishu.world.until(() => started.bot.status().connection?.state !== 'connected');
    feishu.longConnection.silence(false);
    await isAnswered();
  });

  it('is left out of readiness, not of service, while it is down', async () => {
    feishu.longConnection.refuse(1000040343, 3);
    feishu.longConnection.cut();
    await feishu.world.until(() => !started.bot.status().ready);
    await feishu.world.until(() => started.bot.status().ready);
    await isAnswered();
  });
});

describe('createLongConnection()', () => {
  it.each([1, 403, 514, 1000040350])('tries again after a refusal the SDK gives up on (%i)', async (code) => {
    const feishu = await createFakeFeishu();
    const { log, logged } = createLog();
    feishu.longConnection.refuse(code, 2);
    const connection = createLongConnection({
      ...feishu.credentials,
      domain: feishu.url,
      intake: async () => undefined,
      clock: { now: Date.now },
      log,
      restartAfterMs: 20,
    });
    connection.start();
    await feishu.world.until(() => connection.status().refusal);
    expect(connection.status()).toMatchObject({ state: 'failed' });
    await feishu.longConnection.clientReady();
    await feishu.world.until(() => connection.status().state === 'connected');
    expect(connection.status()).toMatchObject({ refusal: null, connections: 1 });
    expect(logged.filter((line) => line.includes('was refused'))).toHaveLength(2);
    expect(logged.join()).not.toMatch(/secret-of-the-app|ticket=t|access_key=k/);
    connection.close();
    await feishu.close();
  });

  it('answers an event that could not be kept with 500, so that it comes again', async () => {
    const feishu = await createFakeFeishu();
    const connection = createLongConnection({
      ...feishu.credentials,
      domain: feishu.url,
      intake: async () => {
        throw new Error('disk full');
      },
      clock: { now: Date.now },
      log: createLog().log,
    });
    connection.start();
    await feishu.longConnection.clientReady();
    expect(await feishu.longConnection.push(feishu.envelope('x', {}))).toMatchObject({ code: 500 });
    connection.close();
    await feishu.close();
  });

  it.each(['', 'cli_short', 'app_0123456789abcdef'])('does not start with the app id 「%s」', (appId) => {
    const { log } = createLog();
    const options = { appId, appSecret: 's', domain: 'feishu', intake: async () => undefined, log };
    expect(() => createLongConnection({ ...options, clock: { now: Date.now } })).toThrow(ConfigError);
  });
});
