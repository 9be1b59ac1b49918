import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createD1Audit } from '../adapters/d1/audit.ts';
import type { Database, Statement } from '../adapters/d1/database.ts';
import { dictionaryStatements, readD1Dictionary } from '../adapters/d1/dictionary.ts';
import { createD1Feedback, feedbackStatements } from '../adapters/d1/feedback.ts';
import { writeStatements } from '../adapters/d1/issue-store.ts';
import { goldenStatement } from '../adapters/d1/learning.ts';
import { sentStatements } from '../adapters/d1/sent-answers.ts';
import { createD1Subscriptions } from '../adapters/d1/subscriptions.ts';
import { appendCounts, createFeedback } from '../adapters/inbox/feedback.ts';
import { createSentAnswers } from '../adapters/inbox/sent-answers.ts';
import { createSubscriptions } from '../adapters/inbox/subscriptions.ts';
import { createFileAudit } from '../adapters/stores/audit.ts';
import { createFileIssueStore } from '../adapters/stores/files.ts';
import { createFileGoldenQuestions, readConfirmedQuestions } from '../adapters/stores/learned-files.ts';
import { restoreBackup } from '../adapters/stores/restore.ts';
import type { DictionaryTexts } from '../core/asking/lexicon.ts';
import type { Issue } from '../core/bulletin.ts';
import type { SentAnswer } from '../core/chat.ts';
import { StoreError } from '../core/errors.ts';
import type { ConfirmedQuestion } from '../core/ports.ts';
import { onCloudflare as wording } from '../core/wording.ts';
import { readFromD1, writeToD1 } from './d1-for-commands.ts';
import { readDictionary } from './open-library.ts';

/**
 * Calls `use` with a data directory that holds what D1 holds, in the form of Node: issues with their versions, dictionary,
 * audit log, subscriptions, feedback, sent answers, golden questions. What is under way (drafts, events, held files) and
 * the originals in R2 are left out.
 */
export async function withDataDirOf<T>(database: Database, use: (dataDir: string) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'wenbao-from-d1-'));
  try {
    const state = (name: string): string => join(dataDir, 'state', name);
    await mkdir(state('sent'), { recursive: true });
    const store = createFileIssueStore({ dataDir });
    const { issues } = await (await readFromD1(database)).store.readAll();
    const versions = await database.rows<{ id: string; issue: string }>(
      'SELECT id, issue FROM versions ORDER BY id, seq',
    );
    for (const { issue } of versions) await store.write(JSON.parse(issue) as Issue);
    for (const issue of issues) await store.write(issue);

    const dictionary: Partial<DictionaryTexts> = (await readD1Dictionary(database)) ?? {};
    await mkdir(join(dataDir, 'dictionary'), { recursive: true });
    for (const [name, text] of Object.entries(dictionary))
      await writeFile(join(dataDir, 'dictionary', `${name}.txt`), text);
    const golden = createFileGoldenQuestions({ dataDir });
    for (const { entry } of await database.rows<{ entry: string }>('SELECT entry FROM golden'))
      await golden.add(JSON.parse(entry) as ConfirmedQuestion);
    await createFileAudit({ dataDir }).record(...(await createD1Audit(database).read()).entries);
    const subscriptions = await createSubscriptions(state('subscriptions.jsonl'));
    for (const one of await createD1Subscriptions(database).all()) await subscriptions.add(one);
    await subscriptions.close();

    // Day files go by the clock: it stands where each entry was made.
    let now = 0;
    const clock = { now: () => now };
    const said = createD1Feedback(database);
    const entries = await said.since(0);
    const answers = await database.rows<{ answer: string }>(
      'SELECT answer FROM sent WHERE answer IS NOT NULL ORDER BY sent_at',
    );
    now = entries[0]?.at ?? 0;
    const feedback = await createFeedback(state('feedback'), clock);
    for (const entry of entries) {
      now = entry.at;
      await feedback.record(entry);
    }
    await feedback.close();
    await appendCounts(state('feedback'), await said.counts());
    const parsed = answers.map(({ answer }) => JSON.parse(answer) as SentAnswer);
    now = parsed[0]?.sentAt ?? 0;
    const sent = await createSentAnswers(state('sent'), clock);
    for (const answer of parsed) {
      now = answer.sentAt;
      await sent.record(answer);
    }
    await sent.close();
    return await use(dataDir);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** For the admin page. */
export async function noteBackup(database: Database, createdAt: string): Promise<void> {
  await database.change([
    'INSERT OR REPLACE INTO notes VALUES (?, ?)',
    'last backup',
    String(Date.parse(createdAt)),
  ]);
}

/** Puts a backup into D1. A library that is there is changed only by `force`: issues of the backup stand in the end. */
export async function restoreToD1(
  database: Database,
  { file, key, force }: { file: string; key: string | null; force: boolean },
): Promise<{ issues: number; createdAt: string }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'wenbao-to-d1-'));
  try {
    const { manifest } = await restoreBackup({ dataDir, file, force: true, stamp: 'd1', key });
    const there = (await (await readFromD1(database)).store.readAll()).issues;
    if (there.length > 0 && !force) throw new StoreError(wording.notEmpty(there.length));

    const store = createFileIssueStore({ dataDir });
    const { issues } = await store.readAll();
    const versions = new Map<string, Issue[]>();
    for (const { id } of issues) versions.set(id, await store.versions(id));
    const dictionary = await readDictionary(join(dataDir, 'dictionary'));
    const ids = new Set(issues.map(({ id }) => id));
    await writeToD1(
      database,
      issues.map((issue) => ({ issue })),
      {
        others: there.filter(({ id }) => !ids.has(id)),
        dictionary,
        statementsOf: (issue, cut) => [
          ['DELETE FROM versions WHERE id = ?', issue.id],
          ['DELETE FROM issues WHERE id = ?', issue.id],
          ...writeStatements(issue, cut),
          ...(versions.get(issue.id) ?? []).map(
            (version, i): Statement => [
              'INSERT INTO versions VALUES (?, ?, ?)',
              issue.id,
              i + 1,
              JSON.stringify(version),
            ],
          ),
        ],
      },
    );
    await database.change(...dictionaryStatements(dictionary), ...(await stateStatements(dataDir)));
    const audit = createD1Audit(database);
    if ((await audit.read()).entries.length === 0)
      await audit.record(...(await createFileAudit({ dataDir }).read()).entries);
    return { issues: issues.length, createdAt: manifest.createdAt };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Subscriptions, feedback, sent answers and confirmed questions of a data directory. */
async function stateStatements(dataDir: string): Promise<Statement[]> {
  const state = (name: string): string => join(dataDir, 'state', name);
  const clock = { now: () => Date.now() };
  const subscriptions = await createSubscriptions(state('subscriptions.jsonl'));
  const feedback = await createFeedback(state('feedback'), clock);
  const sent = await createSentAnswers(state('sent'), clock);
  const statements: Statement[] = [
    ...(await subscriptions.all()).map(
      ({ subscriber, topic, since }): Statement => [
        'INSERT OR IGNORE INTO subscriptions (subscriber, kind, topic, since) VALUES (?, ?, ?, ?)',
        subscriber.id,
        subscriber.kind,
        topic,
        since,
      ],
    ),
    ...feedbackStatements(await feedback.since(0), await feedback.counts()),
    ...(await sent.since(0)).flatMap(sentStatements),
    ...(await readConfirmedQuestions(dataDir)).map(goldenStatement),
  ];
  await Promise.all([subscriptions.close(), feedback.close(), sent.close()]);
  return statements;
}
