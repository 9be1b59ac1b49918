import { checkFeishu } from '../adapters/feishu/check-up.ts';
import { localTime } from '../core/local-time.ts';
import { lackingOf } from '../core/watching/self-check.ts';
import { createTellFindings } from '../core/watching/tell-findings.ts';
import type { WorkerBot } from './worker-bot.ts';
import type { WorkerParts } from './worker-parts.ts';

const CHECK_HOUR = 9;

/**
 * The self-check of every day, as on Node, from nine o'clock on. NOTE: codes of Feishu are not counted over isolates, and
 * held files are on the page of administrators alone: no command reaches them on R2.
 */
export async function checkOnceADay(
  { config, clock, notes, latest, log }: WorkerParts,
  { platform }: Pick<WorkerBot, 'platform'>,
): Promise<void> {
  const { feishu, publicUrl, editorsChat: chatId, timeZone } = config;
  const { year, month, day, hour } = localTime(clock.now(), timeZone);
  const today = `${year}-${month}-${day}`;
  if (!feishu || !chatId || hour < CHECK_HOUR || (await notes.read('checked on')) === today) return;
  // Noted first: what cannot be looked at is not looked at every minute.
  await notes.write('checked on', today);
  const tellFindings = createTellFindings({
    async look() {
      const checks = await checkFeishu({ ...feishu, publicUrl, wall: { now: Date.now } });
      return {
        now: clock.now(),
        issues: latest().issues.length,
        broken: [],
        held: [],
        dictionary: [],
        freeBytes: null,
        lastBackup: Number(await notes.read('last backup')) || null,
        backupFailure: null,
        platformCodes: {},
        lacking: lackingOf(checks),
      };
    },
    told: { read: () => notes.read('self-check'), write: (text) => notes.write('self-check', text) },
    async send(text, options) {
      const { status } = await platform.send({ chatId }, { kind: 'notice', text }, options);
      return status === 'sent';
    },
    clock,
    log,
  });
  await tellFindings().catch((error) => log.error({ err: error }, 'the daily self-check failed'));
}
