import { type IncomingEvent, laneOf, type Outcome } from '../../core/chat.ts';
import type { Inbox, Log } from '../../core/ports.ts';
import type { Handled } from '../../core/serving/serve-chat.ts';

/** What the queue carries: the key of an event. The event itself is in the inbox: a message of a queue ends at 128 KB. */
export interface Job {
  key: string;
}

/** The members of a queue binding that are used. https://developers.cloudflare.com/queues/configuration/javascript-apis/ */
export interface JobQueue {
  send(job: Job): Promise<unknown>;
  sendBatch(jobs: { body: Job }[]): Promise<unknown>;
}

export interface JobMessage {
  body: Job;
  attempts: number;
  ack(): void;
  retry(options?: { delaySeconds?: number }): void;
}

/** An inbox that hands every event it takes to the queue. */
export function createQueuedInbox({ inbox, queue, log }: { inbox: Inbox; queue: JobQueue; log: Log }): Inbox {
  return {
    ...inbox,
    async accept(event) {
      const isNew = await inbox.accept(event);
      if (!isNew) return false;
      // The event is kept: what could not be handed over now is handed over by the next clean-up.
      await queue
        .send({ key: event.key })
        .catch((error: unknown) =>
          log.error({ err: error, key: event.key }, 'an event waits for the clean-up'),
        );
      return true;
    },
  };
}

interface WorkOptions {
  read(key: string): Promise<IncomingEvent | null>;
  handle(event: IncomingEvent): Promise<Handled>;
  settle: Inbox['settle'];
  log: Log;
}

/** How long a failed event waits before it is worked on again: 10 s, doubling. */
const FIRST_DELAY_S = 10;
const LONGEST_DELAY_S = 600;

/**
 * Works on a batch of events: those of one chat in their order, chats side by side. Resolves when each is settled, or
 * back in the queue because of a fault or because `stop` has ended the sending.
 */
export async function workOn(messages: readonly JobMessage[], options: WorkOptions): Promise<void> {
  const { read, handle, settle, log } = options;
  const again = (message: JobMessage): void => {
    const delay = FIRST_DELAY_S * 2 ** Math.max(0, message.attempts - 1);
    message.retry({ delaySeconds: Math.min(LONGEST_DELAY_S, delay) });
  };
  const failed = (message: JobMessage, error: unknown): void => {
    const { key } = message.body;
    log.error(
      { err: error, key, attempts: message.attempts },
      'an event could not be handled; it comes again',
    );
    again(message);
  };
  const finish = async (message: JobMessage, outcome: Promise<Outcome | null>): Promise<void> => {
    try {
      const ended = await outcome;
      if (ended === null) return again(message);
      await settle(message.body.key, ended);
      message.ack();
    } catch (error) {
      failed(message, error);
    }
  };

  const lanes = new Map<string, Promise<void>>();
  const finishing: Promise<void>[] = [];
  const keys = new Set<string>();
  for (const message of messages) {
    // The clean-up may have put it into the queue a second time: what becomes of the first counts.
    if (keys.has(message.body.key)) {
      message.ack();
      continue;
    }
    keys.add(message.body.key);
    const event = await read(message.body.key).catch((error: unknown) => {
      failed(message, error);
      return undefined;
    });
    if (event === undefined) continue;
    if (event === null) {
      // Settled by an earlier delivery.
      message.ack();
      continue;
    }
    const lane = laneOf(event);
    const work = async (): Promise<void> => {
      try {
        const { outcome } = await handle(event);
        finishing.push(finish(message, outcome));
      } catch (error) {
        failed(message, error);
      }
    };
    lanes.set(lane, (lanes.get(lane) ?? Promise.resolve()).then(work));
  }
  await Promise.all(lanes.values());
  await Promise.all(finishing);
}
