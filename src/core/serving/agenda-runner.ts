import type { Agenda, Clock, Log, Task } from '../ports.ts';

export interface AgendaRunnerOptions {
  agenda: Pick<Agenda, 'due' | 'done'>;
  /** Does one task; false, or an error, when it should be tried again at the next look. */
  run(task: Task): Promise<boolean>;
  clock: Clock;
  log: Log;
}

/** Tasks done side by side; the platform's limits are kept elsewhere. */
const AT_ONCE = 10;

/**
 * Does what is due; called again and again by whoever has a timer. Calls while one look is under way share the look that
 * follows it, so that what was added just before a call is always seen by it.
 */
export function createAgendaRunner(options: AgendaRunnerOptions): () => Promise<void> {
  const { agenda, run, clock, log } = options;
  let last: Promise<void> = Promise.resolve();
  /** A look was asked for and has not begun. */
  let isWaiting = false;

  async function look(): Promise<void> {
    const tasks = await agenda.due(clock.now());
    const work = async (): Promise<void> => {
      for (let task = tasks.shift(); task; task = tasks.shift()) {
        try {
          if (await run(task)) await agenda.done(task.key);
        } catch (error) {
          log.error(
            { err: error, key: task.key },
            'a task could not be done, or not noted as done; it is tried again',
          );
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  return () => {
    if (isWaiting) return last;
    isWaiting = true;
    last = last
      .catch(() => undefined)
      .then(() => {
        isWaiting = false;
        return look();
      });
    return last;
  };
}
