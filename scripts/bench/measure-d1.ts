/**
 * Measures answers from a library in D1, in a process of its own: D1 runs in workerd on this machine, the answering here.
 * Started by `scripts/bench.ts` with the number of passages; writes one line of JSON to stdout.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createChineseText } from '../../src/adapters/chinese/chinese-text.ts';
import { createD1Database, type Statement, type Usage } from '../../src/adapters/d1/database.ts';
import { dictionaryStatements } from '../../src/adapters/d1/dictionary.ts';
import { writeStatements } from '../../src/adapters/d1/issue-store.ts';
import { createD1Library } from '../../src/adapters/d1/library.ts';
import { answerQuestion } from '../../src/core/asking/answer-question.ts';
import { readDictionary } from '../../src/entry/open-library.ts';
import { createFakeFeishu } from '../../test/fakes/fake-feishu/index.ts';
import { openLocalD1 } from '../../test/fakes/local-d1.ts';
import { buildWorker, startWorker } from '../../test/runtimes/start-worker.ts';
import { fillDatabase } from '../../test/runtimes/worker-library.ts';
import { inventIssues } from './collection.ts';
import { createAsker } from './questions.ts';
import { readSamples } from './samples.ts';
import { median, type Percentiles, timeEach } from './timings.ts';

export interface D1Figures {
  passages: number;
  /** From the question as typed to the finished answer, articles of earlier questions at hand. */
  answerMs: Percentiles;
  /** Rows that D1 counts for a question, and calls of D1 it takes. */
  rowsRead: { p50: number; p95: number; most: number };
  calls: { p50: number; most: number };
  /** Rows written for an issue of some 40 passages. */
  rowsWrittenPerIssue: number;
  /** Reading what an isolate must know before its first question. */
  openMs: number;
  openRows: number;
  passagesPerSecond: number;
  databaseMb: number;
  /** How SQLite says it finds passages. */
  plan: string[];
  /** The first question to a Worker in which nothing is loaded, over the sample library, in milliseconds. */
  cold: { ackMs: number; answerMs: number };
  /** What wrangler would upload. */
  bundleKib: { raw: number; gzip: number };
}

const QUESTIONS = 200;
const COLD_STARTS = 5;
const COLD_QUESTION = '云岫县的人才公寓有多少套';
/** Issues that are written at once. */
const AT_ONCE = 20;

const passages = Number(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), 'wenbao-bench-d1-'));
const local = await openLocalD1(folder);
const { issues: samples, segmenter } = await readSamples();
const asker = createAsker(passages, QUESTIONS);
const chinese = createChineseText();
const sounds = new Map<string, string>();
const soundOf = (word: string): string => {
  const known = sounds.get(word) ?? chinese.pinyin(word).join('');
  sounds.set(word, known);
  return known;
};

const usage: Usage = { calls: 0, rowsRead: 0, rowsWritten: 0 };
const database = createD1Database(local.binding, (used) => {
  for (const what of ['calls', 'rowsRead', 'rowsWritten'] as const) usage[what] += used[what];
});
await database.change(...dictionaryStatements(await readDictionary('data/dictionary')));
let spent = 0;
let written = 0;
let issueCount = 0;
let waiting: Statement[] = [];
const write = async (): Promise<void> => {
  const started = performance.now();
  const before = usage.rowsWritten;
  await database.change(...waiting);
  spent += performance.now() - started;
  written += usage.rowsWritten - before;
  waiting = [];
};
for (const { issue, articles } of inventIssues(passages, samples, segmenter)) {
  for (const article of articles) asker.see(article);
  waiting.push(...writeStatements(issue, { articles, soundOf }));
  if (++issueCount % AT_ONCE === 0) await write();
}
if (waiting.length > 0) await write();

const library = createD1Library({ database, segmenter, chinese, publicUrl: '' });
const opening = { ...usage, at: performance.now() };
await library.current();
const opened = { rows: usage.rowsRead - opening.rowsRead, ms: performance.now() - opening.at };

const rows: number[] = [];
const calls: number[] = [];
const answerMs = await timeEach(asker.texts, async (question) => {
  const before = { ...usage };
  const request = { question, asOf: '2025-06-30', viewer: { kind: 'everything' } as const };
  await answerQuestion(request, await library.current());
  rows.push(usage.rowsRead - before.rowsRead);
  calls.push(usage.calls - before.calls);
});

const plan = await database.rows<{ detail: string }>(
  'EXPLAIN QUERY PLAN SELECT rowid FROM passage_terms WHERE passage_terms MATCH ? ORDER BY rank LIMIT ?',
  '{terms} : ("人才" OR "~公寓")',
  150,
);
const articlePlan = await database.rows<{ detail: string }>(
  `EXPLAIN QUERY PLAN SELECT text FROM article_parts
    WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY article_id, part`,
  '[1]',
);
await local.close();
const figures: D1Figures = {
  passages,
  answerMs,
  rowsRead: { p50: median(rows), p95: at(rows, 0.95), most: Math.max(...rows) },
  calls: { p50: median(calls), most: Math.max(...calls) },
  rowsWrittenPerIssue: Math.round(written / issueCount),
  openMs: opened.ms,
  openRows: opened.rows,
  passagesPerSecond: Math.round(passages / (spent / 1000)),
  databaseMb: sizeOf(folder) / 2 ** 20,
  plan: [...plan, ...articlePlan].map(({ detail }) => detail),
  ...(await measureWorker()),
};
rmSync(folder, { recursive: true, force: true });
process.stdout.write(`${JSON.stringify(figures)}\n`);
process.exit();

function at(values: number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
}

function sizeOf(path: string): number {
  const { isDirectory, size } = { isDirectory: statSync(path).isDirectory(), size: statSync(path).size };
  return isDirectory ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0) : size;
}

/** The bundle that ships, in workerd, against the fake Feishu. */
async function measureWorker(): Promise<Pick<D1Figures, 'bundleKib' | 'cold'>> {
  const built = buildWorker();
  const files = readdirSync(built.folder).filter((name) => /\.(?:js|wasm|bcmap)$/.test(name));
  const bytes = Buffer.concat(files.map((name) => readFileSync(join(built.folder, name))));
  const bundleKib = { raw: Math.round(bytes.length / 1024), gzip: Math.round(gzipSync(bytes).length / 1024) };

  const feishu = await createFakeFeishu({ limitless: true });
  const worker = await startWorker(built.folder, { feishu });
  await fillDatabase(worker.database);
  const figures: { ackMs: number; answerMs: number }[] = [];
  for (let time = 0; time < COLD_STARTS; time++) {
    await worker.restart();
    const started = performance.now();
    const chat = feishu.world.openChat();
    const { message, delivered } = await feishu.tell({ chat, text: COLD_QUESTION });
    await feishu.world.until(() => feishu.world.repliesTo(message.id)[0]);
    figures.push({ ackMs: delivered.ackMs, answerMs: performance.now() - started });
  }
  await worker.stop();
  await feishu.close();
  built.remove();
  const middle = (of: 'ackMs' | 'answerMs'): number => median(figures.map((one) => one[of]));
  return { bundleKib, cold: { ackMs: middle('ackMs'), answerMs: middle('answerMs') } };
}
