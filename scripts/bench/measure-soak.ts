/**
 * Runs the bot for a long time at an even pace on a copy of the sample library, against the fake platform of the tests,
 * and looks whether anything grows: memory, open files, handles, answers lost or given twice. Argument: minutes.
 */
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeFeishu } from '../../test/fakes/fake-feishu/index.ts';
import { startBotFor, stop } from './running-bot.ts';
import { sampleDir } from './samples.ts';
import { type Percentiles, percentiles } from './timings.ts';

export interface Soak {
  minutes: number;
  questions: number;
  /** Not acknowledged, not answered, answered twice. */
  refused: number;
  lost: number;
  doubled: number;
  cardMs: Percentiles;
  /** In the first and in the last tenth of the time, and how fast it grew in the second half of it. */
  residentMegabytes: { first: number; last: number; growthPerHour: number };
  /** The lowest seen in each: what is left after collecting garbage. */
  heapMegabytes: { first: number; last: number; growthPerHour: number };
  openFiles: { first: number; last: number };
  handles: { first: number; last: number };
}

const PER_SECOND = 5;
const CHATS = 12;
/** Each asks less than once a minute. */
const PEOPLE = 400;
const SAMPLE_MS = 5_000;
const METRICS_TOKEN = 'token-of-the-bench';

interface Sample {
  minutes: number;
  resident: number;
  heap: number;
  files: number;
  handles: number;
}

const minutes = Number(process.argv[2] ?? 2);
const folder = await mkdtemp(join(tmpdir(), 'wenbao-soak-'));
try {
  process.stdout.write(`${JSON.stringify(await soak(minutes))}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exit();

async function soak(duration: number): Promise<Soak> {
  const dataDir = join(folder, 'data');
  for (const part of ['bulletins', 'dictionary'])
    await cp(join(sampleDir, part), join(dataDir, part), { recursive: true });
  const golden = (await readFile(join(sampleDir, 'questions.jsonl'), 'utf8')).trim().split('\n');
  const questions = golden.map((line) => (JSON.parse(line) as { q: string }).q);

  const feishu = await createFakeFeishu();
  const { child, url } = await startBotFor(feishu, 'websocket', { DATA_DIR: dataDir, METRICS_TOKEN });
  const chats = Array.from({ length: CHATS }, () => feishu.world.openChat());
  const samples: Sample[] = [];
  const cardMs: number[] = [];
  const asked: { id: string; acked: Promise<boolean>; answered: Promise<void> }[] = [];

  const began = performance.now();
  const elapsed = (): number => (performance.now() - began) / 60_000;
  const total = Math.round(duration * 60 * PER_SECOND);
  let nextSample = began;
  for (let i = 0; i < total; i++) {
    const { message, event } = feishu.say({
      chat: chats[i % CHATS]!,
      from: `ou_${i % PEOPLE}`,
      text: questions[i % questions.length]!,
    });
    const from = performance.now();
    const answered = feishu.world
      .until(() => feishu.world.answeredAt.get(message.id), 120_000)
      .then(
        (at) => void cardMs.push(at - from),
        () => undefined,
      );
    asked.push({ id: message.id, answered, acked: feishu.deliver(event).then(({ acked }) => acked) });
    if (performance.now() >= nextSample) {
      nextSample += SAMPLE_MS;
      samples.push({ minutes: elapsed(), ...(await figuresOf(url)) });
    }
    const due = began + ((i + 1) * 1000) / PER_SECOND;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
  }
  await Promise.all(asked.map(({ answered }) => answered));
  const acked = await Promise.all(asked.map((one) => one.acked));
  const replies = asked.map(({ id }) => feishu.world.repliesTo(id).length);
  await stop(child);
  await feishu.close();
  return {
    minutes: duration,
    questions: total,
    refused: acked.filter((was) => !was).length,
    lost: replies.filter((count) => count === 0).length,
    doubled: replies.filter((count) => count > 1).length,
    cardMs: percentiles(cardMs),
    residentMegabytes: { ...ends(samples, 'resident', median), growthPerHour: growth(samples, 'resident') },
    heapMegabytes: { ...ends(samples, 'heap', Math.min), growthPerHour: growth(lowest(samples), 'heap') },
    openFiles: ends(samples, 'files', median),
    handles: ends(samples, 'handles', median),
  };
}

async function figuresOf(url: string): Promise<Omit<Sample, 'minutes'>> {
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
  const text = await (await fetch(`${url}/metrics`, { headers })).text();
  const value = (name: string): number =>
    Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1] ?? Number.NaN);
  return {
    resident: value('process_resident_memory_bytes') / 2 ** 20,
    heap: value('nodejs_heap_size_used_bytes') / 2 ** 20,
    files: value('process_open_fds'),
    handles: value('nodejs_active_resources_total'),
  };
}

type Field = Exclude<keyof Sample, 'minutes'>;

function ends(samples: Sample[], field: Field, of: (...values: number[]) => number) {
  const tenth = Math.max(1, Math.floor(samples.length / 10));
  const values = samples.map((sample) => sample[field]);
  return { first: of(...values.slice(0, tenth)), last: of(...values.slice(-tenth)) };
}

function median(...values: number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number;
}

/** The lowest heap of each twelve samples (a minute): the rest is garbage that was not collected yet. */
function lowest(samples: Sample[]): Sample[] {
  const minutesOf = Math.ceil(samples.length / 12);
  return Array.from({ length: minutesOf }, (_, i) =>
    samples.slice(i * 12, (i + 1) * 12).reduce((low, one) => (one.heap < low.heap ? one : low)),
  );
}

/** Slope of the straight line through the second half, by least squares, an hour. */
function growth(samples: Sample[], field: Field): number {
  const half = samples.slice(samples.length >> 1);
  const mean = (values: number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
  const at = mean(half.map((sample) => sample.minutes));
  const value = mean(half.map((sample) => sample[field]));
  const covariance = mean(half.map((sample) => (sample.minutes - at) * (sample[field] - value)));
  const variance = mean(half.map((sample) => (sample.minutes - at) ** 2));
  return variance === 0 ? 0 : (covariance / variance) * 60;
}
