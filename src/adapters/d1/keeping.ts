import type { Database } from './database.ts';

const DAY_MS = 24 * 3_600_000;
/** Cards can be changed for 14 days: https://open.feishu.cn/document/server-docs/im-v1/message-card/patch */
export const CARDS_CHANGE_MS = 14 * DAY_MS;
/** How long the rest is kept; the same as in files. */
const KEPT_DAYS = { inbox: 3, quotations: 400, tasks: 60 };

/** Takes out what has been kept long enough; questions for `questionDays`. @throws StoreError */
export async function cleanUp(database: Database, now: number, questionDays: number): Promise<void> {
  const before = (days: number): number => now - days * DAY_MS;
  await database.change(
    ['DELETE FROM inbox WHERE event IS NULL AND taken_at < ?', before(KEPT_DAYS.inbox)],
    [
      'UPDATE sent SET answer = NULL, question_id = NULL WHERE answer IS NOT NULL AND sent_at < ?',
      Math.max(now - CARDS_CHANGE_MS, before(questionDays)),
    ],
    [
      'DELETE FROM quoted WHERE message_id IN (SELECT message_id FROM sent WHERE sent_at < ?)',
      before(KEPT_DAYS.quotations),
    ],
    ['DELETE FROM sent WHERE sent_at < ?', before(KEPT_DAYS.quotations)],
    ['DELETE FROM feedback WHERE at < ?', before(questionDays)],
    ['DELETE FROM recent WHERE at < ?', before(1)],
    ['DELETE FROM admissions WHERE at < ?', before(1)],
    ['DELETE FROM agenda WHERE done_at < ?', before(KEPT_DAYS.tasks)],
  );
}
