import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createD1Audit } from '../../src/adapters/d1/audit.ts';
import type { Database } from '../../src/adapters/d1/database.ts';
import { createD1Feedback } from '../../src/adapters/d1/feedback.ts';
import { createD1IssueStore } from '../../src/adapters/d1/issue-store.ts';
import { createD1GoldenQuestions } from '../../src/adapters/d1/learning.ts';
import { createD1SentAnswers } from '../../src/adapters/d1/sent-answers.ts';
import { createD1Subscriptions } from '../../src/adapters/d1/subscriptions.ts';
import { writeBackup } from '../../src/adapters/stores/backup.ts';
import { restoreToD1, withDataDirOf } from '../../src/entry/d1-backup.ts';
import { localDatabase } from '../adapters/d1/local-database.ts';
import { published } from '../contracts/audit.ts';
import { sampleIssue } from '../contracts/sample-issue.ts';
import { sentAnswer } from '../contracts/sent-answers.ts';
import { temporaryFolder } from '../contracts/temporary-folder.ts';

const DAY = 24 * 3_600_000;
const NOW = Date.now();
const KEY = 'a-key-of-some-length';

/** What a backup keeps of each table; ids of rows may differ. */
const KEPT = [
  'SELECT id, status, version, issue FROM issues ORDER BY id',
  'SELECT id, seq, issue FROM versions ORDER BY id, seq',
  "SELECT name, text FROM dictionary WHERE text <> '' ORDER BY name",
  'SELECT at, entry FROM feedback ORDER BY at',
  'SELECT * FROM feedback_counts ORDER BY day, verdict',
  'SELECT subscriber, kind, topic, since FROM subscriptions ORDER BY id',
  'SELECT * FROM sent ORDER BY message_id',
  'SELECT * FROM quoted ORDER BY issue_id, message_id',
  'SELECT question, entry FROM golden',
  'SELECT entry, hash FROM audit ORDER BY id',
];
const keptOf = async (database: Database): Promise<unknown[]> =>
  Promise.all(KEPT.map(async (sql) => (await database.rows<object>(sql)).map(parsed)));

/** A row with its JSON read: in which order an issue names its fields means nothing. */
const parsed = (row: object): object =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' && value.startsWith('{') ? JSON.parse(value) : value,
    ]),
  );

describe('a backup of D1', () => {
  const local = localDatabase();

  async function fill(database: Database): Promise<void> {
    const indexing = { articlesOf: async () => [], soundOf: () => '' };
    const store = createD1IssueStore({ database, ...indexing });
    await store.write(sampleIssue());
    await store.write(sampleIssue({ version: 2, editorsNote: ['更正过'] }));
    await database.change(["INSERT INTO dictionary VALUES ('synonyms', '甲=乙\n')"]);
    await createD1GoldenQuestions(database).add({ question: '问', sentence: '答' });
    const feedback = createD1Feedback(database);
    for (const at of [NOW - 200 * DAY, NOW - DAY])
      await feedback.record({ at, chatId: 'oc_1', question: `问于${at}`, verdict: 'useful' });
    await feedback.prune(NOW - 180 * DAY);
    const subscriber = { kind: 'private', id: 'ou_1' } as const;
    await createD1Subscriptions(database).add({ subscriber, topic: '人才', since: 1 });
    const sent = createD1SentAnswers({ database, clock: { now: () => NOW } });
    for (const n of [1, 2]) await sent.record(sentAnswer(n, { sentAt: NOW - DAY + n }));
    await createD1Audit(database).record(published, published);
  }

  async function backUp(database: Database): Promise<string> {
    const file = join(temporaryFolder(), 'backup.tar.gz.enc');
    const createdAt = new Date(NOW).toISOString();
    await withDataDirOf(database, (dataDir) => writeBackup({ dataDir, file, createdAt, key: KEY }));
    return file;
  }

  it('brings back issues, dictionary and state, as they were', async () => {
    const { database } = await local.empty();
    await fill(database);
    const before = await keptOf(database);
    const file = await backUp(database);
    await local.empty();
    expect(await restoreToD1(database, { file, key: KEY, force: false })).toMatchObject({ issues: 1 });
    expect(await keptOf(database)).toEqual(before);
  });

  it('goes over a library that is there by force alone', async () => {
    const { database } = await local.empty();
    await fill(database);
    const file = await backUp(database);
    await database.change(["UPDATE issues SET status = 'withdrawn'"], ['DELETE FROM feedback_counts']);
    await expect(restoreToD1(database, { file, key: KEY, force: false })).rejects.toThrow('--force');
    expect(await database.rows('SELECT status FROM issues')).toEqual([{ status: 'withdrawn' }]);
    await restoreToD1(database, { file, key: KEY, force: true });
    expect(await database.rows('SELECT status FROM issues')).toEqual([{ status: 'published' }]);
    expect(await createD1Feedback(database).counts()).toHaveLength(1);
  });
});
