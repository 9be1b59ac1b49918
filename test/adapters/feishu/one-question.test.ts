import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeFeishu, type FakeFeishu } from '../../fakes/fake-feishu/index.ts';
import { validateCard } from '../../fakes/fake-feishu/validate-card.ts';
import { createSmallAsk } from './small-ask.ts';
import { type Started, startBot } from './start-bot.ts';
import { linksOfCard, textOfCard } from './texts.ts';

const QUESTION = '青溪县的人才公寓有多少套';

describe.each(['webhook', 'websocket'] as const)('a question over the %s', (transport) => {
  let feishu: FakeFeishu;
  let started: Started;
  const small = createSmallAsk();

  beforeEach(async () => {
    feishu = await createFakeFeishu();
    started = await startBot({ feishu, ask: small.ask, transport });
  });
  afterEach(async () => {
    await started.stop(100);
    await feishu.close();
  });

  it('posted to a group is answered once, in reply, with a valid card that links to the passage', async () => {
    const chat = feishu.world.openChat();
    const { message, delivered } = await feishu.tell({ chat, text: QUESTION });
    expect(delivered.acked).toBe(true);
    const [answer] = await feishu.world.until(() => some(feishu.world.repliesTo(message.id)));
    expect(answer?.chat).toBe(chat);
    expect(answer?.thread).toBeNull();
    expect(validateCard(answer?.content)).toEqual([]);
    const text = textOfCard(answer?.content);
    expect(text).toContain('青溪县建成人才公寓240套，拎包入住，租金减半。');
    expect(text).toContain('《云州组工信息》2024年第1期 · 2024年3月14日');
    expect(text).toContain('中共青溪县委组织部');
    expect(text).toContain('一、做优人才生态');
    expect(linksOfCard(answer?.content)[0]).toMatch(
      /^http:\/\/pages\.example\/issues\/.+\/articles\/1#p202410000$/,
    );
  });

  it('delivered again, also after a restart, is not answered again', async () => {
    const chat = feishu.world.openChat();
    const { message, event } = await feishu.tell({ chat, text: QUESTION });
    await feishu.world.until(() => some(feishu.world.repliesTo(message.id)));
    // Another event id for the same message, as happens on retries.
    const again = { ...event, header: { ...event.header, event_id: 'ev_other' } };
    expect((await feishu.deliver(again)).acked).toBe(true);
    await started.stop();

    started = await startBot({ feishu, ask: small.ask, transport, dir: started.dir });
    expect((await feishu.deliver(event)).acked).toBe(true);
    // A later question of the chat comes after it in the same lane.
    const later = await feishu.tell({ chat, text: '白石县的人才公寓呢' });
    await feishu.world.until(() => some(feishu.world.repliesTo(later.message.id)));
    expect(feishu.world.repliesTo(message.id)).toHaveLength(1);
  });

  it('delivered twice at the same moment is answered once', async () => {
    const { message, event } = feishu.say({ chat: feishu.world.openChat(), text: QUESTION });
    const both = await Promise.all([feishu.deliver(event), feishu.deliver(event)]);
    expect(both.map(({ acked }) => acked)).toEqual([true, true]);
    await feishu.world.until(() => some(feishu.world.repliesTo(message.id)));
    await started.stop();
    expect(feishu.world.repliesTo(message.id)).toHaveLength(1);
    started = await startBot({ feishu, ask: small.ask, transport });
  });

  it('is acknowledged although everything the bot calls hangs', async () => {
    feishu.faults.add({ on: /./, fault: { kind: 'hang' } });
    const { delivered } = await feishu.tell({ chat: feishu.world.openChat(), text: QUESTION });
    expect(delivered.acked).toBe(true);
    expect(delivered.ackMs).toBeLessThan(3000);
    await started.stop(10);
  });
});

const some = <T>(list: T[]): T[] | null => (list.length > 0 ? list : null);
