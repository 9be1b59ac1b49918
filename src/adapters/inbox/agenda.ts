import type { Agenda, Clock, Task } from '../../core/ports.ts';
import { openJournal } from './journal.ts';

export interface AgendaStore extends Agenda {
  close(): Promise<void>;
}

type Change = { task: Task } | { done: string; at: number };

/** So that what was done is not done again, however late it is asked for once more. */
const KNOWN_MS = 60 * 24 * 3_600_000;

/** What is to be done later, in one file, each change a line. @throws StoreError when it cannot be used */
export async function createAgenda(path: string, clock: Clock): Promise<AgendaStore> {
  const waiting = new Map<string, Task>();
  const finished = new Map<string, number>();
  const apply = (change: Change): void => {
    if ('task' in change) waiting.set(change.task.key, change.task);
    else {
      waiting.delete(change.done);
      if (clock.now() - change.at < KNOWN_MS) finished.set(change.done, change.at);
    }
  };
  const journal = await openJournal<Change>(path, apply, () => [
    ...[...waiting.values()].map((task) => ({ task })),
    ...[...finished].map(([done, at]) => ({ done, at })),
  ]);

  return {
    add: (task) =>
      journal.inTurn(async () => {
        if (waiting.has(task.key) || finished.has(task.key)) return false;
        await journal.append({ task });
        return true;
      }),
    async due(now) {
      return [...waiting.values()].filter(({ due }) => due <= now).sort((a, b) => a.due - b.due);
    },
    async done(key) {
      const change = { done: key, at: clock.now() };
      // Before the disk: where that is full, what was done must not be done again at every look.
      apply(change);
      await journal.append(change);
    },
    close: journal.close,
  };
}
