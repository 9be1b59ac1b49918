import { Low } from 'lowdb';
import { localTime } from '../../core/local-time.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { durableJson } from './durable-json.ts';

interface DailyTask {
  /** `[a-z-]+`; names it in the file. */
  name: string;
  /** From this hour on: 0 to 23. */
  hour: number;
  run(now: number): Promise<void>;
}

interface DailyTasks {
  /** Runs what is due, one after another. Never throws. */
  tick(): Promise<void>;
  /** Ends the ticking and resolves when nothing runs. */
  stop(): Promise<void>;
}

const TICK_MS = 5 * 60_000;
const AFTER_FAILURE_MS = 3_600_000;

/**
 * Runs each task once a day, also when the program was down at its hour: `file` holds the day each was last done. A task
 * that fails is tried again after an hour. A day is done when it is exactly today's, so a clock that once stood in the
 * future does not stop the tasks for years.
 */
export async function createDailyTasks(options: {
  file: string;
  tasks: readonly DailyTask[];
  /** Whose days and hours, for example `Asia/Shanghai`. */
  timeZone: string;
  clock: Clock;
  log: Log;
}): Promise<DailyTasks> {
  const { file, tasks, timeZone, clock, log } = options;
  const done = await openDone(file);
  const notBefore = new Map<string, number>();
  let running: Promise<void> = Promise.resolve();

  async function runDue(): Promise<void> {
    for (const { name, hour, run } of tasks) {
      const now = clock.now();
      const local = localTime(now, timeZone);
      const today = new Date(Date.UTC(local.year, local.month - 1, local.day)).toISOString().slice(0, 10);
      const isWaiting = Math.abs(now - (notBefore.get(name) ?? Number.NEGATIVE_INFINITY)) < AFTER_FAILURE_MS;
      if (done.data[name] === today || local.hour < hour || isWaiting) continue;
      try {
        await run(now);
        await done.update((days) => {
          days[name] = today;
        });
      } catch (error) {
        notBefore.set(name, now);
        log.error({ err: error, task: name }, 'a daily task failed');
      }
    }
  }

  const tick = (): Promise<void> => {
    running = running.then(runDue);
    return running;
  };
  const timer = setInterval(tick, TICK_MS).unref();
  return {
    tick,
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

/** Nothing done where the file is missing or damaged: a task may then run twice a day, which harms nothing. */
async function openDone(file: string): Promise<Low<Record<string, string>>> {
  const done = new Low(durableJson<Record<string, string>>(file), {});
  await done.read().catch(() => undefined);
  if (!isRecord(done.data)) done.data = {};
  return done;
}

function isRecord(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
