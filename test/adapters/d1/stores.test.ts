import { describe, expect, it } from 'vitest';
import { createD1Agenda } from '../../../src/adapters/d1/agenda.ts';
import { createD1Audit } from '../../../src/adapters/d1/audit.ts';
import { createShelf } from '../../../src/adapters/d1/bucket.ts';
import type { Database } from '../../../src/adapters/d1/database.ts';
import { createD1DraftStore, createD1PendingChanges } from '../../../src/adapters/d1/drafts.ts';
import { createD1Feedback } from '../../../src/adapters/d1/feedback.ts';
import { createD1FloodGate } from '../../../src/adapters/d1/flood-gate.ts';
import { createD1HeldStore } from '../../../src/adapters/d1/held.ts';
import { createD1Inbox } from '../../../src/adapters/d1/inbox.ts';
import { cleanUp } from '../../../src/adapters/d1/keeping.ts';
import { createD1RecentQuestions } from '../../../src/adapters/d1/recent-questions.ts';
import { createD1SentAnswers } from '../../../src/adapters/d1/sent-answers.ts';
import { createD1Subscriptions } from '../../../src/adapters/d1/subscriptions.ts';
import type { IncomingEvent } from '../../../src/core/chat.ts';
import { StoreError } from '../../../src/core/errors.ts';
import { agendaContract } from '../../contracts/agenda.ts';
import { auditContract, published } from '../../contracts/audit.ts';
import { draftStoreContract, pendingChangesContract } from '../../contracts/draft-store.ts';
import { feedbackContract } from '../../contracts/feedback.ts';
import { sentAnswer, sentAnswersContract } from '../../contracts/sent-answers.ts';
import { subscriptionsContract } from '../../contracts/subscriptions.ts';
import { localDatabase } from './local-database.ts';

const local = localDatabase();
const DAY = 24 * 3_600_000;
const NOW = Date.parse('2026-11-22T08:00:00Z');
const clock = { now: () => NOW };
const database = async () => (await local.empty()).database;

/** A database whose changes fail from `cutOff` on. */
function frail() {
  let isDown = false;
  return {
    async database(): Promise<Database> {
      isDown = false;
      const { rows, change } = await database();
      const fail = () => Promise.reject(new StoreError('D1 is down'));
      return { rows, change: (...statements) => (isDown ? fail() : change(...statements)) };
    },
    async cutOff(): Promise<void> {
      isDown = true;
    },
  };
}

describe('createD1Subscriptions()', () => {
  const { database, cutOff } = frail();
  subscriptionsContract(async () => createD1Subscriptions(await database()), cutOff);
});

describe('createD1Agenda()', () => {
  const { database, cutOff } = frail();
  agendaContract(async () => createD1Agenda({ database: await database(), clock }), cutOff);
});

describe('createD1Audit()', () => {
  auditContract(async () => createD1Audit(await database()));

  it.each([
    ['changed', "UPDATE audit SET entry = replace(entry, 'ou_editor', 'ou_other') WHERE id = 2"],
    ['taken out', 'DELETE FROM audit WHERE id = 2'],
  ])('names the row where one was %s', async (_, sql) => {
    const db = await database();
    const audit = createD1Audit(db);
    await audit.record(published, published, published);
    await db.change([sql]);
    expect((await audit.read()).tampered).toMatch(/第 [23] 行/);
  });
});

/** A place is a database; opening it again is what a new isolate does. */
const place =
  <T>(open: (db: Awaited<ReturnType<typeof local.empty>>) => T) =>
  (): (() => Promise<T>) => {
    const opened = local.empty();
    return async () => open(await opened);
  };

describe('createD1DraftStore()', () => {
  draftStoreContract(
    place(({ database, bucket }) => createD1DraftStore({ database, shelf: createShelf(bucket) })),
  );
});

describe('createD1PendingChanges()', () => {
  pendingChangesContract(place(({ database }) => createD1PendingChanges(database)));
});

describe('createD1HeldStore()', () => {
  const open = async () => {
    const { database, bucket } = await local.empty();
    return createD1HeldStore({ database, shelf: createShelf(bucket) });
  };
  const file = (text: string) => ({ name: `${text}.docx`, bytes: new TextEncoder().encode(text) });

  it('lists what waits, longest first, and gives it back', async () => {
    const held = await open();
    const second = await held.hold(file('乙'), '没有期号', '2026-11-22');
    const first = await held.hold(file('甲'), '没有日期', '2026-11-21');
    expect(await held.list()).toEqual([first, second]);
    expect(first).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{12}$/),
      name: '甲.docx',
      reason: '没有日期',
      since: '2026-11-21',
    });
    expect(await held.read(first.id)).toEqual({ name: '甲.docx', bytes: file('甲').bytes });
    await held.discard(first.id);
    expect([await held.read(first.id), await held.list()]).toEqual([null, [second]]);
  });

  it('a file that waits keeps its time and gets the new reason', async () => {
    const held = await open();
    const { id } = await held.hold(file('甲'), '没有日期', '2026-11-21');
    expect(await held.hold(file('甲'), '没有期号', '2026-11-22')).toMatchObject({ id, since: '2026-11-21' });
    expect(await held.list()).toEqual([expect.objectContaining({ reason: '没有期号' })]);
  });
});

