import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPlatformClock } from '../../../src/adapters/feishu/platform-clock.ts';
import type { Ask } from '../../../src/core/ports.ts';
import {
  createFakeFeishu,
  type FakeFeishu,
  type FakeMessage,
  type Say,
} from '../../fakes/fake-feishu/index.ts';
import { createSmallAsk } from './small-ask.ts';
import { type Started, type StartOptions, startBot } from './start-bot.ts';
import { textOfCard } from './texts.ts';

const QUESTION = '青溪县的人才公寓有多少套';

describe('in chats', () => {
  let feishu: FakeFeishu;
  let started: Started;
  let small: ReturnType<typeof createSmallAsk>;
  /** Holds every answer back while it is set. */
  let held: Promise<void> | null;

  beforeEach(async () => {
    feishu = await createFakeFeishu();
    small = createSmallAsk();
    held = null;
    const ask: Ask = async (request) => {
      await held;
      return small.ask(request);
    };
    started = await startBot({ feishu, ask, transport: 'webhook' });
  });
  afterEach(async () => {
    await started.stop(500);
    await feishu.close();
  });

  const answerTo = ({ id }: FakeMessage): Promise<FakeMessage> =>
    feishu.world.until(() => feishu.world.repliesTo(id)[0]);
  const askAndWait = async (what: Say): Promise<{ message: FakeMessage; answer: FakeMessage }> => {
    const { message } = await feishu.tell(what);
    return { message, answer: await answerTo(message) };
  };
  /** Everything that came before is settled, so what has not been said will not be. */
  const settled = (): Promise<unknown> => feishu.world.until(() => started.bot.status().pending === 0);
  const onDisk = async (): Promise<string> => {
    const names = await readdir(started.dir, { recursive: true });
    const files = names.filter((name) => name.endsWith('.jsonl'));
    return (await Promise.all(files.map((name) => readFile(join(started.dir, name), 'utf8')))).join('');
  };
  const hold = (): (() => void) => {
    let release: () => void = () => undefined;
    held = new Promise((resolve) => {
      release = resolve;
    });
    return () => {
      held = null;
      release();
    };
  };

  it('answers in private without a mention, in groups only when named', async () => {
    const group = feishu.world.openChat();
    const privately = feishu.world.openChat({ kind: 'p2p' });
    await feishu.tell({ chat: group, text: `${QUESTION}（没有点名）`, mention: false });
    const others = [
      { key: '@_all', id: {} },
      { key: '@_user_2', id: { open_id: 'ou_other' } },
    ];
    await feishu.tell({ chat: group, text: `@_all ${QUESTION}`, mention: false, mentions: others });
    await feishu.tell({ chat: group, text: QUESTION, senderType: 'bot' });
    await askAndWait({ chat: privately, text: QUESTION });
    await settled();
    expect(feishu.world.fromBot(group)).toEqual([]);
    expect(await onDisk()).not.toContain('没有点名');
  });

  it.each([
    ['an empty question', { text: '' }, '可以这样问'],
    ['「帮助」', { text: '帮助' }, '可以这样问'],
    ['「目录」', { text: '目录' }, '共 7 项'],
    ['a comparison', { text: '比较青溪和白石' }, '没有找到关于“黄土县”的内容'],
    ['what is not there', { text: '天气怎么样' }, '刊物里没有找到关于“天气怎么样”的内容'],
    ['what is nearly there', { text: '火星的人才公寓' }, '下面的原文相近，但不是您问的'],
    ['a picture', { type: 'image', content: { image_key: 'img_1' } }, '我只看得懂文字'],
    ['a question that breaks the answering', { text: '坏掉' }, '这次没能查成'],
    [
      'a post',
      { type: 'post', content: { title: '', content: [[{ tag: 'text', text: QUESTION }]] } },
      '240套',
    ],
    ['30 KB of text', { text: `人才公寓${'长'.repeat(10_000)}` }, '这段文字太长，我没有查找'],
    ['300 characters', { text: `人才公寓${'长'.repeat(296)}` }, '240套'],
    ['markup', { text: '<at id=all></at>[点这里](http://evil.example)**人才公寓**' }, '<at id=all>'],
  ])('answers %s', async (_, said, expected) => {
    const { answer } = await askAndWait({ chat: feishu.world.openChat({ kind: 'p2p' }), ...said });
    expect(textOfCard(answer.content)).toContain(expected);
  });

  it('answers in the thread the question stands in, and nowhere else in a thread', async () => {
    const chat = feishu.world.openChat();
    const inThread = await askAndWait({ chat, text: QUESTION, thread: 'omt_1' });
    const outside = await askAndWait({ chat, text: QUESTION });
    expect([inThread.answer.thread, outside.answer.thread]).toEqual(['omt_1', null]);
  });

  it('gives the earlier questions of the thread, the person, or the card replied to along', async () => {
    const chat = feishu.world.openChat();
    await askAndWait({ chat, from: 'ou_a', thread: 'omt_1', text: QUESTION });
    await askAndWait({ chat, from: 'ou_b', thread: 'omt_1', text: '那白石县呢' });
    const own = await askAndWait({ chat, from: 'ou_c', text: '云山区的人才公寓' });
    await askAndWait({ chat, from: 'ou_c', text: '北塘区呢' });
    await askAndWait({ chat, from: 'ou_d', text: '高坪县呢', replyTo: own.answer });
    expect(small.asked.map(({ context }) => context)).toEqual([
      [],
      [QUESTION],
      [],
      ['云山区的人才公寓'],
      ['云山区的人才公寓'],
    ]);
  });

  it('remembers across a restart what a follow-up may continue', async () => {
    const chat = feishu.world.openChat();
    await askAndWait({ chat, text: QUESTION });
    await started.stop();
    started = await startBot({ feishu, ask: small.ask, transport: 'webhook', dir: started.dir });
    await askAndWait({ chat, text: '那白石县呢' });
    expect(small.asked.at(-1)?.context).toEqual([QUESTION]);
  });

  it('answers without what came before where that cannot be read', async () => {
    const chat = feishu.world.openChat();
    await askAndWait({ chat, text: QUESTION });
    await started.stop();
    let isRead = false;
    const between: StartOptions['between'] = (sent) => ({
      ...sent,
      async since(time) {
        if (isRead) return sent.since(time);
        isRead = true;
        throw new Error('EIO: i/o error, read');
      },
    });
    started = await startBot({ feishu, ask: small.ask, transport: 'webhook', dir: started.dir, between });
    await askAndWait({ chat, text: '那白石县呢' });
    expect(small.asked.at(-1)?.context).toEqual([]);
    await askAndWait({ chat, text: '北塘区呢' });
    expect(small.asked.at(-1)?.context).toEqual(['那白石县呢']);
    expect(started.logged.filter((line) => line.startsWith('error'))).toEqual([
      expect.stringContaining('EIO'),
    ]);
  });

  it('shows a group what the group may see, and asks with the day in China', async () => {
    const chat = feishu.world.openChat();
    await askAndWait({ chat, text: QUESTION });
    await askAndWait({ chat: feishu.world.openChat({ kind: 'p2p' }), text: QUESTION });
    expect(small.asked.map(({ viewer }) => viewer)).toEqual([
      { kind: 'member', chats: [chat.id] },
      { kind: 'member', chats: [] },
    ]);
    const beijing = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    expect(small.asked[0]?.asOf).toBe(beijing);
  });

  it('marks a question while it works on it, and takes the mark off after', async () => {
    const release = hold();
    const { message } = await feishu.tell({ chat: feishu.world.openChat(), text: QUESTION });
    await feishu.world.until(() => message.reactions.length > 0);
    expect(message.reactions.map(({ emoji }) => emoji)).toEqual(['OnIt']);
    release();
    await feishu.world.until(() => message.pastReactions.length > 0);
    expect(message.reactions).toEqual([]);
    expect(feishu.world.repliesTo(message.id)).toHaveLength(1);
  });

  it('never answers a question recalled while it was worked on', async () => {
    const release = hold();
    const { message } = await feishu.tell({ chat: feishu.world.openChat(), text: QUESTION });
    await feishu.world.until(() => message.reactions.length > 0);
    await feishu.deliver(feishu.recall(message));
    release();
    await settled();
    expect(feishu.world.repliesTo(message.id)).toEqual([]);
  });

  it('never answers a question whose recall came first', async () => {
    const { message, event } = feishu.say({ chat: feishu.world.openChat(), text: QUESTION });
    await feishu.deliver(feishu.recall(message));
    await feishu.deliver(event);
    await settled();
    expect(small.asked).toEqual([]);
  });

  it('takes the answer back when its question is recalled', async () => {
    const { message, answer } = await askAndWait({ chat: feishu.world.openChat(), text: QUESTION });
    await feishu.deliver(feishu.recall(message));
    await feishu.world.until(() => answer.recalled);
    await settled();
    expect(await started.sent.byMessage(answer.id)).toBeNull();
  });

  it('empties the answer when it is too late to take it back', async () => {
    feishu.recallWindowMs = -1;
    const { message, answer } = await askAndWait({ chat: feishu.world.openChat(), text: QUESTION });
    await feishu.deliver(feishu.recall(message));
    await feishu.world.until(() => answer.versions.length > 1);
    expect(textOfCard(answer.content)).toBe('提问已撤回，回答随之收回。');
  });

  it('answers an edited question anew, in the same card', async () => {
    const { message, answer } = await askAndWait({ chat: feishu.world.openChat(), text: QUESTION });
    await feishu.deliver(feishu.edit(message, '云山区的人才公寓有多少套'));
    await feishu.world.until(() => answer.versions.length > 1);
    expect(textOfCard(answer.content)).toContain('云山区人才公寓已交付96套');
    expect(feishu.world.repliesTo(message.id)).toHaveLength(1);
    await settled();
    expect((await started.sent.byMessage(answer.id))?.view.question).toBe('云山区的人才公寓有多少套');
  });

  it('answers anew when the change comes as another delivery of the message, and not for a mere copy', async () => {
    const { message, event } = feishu.say({ chat: feishu.world.openChat(), text: QUESTION });
    const content = { ...(event.event as { message: object }).message };
    // As in Feishu's own example: a time of change on a message never seen before.
    const again = (changes: object) => ({
      ...event,
      event: { ...event.event, message: { ...content, ...changes } },
    });
    const first = again({ update_time: String(message.createdAt + 1) });
    await feishu.deliver(first);
    const answer = await answerTo(message);
    await settled();
    await feishu.deliver(first);
    await feishu.deliver(again({ update_time: String(message.createdAt + 5) }));
    await settled();
    expect(answer.versions).toHaveLength(1);
    const text = JSON.stringify({ text: '@_user_1 云山区的人才公寓有多少套' });
    await feishu.deliver(again({ update_time: String(message.createdAt + 9), content: text }));
    await feishu.world.until(() => answer.versions.length > 1);
    expect(textOfCard(answer.content)).toContain('云山区人才公寓已交付96套');
    await settled();
    expect(feishu.world.repliesTo(message.id)).toHaveLength(1);
  });

  it('answers a message that names the bot only after it was edited', async () => {
    const { message } = feishu.say({ chat: feishu.world.openChat(), text: '没有点名', mention: false });
    await feishu.deliver(feishu.edit(message, QUESTION));
    expect(textOfCard((await answerTo(message)).content)).toContain('240套');
  });

  it('welcomes a group it was added to, and a person who opens the private chat for the first time', async () => {
    const chat = feishu.world.openChat();
    await feishu.deliver(feishu.envelope('im.chat.member.bot.added_v1', { chat_id: chat.id, name: '群' }));
    const inGroup = await feishu.world.until(() => feishu.world.fromBot(chat)[0]);
    expect(textOfCard(inGroup.content)).toContain('大家好，我是问报');

    const privately = feishu.world.openChat({ kind: 'p2p', members: ['ou_new'] });
    const entered = (last?: string): object => ({
      chat_id: privately.id,
      operator_id: { open_id: 'ou_new' },
      ...(last && { last_message_id: last }),
    });
    const type = 'im.chat.access_event.bot_p2p_chat_entered_v1';
    for (const last of [undefined, undefined, 'om_before'])
      await feishu.deliver(feishu.envelope(type, entered(last)));
    await feishu.world.until(() => feishu.world.fromBot(privately)[0]);
    await settled();
    expect(feishu.world.fromBot(privately)).toHaveLength(1);
  });

  it.each([
    ['help', '可以这样问'],
    ['catalogue', '共 7 项'],
    ['人才公寓', '240套'],
  ])('answers the menu entry 「%s」 in private', async (event_key, expected) => {
    const operator = { operator_name: '人', operator_id: { open_id: 'ou_menu' } };
    await feishu.deliver(
      feishu.envelope('application.bot.menu_v6', { operator, event_key, timestamp: 1_700_000_000 }),
    );
    const answer = await feishu.world.until(() => feishu.world.fromBot()[0]);
    expect(answer.chat.members.has('ou_menu')).toBe(true);
    expect(textOfCard(answer.content)).toContain(expected);
  });

  it('says one polite sentence to someone who asks too much, and goes on answering others', async () => {
    const chat = feishu.world.openChat();
    const messages = [];
    for (let i = 0; i < 15; i++) messages.push(await feishu.tell({ chat, from: 'ou_fast', text: QUESTION }));
    await askAndWait({ chat: feishu.world.openChat(), from: 'ou_calm', text: QUESTION });
    await settled();
    const texts = messages
      .flatMap(({ message }) => feishu.world.repliesTo(message.id))
      .map((m) => textOfCard(m.content));
    expect(texts).toHaveLength(11);
    expect(texts.filter((text) => text.startsWith('您问得太快了'))).toHaveLength(1);
  });

  it('says so once to someone who presses the menu too often', async () => {
    const operator = { operator_name: '人', operator_id: { open_id: 'ou_menu' } };
    const entry = { operator, event_key: 'help', timestamp: 1_700_000_000 };
    for (let i = 0; i < 15; i++) await feishu.deliver(feishu.envelope('application.bot.menu_v6', entry));
    await settled();
    const texts = feishu.world.fromBot().map(({ content }) => textOfCard(content));
    expect(texts).toHaveLength(11);
    expect(texts.filter((text) => text.startsWith('您问得太快了'))).toHaveLength(1);
  });

  it('answers a question that is changed again and again no more often than other questions', async () => {
    const { message } = await askAndWait({ chat: feishu.world.openChat(), from: 'ou_fast', text: QUESTION });
    for (let i = 0; i < 15; i++) {
      await feishu.deliver(feishu.edit(message, `${QUESTION}${i}`));
      await settled();
    }
    expect(small.asked).toHaveLength(10);
    const texts = feishu.world.repliesTo(message.id).map(({ content }) => textOfCard(content));
    expect(texts.filter((text) => text.startsWith('您问得太快了'))).toHaveLength(1);
  });

  it('marks no more questions that came too late than a person may ask', async () => {
    const chat = feishu.world.openChat();
    const messages: FakeMessage[] = [];
    for (let i = 0; i < 15; i++) {
      const { message, event } = feishu.say({ chat, from: 'ou_fast', text: QUESTION });
      const { message: said } = event.event as { message: object };
      const old = { ...said, create_time: String(Date.now() - 31 * 60_000) };
      await feishu.deliver({ ...event, event: { ...event.event, message: old } });
      messages.push(message);
    }
    await settled();
    await feishu.world.until(() => messages[9]?.reactions[0]);
    expect(messages.filter(({ reactions }) => reactions.length > 0).length).toBeLessThanOrEqual(11);
  });

  it('keeps nothing of a message with a secrecy mark but its id, and says so', async () => {
    const text = '机密★5年 关于某事的请示';
    const { message, answer } = await askAndWait({ chat: feishu.world.openChat(), text });
    expect(textOfCard(answer.content)).toContain('带有密级标志');
    await settled();
    expect(small.asked).toEqual([]);
    expect(await onDisk()).toContain(message.id);
    expect(await onDisk()).not.toContain('请示');
    expect(started.logged.join()).not.toContain('请示');
  });

  it('is done with a question that is more than half an hour old, and marks it', async () => {
    const { message, event } = feishu.say({ chat: feishu.world.openChat(), text: QUESTION });
    const old = {
      ...(event.event as { message: object }).message,
      create_time: String(Date.now() - 31 * 60_000),
    };
    await feishu.deliver({ ...event, event: { ...event.event, message: old } });
    await feishu.world.until(() => message.reactions[0]?.emoji === 'Alarm');
    await settled();
    expect(feishu.world.repliesTo(message.id)).toEqual([]);
  });

  it('is done with what was left in the inbox for more than half an hour, and marks it', async () => {
    await started.stop();
    let later = 0;
    await feishu.close();
    feishu = await createFakeFeishu({ now: () => Date.now() + later });
    started = await startBot({ feishu, ask: small.ask, transport: 'webhook' });
    feishu.faults.add({ on: /\/reply$/, fault: { kind: 'status', status: 503 } });
    const { message } = await feishu.tell({ chat: feishu.world.openChat(), text: QUESTION });
    await feishu.world.until(() => (started.bot.status().counts['send repeated'] ?? 0) > 1);
    await started.stop(50);

    later = 31 * 60_000;
    feishu.faults.clear();
    started = await startBot({ feishu, ask: small.ask, transport: 'webhook', dir: started.dir });
    await feishu.world.until(() => message.reactions.some(({ emoji }) => emoji === 'Alarm'));
    await settled();
    expect(feishu.world.repliesTo(message.id)).toEqual([]);
  });

  it.each([3, -3])('answers although the clock of this machine is %i hours off', async (hours) => {
    await started.stop();
    const clock = createPlatformClock({ now: () => Date.now() + hours * 3_600_000 }, () => performance.now());
    started = await startBot({ feishu, ask: small.ask, transport: 'webhook', clock });
    const { answer } = await askAndWait({ chat: feishu.world.openChat(), text: QUESTION });
    expect(textOfCard(answer.content)).toContain('240套');
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(5000);
  });

  it.each(['om_1/../../chats', 'om_1?x=1', 'om 1', '', 'om_1%2Fx', 'x'.repeat(200)])(
    'drops a message whose id is 「%s」',
    async (messageId) => {
      const { event } = feishu.say({ chat: feishu.world.openChat(), text: QUESTION });
      const message = { ...(event.event as { message: object }).message, message_id: messageId };
      const before = feishu.calls.length;
      expect((await feishu.deliver({ ...event, event: { ...event.event, message } })).acked).toBe(true);
      await settled();
      expect(feishu.calls.slice(before).filter((call) => call.includes('messages'))).toEqual([]);
    },
  );

  it('copes with thousands of mentions', async () => {
    const mentions = Array.from({ length: 5000 }, (_, i) => ({
      key: `@_user_${i + 2}`,
      id: { open_id: `ou_${i}` },
    }));
    const bot = { key: '@_user_1', id: { open_id: feishu.botOpenId } };
    const { answer } = await askAndWait({
      chat: feishu.world.openChat(),
      text: QUESTION,
      mentions: [bot, { key: 5 }, null, 'x', ...mentions],
    });
    expect(textOfCard(answer.content)).toContain('240套');
  });
});
