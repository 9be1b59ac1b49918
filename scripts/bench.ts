/**
 * Measures engines, answers and the bot on reproducible data and prints tables. Each measurement runs in a process of its
 * own, one after the other. Writes to stdout, progress to stderr, temporary files to the system's folder for them.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { createCommand } from '../src/adapters/terminal/command.ts';
import { WenbaoError } from '../src/core/errors.ts';
import { dayInChina } from '../src/core/local-time.ts';
import { benchCommand as wording } from '../src/core/wording.ts';
import { runCommand } from '../src/entry/command-line.ts';
import { drawQuestionCost } from './bench/chart.ts';
import { type EngineName, engineNames, mostPassages } from './bench/engines/names.ts';
import type { EngineFigures } from './bench/measure-engine.ts';
import { formatReport, type Report, sizeName } from './bench/report.ts';
import { medianRun } from './bench/timings.ts';

const SIZES: Record<string, number> = { '10k': 10_000, '20k': 20_000, '100k': 100_000, '1m': 1_000_000 };
const USUAL = [10_000, 20_000, 100_000];
const PARTS = [
  'engines',
  'answers',
  'publishing',
  'import',
  'state',
  'bot',
  'crowd',
  'busy',
  'soak',
  'd1',
] as const;
type Part = (typeof PARTS)[number];
/** For collections and engines that keep everything on the heap. */
const HEAP_MB = 14_000;

await runCommand(async () => {
  const command = createCommand('npm run bench --', wording.about)
    .option('--size <size>', wording.size, (size: string, sizes: number[] = []) => [...sizes, sizeOf(size)])
    .option('--all', wording.all)
    .option('--engine <name>', wording.engine, (name: string, names: EngineName[] = []) => [
      ...names,
      engineOf(name),
    ])
    .option('--runs <n>', wording.runs, runsOf, 1)
    .option('--only <part>', wording.only, partOf)
    .option('--minutes <n>', wording.minutes, minutesOf, 120)
    .option('--cpu', wording.cpu)
    .option('--picture <file>', wording.picture)
    .option('--json', wording.json)
    .parse();
  const options = command.opts<{
    size?: number[];
    all?: true;
    engine?: EngineName[];
    runs: number;
    only?: Part;
    minutes: number;
    cpu?: true;
    picture?: string;
    json?: true;
  }>();
  // Inherited by every process that measures.
  if (options.cpu) process.env.BENCH_CLOCK = 'cpu';
  const sizes = options.all ? Object.values(SIZES) : (options.size ?? USUAL);
  const isWanted = (part: Part): boolean => options.only === undefined || options.only === part;
  const report: Report = {
    ...machine(),
    runs: options.runs,
    engines: [],
    answers: [],
    publishing: [],
    d1: [],
    imported: null,
    state: null,
    busy: null,
    bot: null,
    crowd: null,
    soak: null,
  };
  for (const passages of sizes) {
    for (const engine of isWanted('engines') ? (options.engine ?? engineNames) : []) {
      if (passages > mostPassages[engine]) continue;
      const what = wording.engineAt(engine, sizeName(passages));
      const args = [engine, `${passages}`];
      const figures = await measureRuns<EngineFigures | null>('engine', args, what, options.runs);
      if (figures === null) say(wording.notInstalled(engine));
      else report.engines.push(figures);
    }
    if (isWanted('answers')) {
      const what = wording.answersAt(sizeName(passages));
      report.answers.push(await measureRuns('answers', [`${passages}`], what, options.runs));
    }
    if (isWanted('publishing')) {
      const what = wording.publishingAt(sizeName(passages));
      report.publishing.push(await measure('publishing', [`${passages}`], what));
    }
  }
  // Filling a database takes a while: only when it is asked for.
  for (const passages of options.only === 'd1' ? sizes : [])
    report.d1.push(await measure('d1', [`${passages}`], wording.d1At(sizeName(passages))));
  if (isWanted('import')) report.imported = await measure('import', [], wording.imported);
  if (isWanted('state')) report.state = await measure('state', [], wording.state);
  if (isWanted('bot')) report.bot = await measure('bot', [], wording.bot);
  // A minute of waiting for the platform's limits: only when it is asked for.
  if (options.only === 'busy') report.busy = await measure('busy', [], wording.busy);
  if (options.only === 'crowd') report.crowd = await measure('crowd', [], wording.crowd);
  if (options.only === 'soak')
    report.soak = await measure('soak', [`${options.minutes}`], wording.soak(options.minutes));
  if (options.picture !== undefined && report.engines.length > 0)
    await writeFile(options.picture, drawQuestionCost(report.engines));
  process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : formatReport(report));
});

function sizeOf(name: string): number {
  const passages = SIZES[name];
  if (passages === undefined) throw new WenbaoError(wording.badSize(name));
  return passages;
}

function partOf(name: string): Part {
  const part = PARTS.find((known) => known === name);
  if (part === undefined) throw new WenbaoError(wording.badPart(name, PARTS.join('、')));
  return part;
}

function engineOf(name: string): EngineName {
  const engine = engineNames.find((known) => known === name);
  if (engine === undefined) throw new WenbaoError(wording.badEngine(name, engineNames.join('、')));
  return engine;
}

function runsOf(given: string): number {
  const runs = Number(given);
  if (!(Number.isInteger(runs) && runs >= 1 && runs <= 100)) throw new WenbaoError(wording.badRuns(given));
  return runs;
}

function minutesOf(given: string): number {
  const minutes = Number(given);
  if (!(minutes > 0 && minutes <= 10_000)) throw new WenbaoError(wording.badMinutes(given));
  return minutes;
}

function machine(): Pick<Report, 'machine' | 'date'> {
  return {
    date: dayInChina(Date.now()),
    machine: {
      processor: cpus()[0]?.model ?? '',
      processors: availableParallelism(),
      memoryGb: Math.round(totalmem() / 2 ** 30),
      node: process.versions.node,
    },
  };
}

/** The medians of so many runs. */
async function measureRuns<T>(name: string, args: string[], what: string, count: number): Promise<T> {
  const runs: T[] = [];
  while (runs.length < count) runs.push(await measure<T>(name, args, what));
  return medianRun(runs);
}

/** What `bench/measure-<name>.ts` writes, read as JSON. */
async function measure<T>(name: string, args: string[], what: string): Promise<T> {
  say(wording.measuring(what));
  const script = fileURLToPath(new URL(`./bench/measure-${name}.ts`, import.meta.url));
  const flags = ['--expose-gc', `--max-old-space-size=${HEAP_MB}`, '--import', 'tsx'];
  const child = spawn(process.execPath, [...flags, script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new WenbaoError(wording.failed(what, errors.trim().slice(-500)));
  return JSON.parse(output) as T;
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
