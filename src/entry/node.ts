/** The bot and its pages on one machine: files, postings, Node. What is made of what stands here, and only here. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { getConnInfo } from '@hono/node-server/conninfo';
import { createFeishuBot } from '../adapters/feishu/bot.ts';
import { createFeishuCalls } from '../adapters/feishu/calls.ts';
import { createFeishuMembership } from '../adapters/feishu/chat-members.ts';
import { type CheckUpOptions, checkFeishu } from '../adapters/feishu/check-up.ts';
import { createFeishuLogin } from '../adapters/feishu/login.ts';
import { createPlatformClock } from '../adapters/feishu/platform-clock.ts';
import { createAgenda } from '../adapters/inbox/agenda.ts';
import { createFeedback } from '../adapters/inbox/feedback.ts';
import { createInbox } from '../adapters/inbox/inbox.ts';
import { createMemorySentAnswers } from '../adapters/inbox/memory.ts';
import { createSentAnswers } from '../adapters/inbox/sent-answers.ts';
import { createSubscriptions } from '../adapters/inbox/subscriptions.ts';
import { createWorkers } from '../adapters/inbox/workers.ts';
import { createLog } from '../adapters/pino/log.ts';
import { readLastBackup } from '../adapters/stores/backup.ts';
import { prepareDataDir } from '../adapters/stores/data-dir.ts';
import { createFileDraftStore } from '../adapters/stores/drafts.ts';
import { createFileIssueStore } from '../adapters/stores/files.ts';
import { createFileHeldStore } from '../adapters/stores/held-files.ts';
import { holdBotLock } from '../adapters/stores/locks.ts';
import { createWebApp } from '../adapters/web/app.tsx';
import { createPageLibrary } from '../adapters/web/page-library.ts';
import { secretsOf } from '../config.ts';
import type { Log } from '../core/ports.ts';
import { hasSecrecyMark } from '../core/reading/secrecy.ts';
import { unproofedIssues } from '../core/reporting/unproofed-issues.ts';
import { createEditors } from '../core/serving/desk/editors.ts';
import { createViewers } from '../core/serving/viewers.ts';
import { starting } from '../core/wording.ts';
import { readConfig, runCommand } from './command-line.ts';
import { createCompanions } from './companions.ts';
import { startDailyWork } from './daily-work.ts';
import { type Fetch, listen } from './http-server.ts';
import { openLiveLibrary } from './live-library.ts';
import { createOperations } from './operations.ts';
import { createPlayground } from './playground.ts';
import { openPublishing } from './publishing.ts';

await runCommand(async () => {
  const config = readConfig();
  const { dataDir, feishu } = config;
  const state = (name: string): string => join(dataDir, 'state', name);
  const log = createLog({ level: config.logLevel, secrets: secretsOf(config) });
  logWhatNobodyCaught(log);
  await prepareDataDir(dataDir);
  const releaseLock = await holdBotLock(dataDir, (error) => {
    log.error({ err: error }, 'the program ends, because another bot has taken its library');
    process.exit(1);
  });
  // The library answers nothing until it is read, but a port in use should show at once.
  let handle: Fetch = () => Response.json({ ready: false }, { status: 503 });
  const server = await listen((request, env) => handle(request, env), config);
  const publicUrl = config.publicUrl ?? server.localUrl;
  say(starting.listening(server.localUrl));
  if (!feishu) say(config.playground ? starting.withoutFeishu : starting.withoutFeishuAndPlayground);
  else if (!config.sessionSecret) say(starting.randomSessionSecret);

  const clock = createPlatformClock({ now: Date.now }, () => performance.now());
  const store = createFileIssueStore({ dataDir });
  const library = await openLiveLibrary({ dataDir, store, publicUrl, log });
  const held = createFileHeldStore({ dataDir });
  const operations = createOperations({ config, library, held, clock, log });
  const ask = operations.measured(library.ask);
  const feedback = await createFeedback(state('feedback'), clock);
  const inbox = await createInbox({ dir: state('inbox'), clock, log });
  const sent = await createSentAnswers(state('sent'), clock);
  const played = createMemorySentAnswers();

  const calls = feishu && createFeishuCalls({ ...feishu, clock, log });
  const membership = calls && createFeishuMembership({ calls, clock, log });
  const audiences = () => library.current().issues.map(({ audience }) => audience);

  const viewers = createViewers({ audiences, membership, log });
  const subscriptions = await createSubscriptions(state('subscriptions.jsonl'));
  const agenda = await createAgenda(state('agenda.jsonl'), clock);
  const { timeZone } = config;
  const common = { dataDir, library, store, ask, feedback, timeZone, publicUrl, clock, log };
  const companions = createCompanions(common);

  const publishing = await openPublishing({
    dataDir,
    store,
    library,
    held,
    onChange: companions.onChange,
    clock,
    log,
  });
  const drafts = await createFileDraftStore({
    dataDir,
    onDamaged: (path) => log.error({ path }, 'a draft cannot be read and is left out'),
  });

  const editors = createEditors({ ...config, membership });
  const bot =
    feishu &&
    membership &&
    createFeishuBot({
      ...feishu,
      calls,
      publicUrl,
      ask,
      viewers,
      companion: (platform) =>
        companions.make({
          editors,
          platform,
          viewers,
          sent,
          subscriptions,
          agenda,
          names: membership,
          editorsChat: config.editorsChat,
        }),
      inbox: operations.watched(inbox),
      sent,
      feedback,
      publishing: { ...publishing.withDrafts(drafts), editors },
      createWorkers: (handle) => createWorkers({ handle, settle: inbox.settle, log }),
      hasSecrecyMark,
      onHandled: operations.onHandled,
      clock,
      log,
    });
  handle = createWebApp({
    library: createPageLibrary({ current: library.current, store }),
    ask,
    suggest: library.suggest,
    clock,
    publicUrl,
    health: () => ({
      ready: bot?.status().ready ?? true,
      issues: library.current().issues.length,
      segmenter: library.segmenter,
      engine: library.current().index.name,
      ...(bot && { feishu: bot.status() }),
    }),
    ...operations.pages(bot),
    reportError: (error, requestId) => log.error({ err: error, requestId }, 'a page failed'),
    ...(bot?.webhook && { feishuEvents: bot.webhook }),
    login: feishu &&
      membership && {
        platform: createFeishuLogin({ ...feishu, calls, membership }),
        sessionSecret: config.sessionSecret ?? randomBytes(32).toString('base64url'),
      },
    admin: {
      admins: config.admins,
      timeZone: config.timeZone,
      sent: bot ? sent : played,
      held,
      broken: library.broken,
      unproofed: () => unproofedIssues(store),
      addSynonym: companions.addSynonym,
      lastBackup: () => readLastBackup(dataDir),
    },
    playground: config.playground
      ? createPlayground({
          ask,
          sent: played,
          feedback,
          editing: { publishing, companions, dataDir },
          publicUrl,
          clock,
          log,
        })
      : null,
    peerAddress: (context) => getConnInfo(context).remote.address,
  }).fetch;
  bot?.start();
  companions.start();
  await publishing.changes.resume();
  const dailyWork = await startDailyWork({ config, library, held, sent, feedback, bot, clock, log });

  const { passages } = await library.current().index.totals();
  say(starting.ready(library.current().issues.length, passages));
  if (feishu) void sayWhatFeishuLacks({ ...feishu, publicUrl: config.publicUrl });

  const stop = async (): Promise<void> => {
    say(starting.stopping);
    library.close();
    const companionsAreDone = companions.stop();
    await dailyWork.stop();
    await bot?.stop();
    await companionsAreDone;
    await server.close();
    await Promise.all([inbox, sent, feedback, subscriptions, agenda].map((one) => one.close()));
    await releaseLock();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
  whenNpmIsGone(() => void stop());
});

/**
 * `npm start` passes a signal on to the shell between it and this program, which dies of it and tells nobody: the bot
 * would go on, and hold its library, with nobody to stop it.
 */
function whenNpmIsGone(stop: () => void): void {
  if (process.env.npm_lifecycle_event !== 'start') return;
  const { ppid } = process;
  const timer = setInterval(() => {
    if (process.ppid === ppid) return;
    clearInterval(timer);
    stop();
  }, 500).unref();
}

/**
 * An error thrown past everyone may have left anything half done: written down, then over to whoever starts the program
 * again. A promise nobody waited for is one thing that did not come about, and no reason to stop answering.
 */
function logWhatNobodyCaught(log: Log): void {
  process.on('unhandledRejection', (error) =>
    log.error({ err: error }, 'something failed that nobody waits for'),
  );
  process.on('uncaughtException', (error) => {
    log.error({ err: error }, 'the program ends, because of a mistake nobody caught');
    process.exit(1);
  });
}

/** Who starts the bot should not have to look into a log to see that it will get no message. */
async function sayWhatFeishuLacks(app: Omit<CheckUpOptions, 'wall'>): Promise<void> {
  const checks = await checkFeishu({ ...app, wall: { now: Date.now } });
  for (const { state, subject, detail } of checks)
    if (state === 'missing') say(starting.feishuLacks(subject, detail));
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
