import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../fakes/fake-feishu/faults.ts';
import {
  createFakeFeishu,
  type FakeChat,
  type FakeFeishu,
  type FakeMessage,
} from '../../fakes/fake-feishu/index.ts';
import { july, june, PUBLIC_URL, type RealLibrary, realLibrary } from './real-library.ts';
import { type StartedWhole, startWhole } from './start-afterwards.ts';
import { linksOfCard, textOfCard } from './texts.ts';

const HOUR = 3_600_000;

describe('subscribers', () => {
  let feishu: FakeFeishu;
  let real: RealLibrary;
  let started: StartedWhole;
  let group: FakeChat;
  let now: number;

  beforeEach(async () => {
    // 10:00 in China.
    now = Date.UTC(2026, 10, 20, 2);
    feishu = await createFakeFeishu({ now: () => now });
    real = await realLibrary([june()]);
    started = await startWhole({ feishu, real, now: () => now });
    group = feishu.world.openChat({ members: ['ou_person'] });
  });
  afterEach(async () => {
    await started.stop(500);
    await feishu.close();
  });

  async function say(text: string, chat = group, from = 'ou_person'): Promise<string> {
    // Nobody types faster.
    now += 7_000;
    const { message } = await feishu.tell({ chat, text, from });
    const reply = await feishu.world.until(() => feishu.world.repliesTo(message.id)[0]);
    return textOfCard(reply.content);
  }
  const privately = (): FakeChat => feishu.world.openChat({ kind: 'p2p', members: ['ou_person'] });
  /** What was sent without being asked. */
  const digests = (chat?: FakeChat): FakeMessage[] =>
    feishu.world.fromBot(chat).filter(({ parent }) => parent === null);
  async function publish(issue = july()): Promise<void> {
    await started.afterwards.onChange(await real.change(issue));
  }

  it('in a group get the table of contents of a new issue, what matched on top', async () => {
    expect(await say('订阅 人才')).toContain('已订阅“人才”');
    await publish();
    const [card, ...more] = digests(group);
    expect(more).toEqual([]);
    const text = textOfCard(card?.content);
    expect(text).toContain('《云川组工信息》2024年第7期刊发了');
    expect(text).toContain('石塘县筹集人才公寓96套');
    expect(text).toContain('2. 柳溪县减轻基层负担');
    expect(text.indexOf('石塘县筹集人才公寓96套')).toBeLessThan(text.indexOf('本期目录'));
    expect(linksOfCard(card?.content)[0]).toMatch(new RegExp(`^${PUBLIC_URL}/issues/.*2024-07/articles/1#p`));
  });

  it('by unit, to everything, and by a synonym', async () => {
    const [byUnit, all, synonym, other] = [1, 2, 3, 4].map(() => feishu.world.openChat());
    await say('订阅 柳溪', byUnit);
    await say('订阅', all);
    await say('订阅 人才房', synonym);
    await say('订阅 防汛', other);
    await publish();
    expect(textOfCard(digests(byUnit)[0]?.content)).toContain('柳溪县清理微信工作群312个');
    expect(textOfCard(digests(all)[0]?.content)).toContain('1. 石塘县给人才安家');
    expect(digests(other)).toEqual([]);
  });

  it('in private get one card however many topics they have, and only once', async () => {
    const chat = privately();
    for (const text of ['订阅 人才', '订阅 石塘', '订阅']) await say(text, chat);
    const change = await real.change(july());
    await Promise.all([started.afterwards.onChange(change), started.afterwards.onChange(change)]);
    await started.afterwards.tick();
    const sent = digests();
    expect(sent).toHaveLength(1);
    expect(sent[0]?.chat.members.has('ou_person')).toBe(true);
  });

  it('hear of nothing at night, but at eight, also when the bot was started anew meanwhile', async () => {
    await say('订阅');
    now = Date.UTC(2026, 10, 20, 13, 30);
    await publish();
    expect(digests()).toEqual([]);
    await started.stop(0);
    now += 10 * HOUR;
    started = await startWhole({ feishu, real, now: () => now, dir: started.dir });
    await started.afterwards.tick();
    expect(digests()).toEqual([]);
    now = Date.UTC(2026, 10, 21, 0);
    await started.afterwards.tick();
    expect(digests(group)).toHaveLength(1);
    await started.afterwards.tick();
    expect(digests(group)).toHaveLength(1);
  });

  it('get it once when the answer to sending was lost, and when the bot was killed before it wrote that down', async () => {
    await say('订阅');
    now = Date.UTC(2026, 10, 20, 14);
    await publish();
    const path = join(started.dir, 'agenda.jsonl');
    const atNight = await readFile(path);
    now = Date.UTC(2026, 10, 21, 0);
    feishu.faults.add({ on: 'POST /open-apis/im/v1/messages', fault: { kind: 'reset after' }, times: 1 });
    await started.afterwards.tick();
    expect(digests(group)).toHaveLength(1);
    await started.stop(0);
    await writeFile(path, atNight);
    now += 10 * 60_000;
    started = await startWhole({ feishu, real, now: () => now, dir: started.dir });
    await started.afterwards.tick();
    expect(digests(group)).toHaveLength(1);
    expect(await started.agenda.due(now)).toEqual([]);
  });

  it('hear nothing of an issue that is days old when the bot comes back', async () => {
    await say('订阅');
    now = Date.UTC(2026, 10, 20, 14);
    await publish();
    now = Date.UTC(2026, 10, 25, 2);
    await started.afterwards.tick();
    expect(digests()).toEqual([]);
  });

  it('hear nothing in the morning of what was withdrawn or unsubscribed at night', async () => {
    const other = feishu.world.openChat();
    await say('订阅');
    await say('订阅', other);
    now = Date.UTC(2026, 10, 20, 14);
    await publish();
    await say('退订', other);
    await started.afterwards.onChange(await real.change(july({ status: 'withdrawn', version: 2 })));
    now = Date.UTC(2026, 10, 21, 0);
    await started.afterwards.tick();
    expect(digests()).toEqual([]);
  });

  it('get it hours later when the bot was stopped before it could be sent', async () => {
    await say('订阅');
    await started.bot.stop(0);
    // Stopped before it could be sent: it waits.
    await expect(started.afterwards.onChange(await real.change(july()))).resolves.toBeUndefined();
    expect(digests()).toEqual([]);
    await started.stop(0);
    now += 5 * HOUR;
    started = await startWhole({ feishu, real, now: () => now, dir: started.dir });
    await started.afterwards.tick();
    expect(digests(group)).toHaveLength(1);
  });

  it('hear only of issues that are for them', async () => {
    const inside = feishu.world.openChat({ members: ['ou_person'] });
    const [member, stranger] = [
      privately(),
      feishu.world.openChat({ kind: 'p2p', members: ['ou_stranger'] }),
    ];
    for (const chat of [group, inside]) await say('订阅', chat);
    await say('订阅', member);
    await say('订阅', stranger, 'ou_stranger');
    await publish(july({ audience: { kind: 'chats', chats: [inside.id] } }));
    expect(digests(group)).toEqual([]);
    expect(digests(inside)).toHaveLength(1);
    const people = digests().filter(({ chat }) => chat.kind === 'p2p');
    expect(people.map(({ chat }) => [...chat.members].includes('ou_person'))).toEqual([true]);
  });

  it.each<[string, Fault]>([
    ['gives no answer', { kind: 'reset' }],
    ['says that the app calls too often', { kind: 'code', code: 99991400 }],
  ])('wait for an issue that may be for them while the platform %s', async (_, fault) => {
    const inside = feishu.world.openChat({ members: ['ou_person'] });
    await say('订阅', privately());
    feishu.faults.add({ on: /^GET .*members/, fault });
    await publish(july({ audience: { kind: 'chats', chats: [inside.id] } }));
    expect(digests()).toEqual([]);
    feishu.faults.clear();
    now += 60_000;
    await started.afterwards.tick();
    expect(digests()).toHaveLength(1);
  });

  it('see in the card when what it quotes was withdrawn', async () => {
    await say('订阅 人才');
    await publish();
    const card = digests(group)[0];
    await started.afterwards.onChange(await real.change(july({ status: 'withdrawn', version: 2 })));
    const text = textOfCard(card?.content);
    expect(text).toContain('已撤回');
    expect(text).not.toMatch(/96套|减轻基层负担/);
    expect(digests(group)).toHaveLength(1);
  });

  it('see on the card they got when a title is corrected later', async () => {
    await say('订阅');
    await publish();
    const [first, second] = july().articles;
    const articles = [first!, { ...second!, title: '柳溪县给基层减负' }];
    await started.afterwards.onChange(await real.change({ ...july({ version: 2 }), articles }));
    const text = textOfCard(digests(group)[0]?.content);
    expect(text).toContain('2. 柳溪县给基层减负');
    expect(text).toContain('已更正（《云川组工信息》2024年第7期）');
  });

  it('are forgotten with their group', async () => {
    await say('订阅');
    group.botIsMember = false;
    await publish();
    expect(await started.subscriptions.all()).toEqual([]);
  });

  it('list and end their subscriptions, each chat its own', async () => {
    const chat = privately();
    expect(await say('我的订阅')).toContain('本群还没有订阅');
    for (const text of ['订阅 人才', '订阅 桐城', '订阅']) await say(text);
    expect(await say('订阅 人才')).toContain('已经订阅过“人才”');
    expect(await say('我的订阅')).toContain('本群订阅了“人才”、“桐城”、全部新刊');
    expect(await say('我的订阅', chat)).toContain('您还没有订阅');
    expect(await say('退订 人才')).toContain('已退订“人才”');
    expect(await say('退订 防汛')).toContain('没有订阅过“防汛”');
    expect(await say('退订')).toContain('已退订“桐城”、全部新刊');
    expect(await say('退订')).toContain('这里没有订阅');
  });

  it('may ask about subscriptions of newspapers all the same', async () => {
    expect(await say('各县订阅党报党刊有什么要求')).toContain('问：各县订阅党报党刊有什么要求');
  });

  it('cannot subscribe to a novel, nor to a hundred topics', async () => {
    expect(await say(`订阅 ${'长'.repeat(40)}`)).toContain('太长');
    for (let i = 0; i < 20; i++) {
      await say(`订阅 第${i}个词`);
    }
    now += 60_000;
    expect(await say('订阅 再来一个')).toContain('最多订阅 20 个');
  });
});
