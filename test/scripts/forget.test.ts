import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAgenda } from '../../src/adapters/inbox/agenda.ts';
import { createFeedback } from '../../src/adapters/inbox/feedback.ts';
import { createInbox } from '../../src/adapters/inbox/inbox.ts';
import { createSentAnswers } from '../../src/adapters/inbox/sent-answers.ts';
import { createSubscriptions } from '../../src/adapters/inbox/subscriptions.ts';
import { createFileDraftStore } from '../../src/adapters/stores/drafts.ts';
import { holdBotLock } from '../../src/adapters/stores/locks.ts';
import type { Chat, IncomingMessage, SentAnswer } from '../../src/core/chat.ts';
import { createLog } from '../adapters/feishu/start-bot.ts';
import { temporaryFolder } from '../contracts/temporary-folder.ts';
import { expectPlainError, runScript } from './run-script.ts';

const GONE = 'ou_gone';
const STAYS = 'ou_stays';
const now = Date.now();
const clock = { now: () => now };
const group: Chat = { id: 'oc_group', kind: 'group' };
const privateOf = (person: string): Chat => ({ id: `oc_private_of_${person}`, kind: 'private' });

/** The state of a bot that both people asked, in the group and in private, subscribed to and pushed drafts to. */
async function stateOfTwo(): Promise<string> {
  const dataDir = temporaryFolder();
  const state = (name: string): string => join(dataDir, 'state', name);
  const inbox = await createInbox({ dir: state('inbox'), clock, log: createLog().log });
  const sent = await createSentAnswers(state('sent'), clock);
  const feedback = await createFeedback(state('feedback'), clock);
  const subscriptions = await createSubscriptions(state('subscriptions.jsonl'));
  const agenda = await createAgenda(state('agenda.jsonl'), clock);
  const drafts = await createFileDraftStore({ dataDir });
  for (const person of [GONE, STAYS]) {
    for (const chat of [group, privateOf(person)]) {
      const question = `${person} 在 ${chat.id} 问的`;
      await sent.record(answer(person, chat, question));
      await feedback.record({ at: now, chatId: chat.id, question: chat.kind, verdict: 'useless' });
    }
    await inbox.accept({ type: 'message', key: `om_${person}`, at: now, message: message(person) });
    await inbox.accept({ type: 'menu', key: `ev_${person}`, at: now, person, command: 'help' });
    await inbox.once(`${person}/welcome`);
    await subscriptions.add({ subscriber: { kind: 'private', id: person }, topic: '人才', since: now });
    const subscriber = { kind: 'private', id: person } as const;
    await agenda.add({
      key: `digest/${person}`,
      due: now,
      work: { kind: 'digest', issueId: 'i', version: 1, subscriber },
    });
    await drafts.add(draft([person]), Buffer.from(`稿子 ${person}`));
  }
  await drafts.add(draft([GONE, STAYS]), Buffer.from('两人都推过'));
  const torn = `{"added":{"subscriber":{"id":"${GONE}\n{"added":{"subscriber":{"id":"${STAYS}\n`;
  writeFileSync(state('subscriptions.damaged-1.jsonl'), torn);
  await Promise.all([inbox, sent, feedback, subscriptions, agenda].map((store) => store.close()));
  return dataDir;
}

function answer(asker: string, chat: Chat, question: string): SentAnswer {
  const view = {
    question,
    offset: 0,
    units: [],
    years: [],
    onlyUnit: null,
    onlyYear: null,
    askReason: false,
  };
  return {
    // Ids of messages say nothing of who wrote them.
    messageId: `om_card_${asker.length}_${chat.kind}`,
    questionId: `om_${asker.length}_${chat.kind}`,
    chat,
    thread: null,
    root: null,
    asker,
    view,
    context: [],
    asOf: '2026-11-22',
    kind: 'excerpts',
    passages: [{ issueId: 'i', passageId: 'p' }],
    sentAt: now,
  };
}

function message(sender: string): IncomingMessage {
  const chat = privateOf(sender);
  const text = `${sender} 还没答的`;
  return {
    id: `om_${sender}`,
    chat,
    thread: null,
    root: null,
    parent: null,
    sender,
    text,
    mentions: [],
    sentAt: now,
  };
}

function draft(people: string[]) {
  return {
    state: 'waiting' as const,
    title: '《云州组工信息》2024年第3期',
    name: null,
    items: [],
    skipped: [],
    pushes: people.map((person) => ({
      person,
      chatId: privateOf(person).id,
      messageId: `om_push_${person}`,
    })),
    cards: people.map((person) => ({ person, chatId: privateOf(person).id, messageId: `om_card_${person}` })),
    withdrawable: [],
    withdrawing: null,
    createdAt: now,
    decided: null,
  };
}

/** Everything under a folder as one text. */
function allText(folder: string): string {
  const paths = readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)));
  return paths
    .filter((path) => statSync(path).isFile())
    .map((path) => `${path}\n${readFileSync(path, 'utf8')}`)
    .join('\n');
}

const countOf = (text: string, part: string): number => text.split(part).length - 1;

describe('npm run forget', () => {
  it('removes everything that is the person’s and nothing of anyone else', async () => {
    const dataDir = await stateOfTwo();
    const before = allText(dataDir);
    expect(countOf(before, GONE)).toBeGreaterThan(15);
    const outcome = await runScript('forget', ['--user', GONE], { DATA_DIR: dataDir });
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout).toMatch(/已清除 \d+ 条记录、2 份待发布稿/);

    const after = allText(dataDir);
    expect(after).not.toContain(GONE);
    expect(countOf(after, STAYS)).toBe(countOf(before, STAYS));
    expect(existsSync(join(dataDir, 'state', 'bot.lock'))).toBe(false);

    const sent = await createSentAnswers(join(dataDir, 'state', 'sent'), clock);
    expect(sent.since(0).map(({ asker }) => asker)).toEqual([STAYS, STAYS]);
    const feedback = await createFeedback(join(dataDir, 'state', 'feedback'), clock);
    expect((await feedback.since(0)).map(({ chatId }) => chatId).sort()).toEqual(
      ['oc_group', 'oc_group', privateOf(STAYS).id].sort(),
    );
    await Promise.all([sent.close(), feedback.close()]);
  });

  it('is refused beside a running bot, without a person and for what is no person', async () => {
    const dataDir = await stateOfTwo();
    const release = await holdBotLock(dataDir);
    expectPlainError(await runScript('forget', ['--user', GONE], { DATA_DIR: dataDir }), '机器人');
    await release();
    expectPlainError(await runScript('forget', ['--user', '张三'], { DATA_DIR: dataDir }), 'ou_');
    expectPlainError(await runScript('forget', [], { DATA_DIR: dataDir }), '--user');
  });
});
