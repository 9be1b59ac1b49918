import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createFakeFeishu,
  type FakeChat,
  type FakeFeishu,
  type FakeMessage,
} from '../../fakes/fake-feishu/index.ts';
import { july, june, type RealLibrary, realLibrary } from './real-library.ts';
import { type StartedWhole, startWhole } from './start-afterwards.ts';
import { textOfCard } from './texts.ts';

const DAY = 24 * 3_600_000;

describe('editors', () => {
  let feishu: FakeFeishu;
  let real: RealLibrary;
  let started: StartedWhole;
  let editors: FakeChat;
  let group: FakeChat;
  let now: number;

  beforeEach(async () => {
    // Thursday, 10:00 in China.
    now = Date.UTC(2026, 10, 19, 2);
    feishu = await createFakeFeishu({ now: () => now });
    real = await realLibrary([june(), july()]);
    editors = feishu.world.openChat({ members: ['ou_member'] });
    group = feishu.world.openChat();
    started = await startWhole({ feishu, real, now: () => now, editorsChat: editors.id });
  });
  afterEach(async () => {
    await started.stop(500);
    await feishu.close();
  });

  async function say(text: string, chat: FakeChat, from = 'ou_person'): Promise<FakeMessage> {
    now += 7_000;
    const { message } = await feishu.tell({ chat, text, from });
    const card = await feishu.world.until(() => feishu.world.repliesTo(message.id)[0]);
    return card;
  }
  const privately = (person: string): FakeChat => feishu.world.openChat({ kind: 'p2p', members: [person] });
  /** The value of a button of a card by its text; the n-th of that text. */
  function button(card: FakeMessage, text: string, n = 0): object {
    const found: object[] = [];
    const walk = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      const {
        tag,
        text: label,
        behaviors,
      } = value as {
        tag?: string;
        text?: { content?: string };
        behaviors?: { type: string; value?: object }[];
      };
      const callback = behaviors?.find(({ type }) => type === 'callback')?.value;
      if (tag === 'button' && label?.content === text && callback) found.push(callback);
      for (const one of Object.values(value)) walk(one);
    };
    walk(card.content);
    if (!found[n]) throw new Error(`no button ${text} on ${textOfCard(card.content)}`);
    return { tag: 'button', value: found[n] };
  }
  const synonyms = (): Promise<string> => readFile(join(real.dataDir, 'dictionary', 'synonyms.txt'), 'utf8');
  async function weekly(): Promise<FakeMessage> {
    await started.afterwards.tick();
    now = Date.UTC(2026, 10, 23, 1);
    await started.afterwards.tick();
    return feishu.world.until(() => feishu.world.fromBot(editors)[0]);
  }

  describe('add a synonym', () => {
    it.each([
      ['named in EDITORS, in private', 'ou_editor', () => privately('ou_editor')],
      ['as members of EDITORS_CHAT', 'ou_member', () => editors],
    ])('%s: confirmed, it counts at once', async (_, person, where) => {
      const before = await say('栖凤坊有多少套', group);
      expect(textOfCard(before.content)).not.toContain('240套');
      const card = await say('同义词 人才公寓=栖凤坊', where(), person);
      expect(textOfCard(card.content)).toContain('人才公寓 = 栖凤坊');
      expect(await synonyms()).not.toContain('栖凤坊');
      await feishu.click(card, { from: person, action: button(card, '确认') });
      await feishu.world.until(() => textOfCard(card.content).includes('已加同义词'));
      expect(await synonyms()).toMatch(/\n人才公寓=栖凤坊\n$/);
      expect(textOfCard((await say('柳溪县栖凤坊有多少套', group)).content)).toContain('240套');
      expect((await started.audit.read()).entries).toMatchObject([
        { by: person, act: 'synonym', detail: '人才公寓=栖凤坊' },
      ]);
    });

    it('and change nothing when they leave it', async () => {
      const card = await say('同义词 人才公寓=栖凤坊', privately('ou_editor'), 'ou_editor');
      await feishu.click(card, { from: 'ou_editor', action: button(card, '放弃') });
      expect(textOfCard(card.content)).toContain('已放弃');
      expect(await synonyms()).not.toContain('栖凤坊');
    });

    it('but nobody else may, neither by saying it nor by clicking', async () => {
      const refused = await say('同义词 人才公寓=栖凤坊', privately('ou_person'));
      expect(textOfCard(refused.content)).toContain('只有编辑可以');
      const card = await say('同义词 人才公寓=栖凤坊', editors, 'ou_member');
      const click = await feishu.click(card, { from: 'ou_person', action: button(card, '确认') });
      expect(click.toast?.content).toContain('只有编辑可以');
      const forwarded = { from: 'ou_editor', action: button(card, '确认'), chatId: group.id };
      expect((await feishu.click(card, forwarded)).toast?.content).toContain('转发');
      expect(await synonyms()).not.toContain('栖凤坊');
      expect((await started.audit.read()).entries).toEqual([]);
    });

    it.each(['同义词 人才公寓=', '同义词 =', '同义词 人才公寓=人才公寓', `同义词 甲=${'长'.repeat(30)}`])(
      '「%s」 is told how to write it',
      async (text) => {
        const card = await say(text, privately('ou_editor'), 'ou_editor');
        expect(textOfCard(card.content)).toContain('请写成“同义词 人才公寓=人才房”的样子');
      },
    );

    it('twice, and are told that it is there', async () => {
      for (const answer of ['已加同义词', '已经是同义词']) {
        const card = await say('同义词 人才公寓=栖凤坊', privately('ou_editor'), 'ou_editor');
        await feishu.click(card, { from: 'ou_editor', action: button(card, '确认') });
        await feishu.world.until(() => textOfCard(card.content).includes(answer));
      }
      expect((await synonyms()).match(/栖凤坊/g)).toHaveLength(1);
    });
  });

  describe('get a report of the week on Monday morning', () => {
    async function ask(): Promise<void> {
      for (const text of ['火星基地有多少人', '火星基地有多少人', '柳溪县人才公寓有多少套'])
        await say(text, group);
      const card = await say('石塘县有多少名驻村第一书记', group);
      await feishu.world.until(() => started.sent.byMessage(card.id));
      await feishu.click(card, { action: { tag: 'button', value: { act: 'useless' } } });
    }

    it('with what was not found, most asked and least useful, and a chart', async () => {
      await ask();
      const card = await weekly();
      const text = textOfCard(card.content);
      expect(text).toContain('提问周报：2026年11月16日至2026年11月22日');
      expect(text).toContain('一周共提问 4 次，2 次没有找到直接的回答');
      expect(text).toContain('火星基地有多少人（2 次）');
      expect(text).toContain('石塘县有多少名驻村第一书记（没用 1，有用 0）');
      expect(text).not.toContain('ou_');
      const chart = JSON.stringify(card.content).match(/"chart_spec":\{.*?\}\]/)?.[0];
      expect(chart).toContain('{"day":"11-19","ending":"有回答","count":2}');
    });

    it('once, also over restarts, and not in a week without questions', async () => {
      await ask();
      await weekly();
      await started.afterwards.tick();
      await started.stop(0);
      started = await startWhole({ feishu, real, now: () => now, dir: started.dir, editorsChat: editors.id });
      await started.afterwards.tick();
      expect(feishu.world.fromBot(editors)).toHaveLength(1);
      now += 7 * DAY;
      await started.afterwards.tick();
      expect(feishu.world.fromBot(editors)).toHaveLength(1);
    });

    it('late, when the bot was not running on Monday', async () => {
      await ask();
      await started.afterwards.tick();
      await started.stop(0);
      now = Date.UTC(2026, 10, 24, 3);
      started = await startWhole({ feishu, real, now: () => now, dir: started.dir, editorsChat: editors.id });
      await started.afterwards.tick();
      const [card] = feishu.world.fromBot(editors);
      expect(textOfCard(card?.content)).toContain('2026年11月16日至2026年11月22日');
    });

    it('and add a synonym from it', async () => {
      await ask();
      const card = await weekly();
      const form_value = { synonym: '人才公寓=栖凤坊' };
      const action = { tag: 'button', name: 'propose_synonym', form_value };
      expect((await feishu.click(card, { from: 'ou_person', action })).toast?.content).toContain('只有编辑');
      await feishu.click(card, { from: 'ou_member', action });
      const confirm = await feishu.world.until(() => feishu.world.fromBot(editors)[1]);
      await feishu.click(confirm, { from: 'ou_member', action: button(confirm, '确认') });
      await feishu.world.until(() => textOfCard(confirm.content).includes('已加同义词'));
      expect(await synonyms()).toContain('人才公寓=栖凤坊');
      expect(textOfCard(card.content)).toContain('提问周报');
    });

    it('and make a question golden with the passage they confirm', async () => {
      await ask();
      const card = await weekly();
      const asked = JSON.stringify(card.content).indexOf('柳溪县人才公寓有多少套');
      expect(asked).toBeGreaterThan(0);
      const golden = { act: 'choose-golden', question: '柳溪县人才公寓有多少套', chat: editors.id };
      await feishu.click(card, { from: 'ou_member', action: { tag: 'button', value: golden } });
      const choice = await feishu.world.until(() => feishu.world.fromBot(editors)[1]);
      expect(textOfCard(choice.content)).toContain('240套');
      await feishu.click(choice, { from: 'ou_member', action: button(choice, '就是这段') });
      await feishu.world.until(() => textOfCard(choice.content).includes('已设为标准题'));
      const lines = (await readFile(join(real.dataDir, 'questions.jsonl'), 'utf8')).trimEnd().split('\n');
      const line = JSON.parse(lines.at(-1)!) as { q: string; key: string[]; unit: string };
      expect(line).toMatchObject({ q: '柳溪县人才公寓有多少套', kind: 'asked', unit: '柳溪' });
      expect(june().articles[0]?.paragraphs.join('\n')).toContain(line.key[0]);
      expect(line.key[0]).toContain('240套');
      expect((await started.audit.read()).entries).toMatchObject([{ act: 'golden', by: 'ou_member' }]);
    });
  });
});
