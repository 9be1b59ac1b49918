import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFeedback } from '../../../src/adapters/inbox/feedback.ts';
import type { FeedbackEntry } from '../../../src/core/ports.ts';
import { feedbackContract } from '../../contracts/feedback.ts';
import { temporaryFolder } from '../../contracts/temporary-folder.ts';

const DAY_MS = 24 * 3_600_000;

describe('createFeedback()', () => {
  feedbackContract(async (clock) => createFeedback(temporaryFolder(), { now: () => clock.time }));

  it('after its time keeps the counts of a day and not one word of it', async () => {
    const dir = temporaryFolder();
    const clock = { time: Date.UTC(2026, 0, 1, 12), now: () => clock.time };
    const feedback = await createFeedback(dir, clock);
    const say = (verdict: FeedbackEntry['verdict'], question: string) =>
      feedback.record({ at: clock.time, chatId: 'oc_private', question, verdict, detail: '多谢' });
    await say('useful', '张三的房子');
    await say('not-found', '李四的房子');
    await say('not-found', '王五的房子');
    clock.time += 10 * DAY_MS;
    await say('useless', '赵六的房子');
    clock.time += 180 * DAY_MS;
    await say('useful', '今天的房子');

    await feedback.prune(clock.time - 180 * DAY_MS);
    await feedback.prune(clock.time - 180 * DAY_MS);
    expect((await feedback.since(0)).map(({ question }) => question)).toEqual(['赵六的房子', '今天的房子']);
    const counts = readFileSync(join(dir, 'counts.jsonl'), 'utf8');
    expect(
      counts
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    ).toEqual([{ day: '2026-01-01', counts: { useful: 1, 'not-found': 2 } }]);
    const all = readdirSync(dir)
      .map((name) => readFileSync(join(dir, name), 'utf8'))
      .join('');
    expect(all).not.toMatch(/张三|李四|王五/);
    await feedback.close();
  });
});
