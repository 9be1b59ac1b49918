import type { Database } from './database.ts';

const DAY_MS = 24 * 3_600_000;
/** The same as in files. */
const KEPT_DAYS = { inbox: 3, quotations: 400, recent: 1, admissions: 1, tasks: 60 };

/** Takes out what has been kept long enough, but for questions: those go as the configuration says. @throws StoreError */
export async function cleanUp(database: Database, now: number): Promise<void> {
  const before = (kept: keyof typeof KEPT_DAYS): number => now - KEPT_DAYS[kept] * DAY_MS;
  await database.change(
    ['DELETE FROM inbox WHERE event IS NULL AND taken_at < ?', before('inbox')],
    [
      'DELETE FROM quoted WHERE message_id IN (SELECT message_id FROM sent WHERE sent_at < ?)',
      before('quotations'),
    ],
    ['DELETE FROM sent WHERE sent_at < ?', before('quotations')],
    ['DELETE FROM recent WHERE at < ?', before('recent')],
    ['DELETE FROM admissions WHERE at < ?', before('admissions')],
    ['DELETE FROM agenda WHERE done_at < ?', before('tasks')],
  );
}
