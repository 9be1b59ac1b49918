import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AskInvented, askOf, buildInvented, LEADERS } from '../../core/asking/invented-library.ts';
import { createFakeFeishu, type FakeChat, type FakeFeishu } from '../../fakes/fake-feishu/index.ts';
import { type Started, startBot } from './start-bot.ts';
import { textOfCard } from './texts.ts';

/** The December issue is for the chat LEADERS alone; nobody else may hear of 潜鳞计划. */
describe('an issue for one chat', () => {
  let feishu: FakeFeishu;
  let started: Started;
  let leaders: FakeChat;
  let ask: AskInvented;
  let now: number;

  beforeAll(async () => {
    ask = askOf(await buildInvented());
  });
  beforeEach(async () => {
    now = Date.UTC(2026, 10, 22, 2);
    feishu = await createFakeFeishu({ now: () => now });
    leaders = {
      name: '领导群',
      id: LEADERS,
      kind: 'group',
      threads: true,
      members: new Set(['ou_leader']),
      botIsMember: true,
    };
    feishu.world.chats.set(LEADERS, leaders);
    started = await startBot({
      feishu,
      ask: ({ question, ...request }) => ask(question, request),
      audiences: [{ kind: 'everyone' }, { kind: 'chats', chats: [LEADERS] }],
      transport: 'webhook',
      clock: { now: () => now, correct() {} },
    });
  });
  afterEach(async () => {
    await started.stop(500);
    await feishu.close();
  });

  async function answerTo(text: string, chat: FakeChat, from: string): Promise<string> {
    const { message } = await feishu.tell({ chat, from, text });
    const card = await feishu.world.until(() => feishu.world.repliesTo(message.id)[0]);
    return textOfCard(card.content);
  }
  const privately = (): FakeChat => feishu.world.openChat({ kind: 'p2p' });
  const SECRET = /320名|第12期/;

  it('answers in that group, whoever asks', async () => {
    expect(await answerTo('潜鳞计划是什么', leaders, 'ou_guest')).toMatch(/潜鳞/);
    expect(await answerTo('2024年有哪些期', leaders, 'ou_guest')).toMatch(SECRET);
  });

  it('answers in no other group, also to its members', async () => {
    const other = feishu.world.openChat({ members: ['ou_leader'] });
    for (const question of ['枫谷区后备干部有多少名', '2024年有哪些期', '最近一期']) {
      expect((await answerTo(question, other, 'ou_leader')).replace(/^问：.*$/m, '')).not.toMatch(SECRET);
    }
  });

  it('answers its members in private, and nobody else', async () => {
    expect(await answerTo('2024年有哪些期', privately(), 'ou_leader')).toMatch(SECRET);
    expect(await answerTo('2024年有哪些期', privately(), 'ou_other')).not.toMatch(SECRET);
  });

  it('is lost to who has left the chat, some minutes later', async () => {
    const chat = privately();
    expect(await answerTo('2024年有哪些期', chat, 'ou_leader')).toMatch(SECRET);
    leaders.members.delete('ou_leader');
    now += 6 * 60_000;
    expect(await answerTo('2024年有哪些期', chat, 'ou_leader')).not.toMatch(SECRET);
  });

  it('stays hidden in private while the platform does not say who is in the chat', async () => {
    feishu.scopes.delete('im:chat:readonly');
    expect(await answerTo('2024年有哪些期', privately(), 'ou_leader')).not.toMatch(SECRET);
  });
});
