import { mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSentAnswers, type SentAnswersStore } from '../../../src/adapters/inbox/sent-answers.ts';
import type { SentAnswer } from '../../../src/core/chat.ts';
import { StoreError } from '../../../src/core/errors.ts';
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

const idsOf = (answers: SentAnswer[]): string[] => answers.map(({ messageId }) => messageId);

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
      expect(await sent.byMessage('om_card2')).toEqual(answer(2));
      expect((await sent.byQuestion('om_3'))?.messageId).toBe('om_card3');
      expect(await sent.byQuestion('om_9')).toBeNull();
      expect(idsOf(await sent.quoting('issue-1'))).toEqual(['om_card1', 'om_card4']);
      expect(idsOf(await sent.since(START + 3))).toEqual(['om_card3', 'om_card4']);
    }
  });

  it('keeps the last state of a card and forgets a removed one', async () => {
    const sent = await open();
    await sent.record(answer(1));
    await sent.record(answer(1, { asOf: '2026-11-02' }));
    await sent.record(answer(2));
    await sent.remove('om_card2');
    for (const store of [sent, await open()]) {
      expect((await store.byMessage('om_card1'))?.asOf).toBe('2026-11-02');
      expect([await store.byMessage('om_card2'), await store.byQuestion('om_2')]).toEqual([null, null]);
      expect(idsOf(await store.quoting('issue-1'))).toEqual(['om_card1']);
      expect(idsOf(await store.since(START))).toEqual(['om_card1']);
    }
  });

  it('knows what it was told before it is on disk', async () => {
    const sent = await open();
    await sent.record(answer(1));
    await sent.record(answer(2));
    const all = Promise.all([
      sent.record(answer(1, { asOf: '2026-11-03' })),
      sent.remove('om_card2'),
      sent.record(answer(3)),
    ]);
    expect((await sent.byQuestion('om_1'))?.asOf).toBe('2026-11-03');
    expect([await sent.byMessage('om_card2'), await sent.byQuestion('om_2')]).toEqual([null, null]);
    expect(idsOf(await sent.since(START))).toEqual(['om_card1', 'om_card3']);
    await all;
    expect((await sent.byQuestion('om_1'))?.asOf).toBe('2026-11-03');
    expect(idsOf(await sent.since(START))).toEqual(['om_card1', 'om_card3']);
  });

  it('still knows an answer that the disk did not take', async () => {
    const sent = await open();
    now = START + DAY;
    // The file of the next day: every write to this device fails with "no space left".
    await symlink('/dev/full', join(dir, '2026-11-02.jsonl'));
    await expect(sent.record(answer(1))).rejects.toThrow(StoreError);
    expect(await sent.byMessage('om_card1')).toEqual(answer(1));
    expect(await sent.byQuestion('om_1')).toEqual(answer(1));
  });

  it('reads an answer longer than a piece of the file, behind a torn line', async () => {
    const long = answer(1, { context: ['问'.repeat(5_000)] });
    await writeFile(join(dir, '2026-11-01.jsonl'), '{"answer":{"messageId":"om_to');
    const sent = await open();
    await sent.record(answer(2));
    await sent.record(long);
    for (const store of [sent, await open()]) {
      expect(await store.byMessage('om_card1')).toEqual(long);
      expect(idsOf(await store.since(START))).toEqual(['om_card1', 'om_card2']);
    }
  });

  it('forgets answers when their cards can no longer be changed, in memory and on disk', async () => {
    const sent = await open();
    for (let day = 0; day < 20; day++) {
      now = START + day * DAY;
      await sent.record(answer(day, { sentAt: now }));
    }
    for (const store of [sent, await open()]) {
      expect(await store.byMessage('om_card0')).toBeNull();
      expect(await store.byMessage('om_card5')).not.toBeNull();
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
