import { describe, expect, it } from 'vitest';
import { createQueuedInbox, type JobMessage, workOn } from '../../../src/adapters/cloudflare/queue.ts';
import type { IncomingEvent, Outcome } from '../../../src/core/chat.ts';
import type { Inbox } from '../../../src/core/ports.ts';
import { createLog } from '../feishu/start-bot.ts';

const event = (key: string, chatId: string): IncomingEvent => ({ type: 'added', key, at: 0, chatId });

/** A batch of events, and what became of each message and each event. */
function batch(events: IncomingEvent[], attempts = 1) {
  const became: Record<string, string> = {};
  const settled: Record<string, Outcome> = {};
  const messages = events.map(
    ({ key }): JobMessage => ({
      body: { key },
      attempts,
      ack() {
        became[key] = 'ack';
      },
      retry({ delaySeconds } = {}) {
        became[key] = `again in ${delaySeconds} s`;
      },
    }),
  );
  const options = {
    read: async (key: string) => events.find((one) => one.key === key) ?? null,
    async settle(key: string, outcome: Outcome) {
      settled[key] = outcome;
    },
    log: createLog().log,
  };
  return { messages, became, settled, options };
}

describe('workOn()', () => {
  it('settles what was handled and takes it out of the queue', async () => {
    const { messages, became, settled, options } = batch([event('a', 'oc_1')]);
    await workOn(messages, { ...options, handle: async () => ({ outcome: Promise.resolve('answered') }) });
    expect([became, settled]).toEqual([{ a: 'ack' }, { a: 'answered' }]);
  });

  it('takes out what an earlier delivery has settled, and handles nothing', async () => {
    const { messages, became, options } = batch([event('a', 'oc_1')]);
    const handle = () => Promise.reject(new Error('must not be called'));
    await workOn(messages, { ...options, read: async () => null, handle });
    expect(became).toEqual({ a: 'ack' });
  });

  it.each([
    [1, 10],
    [2, 20],
    [5, 160],
    [9, 600],
  ])('what failed at attempt %i comes again after %i s, and stops nobody', async (attempts, delay) => {
    const events = ['a', 'b', 'c', 'd', 'e'].map((key) => event(key, `oc_${key}`));
    const { messages, became, settled, options } = batch(events, attempts);
    await workOn(messages, {
      ...options,
      read: (key) => (key === 'a' ? Promise.reject(new Error('D1')) : options.read(key)),
      async handle({ key }) {
        if (key === 'b') throw new Error('handling');
        if (key === 'c') return { outcome: Promise.reject(new Error('sending')) };
        // Stopped before it could be sent.
        if (key === 'd') return { outcome: Promise.resolve(null) };
        return { outcome: Promise.resolve('answered') };
      },
    });
    const again = `again in ${delay} s`;
    expect(became).toEqual({ a: again, b: again, c: again, d: again, e: 'ack' });
    expect(settled).toEqual({ e: 'answered' });
  });

  it('handles an event once that stands in a batch twice', async () => {
    const { messages, settled, options } = batch([event('a', 'oc_1')]);
    let handled = 0;
    await workOn([...messages, ...messages], {
      ...options,
      async handle() {
        handled++;
        return { outcome: Promise.resolve('answered') };
      },
    });
    expect([handled, settled]).toEqual([1, { a: 'answered' }]);
  });

  it('keeps the order of a chat, and lets chats go side by side', async () => {
    const events = [event('1a', 'oc_1'), event('1b', 'oc_1'), event('2a', 'oc_2')];
    const { messages, became, options } = batch(events);
    const begun: string[] = [];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const worked = workOn(messages, {
      ...options,
      async handle({ key }) {
        begun.push(key);
        if (key === '1a') await held;
        if (key === '2a') release();
        return { outcome: Promise.resolve('answered') };
      },
    });
    await worked;
    expect(begun).toEqual(['1a', '2a', '1b']);
    expect(Object.keys(became)).toHaveLength(3);
  });
});

describe('createQueuedInbox()', () => {
  const inbox = (isNew: boolean): Inbox => ({
    accept: async () => isNew,
    once: async () => true,
    knows: () => false,
    settle: async () => undefined,
    pending: () => [],
  });

  it('hands over keys of new events only', async () => {
    const sent: string[] = [];
    const queue = {
      send: async ({ key }: { key: string }) => void sent.push(key),
      sendBatch: async () => {},
    };
    const { log } = createLog();
    for (const isNew of [true, false])
      expect(await createQueuedInbox({ inbox: inbox(isNew), queue, log }).accept(event('a', 'oc_1'))).toBe(
        isNew,
      );
    expect(sent).toEqual(['a']);
  });

  it('an event that is kept may be acknowledged, also when the queue does not take it', async () => {
    const queue = { send: () => Promise.reject(new Error('full')), sendBatch: async () => {} };
    const { log, logged } = createLog();
    const accepted = await createQueuedInbox({ inbox: inbox(true), queue, log }).accept(event('a', 'oc_1'));
    expect([accepted, logged.join('\n')]).toEqual([true, expect.stringContaining('clean-up')]);
  });
});
