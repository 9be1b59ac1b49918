import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StoreError } from '../../../src/core/errors.ts';
import { passagesOf } from '../../../src/core/passages.ts';
import type { Fault } from '../../fakes/fake-feishu/faults.ts';
import {
  createFakeFeishu,
  type FakeChat,
  type FakeFeishu,
  type FakeMessage,
} from '../../fakes/fake-feishu/index.ts';
import {
  july,
  june,
  juneCorrected,
  juneRetitled,
  juneWithdrawn,
  PUBLIC_URL,
  type RealLibrary,
  realLibrary,
} from './real-library.ts';
import { type StartedWhole, startWhole } from './start-afterwards.ts';
import { linksOfCard, textOfCard } from './texts.ts';

const DAY = 24 * 3_600_000;

describe('a card that was sent', () => {
  let feishu: FakeFeishu;
  let real: RealLibrary;
  let started: StartedWhole;
  let group: FakeChat;
  /** What the time is ahead of the real one: the platform's limits need a clock that goes. */
  let ahead: number;
  const now = (): number => Date.now() + ahead;

  beforeEach(async () => {
    ahead = 0;
    feishu = await createFakeFeishu({ now });
    real = await realLibrary([june(), july()]);
    started = await startWhole({ feishu, real, now });
    group = feishu.world.openChat();
  });
  afterEach(async () => {
    await started.stop(500);
    await feishu.close();
  });

  async function ask(text: string, chat = group): Promise<FakeMessage> {
    const { message } = await feishu.tell({ chat, text });
    const card = await feishu.world.until(() => feishu.world.repliesTo(message.id)[0]);
    await feishu.world.until(() => started.sent.byMessage(card.id));
    return card;
  }
  const told = (person: string): string =>
    feishu.world
      .fromBot()
      .filter(({ chat }) => chat.kind === 'p2p' && chat.members.has(person))
      .map(({ content }) => textOfCard(content))
      .join('\n');

  it('says that its article was corrected, links to the new text and shows what stands now', async () => {
    const card = await ask('柳溪县人才公寓有多少套');
    const other = await ask('石塘县有多少名驻村第一书记');
    expect(textOfCard(card.content)).toContain('240套');
    await started.afterwards.onChange(await real.change(juneCorrected()));
    const text = textOfCard(card.content);
    expect(text).toContain('该摘录所在文章已更正（《云川组工信息》2024年第6期）');
    expect(text).toContain('204套');
    expect(text).not.toContain('240套');
    const now204 = passagesOf(juneCorrected()).find((passage) => passage.text.includes('204套'));
    expect(linksOfCard(card.content)[0]).toMatch(
      new RegExp(`^${PUBLIC_URL}/issues/.+/articles/1#${now204?.id}$`),
    );
    // What it quotes of another article of that issue still stands there.
    expect(other.versions).toHaveLength(1);
    expect(feishu.world.fromBot(group)).toHaveLength(2);
  });

  it('says that its article was withdrawn and shows nothing of it any more', async () => {
    const card = await ask('石塘县有多少名驻村第一书记');
    await started.afterwards.onChange(await real.change(juneWithdrawn(), { reason: '数字有误' }));
    const text = textOfCard(card.content);
    expect(text).toContain('该摘录所在文章已撤回（《云川组工信息》2024年第6期）');
    expect(text).not.toMatch(/86名|选派/);
    expect(JSON.stringify(card.content)).not.toContain('2024-06');
  });

  it('keeps saying so when its buttons are pressed, and is changed again at the next correction', async () => {
    const card = await ask('柳溪县人才公寓有多少套');
    await started.afterwards.onChange(await real.change(juneCorrected()));
    await feishu.click(card, { action: { tag: 'button', value: { act: 'useless' } } });
    expect(textOfCard(card.content)).toContain('已更正');
    await started.afterwards.onChange(await real.change({ ...juneWithdrawn(), version: 3 }));
    expect(textOfCard(card.content)).toContain('已撤回');
    expect(textOfCard(card.content)).not.toMatch(/204套|已更正/);
  });

  it('is changed when a listing names an article that was withdrawn', async () => {
    const card = await ask('2024年第6期有哪些文章');
    expect(textOfCard(card.content)).toContain('石塘县选派驻村第一书记');
    await started.afterwards.onChange(await real.change(juneWithdrawn()));
    expect(textOfCard(card.content)).not.toContain('石塘县选派驻村第一书记');
    expect(textOfCard(card.content)).toContain('已撤回');
  });

  it('is changed when only a title is corrected, where it names that article', async () => {
    const listing = await ask('2024年第6期有哪些文章');
    const quoting = await ask('石塘县有多少名驻村第一书记');
    const others = [await ask('柳溪县人才公寓有多少套'), await ask('2024年第7期有哪些文章')];
    await started.afterwards.onChange(await real.change(juneRetitled()));
    for (const card of [listing, quoting]) {
      const text = textOfCard(card.content);
      expect(text).toContain('该摘录所在文章已更正（《云川组工信息》2024年第6期）');
      expect(text).toContain('石塘县选好驻村第一书记');
      expect(text).not.toContain('石塘县选派驻村第一书记\n');
    }
    expect(textOfCard(quoting.content)).toContain('86名');
    await started.afterwards.lookAgain();
    expect([listing, quoting, ...others].map(({ versions }) => versions.length)).toEqual([2, 2, 1, 1]);
  });

  it('is changed when only the date of its issue is corrected', async () => {
    const card = await ask('柳溪县人才公寓有多少套');
    expect(textOfCard(card.content)).toContain('2024年3月14日');
    await started.afterwards.onChange(await real.change(june({ version: 2, date: '2024-03-15' })));
    expect(textOfCard(card.content)).toContain('2024年3月15日');
  });

  it('is changed when its issue is no longer for its group', async () => {
    const card = await ask('石塘县有多少名驻村第一书记');
    const inside = feishu.world.openChat();
    const kept = await ask('石塘县有多少名驻村第一书记', inside);
    const forOne = june({ version: 2, audience: { kind: 'chats', chats: [inside.id] } });
    await started.afterwards.onChange(await real.change(forOne));
    expect(textOfCard(card.content)).not.toContain('86名');
    expect(textOfCard(kept.content)).toContain('86名');
    expect(kept.versions).toHaveLength(1);
  });

  it.each<[string, Fault]>([
    ['gives no answer', { kind: 'reset' }],
    ['says that the app calls too often', { kind: 'code', code: 99991400 }],
    ['says that there are too many messages', { kind: 'code', code: 230020 }],
  ])('in private stays as it is while the platform, asked who may see its issue, %s', async (_, fault) => {
    const inside = feishu.world.openChat({ members: ['ou_person'] });
    const forOne = june({ version: 2, audience: { kind: 'chats', chats: [inside.id] } });
    const card = await ask('石塘县有多少名驻村第一书记', feishu.world.openChat({ kind: 'p2p' }));
    const change = await real.change(forOne);
    await started.afterwards.onChange(change);
    expect(card.versions).toHaveLength(1);
    ahead += 10 * 60_000;
    const members = /^GET .*members/;
    feishu.faults.add({ on: members, fault });
    await started.afterwards.lookAgain();
    expect(card.versions).toHaveLength(1);
    feishu.faults.clear();
    inside.members.clear();
    ahead += 10 * 60_000;
    await started.afterwards.tick();
    expect(textOfCard(card.content)).not.toContain('86名');
  });

  it('older than 14 days is left alone and listed to the editor by chat', async () => {
    const old = await ask('柳溪县人才公寓有多少套');
    const inPrivate = await ask('柳溪县人才公寓有多少套', feishu.world.openChat({ kind: 'p2p' }));
    ahead += 15 * DAY;
    const recent = await ask('柳溪县人才公寓有多少套');
    await started.afterwards.onChange(await real.change(juneCorrected()));
    expect([old.versions.length, inPrivate.versions.length, recent.versions.length]).toEqual([1, 1, 2]);
    const receipt = await feishu.world.until(() => told('ou_editor'));
    expect(receipt).toContain('已在 1 张引用过它的回答卡片上注明');
    expect(receipt).toContain('14 天以前发出的卡片');
    expect(receipt).toMatch(/：chat 1 张、单聊 1 张/);
  });

  it('is changed after a restart when the program was stopped half way', async () => {
    const cards = [await ask('柳溪县人才公寓有多少套'), await ask('柳溪县人才公寓租金怎么收')];
    const change = await real.change(juneCorrected());
    await started.bot.stop(0);
    await expect(started.afterwards.onChange(change)).rejects.toThrow('left');
    expect(cards.map(({ versions }) => versions.length)).toEqual([1, 1]);
    await started.stop(0);
    started = await startWhole({ feishu, real, now, dir: started.dir });
    await started.afterwards.lookAgain();
    for (const card of cards) expect(textOfCard(card.content)).toContain('已更正');
    // Told once more, as the change was not settled: nothing happens twice.
    await started.afterwards.onChange(change);
    expect(cards.map(({ versions }) => versions.length)).toEqual([2, 2]);
    expect((await started.audit.read()).entries).toHaveLength(1);
  });

  it('is changed at the next tick when cards could not be read at the first look', async () => {
    const card = await ask('柳溪县人才公寓有多少套');
    await real.change(juneCorrected());
    const since = vi.spyOn(started.sent, 'since').mockRejectedValueOnce(new StoreError('Cannot read'));
    await expect(started.afterwards.lookAgain()).rejects.toThrow(StoreError);
    since.mockRejectedValueOnce(new StoreError('Cannot read'));
    await started.afterwards.tick();
    expect(card.versions).toHaveLength(1);
    await started.afterwards.tick();
    expect(textOfCard(card.content)).toContain('已更正');
  });

  it('is changed later when the platform was away for longer than an answer is worth', async () => {
    const card = await ask('柳溪县人才公寓有多少套');
    feishu.faults.add({ on: 'PATCH', fault: { kind: 'code', code: 230020 } });
    const told = started.afterwards.onChange(await real.change(juneCorrected()));
    await feishu.world.until(() => feishu.calls.some((call) => call.startsWith('PATCH')));
    ahead += DAY;
    await expect(told).rejects.toThrow('left');
    expect(card.versions).toHaveLength(1);
    feishu.faults.clear();
    await started.afterwards.tick();
    expect(textOfCard(card.content)).toContain('已更正');
  });

  it.each<[string, () => Promise<unknown>]>([
    ['an editor', async () => started.afterwards.onChange(await real.change(juneWithdrawn()))],
    [
      'another program',
      async () => {
        await real.change(juneWithdrawn());
        await started.afterwards.lookAgain();
      },
    ],
  ])('that was on its way while %s withdrew its issue is changed as soon as it is there', async (_, act) => {
    const { message, event } = feishu.say({ chat: group, text: '石塘县有多少名驻村第一书记' });
    feishu.faults.add({ on: /reply$/, fault: { kind: 'code', code: 230020 }, times: 6 });
    const delivered = feishu.deliver(event);
    await feishu.world.until(() => feishu.calls.some((call) => call.endsWith('/reply')));
    await act();
    await delivered;
    const card = await feishu.world.until(() => feishu.world.repliesTo(message.id)[0]);
    await feishu.world.until(() => textOfCard(card.content).includes('已撤回'));
    expect(textOfCard(card.content)).not.toContain('86名');
  });

  it('a hundred of them in one group are changed within the limits of the platform', async () => {
    const card = await ask('柳溪县人才公寓有多少套');
    const answer = await started.sent.byMessage(card.id);
    const copies = Array.from({ length: 100 }, () =>
      feishu.world.post({
        chat: group,
        sender: card.sender,
        fromBot: true,
        type: card.type,
        content: card.content,
      }),
    );
    for (const { id } of copies) await started.sent.record({ ...answer!, messageId: id, questionId: null });
    await started.afterwards.onChange(await real.change(juneCorrected()));
    for (const { content } of copies) expect(textOfCard(content)).toContain('已更正');
    expect(feishu.rates.breaches).toEqual([]);
  }, 20_000);
});
