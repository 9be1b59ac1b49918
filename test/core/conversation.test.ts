import { describe, expect, it } from 'vitest';
import type { IncomingMessage } from '../../src/core/chat.ts';
import { createRecentQuestions } from '../../src/core/conversation/recent-questions.ts';
import { cleanQuestion, LONGEST_QUESTION, readMessage, readText } from '../../src/core/conversation.ts';

const bot = { placeholder: '@_user_1', id: 'ou_bot' };
const message = (changes: Partial<IncomingMessage> = {}): IncomingMessage => ({
  id: 'om_1',
  chat: { id: 'oc_1', kind: 'group' },
  thread: null,
  root: null,
  parent: null,
  sender: 'ou_person',
  text: '@_user_1 人才公寓有多少套',
  mentions: [bot],
  sentAt: 1_700_000_000_000,
  ...changes,
});
const privately = { chat: { id: 'oc_2', kind: 'private' }, mentions: [] } as const;

describe('readMessage()', () => {
  const ask = { kind: 'ask', question: '人才公寓有多少套' };
  it.each<[string, Partial<IncomingMessage>, object]>([
    ['a question that names the bot', {}, ask],
    ['the bot named at the end', { text: '人才公寓有多少套@_user_1' }, ask],
    ['a question in private chat', { ...privately, mentions: [], text: '人才公寓有多少套' }, ask],
    ['a group message that names nobody', { mentions: [], text: '人才公寓有多少套' }, { kind: 'ignore' }],
    ['one that names someone else', { mentions: [{ ...bot, id: 'ou_other' }] }, { kind: 'ignore' }],
    [
      'one to everyone',
      { text: '@_all 开会', mentions: [{ placeholder: '@_all', id: null }] },
      { kind: 'ignore' },
    ],
    ["the bot's own message", { ...privately, mentions: [], sender: 'ou_bot' }, { kind: 'ignore' }],
    ['only a mention', { text: '@_user_1' }, { kind: 'help' }],
    ['an empty text', { ...privately, mentions: [], text: '' }, { kind: 'help' }],
    ['only blanks and invisible characters', { text: '@_user_1 \u200b\ufeff\u3000 ' }, { kind: 'help' }],
    ['「帮助」', { text: '@_user_1 帮助' }, { kind: 'help' }],
    ['a picture in private chat', { ...privately, mentions: [], text: null }, { kind: 'unreadable' }],
    [
      'a file in private chat',
      { ...privately, mentions: [], text: null, attachment: 'file' },
      { kind: 'push', source: { from: 'attachment', messageId: 'om_1', isPicture: false } },
    ],
    [
      'the bot named in reply to something',
      { text: '@_user_1', parent: 'om_0' },
      { kind: 'push', source: { from: 'reply', messageId: 'om_0' } },
    ],
    [
      '「收录」 in reply to something',
      { text: '@_user_1 收录', parent: 'om_0' },
      { kind: 'push', source: { from: 'reply', messageId: 'om_0' } },
    ],
    ['a question in reply to something', { parent: 'om_0' }, ask],
    [
      'a link to a document',
      { document: { type: 'docx', token: 't', beside: '@_user_1 请收录' } },
      { kind: 'push', source: { from: 'document', document: expect.objectContaining({ token: 't' }) } },
    ],
    [
      'a question with a link in it',
      {
        document: {
          type: 'docx',
          token: 't',
          beside: '@_user_1 这份文件里的人才公寓有多少套，租金又是多少呢',
        },
      },
      ask,
    ],
  ])('reads %s', (_, changes, reading) => {
    expect(readMessage(message(changes), 'ou_bot')).toEqual(reading);
  });

  it('takes out the placeholders of all mentions, also where one begins like another', () => {
    const mentions = Array.from({ length: 12 }, (_, i) => ({
      placeholder: `@_user_${i + 1}`,
      id: `ou_${i}`,
    }));
    const text = '@_user_1 问 @_user_10 和 @_user_12 人才码';
    expect(
      readMessage(message({ text, mentions: [...mentions, { ...bot, placeholder: '' }] }), 'ou_bot'),
    ).toEqual({
      kind: 'ask',
      question: '问 和 人才码',
    });
  });
});

describe('readText()', () => {
  it.each(['?', '？', 'HELP', '/help', '使用说明'])('takes 「%s」 for a call for help', (text) => {
    expect(readText(text)).toEqual({ kind: 'help' });
  });
});

