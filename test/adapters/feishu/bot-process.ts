/** The bot as a process of its own, to be killed: told what to do by BOT_PROCESS, tells its port on the first line. */
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { createFeishuBot } from '../../../src/adapters/feishu/bot.ts';
import { createPlatformClock } from '../../../src/adapters/feishu/platform-clock.ts';
import { createFeedback } from '../../../src/adapters/inbox/feedback.ts';
import { createInbox } from '../../../src/adapters/inbox/inbox.ts';
import { createSentAnswers } from '../../../src/adapters/inbox/sent-answers.ts';
import { createWorkers } from '../../../src/adapters/inbox/workers.ts';
import { createViewers } from '../../../src/core/serving/viewers.ts';
import type { Credentials } from '../../fakes/fake-feishu/index.ts';
import { createSmallAsk } from './small-ask.ts';
import { createLog } from './start-bot.ts';

export interface BotProcessOptions extends Credentials {
  domain: string;
  transport: 'webhook' | 'websocket';
  dir: string;
}

const options = JSON.parse(process.env.BOT_PROCESS ?? '{}') as BotProcessOptions;
const { dir } = options;
const { log } = createLog();
const clock = createPlatformClock(Date, () => performance.now());
const inbox = await createInbox({ dir: join(dir, 'inbox'), clock, log });
const bot = createFeishuBot({
  ...options,
  publicUrl: 'http://pages.example',
  ask: createSmallAsk().ask,
  viewers: createViewers({ audiences: () => [], membership: null, log }),
  inbox,
  sent: await createSentAnswers(join(dir, 'sent'), clock),
  feedback: await createFeedback(join(dir, 'feedback'), clock),
  createWorkers: (handle) => createWorkers({ handle, settle: inbox.settle, log }),
  hasSecrecyMark: () => false,
  clock,
  log,
  tuning: { retryAfterMs: 50, longestWaitMs: 500 },
});
const server = createAdaptorServer({
  fetch: async (request: Request) => (await bot.webhook?.(request)) ?? new Response(null, { status: 404 }),
});
server.listen(0, '127.0.0.1', () => {
  bot.start();
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
process.on('SIGTERM', () => {
  void bot.stop(8000).then(() => process.exit(0));
});
