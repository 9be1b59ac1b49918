import { describe, expect, it } from 'vitest';
import { createD1Agenda } from '../../../src/adapters/d1/agenda.ts';
import { createD1Audit } from '../../../src/adapters/d1/audit.ts';
import { createShelf } from '../../../src/adapters/d1/bucket.ts';
import type { Database } from '../../../src/adapters/d1/database.ts';
import { createD1DraftStore } from '../../../src/adapters/d1/drafts.ts';
import { createD1Feedback } from '../../../src/adapters/d1/feedback.ts';
import { createD1FloodGate } from '../../../src/adapters/d1/flood-gate.ts';
import { forgetInD1 } from '../../../src/adapters/d1/forget-person.ts';
import { createD1Inbox } from '../../../src/adapters/d1/inbox.ts';
import { createD1RecentQuestions } from '../../../src/adapters/d1/recent-questions.ts';
import { createD1SentAnswers } from '../../../src/adapters/d1/sent-answers.ts';
import { createD1Subscriptions } from '../../../src/adapters/d1/subscriptions.ts';
import { published } from '../../contracts/audit.ts';
import { countOf, GONE, privateOf, STAYS, stateOfTwo } from '../../contracts/people.ts';
import { localDatabase } from './local-database.ts';

const now = Date.parse('2026-11-22T08:00:00Z');
const clock = { now: () => now };

/** Tables of single people, and those that hold none, or acts that are the organisation's. */
const OF_PEOPLE = 'admissions agenda draft_cards drafts feedback inbox quoted recent sent subscriptions';
const OF_NOBODY =
  'article_parts articles audit changes dictionary feedback_counts golden guard held issues library notes versions words';

describe('forgetInD1()', () => {
  const local = localDatabase();

  async function databaseOfTwo() {
    const { database, bucket } = await local.empty();
    const drafts = createD1DraftStore({ database, shelf: createShelf(bucket) });
    const sent = createD1SentAnswers({ database, clock });
    await stateOfTwo(
      {
        inbox: createD1Inbox({ database, clock }),
        sent,
        feedback: createD1Feedback(database),
        subscriptions: createD1Subscriptions(database),
        agenda: createD1Agenda({ database, clock }),
        drafts,
      },
      now,
    );
    const admit = createD1FloodGate(database, 1);
    const recent = createD1RecentQuestions(database);
    for (const sender of [GONE, STAYS]) {
      await admit(sender, now);
      await admit(sender, now);
      const place = { chat: privateOf(sender), thread: null, root: null, sender, sentAt: now };
      await recent.remember({ ...place, id: `om_${sender.length}` }, `${sender} 问的`);
    }
    return { database, bucket, drafts, sent };
  }

  it('removes everything that is the person’s and nothing of anyone else', async () => {
    const { database, drafts, sent } = await databaseOfTwo();
    await createD1Audit(database).record({ ...published, by: GONE });
    const before = await allText(database);
    expect(countOf(before, GONE)).toBeGreaterThan(15);
    expect(await forgetInD1(database, GONE)).toEqual({ rows: 15, drafts: 2 });

    const after = await allText(database);
    const lines = after.split('\n').filter((line) => line.includes(GONE));
    expect(lines).toEqual([expect.stringMatching(/^audit /)]);
    expect(after).not.toContain(privateOf(GONE).id);
    expect(countOf(after, STAYS)).toBe(countOf(before, STAYS));
    expect((await sent.since(0)).map(({ asker }) => asker)).toEqual([STAYS, STAYS]);
    const shared = (await drafts.list()).find(
      ({ pushes }) => pushes.length > 0 && pushes[0]?.person === STAYS,
    );
    expect(shared).toBeDefined();
    expect(await forgetInD1(database, GONE)).toEqual({ rows: 0, drafts: 0 });
  });

  it('finds what a private chat left behind after its answers are pruned', async () => {
    const { database, sent } = await databaseOfTwo();
    await sent.prune(now + 24 * 3_600_000);
    await database.change(["DELETE FROM feedback WHERE entry LIKE '%早先%'"]);
    await forgetInD1(database, GONE);
    expect(await database.rows("SELECT chat_id FROM sent WHERE chat_kind = 'private'")).toEqual([
      { chat_id: STAYS },
    ]);
    expect(await database.rows("SELECT entry ->> 'chatId' AS id FROM feedback ORDER BY id")).toEqual(
      ['oc_group', 'oc_group', STAYS].map((id) => ({ id })),
    );
  });

  it('leaves of a draft that was theirs alone an empty one, which ended long ago', async () => {
    const { drafts, database } = await databaseOfTwo();
    await forgetInD1(database, GONE);
    const [ended, ...others] = (await drafts.list()).sort((a, b) => (a.state < b.state ? -1 : 1));
    expect(ended).toMatchObject({ state: 'ended', title: '', items: [], decided: { at: 0 } });
    expect(others.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
  });

  it('has been asked of each table there is', async () => {
    const { database } = await local.empty();
    const known = `${OF_PEOPLE} ${OF_NOBODY}`.split(' ').sort();
    expect(await tablesOf(database)).toEqual(known);
  });
});

/** The tables that are no part of the index, which holds what is published. */
async function tablesOf(database: Database): Promise<string[]> {
  const rows = await database.rows<{ name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_terms%' ESCAPE '\\'
      AND name NOT LIKE '%\\_counts' ESCAPE '\\' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'
      UNION SELECT 'feedback_counts' ORDER BY name`,
  );
  return rows.map(({ name }) => name);
}

/** Each row of each table as a line. */
async function allText(database: Database): Promise<string> {
  const lines: string[] = [];
  for (const table of await tablesOf(database))
    for (const row of await database.rows(`SELECT * FROM ${table}`))
      lines.push(`${table} ${JSON.stringify(row)}`);
  return lines.join('\n');
}