describe('readText() of an editor', () => {
  it.each([
    ['撤回 第6期', { kind: 'withdraw', which: '第6期' }],
    ['撤回2024年第6期', { kind: 'withdraw', which: '2024年第6期' }],
    ['撤回：总第101期', { kind: 'withdraw', which: '总第101期' }],
    ['撤回 2024年3月14日', { kind: 'withdraw', which: '2024年3月14日' }],
    ['撤回', { kind: 'withdraw', which: '' }],
    ['撤回 6', { kind: 'withdraw', which: '第6期' }],
    ['撤回《安庆组工信息》第六期', { kind: 'withdraw', which: '《安庆组工信息》第六期' }],
    ['撤回上一期', { kind: 'withdraw', which: '' }],
    ['发布', { kind: 'publish' }],
    ['发布会有哪些', { kind: 'ask', question: '发布会有哪些' }],
    ['更正', { kind: 'correct' }],
    ['更正 第6期', { kind: 'correct' }],
    ['𠮷'.repeat(LONGEST_QUESTION), { kind: 'ask', question: '𠮷'.repeat(LONGEST_QUESTION) }],
    ['𠮷'.repeat(LONGEST_QUESTION + 1), { kind: 'too-long' }],
    ['订阅 '.repeat(LONGEST_QUESTION), { kind: 'too-long' }],
    ['撤回公章的通知', { kind: 'ask', question: '撤回公章的通知' }],
    ['更正错误的做法有哪些', { kind: 'ask', question: '更正错误的做法有哪些' }],
  ])('takes 「%s」 for %j', (text, reading) => {
    expect(readText(text)).toEqual(reading);
  });
});

describe('cleanQuestion()', () => {
  it.each([
    ['  人才\u0000公寓\u0007 ', '人才公寓'],
    ['\u202e套多少有\u202c', '套多少有'],
    ['第一行\r\n\n\n   第二行', '第一行\n第二行'],
    ['１２３　４', '１２３ ４'],
    ['👨‍👩‍👧 一家', '👨👩👧 一家'],
    ['𠮷祥街道', '𠮷祥街道'],
  ])('makes %j %j', (typed, clean) => {
    expect(cleanQuestion(typed)).toBe(clean);
  });

  it('cuts very long text without cutting a character in two', () => {
    const cut = cleanQuestion('𠮷'.repeat(5000));
    expect(cut).toBe('𠮷'.repeat(LONGEST_QUESTION));
  });
});

describe('createRecentQuestions()', () => {
  const at = (minute: number, changes: Partial<IncomingMessage> = {}) =>
    message({ id: `om_${minute}`, sentAt: 1_700_000_000_000 + minute * 60_000, ...changes });

  it("gives a person's questions of the last ten minutes in the same chat, oldest first", () => {
    const recent = createRecentQuestions();
    recent.remember(at(0), '零');
    recent.remember(at(5), '五');
    recent.remember(at(6, { sender: 'ou_other' }), '别人的');
    recent.remember(at(7, { chat: { id: 'oc_9', kind: 'group' } }), '别处的');
    expect(recent.before(at(8))).toEqual(['零', '五']);
    expect(recent.before(at(12))).toEqual(['五']);
    expect(recent.before(at(16))).toEqual([]);
  });

  it('gives the questions of a thread, whoever asked them and however long ago', () => {
    const recent = createRecentQuestions();
    recent.remember(at(0, { thread: 'omt_1' }), '一');
    recent.remember(at(1, { thread: 'omt_1', sender: 'ou_other' }), '二');
    recent.remember(at(2), '外面的');
    expect(recent.before(at(300, { thread: 'omt_1', sender: 'ou_third' }))).toEqual(['一', '二']);
    expect(recent.before(at(3, { thread: 'omt_2' }))).toEqual([]);
  });

  it('gives the question a reply goes back to', () => {
    const recent = createRecentQuestions();
    recent.remember(at(0), '最初的');
    expect(recent.before(at(60, { root: 'om_0', sender: 'ou_other' }))).toEqual(['最初的']);
  });

  it('keeps the last few of a conversation and forgets the conversations longest silent', () => {
    const recent = createRecentQuestions({ perConversation: 2, conversations: 4 });
    for (const question of ['一', '二', '三']) recent.remember(at(0, { thread: 'omt_1' }), question);
    expect(recent.before(at(1, { thread: 'omt_1' }))).toEqual(['二', '三']);
    for (let i = 0; i < 5; i++)
      recent.remember(at(2, { thread: `omt_other${i}`, sender: `ou_${i}` }), '别的');
    expect(recent.before(at(3, { thread: 'omt_1' }))).toEqual([]);
  });
});
