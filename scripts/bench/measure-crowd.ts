/**
 * How long Feishu's users wait when 1,000 ask at once in 12 chats: the bot against the fake platform of the tests, on this
 * machine, with real sockets and a real disk. No network and no platform are in the figures.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFeishuBot } from '../../src/adapters/feishu/bot.ts';
import { FEISHU_LIMITS } from '../../src/adapters/feishu/limits.ts';
import { createPlatformClock } from '../../src/adapters/feishu/platform-clock.ts';
import { createFeedback } from '../../src/adapters/inbox/feedback.ts';
import { createInbox } from '../../src/adapters/inbox/inbox.ts';
import { createSentAnswers } from '../../src/adapters/inbox/sent-answers.ts';
import { createWorkers } from '../../src/adapters/inbox/workers.ts';
import { createFileIssueStore } from '../../src/adapters/stores/files.ts';
import type { Ask } from '../../src/core/ports.ts';
import { createViewers } from '../../src/core/serving/viewers.ts';
import { openLibrary } from '../../src/entry/open-library.ts';
import { createFakeFeishu, type FakeFeishu } from '../../test/fakes/fake-feishu/index.ts';
import { sampleDir } from './samples.ts';
import { type Percentiles, percentiles } from './timings.ts';

interface EventToCard {
  questions: number;
  /** Milliseconds from the event on the wire to its acknowledgement, which comes after it is on disk. */
  ack: Percentiles;
  /** Milliseconds from the event on the wire to the card in the chat. */
  card: Percentiles;
}

export interface Crowd extends EventToCard {
  chats: number;
  seconds: number;
  /** Questions answered not once but never or twice. */
  wrong: number;
  /** Breaches of the platform's limits. */
  breaches: number;
}

const sampleQuestions = (await readFile(join(sampleDir, 'questions.jsonl'), 'utf8')).trim().split('\n');
const golden = sampleQuestions.map((line) => (JSON.parse(line) as { q: string }).q);
const library = await openLibrary({
  dataDir: sampleDir,
  store: createFileIssueStore({ dataDir: sampleDir }),
  publicUrl: 'http://127.0.0.1',
  log: () => {},
});
const thousand = Array.from({ length: 1_000 }, (_, i) => golden[i % golden.length] as string);
process.stdout.write(`${JSON.stringify(await measureCrowd(library.ask, thousand))}\n`);
process.exit();

/** All questions at the same moment in `chats` chats, within the platform's limits. */
async function measureCrowd(ask: Ask, questions: readonly string[], chats = 12): Promise<Crowd> {
  return withBot(ask, async (feishu) => {
    const groups = Array.from({ length: chats }, () => feishu.world.openChat());
    const waits: Waits = { ack: [], card: [] };
    const began = performance.now();
    await Promise.all(
      questions.map((text, i) => {
        const group = groups[i % groups.length];
        return group && oneQuestion(feishu, group, `ou_${i % 500}`, text, waits);
      }),
    );
    const seconds = (performance.now() - began) / 1000;
    const asked = [...feishu.world.messages.values()].filter(({ fromBot }) => !fromBot);
    const wrong = asked.filter(({ id }) => feishu.world.repliesTo(id).length !== 1).length;
    return { ...summary(waits), chats, seconds, wrong, breaches: feishu.rates.breaches.length };
  });
}

interface Waits {
  ack: number[];
  card: number[];
}

async function oneQuestion(
  feishu: FakeFeishu,
  chat: ReturnType<FakeFeishu['world']['openChat']>,
  from: string,
  text: string,
  waits: Waits,
): Promise<void> {
  const { message, event } = feishu.say({ chat, from, text });
  const began = performance.now();
  const card = feishu.world.until(() => feishu.world.answeredAt.get(message.id), 300_000);
  const { ackMs } = await feishu.deliver(event);
  waits.ack.push(ackMs);
  waits.card.push((await card) - began);
}

async function withBot<T>(ask: Ask, use: (feishu: FakeFeishu) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'wenbao-bench-'));
  const feishu = await createFakeFeishu();
  const clock = createPlatformClock(Date, () => performance.now());
  const log = { debug() {}, info() {}, warn() {}, error: console.error };
  const inbox = await createInbox({ dir: join(dir, 'inbox'), clock, log });
  const sent = await createSentAnswers(join(dir, 'sent'), clock);
  const feedback = await createFeedback(join(dir, 'feedback'), clock);
  const bot = createFeishuBot({
    ...feishu.credentials,
    domain: feishu.url,
    transport: 'websocket',
    publicUrl: 'http://pages.example',
    ask,
    viewers: createViewers({ audiences: () => [], membership: null, log }),
    inbox,
    sent,
    feedback,
    createWorkers: (handle) => createWorkers({ handle, settle: inbox.settle, log }),
    hasSecrecyMark: () => false,
    clock,
    log,
    // Platform and bot share one thread here: on a busy machine a call would else be given up before it was read.
    tuning: { limits: FEISHU_LIMITS, timeoutMs: 60_000 },
  });
  bot.start();
  await feishu.longConnection.clientReady();
  await feishu.world.until(() => bot.status().ready);
  try {
    return await use(feishu);
  } finally {
    await bot.stop();
    await Promise.all([inbox.close(), sent.close(), feedback.close(), feishu.close()]);
    await rm(dir, { recursive: true });
  }
}

function summary({ ack, card }: Waits): EventToCard {
  return { questions: card.length, ack: percentiles(ack), card: percentiles(card) };
}