describe('createD1Inbox()', () => {
  const event = (key: string): IncomingEvent => ({ type: 'added', key, at: NOW, chatId: 'oc_1' });

  it('takes each event once, and holds it until it is settled', async () => {
    const inbox = createD1Inbox({ database: await database(), clock });
    const taken = await Promise.all([1, 2, 3].map(() => inbox.accept(event('a'))));
    expect(taken.sort()).toEqual([false, false, true]);
    expect([await inbox.knows('a'), await inbox.knows('b')]).toEqual([true, false]);
    expect(await inbox.read('a')).toEqual(event('a'));
    expect(await inbox.leftBehind(NOW, 10)).toEqual([]);
    expect(await inbox.leftBehind(NOW + 1, 10)).toEqual(['a']);
    await inbox.settle('a', 'answered');
    expect([await inbox.read('a'), await inbox.leftBehind(NOW + 1, 10)]).toEqual([null, []]);
    expect([await inbox.accept(event('a')), await inbox.knows('a')]).toEqual([false, true]);
  });

  it('leftBehind() gives an event that waits, and not again for as long', async () => {
    const db = await database();
    let now = NOW;
    const inbox = createD1Inbox({ database: db, clock: { now: () => now } });
    await inbox.accept(event('a'));
    now = NOW + 1000;
    expect(await inbox.leftBehind(now - 500, 10)).toEqual(['a']);
    expect(await inbox.leftBehind(now - 500, 10)).toEqual([]);
    expect(await inbox.leftBehind(now + 1, 10)).toEqual(['a']);
  });

  it('once() is true the first time only', async () => {
    const inbox = createD1Inbox({ database: await database(), clock });
    const firsts = await Promise.all([1, 2, 3].map(() => inbox.once('click')));
    expect(firsts.sort()).toEqual([false, false, true]);
  });

  it('knows a key for three days, and an event that waits for as long as it waits', async () => {
    const db = await database();
    const inbox = createD1Inbox({ database: db, clock });
    for (const key of ['a', 'b']) await inbox.accept(event(key));
    await inbox.settle('a', 'answered');
    await cleanUp(db, NOW + 3 * DAY - 1);
    expect(await inbox.knows('a')).toBe(true);
    await cleanUp(db, NOW + 9 * DAY);
    expect([await inbox.knows('a'), await inbox.knows('b')]).toEqual([false, true]);
  });
});

describe('createD1SentAnswers()', () => {
  sentAnswersContract(async (clock) => createD1SentAnswers({ database: await database(), clock }));

  it('finds answers by card, by question, by issue and by time; the last of one card counts', async () => {
    const sent = createD1SentAnswers({ database: await database(), clock });
    for (const n of [1, 2, 3]) await sent.record(sentAnswer(n));
    const changed = sentAnswer(2, { passages: [{ issueId: 'issue-2', passageId: 'x' }] });
    await sent.record(changed);
    expect(await sent.byMessage('om_card2')).toEqual(changed);
    expect(await sent.byQuestion('om_3')).toEqual(sentAnswer(3));
    expect([await sent.byMessage('om_x'), await sent.byQuestion('om_x')]).toEqual([null, null]);
    expect((await sent.quoting('issue-1')).map(({ messageId }) => messageId)).toEqual([
      'om_card1',
      'om_card3',
    ]);
    expect((await sent.since(sentAnswer(2).sentAt)).map(({ messageId }) => messageId)).toEqual([
      'om_card2',
      'om_card3',
    ]);
    await sent.remove('om_card3');
    expect([await sent.byMessage('om_card3'), await sent.quoting('issue-2')]).toEqual([null, [changed]]);
  });
});

describe('createD1Feedback()', () => {
  feedbackContract(async () => createD1Feedback(await database()));
});

describe('createD1RecentQuestions()', () => {
  const message = (n: number, changes: object = {}) => ({
    id: `om_${n}`,
    chat: { id: 'oc_1', kind: 'group' as const },
    thread: null,
    root: null,
    sender: 'ou_1',
    sentAt: NOW + n * 60_000,
    ...changes,
  });

  it('knows the last questions of a person for ten minutes, of a thread for ever', async () => {
    const recent = createD1RecentQuestions(await database());
    for (const n of [1, 2, 3, 4, 5, 6]) await recent.remember(message(n), `第${n}问`);
    expect(await recent.before(message(7))).toEqual(['第2问', '第3问', '第4问', '第5问', '第6问']);
    expect(await recent.before(message(15))).toEqual(['第5问', '第6问']);
    expect(await recent.before(message(7, { sender: 'ou_2' }))).toEqual([]);
    expect(await recent.before(message(99, { root: 'om_3', sender: 'ou_2' }))).toEqual(['第3问']);
  });
});

describe('createD1FloodGate()', () => {
  it('lets so many pass in a minute and tells once a burst that it is too many', async () => {
    const admit = createD1FloodGate(await database(), 2);
    const at = [0, 1, 2, 3, 61_000];
    const seen = [];
    for (const time of at) seen.push(await admit('ou_1', NOW + time));
    expect(seen).toEqual(['yes', 'yes', 'say-so', 'no', 'yes']);
    expect(await admit('ou_2', NOW)).toBe('yes');
  });

  it('over isolates that ask at once no more pass', async () => {
    const db = await database();
    const gates = Array.from({ length: 8 }, () => createD1FloodGate(db, 3));
    const seen = await Promise.all(gates.map((admit) => admit('ou_1', NOW)));
    expect(seen.sort()).toEqual(['no', 'no', 'no', 'no', 'say-so', 'yes', 'yes', 'yes']);
  });
});
