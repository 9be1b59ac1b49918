import { expect, it } from 'vitest';
import type { SentAnswer } from '../../src/core/chat.ts';
import type { Clock, SentAnswers } from '../../src/core/ports.ts';
import type { Prunable } from '../../src/core/watching/retention.ts';

const DAY_MS = 24 * 3_600_000;
const NOON = Date.UTC(2026, 10, 22, 12);

export const sentAnswer = (n: number, changes: Partial<SentAnswer> = {}): SentAnswer => ({
  messageId: `om_card${n}`,
  questionId: `om_${n}`,
  chat: { id: `oc_${n % 2}`, kind: 'group' },
  thread: null,
  root: null,
  asker: 'ou_1',
  view: { question: '问', offset: 0, units: [], years: [], onlyUnit: null, onlyYear: null, askReason: false },
  context: [],
  asOf: '2026-11-22',
  kind: 'excerpts',
  passages: [
    { issueId: 'issue-1', passageId: `p${n}` },
    { issueId: 'issue-1', passageId: `q${n}` },
  ],
  sentAt: NOON + n,
  ...changes,
});

/** What stores of sent answers do with what is old; `create` gives an empty one. */
export function sentAnswersContract(create: (clock: Clock) => Promise<SentAnswers & Prunable>): void {
  it('prune() leaves which chats quote an issue, and of a private chat whose it is', async () => {
    let now = NOON;
    const sent = await create({ now: () => now });
    const chat = { id: 'oc_private', kind: 'private' } as const;
    for (const n of [1, 2, 3]) await sent.record(sentAnswer(n));
    await sent.record(sentAnswer(4, { chat, asker: 'ou_4' }));
    now += DAY_MS;
    await sent.record(sentAnswer(5, { sentAt: now }));
    await sent.prune(NOON);
    expect(await sent.byMessage('om_card1')).toEqual(sentAnswer(1));
    await sent.prune(now);
    expect([await sent.byMessage('om_card1'), await sent.byQuestion('om_1')]).toEqual([null, null]);
    expect((await sent.quoting('issue-1')).map(({ messageId }) => messageId)).toEqual(['om_card5']);
    now += 30 * DAY_MS;
    await sent.record(sentAnswer(6, { sentAt: now }));
    expect(await sent.olderQuoting('issue-1')).toEqual([
      { chat: { id: 'oc_1', kind: 'group' }, cards: 3 },
      { chat: { id: 'oc_0', kind: 'group' }, cards: 1 },
      { chat: { id: 'ou_4', kind: 'private' }, cards: 1 },
    ]);
  });
}
