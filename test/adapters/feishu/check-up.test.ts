import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Check, type CheckUpOptions, checkFeishu } from '../../../src/adapters/feishu/check-up.ts';
import { createFakeFeishu, type FakeFeishu } from '../../fakes/fake-feishu/index.ts';

describe('checkFeishu()', () => {
  let feishu: FakeFeishu;
  beforeEach(async () => {
    feishu = await createFakeFeishu();
    feishu.setup.events.push(
      'im.message.recalled_v1',
      'im.message.updated_v1',
      'im.chat.member.bot.added_v1',
      'im.chat.access_event.bot_p2p_chat_entered_v1',
      'application.bot.menu_v6',
    );
  });
  afterEach(() => feishu.close());

  const checkUp = (changes: Partial<CheckUpOptions> = {}): Promise<Check[]> =>
    checkFeishu({
      ...feishu.credentials,
      domain: feishu.url,
      transport: 'websocket',
      publicUrl: null,
      wall: { now: Date.now },
      ...changes,
    });
  const wrong = async (changes?: Partial<CheckUpOptions>): Promise<[string, Check['state']][]> =>
    (await checkUp(changes))
      .filter(({ state }) => state !== 'ok')
      .map(({ subject, state }) => [subject, state]);

  it('finds nothing wrong with an app that is set up in full', async () => {
    expect(await wrong()).toEqual([]);
    const subjects = (await checkUp()).map(({ subject }) => subject);
    expect(subjects).toEqual([...new Set(subjects)]);
    expect(subjects).toHaveLength(21);
  });

  it.each<[string, 'missing' | 'lacking', string]>([
    ['im:message.p2p_msg:readonly', 'missing', '收不到单聊里的提问'],
    ['im:message.group_at_msg:readonly', 'missing', '收不到群里 @机器人 的提问'],
    ['im:message:send_as_bot', 'missing', '发不出任何回答'],
    ['im:message:readonly', 'lacking', '取不到编辑发来的文件'],
    ['docx:document:readonly', 'lacking', '云文档链接'],
    ['wiki:wiki:readonly', 'lacking', '知识库链接'],
    ['im:message.reactions:write_only', 'lacking', '表情'],
    ['im:chat:readonly', 'lacking', '自我介绍'],
    ['tenant:tenant:readonly', 'lacking', '网页登录不了'],
  ])('names the scope %s and what fails without it', async (scope, state, cost) => {
    feishu.scopes.delete(scope);
    const found = (await checkUp()).find(({ subject }) => subject === `权限 ${scope}`);
    expect(found).toMatchObject({ state });
    expect(found?.detail).toContain(cost);
    expect(found?.detail).toContain(`/app/${feishu.credentials.appId}/auth?q=${scope}`);
  });

  it('says that closed issues stay closed when nobody tells who is in a chat', async () => {
    feishu.scopes.delete('im:chat:readonly');
    const found = (await checkUp()).find(({ subject }) => subject === '权限 im:chat.members:read');
    expect(found).toMatchObject({ state: 'lacking', detail: expect.stringContaining('群成员') });
  });

  it('takes an older or wider scope for the one it names', async () => {
    for (const scope of [
      'im:message:send_as_bot',
      'im:message:readonly',
      'im:message.reactions:write_only',
    ]) {
      feishu.scopes.delete(scope);
    }
    feishu.scopes.add('im:message');
    expect(await wrong()).toEqual([]);
  });

  it.each<[string, 'missing' | 'lacking']>([
    ['im.message.receive_v1', 'missing'],
    ['im.message.recalled_v1', 'lacking'],
    ['application.bot.menu_v6', 'lacking'],
  ])('names the event %s', async (event, state) => {
    feishu.setup.events.splice(feishu.setup.events.indexOf(event), 1);
    expect(await wrong()).toEqual([[`事件 ${event}`, state]]);
  });

  it('names the callback of cards', async () => {
    feishu.setup.callbacks.length = 0;
    expect(await wrong()).toEqual([['回调 card.action.trigger', 'lacking']]);
  });

  it('says that events cannot be looked up without a scope for it, and where to look', async () => {
    feishu.scopes.delete('application:application:self_manage');
    const unknown = (await checkUp()).filter(({ state }) => state === 'unknown');
    expect(unknown).toHaveLength(7);
    expect(unknown[0]?.detail).toContain(`/app/${feishu.credentials.appId}/event`);
  });

  it('sees that the bot is switched off', async () => {
    feishu.setup.botActive = 0;
    expect(await wrong()).toEqual([['机器人能力', 'missing']]);
  });

  it('sees that events are set up to come another way', async () => {
    expect(await wrong({ transport: 'webhook' })).toEqual([['事件的接收方式', 'missing']]);
  });

  it('says that the credentials are wrong, and never shows them', async () => {
    const checks = await checkUp({ appSecret: 'wrong-secret' });
    expect(checks).toHaveLength(1);
    expect(checks[0]).toMatchObject({ subject: '应用凭证', state: 'missing' });
    expect(checks[0]?.detail).toContain('10014');
    expect(JSON.stringify(checks)).not.toContain('wrong-secret');
  });

  it('says that Feishu cannot be reached', async () => {
    const [check] = await checkUp({ domain: 'http://127.0.0.1:9' });
    expect(check?.detail).toContain('ECONNREFUSED');
  });

  it.each([
    [3, '快 180 分钟'],
    [-2, '慢 120 分钟'],
  ])('says by how much the clock of this machine is off (%i hours)', async (hours, expected) => {
    const checks = await checkUp({ wall: { now: () => Date.now() + hours * 3_600_000 } });
    expect(checks.at(-1)?.detail).toContain(expected);
  });
});
