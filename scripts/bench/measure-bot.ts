/**
 * Measures the bot as people meet it, on a copy of the sample library: commands, pages, and the way from an event of the
 * fake platform to the card. Started by `scripts/bench.ts`; writes one line of JSON to stdout.
 */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatIssue } from '../../src/core/issue-file.ts';
import { createFakeFeishu } from '../../test/fakes/fake-feishu/index.ts';
import { inventIssues } from './collection.ts';
import { start, startBot, startBotFor, stop } from './running-bot.ts';
import { readSamples, sampleDir } from './samples.ts';
import { median, type Percentiles, percentiles, time, timeEach } from './timings.ts';

export interface BotFigures {
  /** `npm run ask` with one question, from the start of the process to its end. */
  firstAnswerMs: number;
  /** `npm run ask -- --batch`, a question, median, as the answers say themselves. */
  batchAnswerMs: number;
  /** `npm start`, from the start of the process to its first page. */
  startMs: number;
  residentMegabytes: number;
  /** From the delivery of an event to the card in the chat, over HTTP both ways. */
  eventToCardMs: Percentiles;
  pageMs: Record<'catalogue' | 'issue' | 'search', Percentiles>;
  /** `npm run import` of Markdown files: segmented, indexed, written. */
  articlesPerSecond: number;
}

const QUESTIONS = 40;
const IMPORTED_PASSAGES = 1_000;

const folder = await mkdtemp(join(tmpdir(), 'wenbao-bench-'));
try {
  const dataDir = join(folder, 'data');
  for (const part of ['bulletins', 'dictionary'])
    await cp(join(sampleDir, part), join(dataDir, part), { recursive: true });
  const golden = (await readFile(join(sampleDir, 'questions.jsonl'), 'utf8')).trim().split('\n');
  const questions = golden.map((line) => (JSON.parse(line) as { q: string }).q);
  const figures: BotFigures = {
    ...(await measureAsk(dataDir, questions)),
    ...(await measurePages(dataDir, questions)),
    eventToCardMs: await measureEvents(dataDir, questions),
    articlesPerSecond: await measureImport(),
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exit();

async function measureAsk(
  dataDir: string,
  questions: readonly string[],
): Promise<Pick<BotFigures, 'firstAnswerMs' | 'batchAnswerMs'>> {
  // The first run segments the library, as a fresh clone does.
  const firstAnswerMs = await time(() => run('scripts/ask.ts', [questions[0]!], { DATA_DIR: dataDir }));
  const batch = join(folder, 'questions.jsonl');
  await writeFile(batch, questions.map((q, i) => JSON.stringify({ id: `${i}`, q })).join('\n'));
  const answers = await run('scripts/ask.ts', ['--batch', batch, '--json'], { DATA_DIR: dataDir });
  const elapsed = answers
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { elapsedMs: number }).elapsedMs);
  return { firstAnswerMs, batchAnswerMs: median(elapsed) };
}

async function measurePages(
  dataDir: string,
  questions: readonly string[],
): Promise<Pick<BotFigures, 'startMs' | 'residentMegabytes' | 'pageMs'>> {
  const before = performance.now();
  const { child, url } = await startBot({ DATA_DIR: dataDir });
  const get = async (path: string): Promise<string> => (await fetch(`${url}${path}`)).text();
  const catalogue = await get('/');
  const startMs = performance.now() - before;
  const issues = [...new Set([...catalogue.matchAll(/"(\/issues\/[^"/#]+)"/g)].map(([, path]) => path!))];
  const searches = questions
    .slice(0, QUESTIONS)
    .map((question) => `/search?q=${encodeURIComponent(question)}`);
  const pageMs = {
    catalogue: await timeEach(Array(20).fill('/'), get),
    issue: await timeEach(issues, get),
    search: await timeEach(searches, get),
  };
  const kilobytes = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)]));
  await stop(child);
  return { startMs, pageMs, residentMegabytes: kilobytes / 1024 };
}

async function measureEvents(dataDir: string, questions: readonly string[]): Promise<Percentiles> {
  const feishu = await createFakeFeishu({ limitless: true });
  const { child } = await startBotFor(feishu, 'webhook', { DATA_DIR: dataDir });
  const chat = feishu.world.openChat();
  const times: number[] = [];
  for (const [i, text] of questions.slice(0, QUESTIONS).entries()) {
    times.push(
      await time(async () => {
        // Each by someone else: the bot does not let one person flood it.
        const { message } = await feishu.tell({ chat, text, from: `ou_${i}` });
        await feishu.world.until(() => feishu.world.repliesTo(message.id)[0]);
      }),
    );
  }
  await stop(child);
  await feishu.close();
  return percentiles(times.slice(QUESTIONS / 4));
}

/** Articles a second, without the time the command takes to start. */
async function measureImport(): Promise<number> {
  const { issues: samples, segmenter } = await readSamples();
  const files = join(folder, 'files');
  await mkdir(files);
  let articles = 0;
  for (const { issue } of inventIssues(IMPORTED_PASSAGES, samples, segmenter)) {
    articles += issue.articles.length;
    await writeFile(join(files, `${issue.id}.md`), formatIssue(issue));
  }
  const into = (name: string): Record<string, string> => ({ DATA_DIR: join(folder, name) });
  const [one] = [...inventIssues(1, samples, segmenter)];
  await writeFile(join(folder, 'one.md'), formatIssue(one!.issue));
  const startMs = await time(() => run('scripts/import.ts', [join(folder, 'one.md')], into('one')));
  const allMs = await time(() => run('scripts/import.ts', [files], into('all')));
  return (articles / (allMs - startMs)) * 1000;
}

/** Runs a script to its end and gives what it wrote to stdout. */
async function run(path: string, args: string[], env: Record<string, string>): Promise<string> {
  const child = start(path, args, env);
  let output = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${path} ended with ${code}`);
  return output;
}
