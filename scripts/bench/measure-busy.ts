/**
 * Asks a running library 20 questions a second while another process imports 10,000 articles into it and until they are
 * taken over, and looks how long answers take and how long the event loop stands still. Started by `scripts/bench.ts`;
 * writes one line of JSON to stdout.
 */
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createFileIssueStore } from '../../src/adapters/stores/files.ts';
import type { Log } from '../../src/core/ports.ts';
import { openLiveLibrary } from '../../src/entry/live-library.ts';
import { bulletinText } from '../../test/scripts/generated-bulletins.ts';
import { start } from './running-bot.ts';
import { sampleDir } from './samples.ts';
import { type Percentiles, percentiles, time } from './timings.ts';

export interface BusyFigures {
  articles: number;
  questions: number;
  /** From the moment a question is due to its answer. */
  answerMs: Percentiles & { longest: number };
  /** How long the event loop stood still at a time. */
  standstillMs: { p99: number; longest: number };
  importSeconds: number;
  /** From the end of the import to the moment the new articles are found. */
  takeOverSeconds: number;
}

const ISSUES = 5_000;
const FIRST_YEAR = 1955;
const PER_YEAR = 100;
const EVERY_MS = 50;
const POLL_MS = 100;

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

const folder = await mkdtemp(join(tmpdir(), 'wenbao-bench-'));
try {
  process.stdout.write(`${JSON.stringify(await measure())}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exit();

async function measure(): Promise<BusyFigures> {
  const dataDir = join(folder, 'data');
  for (const part of ['bulletins', 'dictionary'])
    await cp(join(sampleDir, part), join(dataDir, part), { recursive: true });
  const files = join(folder, 'files');
  await mkdir(files);
  for (let i = 0; i < ISSUES; i++) {
    const text = bulletinText(FIRST_YEAR + Math.floor(i / PER_YEAR), (i % PER_YEAR) + 1);
    await writeFile(join(files, `${i}.txt`), text);
  }
  const golden = (await readFile(join(sampleDir, 'questions.jsonl'), 'utf8')).trim().split('\n');
  const questions = golden.map((line) => (JSON.parse(line) as { q: string }).q);
  const store = createFileIssueStore({ dataDir });
  const library = await openLiveLibrary({ dataDir, store, publicUrl: '', log: silent });
  const ask = (question: string) =>
    library.ask({ question, asOf: '2025-06-30', viewer: { kind: 'everything' } });
  for (const question of questions.slice(0, 50)) await ask(question);

  const times: number[] = [];
  const began = performance.now();
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  // Questions come when they come: one that is due while the loop stands still has waited since.
  const timer = setInterval(() => {
    while (began + (times.length + 1) * EVERY_MS <= performance.now()) {
      const due = began + (times.length + 1) * EVERY_MS;
      const at = times.push(Number.NaN) - 1;
      void ask(questions[at % questions.length]!).then(() => {
        times[at] = performance.now() - due;
      });
    }
  }, 5);
  const before = library.current().issues.length;
  const importMs = await time(async () => {
    const child = start('scripts/import.ts', ['--json', files], { DATA_DIR: dataDir });
    child.stdout!.resume();
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`scripts/import.ts ended with ${code}`);
  });
  const takeOverMs = await time(async () => {
    while (library.current().issues.length < before + ISSUES)
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  });
  clearInterval(timer);
  delay.disable();
  const answered = times.filter((ms) => !Number.isNaN(ms));
  return {
    articles: ISSUES * 2,
    questions: answered.length,
    answerMs: { ...percentiles(answered), longest: Math.max(...answered) },
    standstillMs: { p99: delay.percentile(99) / 1e6, longest: delay.max / 1e6 },
    importSeconds: importMs / 1000,
    takeOverSeconds: takeOverMs / 1000,
  };
}
