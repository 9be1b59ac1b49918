import PQueue from 'p-queue';

export interface Limits {
  /** Messages to one chat (or person) in a second; all bots in a group share this. */
  perChatPerSecond: number;
  /** Changes of one card in a second. */
  perCardPerSecond: number;
  perAppPerSecond: number;
  perAppPerMinute: number;
}

/** https://open.feishu.cn/document/server-docs/im-v1/message/create and …/message-card/patch, read on 2026-11-22. */
export const FEISHU_LIMITS: Limits = {
  perChatPerSecond: 5,
  perCardPerSecond: 5,
  perAppPerSecond: 50,
  perAppPerMinute: 1000,
};

export interface Limiter {
  /** A message to a chat, in the order of the calls. */
  toChat<T>(chatId: string, task: () => Promise<T>): Promise<T>;
  /** A change of a card. */
  toCard<T>(messageId: string, task: () => Promise<T>): Promise<T>;
  /** Anything else; waits behind messages and cards. */
  other<T>(task: () => Promise<T>): Promise<T>;
  /** Stops all calls for a time, as the platform asks when the app's own limit is reached. */
  pause(ms: number): void;
  /** Calls that wait. */
  waiting(): number;
  /** True while a call that is only nice to have would not take the place of a message soon. */
  hasRoom(): boolean;
  /** For the end, when tasks no longer call: lets all that wait find that out at once. */
  open(): void;
}

/** So many calls may wait before there is no room for more than messages. */
const BUSY = 20;

/** Timers may fire a little early. */
const MARGIN_MS = 20;

/**
 * Keeps calls under the platform's limits to the letter: in no second (minute), wherever it begins, do more calls reach
 * the platform than allowed. Each call takes one of N places and holds it until a full second (minute) after its answer
 * came, so the next call in that place cannot reach the platform earlier than that after the last one did, however
 * uneven the network. p-queue gives out the places; its own `interval` is not used, because it counts from the start of
 * a call and by the wall clock: a clock set back by an hour would silence the bot for an hour.
 *
 * A chat that has much to say never holds more than its own places in the queues of the app, so others get theirs in turn.
 */
export function createLimiter(limits: Limits): Limiter {
  const second = createPlaces(limits.perAppPerSecond, 1000);
  const minute = createPlaces(limits.perAppPerMinute, 60_000);
  const lanes = new Map<string, Places>();
  let paused: NodeJS.Timeout | undefined;

  const ofApp = <T>(task: () => Promise<T>, priority: number): Promise<T> =>
    minute.take(() => second.take(task, priority), priority);

  function lane(key: string, perSecond: number): Places {
    const existing = lanes.get(key);
    if (existing) return existing;
    const places = createPlaces(perSecond, 1000);
    lanes.set(key, places);
    places.queue.on('idle', () => lanes.delete(key));
    return places;
  }

  const waiting = (): number =>
    [...lanes.values(), second, minute].reduce((sum, { queue }) => sum + queue.size, 0);

  return {
    toChat: (chatId, task) => lane(`chat ${chatId}`, limits.perChatPerSecond).take(() => ofApp(task, 1), 0),
    toCard: (messageId, task) =>
      lane(`card ${messageId}`, limits.perCardPerSecond).take(() => ofApp(task, 1), 0),
    other: (task) => ofApp(task, 0),
    pause(ms) {
      minute.queue.pause();
      clearTimeout(paused);
      paused = setTimeout(() => minute.queue.start(), ms);
      paused.unref();
    },
    open() {
      minute.queue.start();
      for (const { queue } of [...lanes.values(), second, minute])
        queue.concurrency = Number.POSITIVE_INFINITY;
    },
    waiting,
    hasRoom: () => waiting() <= BUSY && minute.queue.pending < limits.perAppPerMinute / 2,
  };
}

interface Places {
  queue: PQueue;
  take<T>(task: () => Promise<T>, priority: number): Promise<T>;
}

function createPlaces(count: number, holdMs: number): Places {
  const queue = new PQueue({ concurrency: count });
  return {
    queue,
    take: (task, priority) =>
      new Promise((resolve, reject) => {
        const held = async (): Promise<void> => {
          await task().then(resolve, reject);
          // Not kept alive for: a program that ends needs its places no more.
          await new Promise((done) => setTimeout(done, holdMs + MARGIN_MS).unref());
        };
        void queue.add(held, { priority });
      }),
  };
}
