import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPlatformClock, type PlatformClock } from '../../../src/adapters/feishu/platform-clock.ts';
import {
  createFakeFeishu,
  type FakeFeishu,
  type FakeMessage,
  type Fault,
} from '../../fakes/fake-feishu/index.ts';
import { createSmallAsk } from './small-ask.ts';
import { type Started, startBot } from './start-bot.ts';
import { linksOfCard, textOfCard } from './texts.ts';

const QUESTION = '青溪县的人才公寓有多少套';
const REPLY = /^POST \/open-apis\/im\/v1\/messages\/om_\w+\/reply$/;
const code = (number: number, more: object = {}): Fault => ({ kind: 'code', code: number, ...more });

describe('answers on their way out', () => {
  let feishu: FakeFeishu;
  let started: Started;
  let clock: PlatformClock;
  let elapsed: number;

  beforeEach(async () => {
    feishu = await createFakeFeishu();
    elapsed = 0;
    const began = performance.now();
    clock = createPlatformClock({ now: Date.now }, () => performance.now() - began + elapsed);
    started = await startBot({
      feishu,
      ask: createSmallAsk().ask,
      transport: 'webhook',
      clock,
      tuning: { timeoutMs: 300 },
    });
    await feishu.world.until(() => started.bot.status().ready);
  });
  afterEach(async () => {
    await started.stop(200);
    await feishu.close();
  });

  const tell = async (what: Partial<Parameters<FakeFeishu['tell']>[0]> = {}): Promise<FakeMessage> =>
    (await feishu.tell({ chat: feishu.world.openChat(), text: QUESTION, ...what })).message;
  const answerTo = ({ id }: FakeMessage): Promise<FakeMessage> =>
    feishu.world.until(() => feishu.world.repliesTo(id)[0]);
  const settled = (): Promise<unknown> => feishu.world.until(() => started.bot.status().pending === 0);
  const replies = (): number => feishu.calls.filter((call) => REPLY.test(call)).length;

  it.each<[string, Fault]>([
    ['too many messages to the chat (230020)', code(230020)],
    [
      'the limit of the app (99991400)',
      code(99991400, { status: 429, headers: { 'x-ogw-ratelimit-reset': '1' } }),
    ],
    ['429 without a code', { kind: 'status', status: 429 }],
    ['a limit of the old stack (11232)', code(11232)],
    ['a limit of the old stack (11233)', code(11233)],
    ['a limit of the old stack (11247)', code(11247)],
    ['a message still being sent (230049)', code(230049)],
    ['status 500', { kind: 'status', status: 500 }],
    ['status 502 with a code', code(1, { status: 502 })],
    ['no answer in time', { kind: 'hang' }],
    ['a connection that is cut', { kind: 'reset' }],
    ['a connection that is cut after the message was posted', { kind: 'reset after' }],
  ])('go out once after %s, three times', async (_, fault) => {
    feishu.faults.add({ on: REPLY, fault, times: 3 });
    const message = await tell();
    await answerTo(message);
    await settled();
    expect(feishu.world.repliesTo(message.id)).toHaveLength(1);
    expect(replies()).toBe(4);
    expect(started.bot.status().counts['send repeated']).toBe(3);
  });

  it('wait as long as the platform says, with everything else the app does', async () => {
    const fault = code(99991400, { status: 429, headers: { 'x-ogw-ratelimit-reset': '1' } });
    feishu.faults.add({ on: REPLY, fault, times: 1 });
    const first = await tell();
    await feishu.world.until(() => started.bot.status().counts['send repeated'] === 1);
    const began = performance.now();
    const second = await tell();
    await Promise.all([answerTo(first), answerTo(second)]);
    expect(performance.now() - began).toBeGreaterThan(800);
  });

  it.each([99991661, 99991663, 99991664, 99991665, 99991671])(
    'go out with a new token after %i',
    async (number) => {
      feishu.faults.add({ on: REPLY, fault: code(number), times: 1 });
      await answerTo(await tell());
      expect(feishu.api.tokensIssued()).toBe(2);
    },
  );

  it('go out with one new token when it was revoked under many of them', async () => {
    feishu.api.revokeTokens();
    const messages = await Promise.all(Array.from({ length: 10 }, () => tell()));
    await Promise.all(messages.map(answerTo));
    expect(feishu.api.tokensIssued()).toBe(2);
  });

  it.each([230011, 230110, 230111, 230050])(
    'are dropped quietly when the question is gone (%i)',
    async (number) => {
      feishu.faults.add({ on: REPLY, fault: code(number) });
      await tell();
      await settled();
      expect(replies()).toBe(1);
      expect(started.bot.status().counts['not sent: question-gone']).toBe(1);
      expect(started.logged.filter((line) => line.startsWith('error'))).toEqual([]);
    },
  );

  it.each([230002, 232009, 230013, 230029, 230053])(
    'for a chat that is gone are dropped without a call each (%i), and a later invitation starts afresh',
    async (number) => {
      feishu.faults.add({ on: REPLY, fault: code(number), times: 1 });
      const chat = feishu.world.openChat();
      await Promise.all(Array.from({ length: 20 }, (_, i) => tell({ chat, from: `ou_${i}` })));
      await settled();
      // Five may have been under way together.
      expect(replies()).toBeLessThanOrEqual(5);
      expect(started.bot.status().counts['not sent: chat-gone']).toBeGreaterThanOrEqual(15);
      await answerTo(await tell({ chat, from: 'ou_later' }));
    },
  );

  it.each([230019, 230071])('go out as plain replies where threads are not possible (%i)', async (number) => {
    feishu.faults.add({ on: REPLY, fault: code(number), times: 1 });
    const message = await tell({ thread: 'omt_1' });
    expect(textOfCard((await answerTo(message)).content)).toContain('240套');
    expect(replies()).toBe(2);
  });

  it('go out as plain replies in a group that has no threads', async () => {
    const chat = feishu.world.openChat({ threads: false });
    expect((await answerTo(await tell({ chat, thread: 'omt_x' }))).type).toBe('interactive');
  });

  it.each([230025, 230099, 19036])(
    'go out shorter when a card is refused (%i), then as text with the link',
    async (number) => {
      feishu.faults.add({ on: REPLY, fault: code(number, { message: 'ErrCode: 11310' }), times: 1 });
      const shorter = await answerTo(await tell({ text: '人才公寓' }));
      expect(shorter.type).toBe('interactive');
      expect(textOfCard(shorter.content)).toContain('240套');
      expect(textOfCard(shorter.content)).not.toContain('另有');

      feishu.faults.add({ on: REPLY, fault: code(number), times: 2 });
      const text = await answerTo(await tell());
      expect(text.type).toBe('text');
      expect(JSON.stringify(text.content)).toContain('http://pages.example/issues/');
      expect(JSON.stringify(text.content)).not.toContain('240套');
    },
  );

  it.each([230022, 230028])('say that their text was refused, without the text (%i)', async (number) => {
    feishu.faults.add({ on: REPLY, fault: code(number), times: 1 });
    const answer = await answerTo(await tell());
    expect(textOfCard(answer.content)).toContain('飞书不允许在会话里显示');
    expect(JSON.stringify(answer.content)).not.toContain('240套');
    expect(linksOfCard(answer.content)[0]).toContain('http://pages.example/issues/');
  });

  it.each([230022, 230028, 230006, 230018, 230027, 230035, 99991672, 99991401, 99991403, 230001, 987654])(
    'are given up, and logged without their text, when nothing helps (%i)',
    async (number) => {
      const message = 'scope. https://open.feishu.cn/app/cli_a/auth?q=im:message secret text 240套';
      feishu.faults.add({ on: REPLY, fault: code(number, { message }) });
      await tell();
      await settled();
      expect(replies()).toBeLessThanOrEqual(2);
      const log = started.logged.join('\n');
      expect(log).toContain(`Feishu code ${number}`);
      expect(log).toContain('https://open.feishu.cn/app/cli_a/auth?q=im:message');
      expect(log).not.toContain('240套');
    },
  );

  it('are given up and recorded when they could not go out for half an hour', async () => {
    feishu.faults.add({ on: REPLY, fault: { kind: 'status', status: 503 } });
    await tell();
    await feishu.world.until(() => (started.bot.status().counts['send repeated'] ?? 0) > 1);
    expect(started.bot.status().pending).toBe(1);
    elapsed += 31 * 60_000;
    // The platform's own clock has not moved: its answers would set ours back.
    feishu.faults.add({ on: /./, fault: { kind: 'reset' } });
    await settled();
    expect(started.bot.status().counts['not sent: expired']).toBe(1);
    expect(started.logged.join()).toContain('given up: it could not be sent in time');
  });

  it('never show the secret or a token in the log, whatever fails', async () => {
    const faults: Fault[] = [
      { kind: 'status', status: 500 },
      { kind: 'reset' },
      { kind: 'hang' },
      code(99991672),
      code(10014),
    ];
    for (const fault of faults) {
      feishu.api.revokeTokens();
      feishu.faults.add({ on: /./, fault, times: 3 });
      await tell();
      await settled();
    }
    const log = started.logged.join('\n');
    expect(log.length).toBeGreaterThan(1000);
    expect(log).not.toContain(feishu.credentials.appSecret);
    expect(log).not.toMatch(/t-[a-z0-9]{8}|Bearer/);
    expect(log).not.toContain(QUESTION);
  });

  it('of a slow chat do not keep other chats waiting', async () => {
    const busy = feishu.world.openChat();
    await Promise.all(Array.from({ length: 40 }, (_, i) => tell({ chat: busy, from: `ou_${i}` })));
    const began = performance.now();
    await answerTo(await tell());
    expect(performance.now() - began).toBeLessThan(1000);
    expect(feishu.world.fromBot(busy).length).toBeLessThan(20);
  });
});
