import { expect, it } from 'vitest';
import type { FeedbackEntry, KeptFeedback } from '../../src/core/ports.ts';

const DAY_MS = 24 * 3_600_000;
const NOON = Date.UTC(2026, 10, 22, 12);

/** What every KeptFeedback does; `create` gives an empty one, on a clock that stands where `clock.time` says. */
export function feedbackContract(create: (clock: { time: number }) => Promise<KeptFeedback>): void {
  const said = async (times: number[], verdict: FeedbackEntry['verdict'] = 'useful') => {
    const clock = { time: times[0] ?? NOON };
    const feedback = await create(clock);
    const say = async (at: number, as = verdict): Promise<void> => {
      clock.time = at;
      await feedback.record({ at, chatId: 'oc_1', question: `问于${at}`, verdict: as, detail: '多谢' });
    };
    for (const at of times) await say(at);
    return { feedback, say };
  };
  const times = async (feedback: KeptFeedback): Promise<number[]> =>
    (await feedback.since(0)).map(({ at }) => at);

  it('gives back what was said since a time, oldest first', async () => {
    const { feedback } = await said([NOON, NOON + 2, NOON + 1]);
    expect((await feedback.since(NOON + 1)).map(({ at }) => at)).toEqual([NOON + 1, NOON + 2]);
    expect(await feedback.since(NOON + 2)).toEqual([
      { at: NOON + 2, chatId: 'oc_1', question: `问于${NOON + 2}`, verdict: 'useful', detail: '多谢' },
    ]);
    expect(await feedback.counts()).toEqual([]);
  });

  it('prune() leaves the counts of whole days, once', async () => {
    const { feedback, say } = await said([NOON - 2 * DAY_MS, NOON - DAY_MS], 'not-found');
    await say(NOON - DAY_MS + 1, 'useful');
    await say(NOON - DAY_MS + 2, 'not-found');
    await say(NOON - 1, 'useless');
    await say(NOON + 1, 'useful');
    for (const _ of [1, 2]) {
      await feedback.prune(NOON);
      expect(await times(feedback)).toEqual([NOON - 1, NOON + 1]);
      expect(await feedback.counts()).toEqual([
        { day: '2026-11-20', counts: { 'not-found': 1 } },
        { day: '2026-11-21', counts: { 'not-found': 2, useful: 1 } },
      ]);
    }
    await feedback.prune(NOON + DAY_MS);
    expect(await times(feedback)).toEqual([]);
    expect((await feedback.counts()).at(-1)).toEqual({
      day: '2026-11-22',
      counts: { useful: 1, useless: 1 },
    });
  });
}
