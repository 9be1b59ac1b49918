/**
 * Measures how fast the bot's own state opens and grows after a long time: a million messages seen in three days, 200,000
 * answers in two weeks, 100,000 marks of feedback in half a year. Started by `scripts/bench.ts`; writes one line of JSON to stdout.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayOf } from '../../src/adapters/inbox/day-files.ts';
import { createFeedback } from '../../src/adapters/inbox/feedback.ts';
import { createInbox } from '../../src/adapters/inbox/inbox.ts';
import { createSentAnswers } from '../../src/adapters/inbox/sent-answers.ts';
import type { SentAnswer } from '../../src/core/chat.ts';
import type { Log } from '../../src/core/ports.ts';
import { plainView } from '../../src/core/serving/look-up.ts';
import { memoryInUse, type Percentiles, time, timeEach } from './timings.ts';

export interface StateFigures {
  seen: { messages: number; openMs: number; megabytes: number; lookUpMs: Percentiles; settleMs: Percentiles };
  sent: {
    answers: number;
    openMs: number;
    megabytes: number;
    recordMs: Percentiles;
    findMs: Percentiles;
    /** All that quote one issue of ninety, as after a correction. */
    quotingMs: number;
  };
  feedback: { rows: number; openMs: number; recordMs: Percentiles; readAllMs: number };
}

const SEEN = 1_000_000;
const SEEN_DAYS = 3;
const SENT = 200_000;
const SENT_DAYS = 14;
const ROWS = 100_000;
const ROWS_DAYS = 180;
const NOW = Date.UTC(2025, 5, 30, 12);
const DAY_MS = 24 * 3_600_000;
const TRIES = 200;

const clock = { now: () => NOW };
const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
const folder = await mkdtemp(join(tmpdir(), 'wenbao-bench-'));
try {
  const figures: StateFigures = {
    seen: await measureSeen(),
    sent: await measureSent(),
    feedback: await measureFeedback(),
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exit();

async function measureSeen(): Promise<StateFigures['seen']> {
  const dir = join(folder, 'inbox');
  await writeDays(join(dir, 'seen'), SEEN, SEEN_DAYS, (i) => ({ key: keyOf(i), outcome: 'answered' }));
  const before = memoryInUse();
  let inbox: Awaited<ReturnType<typeof createInbox>> | undefined;
  const openMs = await time(async () => {
    inbox = await createInbox({ dir, clock, log: silent });
  });
  const megabytes = (memoryInUse() - before) / 1e6;
  const numbers = Array.from({ length: TRIES }, (_, i) => i * 4_999);
  let next = SEEN;
  return {
    messages: SEEN,
    openMs,
    megabytes,
    lookUpMs: await timeEach(numbers, (i) => inbox!.knows(keyOf(i))),
    settleMs: await timeEach(numbers, () => inbox!.settle(keyOf(next++), 'answered')),
  };
}

async function measureSent(): Promise<StateFigures['sent']> {
  const dir = join(folder, 'sent');
  const answerOf = (i: number, at: number): SentAnswer => ({
    messageId: idOf('om_', i),
    questionId: idOf('om_q', i),
    chat: { id: idOf('oc_', i % 40), kind: 'group' },
    thread: null,
    root: null,
    asker: idOf('ou_', i % 900),
    view: plainView(`人才公寓第${i}次问起时一共有多少套`),
    context: [],
    asOf: '2025-06-30',
    kind: 'excerpts',
    passages: [1, 2, 3].map((n) => ({ issueId: `甲报-2024-${(i + n) % 90}`, passageId: `p${i}x${n}` })),
    sentAt: at,
  });
  await writeDays(dir, SENT, SENT_DAYS, (i) => ({ answer: answerOf(i, NOW - (i % SENT_DAYS) * DAY_MS) }));
  const before = memoryInUse();
  let sent: Awaited<ReturnType<typeof createSentAnswers>> | undefined;
  const openMs = await time(async () => {
    sent = await createSentAnswers(dir, clock);
  });
  const megabytes = (memoryInUse() - before) / 1e6;
  const numbers = Array.from({ length: TRIES }, (_, i) => i);
  let next = SENT;
  return {
    answers: SENT,
    openMs,
    megabytes,
    recordMs: await timeEach(numbers, () => sent!.record(answerOf(next++, NOW))),
    findMs: await timeEach(numbers.slice(0, 20), (i) =>
      sent!.byMessage(idOf('om_', SENT_DAYS - 1 + SENT_DAYS * i)),
    ),
    quotingMs: await time(() => sent!.quoting('甲报-2024-7')),
  };
}

async function measureFeedback(): Promise<StateFigures['feedback']> {
  const dir = join(folder, 'feedback');
  const entryOf = (i: number, at = NOW - (i % ROWS_DAYS) * DAY_MS) => ({
    at,
    chatId: `oc_${i % 40}`,
    question: `人才公寓第${i}次问起时一共有多少套`,
    verdict: 'useless' as const,
  });
  await writeDays(dir, ROWS, ROWS_DAYS, (i) => entryOf(i));
  let feedback: Awaited<ReturnType<typeof createFeedback>> | undefined;
  const openMs = await time(async () => {
    feedback = await createFeedback(dir, clock);
  });
  const numbers = Array.from({ length: TRIES }, (_, i) => i);
  return {
    rows: ROWS,
    openMs,
    recordMs: await timeEach(numbers, (i) => feedback!.record(entryOf(i, NOW))),
    readAllMs: await time(() => feedback!.since(0)),
  };
}

function keyOf(i: number): string {
  return `message ${idOf('om_', i)}`;
}

function idOf(mark: string, i: number): string {
  return `${mark}${i.toString(36).padStart(32, '-')}`;
}

/** A file a day, up to today. */
async function writeDays(
  dir: string,
  count: number,
  days: number,
  toValue: (i: number) => unknown,
): Promise<void> {
  await mkdir(dir, { recursive: true });
  for (let day = 0; day < days; day++) {
    const lines: string[] = [];
    for (let i = day; i < count; i += days) lines.push(JSON.stringify(toValue(i)));
    await writeFile(join(dir, `${dayOf(NOW - day * DAY_MS)}.jsonl`), `${lines.join('\n')}\n`);
  }
}
