/** The bot and its pages on Cloudflare Workers: D1, R2, a queue, jieba in WebAssembly. */
import jieba from '../../node_modules/jieba-wasm/pkg/web/jieba_rs_wasm_bg.wasm';
import { type JobMessage, workOn } from '../adapters/cloudflare/queue.ts';
import { cleanUp } from '../adapters/d1/keeping.ts';
import { ConfigError } from '../core/errors.ts';
import { forgetOldQuestions } from '../core/watching/retention.ts';
import { createWorkerBot } from './worker-bot.ts';
import { checkOnceADay } from './worker-check.ts';
import { createWorkerPages } from './worker-pages.ts';
import { openWorkerParts, type WorkerEnv, type WorkerParts } from './worker-parts.ts';

interface Batch {
  queue: string;
  messages: readonly JobMessage[];
}

interface Context {
  waitUntil(promise: Promise<unknown>): void;
}

/** What cannot be sent by then comes again with its event: a batch may take 15 minutes, people wait for none. */
const BATCH_ENDS_MS = 60_000;
/** A larger batch is followed by a second of silence, so that two of them never pass Feishu's limit for a chat (5/s). */
const SMALL_BATCH = 4;
/** An event that waits for so long has lost its place in the queue. */
const LEFT_BEHIND_MS = 3 * 60_000;
const MOST_LEFT_BEHIND = 100;
/** Once an hour, away from the full hour. */
const CLEAN_UP_MINUTE = 7;
const SWEEP_EVERY_MINUTES = 15;

interface Isolate {
  parts: WorkerParts;
  pages(request: Request): Promise<Response>;
}
let isolate: Isolate | null = null;

function open(env: WorkerEnv): Isolate {
  if (isolate) return isolate;
  const parts = openWorkerParts(env, jieba);
  isolate = { parts, pages: createWorkerPages(parts) };
  return isolate;
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

export default {
  async fetch(request: Request, env: WorkerEnv, context: Context): Promise<Response> {
    const { pathname } = new URL(request.url);
    let opened: Isolate;
    try {
      opened = open(env);
      if (pathname !== '/feishu/events') await opened.parts.current();
    } catch (error) {
      console.error(JSON.stringify({ level: 'error', msg: String(error) }));
      // Names of bindings and variables, never values: whoever deploys reads them here first.
      const reason = error instanceof ConfigError ? error.message : '';
      return Response.json({ ready: false, ...(reason && { reason }) }, { status: 503 });
    }
    const { parts, pages } = opened;
    if (pathname !== '/feishu/events') return pages(request);
    if (request.method !== 'POST') return new Response(null, { status: 405 });
    const bot = createWorkerBot(parts);
    if (!bot) return new Response(null, { status: 404 });
    const response = await bot.webhook(request);
    context.waitUntil(bot.idle());
    return response;
  },

  async queue(batch: Batch, env: WorkerEnv): Promise<void> {
    const { parts } = open(env);
    const { kept, log } = parts;
    if (batch.queue.endsWith('-dead')) {
      for (const message of batch.messages) {
        log.error({ key: message.body.key }, 'an event was given up after all its attempts');
        await kept.settle(message.body.key, 'failed');
        message.ack();
      }
      return;
    }
    await parts.current();
    const bot = createWorkerBot(parts);
    if (!bot) throw new ConfigError('Cannot work on events without Feishu credentials');
    const worked = workOn(batch.messages, { ...bot, read: kept.read, settle: kept.settle, log });
    const ended = await Promise.race([worked.then(() => true), pause(BATCH_ENDS_MS)]);
    if (ended !== true) await bot.stop();
    await worked;
    await bot.idle();
    if (batch.messages.length > SMALL_BATCH) await pause(1000);
  },

  async scheduled({ scheduledTime }: { scheduledTime: number }, env: WorkerEnv): Promise<void> {
    const { parts } = open(env);
    const { config, kept, queue, clock, database, notes, log } = parts;
    const now = clock.now();
    const minute = new Date(scheduledTime).getUTCMinutes();
    if (minute === CLEAN_UP_MINUTE) {
      await cleanUp(database, now);
      await forgetOldQuestions(parts, now, config.keepQuestionsDays);
    }
    const left = await kept.leftBehind(now - LEFT_BEHIND_MS, MOST_LEFT_BEHIND);
    if (left.length > 0) {
      log.warn({ events: left.length }, 'events that were left behind go into the queue again');
      await queue.sendBatch(left.map((key) => ({ body: { key } })));
    }
    await parts.current();
    const bot = createWorkerBot(parts);
    if (!bot) return;
    await bot.changes.resume();
    if (minute % SWEEP_EVERY_MINUTES === 0) await bot.sweep();
    await bot.afterwards.tick();
    // All cards of two weeks are read for this: only when the library is another than it was, or some were left.
    const [state] = await database.rows<{ revision: number }>('SELECT revision FROM library');
    const revision = String(state?.revision);
    if ((await notes.read('looked at')) !== revision) {
      const left = await bot.afterwards.lookAgain();
      if (left === 0) await notes.write('looked at', revision);
    }
    await checkOnceADay(parts, bot);
    await bot.idle();
  },
};
