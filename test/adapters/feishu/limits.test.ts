import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRandom } from '../../../scripts/bench/random.ts';
import { createLimiter, FEISHU_LIMITS } from '../../../src/adapters/feishu/limits.ts';

/** The most calls that began in any `windowMs`, wherever it begins. */
function densest(times: number[], windowMs: number): number {
  return Math.max(
    ...times.map((from) => times.filter((time) => time >= from && time < from + windowMs).length),
  );
}

const random = createRandom(20_261_122);

/** A call that reaches the other side somewhere within its time, as calls over a network do. */
async function call(arrived: number[], spreadMs: number): Promise<void> {
  const before = random.next() * spreadMs;
  await new Promise((resolve) => setTimeout(resolve, before));
  arrived.push(performance.now());
  await new Promise((resolve) => setTimeout(resolve, spreadMs - before));
}

/** Lets the time go by that `calls` wait for. */
async function over<T>(calls: Promise<T>): Promise<T> {
  await vi.runAllTimersAsync();
  return calls;
}

describe('createLimiter()', () => {
  // The limiter's only clock is that of timers, and p-queue uses none of its own here.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  it('keeps every second under the limit of a chat, however late the calls arrive', async () => {
    const limiter = createLimiter({ ...FEISHU_LIMITS, perChatPerSecond: 5 });
    const arrived: number[] = [];
    await over(
      Promise.all(Array.from({ length: 16 }, () => limiter.toChat('oc_1', () => call(arrived, 200)))),
    );
    expect(densest(arrived, 1000)).toBeLessThanOrEqual(5);
    expect(arrived).toHaveLength(16);
  });

  it('keeps every second under the limit of the app, over all chats', async () => {
    const limiter = createLimiter({ ...FEISHU_LIMITS, perAppPerSecond: 10 });
    const arrived: number[] = [];
    const chats = Array.from({ length: 25 }, (_, i) => limiter.toChat(`oc_${i}`, () => call(arrived, 50)));
    await over(Promise.all(chats));
    expect(densest(arrived, 1000)).toBeLessThanOrEqual(10);
  });

  it('keeps the longer window too', async () => {
    const limiter = createLimiter({ ...FEISHU_LIMITS, perAppPerMinute: 3 });
    const arrived: number[] = [];
    for (let i = 0; i < 5; i++) void limiter.other(() => call(arrived, 1));
    await vi.advanceTimersByTimeAsync(59_000);
    expect(arrived).toHaveLength(3);
    expect(limiter.waiting()).toBe(2);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(arrived).toHaveLength(5);
    expect(densest(arrived, 60_000)).toBe(3);
  });

  it('begins the messages of a chat in their order and lets another chat in between', async () => {
    const limiter = createLimiter({ ...FEISHU_LIMITS, perChatPerSecond: 2, perAppPerSecond: 50 });
    const began: string[] = [];
    const say = (chat: string, n: number) => limiter.toChat(chat, async () => void began.push(`${chat}${n}`));
    await over(Promise.all([...[1, 2, 3, 4].map((n) => say('a', n)), ...[1, 2].map((n) => say('b', n))]));
    expect(began).toEqual(['a1', 'a2', 'b1', 'b2', 'a3', 'a4']);
  });

  it('lets messages go before what can wait', async () => {
    const limiter = createLimiter({ ...FEISHU_LIMITS, perAppPerSecond: 1 });
    const began: string[] = [];
    await over(
      Promise.all([
        limiter.other(async () => void began.push('first')),
        limiter.other(async () => void began.push('reaction')),
        limiter.toChat('oc_1', async () => void began.push('message')),
      ]),
    );
    expect(began).toEqual(['first', 'message', 'reaction']);
  });

  it('has room for what is only nice to have until half of the minute is used', async () => {
    const limiter = createLimiter({ ...FEISHU_LIMITS, perAppPerMinute: 10 });
    for (let i = 0; i < 4; i++) await limiter.other(async () => undefined);
    expect(limiter.hasRoom()).toBe(true);
    await limiter.other(async () => undefined);
    expect(limiter.hasRoom()).toBe(false);
  });

  it('gives back what a call gave or threw', async () => {
    const limiter = createLimiter(FEISHU_LIMITS);
    expect(await limiter.toCard('om_1', async () => 5)).toBe(5);
    const broken = limiter.other(async () => {
      throw new Error('no');
    });
    await expect(broken).rejects.toThrow('no');
  });

  it('lets everything through at the end', async () => {
    const limiter = createLimiter({ ...FEISHU_LIMITS, perAppPerMinute: 1 });
    const calls = Array.from({ length: 20 }, () => limiter.toChat('oc_1', async () => 1));
    limiter.pause(60_000);
    limiter.open();
    expect(await Promise.all(calls)).toHaveLength(20);
  });
});
