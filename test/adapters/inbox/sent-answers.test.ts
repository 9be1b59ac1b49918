import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSentAnswers, type SentAnswersStore } from '../../../src/adapters/inbox/sent-answers.ts';
import type { SentAnswer } from '../../../src/core/chat.ts';
import { sentAnswer, sentAnswersContract } from '../../contracts/sent-answers.ts';

const DAY = 24 * 3_600_000;
const START = Date.UTC(2026, 10, 1);
const answer = (n: number, changes: Partial<SentAnswer> = {}): SentAnswer =>
  sentAnswer(n, {
    chat: { id: 'oc_1', kind: 'group' },
    passages: [{ issueId: `issue-${n}`, passageId: 'p1' }],
    sentAt: START + n,
    ...changes,
  });

describe('createSentAnswers()', () => {
  let dir: string;
  let now = START;
  const opened: SentAnswersStore[] = [];
  const open = async (): Promise<SentAnswersStore> => {
    const store = await createSentAnswers(dir, { now: () => now });
    opened.push(store);
    return store;
  };
  sentAnswersContract(async (clock) => {
    const store = await createSentAnswers(dir, clock);
    opened.push(store);
    return store;
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
  });
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'wenbao-sent-'));
    now = START;
  });

  it('finds answers by card, question, issue and time, also after a restart', async () => {
    const before = await open();
    for (const n of [1, 2, 3]) await before.record(answer(n));
    await before.record(answer(4, { questionId: null, passages: answer(1).passages }));
    for (const sent of [before, await open()]) {
      expect(sent.byMessage('om_card2')).toEqual(answer(2));
      expect(sent.byQuestion('om_3')?.messageId).toBe('om_card3');
      expect(sent.byQuestion('om_9')).toBeNull();
      expect(sent.quoting('issue-1').map(({ messageId }) => messageId)).toEqual(['om_card1', 'om_card4']);
      expect(sent.since(START + 3).map(({ messageId }) => messageId)).toEqual(['om_card3', 'om_card4']);
    }
  });

  it('keeps the last state of a card and forgets a removed one', async () => {
    const sent = await open();
    await sent.record(answer(1));
    await sent.record(answer(1, { asOf: '2026-11-02' }));
    await sent.record(answer(2));
    await sent.remove('om_card2');
    for (const store of [sent, await open()]) {
      expect(store.byMessage('om_card1')?.asOf).toBe('2026-11-02');
      expect([store.byMessage('om_card2'), store.byQuestion('om_2')]).toEqual([null, null]);
    }
  });

  it('forgets answers when their cards can no longer be changed, in memory and on disk', async () => {
    const sent = await open();
    for (let day = 0; day < 20; day++) {
      now = START + day * DAY;
      await sent.record(answer(day, { sentAt: now }));
    }
    for (const store of [sent, await open()]) {
      expect(store.byMessage('om_card0')).toBeNull();
      expect(store.byMessage('om_card5')).not.toBeNull();
    }
    expect((await readdir(dir)).filter((name) => name.endsWith('.jsonl'))).toHaveLength(15);
  });

  it('olderQuoting() counts by chat the cards that can no longer be changed, for a year, and keeps no question', async () => {
    const sent = await open();
    const passages = answer(1).passages;
    const elsewhere = { id: 'oc_2', kind: 'private' } as const;
    await sent.record(answer(1, { sentAt: now }));
    await sent.record(answer(1, { sentAt: now, asOf: '2026-11-02' }));
    await sent.record(answer(2, { sentAt: now, passages }));
    await sent.record(answer(3, { sentAt: now, passages, chat: elsewhere }));
    await sent.record(answer(4, { sentAt: now, passages }));
    await sent.remove('om_card4');
    await sent.record(answer(5, { sentAt: now, passages }));
    await sent.record(answer(5, { sentAt: now, passages: [] }));
    expect(await sent.olderQuoting('issue-1')).toEqual([]);
    now = START + 15 * DAY;
    await sent.record(answer(6, { sentAt: now, passages }));
    for (const store of [sent, await open()]) {
      expect(await store.olderQuoting('issue-1')).toEqual([
        { chat: answer(1).chat, cards: 2 },
        // A private chat is known by its person, who can be forgotten by that.
        { chat: { id: 'ou_1', kind: 'private' }, cards: 1 },
      ]);
      expect(await store.olderQuoting('issue-9')).toEqual([]);
    }
    const [kept] = await readdir(join(dir, 'quoted'));
    expect(await readFile(join(dir, 'quoted', kept ?? ''), 'utf8')).not.toContain('问');
  });
});
