import { describe, expect, it } from 'vitest';
import { createWorkers } from '../../../src/adapters/inbox/workers.ts';
import type { IncomingEvent, Outcome } from '../../../src/core/chat.ts';

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
const inChat = (chatId: string, n: number): IncomingEvent => ({
  type: 'added',
  key: `${chatId}-${n}`,
  at: n,
  chatId,
});

interface Gate<T> {
  promise: Promise<T>;
  open(value: T): void;
}
function gate<T>(): Gate<T> {
  let open: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    open = resolve;
  });
  return { promise, open };
}

describe('createWorkers()', () => {
  it('works on one chat in order and on others beside it', async () => {
    const began: string[] = [];
    const slow = gate<void>();
    const workers = createWorkers({
      async handle({ key }) {
        began.push(key);
        if (key === 'a-1') await slow.promise;
        if (key === 'b-2') slow.open();
        return { outcome: Promise.resolve('answered') };
      },
      settle: async () => undefined,
      log: silent,
    });
    for (const event of [inChat('a', 1), inChat('a', 2), inChat('b', 1), inChat('b', 2)]) workers.push(event);
    await workers.idle();
    expect(began).toEqual(['a-1', 'b-1', 'b-2', 'a-2']);
  });

  it('lets a chat go on while an answer is still on its way out', async () => {
    const stuck = gate<Outcome>();
    const settled: string[] = [];
    const workers = createWorkers({
      handle: async ({ key }) => ({
        outcome: key === 'a-1' ? stuck.promise : Promise.resolve<Outcome>('answered'),
      }),
      settle: async (key) => {
        settled.push(key);
        if (key === 'a-2') stuck.open('expired');
      },
      log: silent,
    });
    workers.push(inChat('a', 1));
    workers.push(inChat('a', 2));
    await workers.idle();
    expect(settled).toEqual(['a-2', 'a-1']);
  });

  it('settles an event that breaks as failed, and leaves one that was stopped in the inbox', async () => {
    const settled: [string, Outcome][] = [];
    const workers = createWorkers({
      async handle({ key }) {
        if (key === 'a-1') throw new Error('broken');
        return { outcome: Promise.resolve(key === 'a-2' ? null : 'answered') };
      },
      settle: async (key, outcome) => void settled.push([key, outcome]),
      log: silent,
    });
    for (const n of [1, 2, 3]) workers.push(inChat('a', n));
    await workers.idle();
    expect(settled).toEqual([
      ['a-1', 'failed'],
      ['a-3', 'answered'],
    ]);
  });

  it('begins nothing more once stopped', async () => {
    const began: string[] = [];
    const workers = createWorkers({
      async handle({ key }) {
        began.push(key);
        workers.stop();
        return { outcome: Promise.resolve('answered') };
      },
      settle: async () => undefined,
      log: silent,
    });
    for (const n of [1, 2, 3]) workers.push(inChat('a', n));
    await workers.idle();
    expect(began).toEqual(['a-1']);
  });
});
