import { setImmediate } from 'node:timers/promises';
import type { IncomingEvent, Outcome } from '../../core/chat.ts';
import { laneOf } from '../../core/chat.ts';
import type { Inbox, Log } from '../../core/ports.ts';
import type { Handled } from '../../core/serving/serve-chat.ts';

interface WorkersOptions {
  handle(event: IncomingEvent): Promise<Handled>;
  settle: Inbox['settle'];
  log: Log;
}

export interface Workers {
  push(event: IncomingEvent): void;
  /** Takes no more, and drops what has not begun: it stays in the inbox. */
  stop(): void;
  /** Resolves when nothing is being worked on and every outcome is settled. */
  idle(): Promise<void>;
}

/**
 * Works on accepted events: those of one chat in their order, chats in turns. A lane goes on when an event is handed
 * over, not when its answer is out, so one message that cannot be delivered does not hold up its chat; and however many
 * wait, new events are acknowledged in between.
 */
export function createWorkers({ handle, settle, log }: WorkersOptions): Workers {
  const lanes = new Map<string, Promise<void>>();
  const outcomes = new Set<Promise<void>>();
  let stopped = false;
  let turn: Promise<void> = Promise.resolve();

  /** One event begins in each turn of the event loop, so that between two of them sockets and disk have theirs. */
  function nextTurn(): Promise<void> {
    turn = turn.then(() => setImmediate());
    return turn;
  }

  async function work(event: IncomingEvent): Promise<void> {
    await nextTurn();
    if (stopped) return;
    try {
      const { outcome } = await handle(event);
      const settled = finish(event.key, outcome);
      outcomes.add(settled);
      void settled.then(() => outcomes.delete(settled));
    } catch (error) {
      log.error({ err: error, key: event.key, type: event.type }, 'an event could not be handled');
      await finish(event.key, Promise.resolve('failed'));
    }
  }

  async function finish(key: string, outcome: Promise<Outcome | null>): Promise<void> {
    try {
      const ended = await outcome;
      if (ended !== null) await settle(key, ended);
    } catch (error) {
      // It stays in the inbox and is worked on again after a restart, under the same keys.
      log.error({ err: error, key }, 'an event could not be settled');
    }
  }

  return {
    push(event) {
      const lane = laneOf(event);
      const next = (lanes.get(lane) ?? Promise.resolve()).then(() => work(event));
      lanes.set(lane, next);
      void next.then(() => {
        if (lanes.get(lane) === next) lanes.delete(lane);
      });
    },
    stop() {
      stopped = true;
    },
    async idle() {
      while (lanes.size > 0 || outcomes.size > 0) await Promise.all([...lanes.values(), ...outcomes]);
    },
  };
}
