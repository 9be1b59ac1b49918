import { readdir, readFile, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { FeishuBot, FeishuBotOptions } from '../adapters/feishu/bot.ts';
import { checkFeishu } from '../adapters/feishu/check-up.ts';
import { codes } from '../adapters/feishu/codes.ts';
import { createMetrics } from '../adapters/prometheus/metrics.ts';
import { readLastBackup, writeBackup } from '../adapters/stores/backup.ts';
import { backupPathIn, rotateBackups } from '../adapters/stores/backup-rotation.ts';
import { createDailyTasks, type DailyTasks } from '../adapters/stores/daily-tasks.ts';
import { writeDurably } from '../adapters/stores/durable-file.ts';
import type { WebOptions } from '../adapters/web/options.ts';
import type { Config } from '../config.ts';
import type { Clock, HeldStore, Inbox, Log } from '../core/ports.ts';
import { type Findings, selfCheck } from '../core/watching/self-check.ts';
import { selfCheck as words } from '../core/wording.ts';
import type { LiveLibrary } from './live-library.ts';

const DAY_MS = 24 * 3_600_000;

/** Work that is under way for so long, with nothing done meanwhile, has come to a halt. */
const HALTED_MS = 5 * 60_000;
const CHECK_HOUR = 9;
const STOP_MS = 3_000;
/** The same findings are told again after a week, not every morning. */
const REPEAT_MS = 7 * DAY_MS;

/** Sent answers serve corrections for 14 days; questions in them go with the others where those are kept for less. */
const SENT_DAYS = 15;
const BACKUP_HOUR = 2;
const PRUNE_HOUR = 3;

/** What is forgotten after its time. */
interface Kept {
  sent: { prune(time: number): Promise<void> };
  feedback: { prune(time: number): Promise<void> };
}

export interface Operations {
  /** Counts and times the answers. */
  measured: ReturnType<typeof createMetrics>['measured'];
  onHandled: NonNullable<FeishuBotOptions['onHandled']>;
  /** The same inbox; notes whether it still takes events. */
  watched(inbox: Inbox): Inbox;
  /** For the pages. `bot` is null without credentials. */
  pages(bot: () => FeishuBot | null): Required<Pick<WebOptions, 'metrics' | 'readiness' | 'onRequest'>>;
  /** Begins the work of every day. */
  start(bot: FeishuBot | null, kept: Kept): Promise<void>;
  stop(): Promise<void>;
}

/** What keeps a running bot in sight: figures, readiness, and a look every morning at what needs a person. */
export function createOperations(options: {
  config: Config;
  library: LiveLibrary;
  held: HeldStore;
  clock: Clock;
  log: Log;
}): Operations {
  const { config, library, held, clock, log } = options;
  const { dataDir } = config;
  const state = (name: string): string => join(dataDir, 'state', name);
  let running: FeishuBot | null = null;
  let daily: DailyTasks | undefined;
  let lastMoved = performance.now();
  /** False from an event that could not be kept to the next one that could. */
  let takesEvents = true;

  const metrics = createMetrics({
    async library() {
      const { issues, index } = library.current();
      return {
        issues: issues.length,
        articles: (await index.totals()).articles,
        passages: (await index.totals()).passages,
        broken: library.broken().length,
        held: (await held.list()).length,
      };
    },
    indexBytes: () => sizeOfFilesIn(state('index')),
    lastBackup: () => readLastBackup(dataDir),
    feishu: config.feishu && (() => figuresOf(running)),
  });

  function isInboxMoving(bot: FeishuBot): boolean {
    const { pending, oldestPendingMs } = bot.status();
    const isIdle = performance.now() - lastMoved > HALTED_MS;
    return takesEvents && (pending === 0 || oldestPendingMs < HALTED_MS || !isIdle);
  }

  let backupFailure: string | null = null;
  async function backUp(now: number): Promise<void> {
    const { backupDir: folder, backupKey: key, backupKeep } = config;
    if (!folder) return;
    try {
      const createdAt = new Date(now).toISOString();
      await writeBackup({ dataDir, file: backupPathIn(folder, createdAt, key !== null), createdAt, key });
      await rotateBackups(folder, backupKeep, Date.now());
      backupFailure = null;
      log.info({}, 'the nightly backup is done');
    } catch (error) {
      backupFailure = error instanceof Error ? error.message : String(error);
      throw error;
    }
  }

  async function prune(now: number, { sent, feedback }: Kept): Promise<void> {
    const { keepQuestionsDays: days } = config;
    await feedback.prune(now - days * DAY_MS);
    await sent.prune(now - Math.min(days, SENT_DAYS) * DAY_MS);
  }

  /** What the platform said no to since the last look, and only a person can change. */
  let seenCodes: Record<string, number> = {};
  function newPlatformCodes(bot: FeishuBot | null): Record<string, number> {
    const now = bot?.status().codes ?? {};
    const grown = Object.entries(now)
      .filter(([code]) => codes[Number(code)]?.decision === 'tell-admin')
      .map(([code, times]): [string, number] => [code, times - (seenCodes[code] ?? 0)]);
    seenCodes = now;
    return Object.fromEntries(grown.filter(([, times]) => times > 0));
  }

  async function look(bot: FeishuBot | null): Promise<Findings> {
    const { feishu, publicUrl } = config;
    const checks = feishu ? await checkFeishu({ ...feishu, publicUrl, wall: { now: Date.now } }) : [];
    return {
      now: clock.now(),
      issues: library.current().issues.length,
      broken: library.broken(),
      held: await held.list(),
      freeBytes: await freeBytesOf(dataDir),
      lastBackup: await readLastBackup(dataDir),
      backupFailure,
      platformCodes: newPlatformCodes(bot),
      lacking: checks
        .filter((check) => check.state === 'missing')
        .map(({ subject, detail }) => words.lacking(subject, detail)),
    };
  }

  async function checkMyself(now: number): Promise<void> {
    const findings = selfCheck(await look(running));
    if (findings.length === 0) return;
    const report = words.report(findings.map(({ sentence }) => sentence));
    const about = findings.map((finding) => finding.about);
    const { editorsChat: chatId } = config;
    const isKnown = await wasToldLately(state('self-check.json'), about, now);
    if (running && chatId && !isKnown) {
      const key = `self-check/${now}`;
      const { status } = await running.platform.send(
        { chatId },
        { kind: 'notice', text: report },
        { key, at: now },
      );
      if (status === 'sent') await writeDurably(state('self-check.json'), JSON.stringify({ about, now }));
    }
    log.warn({ findings: findings.length }, 'the daily self-check found what needs a person');
  }

  return {
    measured: metrics.measured,
    watched: (inbox) => ({
      ...inbox,
      async accept(event) {
        try {
          const isNew = await inbox.accept(event);
          takesEvents = true;
          return isNew;
        } catch (error) {
          takesEvents = false;
          throw error;
        }
      },
    }),
    onHandled(event, outcome) {
      lastMoved = performance.now();
      metrics.handled(event, outcome, Math.max(0, clock.now() - event.at) / 1000);
    },
    pages: (bot) => ({
      metrics: {
        token: config.metricsToken,
        read: async () => ({ text: await metrics.text(), contentType: metrics.contentType }),
      },
      readiness() {
        const feishu = bot();
        const checks = {
          library: true,
          ...(feishu && { connection: feishu.status().ready, inbox: isInboxMoving(feishu) }),
        };
        return { ready: Object.values(checks).every(Boolean), ...checks };
      },
      onRequest({ tookMs, ...request }) {
        metrics.request(request.route, request.status, Math.max(0, tookMs) / 1000);
        log.debug({ ...request, tookMs }, 'a request was answered');
      },
    }),
    async start(bot, kept) {
      running = bot;
      const tasks = [
        { name: 'backup', hour: BACKUP_HOUR, run: backUp },
        { name: 'prune', hour: PRUNE_HOUR, run: (now: number) => prune(now, kept) },
        { name: 'self-check', hour: CHECK_HOUR, run: checkMyself },
      ];
      daily = await createDailyTasks({
        file: state('daily.json'),
        tasks,
        timeZone: config.timeZone,
        clock,
        log,
      });
      // Once the platform has told its own id, it has told the time, too.
      void Promise.resolve(bot?.platform.self()).then(daily.tick, () => undefined);
    },
    async stop() {
      // A backup of years is not waited for: it begins anew the next time.
      const late = new Promise((resolve) => setTimeout(resolve, STOP_MS).unref());
      await Promise.race([daily?.stop(), late]);
    },
  };
}

function figuresOf(bot: FeishuBot | null) {
  const nothing = { pending: 0, oldestPendingMs: 0, sending: 0, oldestSendingMs: 0, waitingForLimits: 0 };
  return bot?.status() ?? { ready: false, connection: null, ...nothing, counts: {}, codes: {} };
}

async function sizeOfFilesIn(folder: string): Promise<number | null> {
  try {
    const names = await readdir(folder);
    const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch {
    return null;
  }
}

async function freeBytesOf(folder: string): Promise<number | null> {
  return statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  );
}

/** Also false when what was told last cannot be read: better twice than never. */
async function wasToldLately(file: string, about: string[], now: number): Promise<boolean> {
  try {
    const last = JSON.parse(await readFile(file, 'utf8')) as { about?: unknown; now?: unknown };
    const { about: told } = last;
    // One thing less is nothing new.
    const isKnown = Array.isArray(told) && about.every((one) => told.includes(one));
    return isKnown && typeof last.now === 'number' && Math.abs(now - last.now) < REPEAT_MS;
  } catch {
    return false;
  }
}
