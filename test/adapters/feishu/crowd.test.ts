import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ask } from '../../../src/core/ports.ts';
import { createFakeFeishu, type FakeFeishu } from '../../fakes/fake-feishu/index.ts';
import { createSmallAsk } from './small-ask.ts';
import { type Started, startBot } from './start-bot.ts';

describe('300 questions at once in 12 chats', () => {
  let feishu: FakeFeishu;
  let started: Started;
  beforeAll(async () => {
    feishu = await createFakeFeishu();
    started = await startBot({ feishu, ask: createSmallAsk().ask, transport: 'websocket' });
  });
  afterAll(async () => {
    await started.stop();
    await feishu.close();
  });

  it('are acknowledged in time, answered once each, and never break a limit of the platform', async () => {
    const chats = Array.from({ length: 12 }, () => feishu.world.openChat());
    const told = await Promise.all(
      Array.from({ length: 300 }, (_, i) => {
        const chat = chats[i % chats.length];
        if (!chat) throw new Error('no chat');
        return feishu.tell({ chat, from: `ou_${i % 60}`, text: '青溪县的人才公寓有多少套' });
      }),
    );
    expect(Math.max(...told.map(({ delivered }) => delivered.ackMs))).toBeLessThan(3000);
    expect(told.every(({ delivered }) => delivered.acked)).toBe(true);
    await feishu.world.until(() => feishu.world.fromBot().length === 300, 60_000);
    await feishu.world.until(() => started.bot.status().pending === 0);
    expect(told.map(({ message }) => feishu.world.repliesTo(message.id).length)).toEqual(told.map(() => 1));
    expect(feishu.rates.breaches).toEqual([]);
    expect(started.bot.status().counts['send repeated']).toBeUndefined();
  });
});

describe('100 questions at once whose answers take long to work out', () => {
  it('are acknowledged before most of the work begins', async () => {
    const feishu = await createFakeFeishu();
    const small = createSmallAsk();
    const ask: Ask = async (request) => {
      const end = performance.now() + 30;
      while (performance.now() < end);
      return small.ask(request);
    };
    const started = await startBot({ feishu, ask, transport: 'websocket' });
    const chats = Array.from({ length: 12 }, () => feishu.world.openChat());
    await Promise.all(
      Array.from({ length: 100 }, (_, i) => {
        const chat = chats[i % chats.length];
        if (!chat) throw new Error('no chat');
        return feishu.tell({ chat, from: `ou_${i}`, text: '青溪县的人才公寓有多少套' });
      }),
    );
    expect(small.asked.length).toBeLessThan(8);
    await feishu.world.until(() => feishu.world.fromBot().length === 100, 30_000);
    await started.stop();
    await feishu.close();
  });
});
