import { readFile, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from '../adapters/disk/replace-file.ts';
import type { FeishuBot } from '../adapters/feishu/bot.ts';
import { checkFeishu } from '../adapters/feishu/check-up.ts';
import { codes } from '../adapters/feishu/codes.ts';
import { readLastBackup, writeBackup } from '../adapters/stores/backup.ts';
import { backupPathIn, rotateBackups } from '../adapters/stores/backup-rotation.ts';
import { createDailyTasks } from '../adapters/stores/daily-tasks.ts';
import { laggingDictionary } from '../adapters/stores/shipped-dictionary.ts';
import type { Config } from '../config.ts';
import type { Clock, HeldStore, Log } from '../core/ports.ts';
import { forgetOldQuestions, type Prunable } from '../core/watching/retention.ts';
import { type Findings, lackingOf } from '../core/watching/self-check.ts';
import { createTellFindings } from '../core/watching/tell-findings.ts';
import type { LiveLibrary } from './live-library.ts';

const BACKUP_HOUR = 2;
const PRUNE_HOUR = 3;
const CHECK_HOUR = 9;
const STOP_MS = 3_000;

/** The work of every day: a backup, forgetting, and a look at what needs a person. Begins at once. */
export async function startDailyWork(options: {
  config: Config;
  library: LiveLibrary;
  held: HeldStore;
  sent: Prunable;
  feedback: Prunable;
  /** null without credentials. */
  bot: FeishuBot | null;
  clock: Clock;
  log: Log;
}): Promise<{ stop(): Promise<void> }> {
  const { config, library, held, sent, feedback, bot, clock, log } = options;
  const { dataDir } = config;
  const toldFile = join(dataDir, 'state', 'self-check.json');

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

  const prune = (now: number): Promise<void> =>
    forgetOldQuestions({ feedback, sent }, now, config.keepQuestionsDays);

  /** What the platform said no to since the last look, and only a person can change. */
  let seenCodes: Record<string, number> = {};
  function newPlatformCodes(): Record<string, number> {
    const now = bot?.status().codes ?? {};
    const grown = Object.entries(now)
      .filter(([code]) => codes[Number(code)]?.decision === 'tell-admin')
      .map(([code, times]): [string, number] => [code, times - (seenCodes[code] ?? 0)]);
    seenCodes = now;
    return Object.fromEntries(grown.filter(([, times]) => times > 0));
  }

  async function look(): Promise<Findings> {
    const { feishu, publicUrl } = config;
    const checks = feishu ? await checkFeishu({ ...feishu, publicUrl, wall: { now: Date.now } }) : [];
    return {
      now: clock.now(),
      issues: library.current().issues.length,
      broken: library.broken(),
      held: await held.list(),
      dictionary: (await laggingDictionary(dataDir)).map(({ name }) => name),
      freeBytes: await freeBytesOf(dataDir),
      lastBackup: await readLastBackup(dataDir),
      backupFailure,
      platformCodes: newPlatformCodes(),
      lacking: lackingOf(checks),
    };
  }

  const tellFindings = createTellFindings({
    look,
    told: {
      read: () => readFile(toldFile, 'utf8'),
      write: (text) => writeDurably(toldFile, text),
    },
    async send(text, options) {
      const { editorsChat: chatId } = config;
      if (!bot || !chatId) return false;
      const { status } = await bot.platform.send({ chatId }, { kind: 'notice', text }, options);
      return status === 'sent';
    },
    clock,
    log,
  });

  const daily = await createDailyTasks({
    file: join(dataDir, 'state', 'daily.json'),
    tasks: [
      { name: 'backup', hour: BACKUP_HOUR, run: backUp },
      { name: 'prune', hour: PRUNE_HOUR, run: prune },
      { name: 'self-check', hour: CHECK_HOUR, run: tellFindings },
    ],
    timeZone: config.timeZone,
    clock,
    log,
  });
  // Once the platform has told its own id, it has told the time, too.
  void Promise.resolve(bot?.platform.self()).then(daily.tick, () => undefined);
  return {
    async stop() {
      // A backup of years is not waited for: it begins anew the next time.
      const late = new Promise((resolve) => setTimeout(resolve, STOP_MS).unref());
      await Promise.race([daily.stop(), late]);
    },
  };
}

async function freeBytesOf(folder: string): Promise<number | null> {
  return statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  );
}
