import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ask } from '../../../src/core/ports.ts';
import { createFakeFeishu, type FakeFeishu, type FakeMessage } from '../../fakes/fake-feishu/index.ts';
import { createSmallAsk } from './small-ask.ts';
import { type Started, startBot } from './start-bot.ts';
import { textOfCard } from './texts.ts';

describe.each(['webhook', 'websocket'] as const)('a click on an answer card over the %s', (transport) => {
  let feishu: FakeFeishu;
  let started: Started;
  let card: FakeMessage;
  let slow: Promise<unknown> | null;
  const small = createSmallAsk();

  beforeEach(async () => {
    feishu = await createFakeFeishu();
    slow = null;
    const ask: Ask = async (request) => {
      await slow;
      return small.ask(request);
    };
    started = await startBot({ feishu, ask, transport, tuning: { callbackMs: 1000 } });
    card = await askFor('人才公寓');
  });
  afterEach(async () => {
    await started.stop(500);
    await feishu.close();
  });

  async function askFor(text: string, chat = feishu.world.openChat(), from?: string): Promise<FakeMessage> {
    const { message } = await feishu.tell({ chat, text, ...(from !== undefined && { from }) });
    const answer = await feishu.world.until(() => feishu.world.repliesTo(message.id)[0]);
    await feishu.world.until(() => started.sent.byMessage(answer.id));
    return answer;
  }
  async function feedback(): Promise<object[]> {
    const dir = join(started.dir, 'feedback');
    const [name] = await readdir(dir);
    const lines = (await readFile(join(dir, name ?? ''), 'utf8')).split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line) as object);
  }
  const button = (value: object): object => ({ tag: 'button', value });

  it('有用 thanks and is kept, without the person', async () => {
    const { toast } = await feishu.click(card, { from: 'ou_voter', action: button({ act: 'useful' }) });
    expect(toast).toEqual({ type: 'success', content: '谢谢，已记下' });
    expect(await feedback()).toEqual([
      { at: expect.any(Number), chatId: card.chat.id, question: '人才公寓', verdict: 'useful' },
    ]);
    expect(JSON.stringify(await feedback())).not.toContain('ou_voter');
  });

  it('what is said in a private chat, and not found there, can be told from the person to be forgotten', async () => {
    const from = 'ou_private';
    const chat = feishu.world.openChat({ kind: 'p2p', members: [from] });
    await askFor('火星移民补贴', chat, from);
    await feishu.click(await askFor('人才公寓', chat, from), { from, action: button({ act: 'useless' }) });
    expect(await feedback()).toMatchObject([
      { chatId: from, verdict: expect.stringMatching(/near-miss|not-found/) },
      { chatId: from, verdict: 'useless' },
    ]);
  });

  it('没用 asks why, and the reason is kept', async () => {
    await feishu.click(card, { action: button({ act: 'useless' }) });
    expect(textOfCard(card.content)).toContain('哪里不对');
    const form_value = { reason: 'outdated', detail: '现在是300套' };
    const { toast } = await feishu.click(card, {
      action: { tag: 'button', name: 'send_reason', form_value },
    });
    expect(toast?.content).toBe('谢谢，已转给编辑');
    expect(textOfCard(card.content)).not.toContain('哪里不对');
    expect(await feedback()).toMatchObject([
      { verdict: 'useless' },
      { verdict: 'useless', reason: 'outdated', detail: '现在是300套' },
    ]);
  });

  it('更多 shows the next excerpts in the same card, 回到开头 the first again', async () => {
    expect(textOfCard(card.content)).toContain('240套');
    await feishu.click(card, { action: button({ act: 'page', offset: 4 }) });
    expect(textOfCard(card.content)).not.toContain('240套');
    expect(textOfCard(card.content)).toContain('南屏县人才公寓一期32套');
    await feishu.click(card, { action: button({ act: 'page', offset: 0 }) });
    expect(textOfCard(card.content)).toContain('240套');
    expect(feishu.world.fromBot(card.chat)).toHaveLength(1);
  });

  it('只看某单位 and 只看某年 narrow the same question, and can be taken off', async () => {
    const select = (name: string, option: string): object => ({ tag: 'select_static', name, option });
    await feishu.click(card, { action: select('only_unit', '中共云山区委组织部') });
    expect(small.asked.at(-1)).toMatchObject({ question: '中共云山区委组织部 人才公寓' });
    await feishu.click(card, { action: select('only_year', '2023') });
    expect(small.asked.at(-1)).toMatchObject({
      question: '2023年 中共云山区委组织部 人才公寓',
    });
    await feishu.click(card, { action: select('only_unit', '*') });
    expect(small.asked.at(-1)).toMatchObject({ question: '2023年 人才公寓' });
    expect(textOfCard(card.content)).toContain('云山区人才公寓已交付96套');
    expect(textOfCard(card.content)).toContain('问：人才公寓');
    expect(textOfCard(card.content)).not.toContain('240套');
    await feishu.click(card, { action: select('only_year', '*') });
    expect(textOfCard(card.content)).toContain('240套');
    // Not offered: what comes back from a client is not trusted.
    await feishu.click(card, { action: select('only_unit', '别的单位') });
    expect(small.asked.at(-1)).toMatchObject({ question: '人才公寓' });
  });

  it('turns the pages of a listing', async () => {
    const listing = await askFor('目录');
    await feishu.click(listing, { action: button({ act: 'page', offset: 3 }) });
    expect(textOfCard(listing.content)).toContain('第 4 至 6 项，共 7 项');
  });

  it('remembers what the card shows after a click', async () => {
    await feishu.click(card, { action: button({ act: 'page', offset: 4 }) });
    expect((await started.sent.byMessage(card.id))?.view.offset).toBe(4);
  });

  it('on a forwarded copy, or a card long gone, does nothing but say so', async () => {
    const other = feishu.world.openChat();
    const clicks = [
      { chatId: other.id, action: button({ act: 'useful' }) },
      { action: button({ act: 'page', offset: 4 }), chatId: other.id },
    ];
    const before = JSON.stringify(card.content);
    for (const click of clicks) {
      expect((await feishu.click(card, click)).toast?.content).toBe('这张卡片已失效，请重新提问');
    }
    expect(JSON.stringify(card.content)).toBe(before);
    expect((await readdir(join(started.dir, 'feedback'))).length).toBe(1);
    expect(await feedback()).toEqual([]);
  });

  it.each([
    ['no value', { tag: 'button' }],
    ['a value that is text', { tag: 'button', value: 'useful' }],
    ['an unknown act', { tag: 'button', value: { act: 'delete' } }],
    ['a negative page', { tag: 'button', value: { act: 'page', offset: -1 } }],
    ['a page that is no number', { tag: 'button', value: { act: 'page', offset: '1e9' } }],
    ['a strange year', { tag: 'select_static', name: 'only_year', option: '20x3' }],
  ])('with %s gets an empty object', async (_, action) => {
    expect((await feishu.click(card, { action })).body).toEqual({});
  });

  it.each([
    ['button', '正在翻页', { tag: 'button', value: { act: 'page', offset: 4 } }, '一期32套全部住满'],
    [
      'choice',
      '正在查找',
      { tag: 'select_static', name: 'only_year', option: '2023' },
      '"initial_option":"2023"',
    ],
  ])('on a %s that takes too long is answered in time and changes the card later', async (...row) => {
    const [, said, action, shown] = row;
    let release: (value?: unknown) => void = () => undefined;
    slow = new Promise((resolve) => {
      release = resolve;
    });
    const { toast } = await feishu.click(card, { action });
    expect(toast?.content).toBe(`${said}，稍后更新这张卡片`);
    const before = JSON.stringify(card.content);
    release();
    const after = await feishu.world.until(() => {
      const content = JSON.stringify(card.content);
      return content !== before && content;
    });
    expect(after).toContain(shown);
  });

  it('delivered twice counts once', async () => {
    const event = feishu.envelope('card.action.trigger', {
      operator: { open_id: 'ou_1' },
      action: button({ act: 'useful' }),
      context: { open_message_id: card.id, open_chat_id: card.chat.id },
    });
    await Promise.all([feishu.deliver(event), feishu.deliver(event)]);
    expect(await feedback()).toHaveLength(1);
  });
});
