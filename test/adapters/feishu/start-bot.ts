import { mkdtemp } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import {
  createFeishuBot,
  type FeishuBot,
  type FeishuBotOptions,
  type Tuning,
} from '../../../src/adapters/feishu/bot.ts';
import { createFeishuCalls, type FeishuCalls } from '../../../src/adapters/feishu/calls.ts';
import { createFeishuMembership } from '../../../src/adapters/feishu/chat-members.ts';
import { createPlatformClock, type PlatformClock } from '../../../src/adapters/feishu/platform-clock.ts';
import { createFeedback } from '../../../src/adapters/inbox/feedback.ts';
import { createInbox } from '../../../src/adapters/inbox/inbox.ts';
import { createSentAnswers, type SentAnswersStore } from '../../../src/adapters/inbox/sent-answers.ts';
import { createWorkers } from '../../../src/adapters/inbox/workers.ts';
import type { Audience } from '../../../src/core/bulletin.ts';
import type { Ask, ChatNames, Feedback, Log, Membership } from '../../../src/core/ports.ts';
import { createViewers } from '../../../src/core/serving/viewers.ts';
import type { FakeFeishu } from '../../fakes/fake-feishu/index.ts';

export interface Started {
  bot: FeishuBot;
  dir: string;
  sent: SentAnswersStore;
  clock: PlatformClock;
  logged: string[];
  stop(withinMs?: number): Promise<void>;
}

export interface StartOptions {
  feishu: FakeFeishu;
  ask: Ask;
  transport: 'webhook' | 'websocket';
  /** State of an earlier run. */
  dir?: string;
  tuning?: Tuning;
  clock?: PlatformClock;
  /** Who the issues of the library are for. */
  audiences?: Audience[] | (() => Audience[]);
  /** Lets editors publish. */
  publishing?: FeishuBotOptions['publishing'];
  /** Stands between the bot and what it keeps of sent answers. */
  between?: (sent: SentAnswersStore) => SentAnswersStore;
  companion?: (state: {
    sent: SentAnswersStore;
    feedback: Feedback;
    membership: Membership & ChatNames;
  }) => FeishuBotOptions['companion'];
  /** Made before the bot, where something else calls Feishu, too. */
  calls?: FeishuCalls;
}

/** Nothing is waited for longer than a test has time. */
const quick: Tuning = { retryAfterMs: 10, longestWaitMs: 100, patienceMs: 200 };

/** The way to the fake platform, as the entry makes it. */
export const callsTo = (
  { credentials, url }: FakeFeishu,
  clock: PlatformClock,
  log: Log,
  tuning?: Tuning,
): FeishuCalls =>
  createFeishuCalls({ ...credentials, domain: url, clock, log, tuning: { ...quick, ...tuning } });

export const newDir = (): Promise<string> => mkdtemp(join(tmpdir(), 'wenbao-feishu-'));

/** The bot as the entry wires it, against the fake platform, ready for events. */
export async function startBot(options: StartOptions): Promise<Started> {
  const { feishu, ask, transport } = options;
  const dir = options.dir ?? (await newDir());
  const clock = options.clock ?? createPlatformClock(Date, () => performance.now());
  const { log, logged } = createLog();
  const inbox = await createInbox({ dir: join(dir, 'inbox'), clock, log });
  const kept = await createSentAnswers(join(dir, 'sent'), clock);
  const sent = options.between?.(kept) ?? kept;
  const feedback = await createFeedback(join(dir, 'feedback'), clock);
  const calls = options.calls ?? callsTo(feishu, clock, log, options.tuning);
  const membership = createFeishuMembership({ calls, clock, log });
  const { audiences = [], companion } = options;
  const bot = createFeishuBot({
    ...feishu.credentials,
    domain: feishu.url,
    calls,
    clock,
    log,
    transport,
    publicUrl: 'http://pages.example',
    ask,
    viewers: createViewers({
      audiences: () => (typeof audiences === 'function' ? audiences() : audiences),
      membership,
      log,
    }),
    inbox,
    sent,
    ...(options.publishing && { publishing: options.publishing }),
    companion: companion?.({ sent, feedback, membership }),
    feedback,
    createWorkers: (handle) => createWorkers({ handle, settle: inbox.settle, log }),
    hasSecrecyMark: (text) => /机密★/.test(text),
    tuning: { ...quick, ...options.tuning },
  });
  const server = createAdaptorServer({
    fetch: async (request: Request) => (await bot.webhook?.(request)) ?? new Response(null, { status: 404 }),
  });
  if (transport === 'webhook') {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    feishu.webhookUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/feishu/events`;
  } else {
    feishu.webhookUrl = null;
  }
  bot.start();
  if (transport === 'websocket') await feishu.longConnection.clientReady();
  return {
    bot,
    dir,
    sent,
    clock,
    logged,
    async stop(withinMs = 3000) {
      await bot.stop(withinMs);
      await new Promise((resolve) => server.close(resolve));
      await Promise.all([inbox.close(), sent.close(), feedback.close()]);
    },
  };
}

/** Keeps what is logged, as it would be written. */
export function createLog(): { log: Log; logged: string[] } {
  const logged: string[] = [];
  const write = (level: string) => (fields: object, message: string) => {
    logged.push(`${level} ${message} ${JSON.stringify(fields, plainErrors)}`);
  };
  return {
    log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
    logged,
  };
}

/** Errors with everything on them, their causes too, as a logger would show them. */
function plainErrors(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  return { ...value, message: value.message, stack: value.stack, cause: value.cause };
}
