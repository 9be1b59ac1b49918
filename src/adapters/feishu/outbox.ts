import fnv1a from '@sindresorhus/fnv1a';
import { type Delivery, type Reply, STALE_AFTER_MS } from '../../core/chat.ts';
import { PlatformError } from '../../core/errors.ts';
import type { ChatPlatform, Clock, Log, SendOptions } from '../../core/ports.ts';
import { blockedForm, formsOf } from './card.ts';
import type { FeishuClient, OutgoingContent, SentMessage } from './client.ts';
import { cannotTakeBack } from './codes.ts';
import type { Limiter } from './limits.ts';
import { decisionOn, persist } from './persist.ts';

export interface OutboxOptions {
  client: FeishuClient;
  limiter: Limiter;
  clock: Clock;
  log: Log;
  count(what: string): void;
  /** The bot's own id, once it is known. */
  self(): Promise<string>;
  publicUrl: string;
  /** The first wait before an attempt is repeated, and the longest. */
  retryAfterMs?: number;
  longestWaitMs?: number;
}

export interface Outbox extends ChatPlatform {
  /** Ends all waiting for a next attempt: what has not gone out is `stopped`. Resolves when no call is under way. */
  stop(): Promise<void>;
  underWay(): number;
  /** Since when the longest of them has been under way, by the clock; null when there is none. */
  underWaySince(): number | null;
}

/** Reactions: 我在处理 while working, an alarm clock on what came too late to answer. */
const EMOJI = { working: 'OnIt', 'too-old': 'Alarm' } as const;

type NotSent = Extract<Delivery, { status: 'not-sent' }>;

/** How one message reaches the platform. */
interface Way {
  /** What it waits in line with: a chat, a person, or the card it changes. */
  lane: string;
  send(form: OutgoingContent, uuid: string): Promise<SentMessage>;
  inLine(task: () => Promise<SentMessage>): Promise<SentMessage>;
  /** False when it was not going into a thread anyway. */
  leaveThread?(): boolean;
}

/**
 * Everything the bot says goes out here: within the limits, again after a passing failure, in a simpler form where the
 * platform refuses one, at most once (`uuid`), and never later than it is of use.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const { client, limiter, clock, log, count, self, publicUrl } = options;
  const { retryAfterMs = 1000, longestWaitMs = 60_000 } = options;
  const stopping = new AbortController();
  /** What is under way, oldest first, and since when. */
  const running = new Map<Promise<unknown>, number>();
  /** Chats the bot could not talk in, and when it found out. What was asked after that shows it is back. */
  const gone = new Map<string, number>();

  return {
    self,
    reply({ messageId, chatId, ...to }, reply, sendOptions) {
      let { inThread } = to;
      return deliver(reply, sendOptions, {
        lane: chatId,
        send: (form, uuid) => client.reply(messageId, form, uuid, inThread),
        inLine: (task) => limiter.toChat(chatId, task),
        leaveThread() {
          const was = inThread;
          inThread = false;
          return was;
        },
      });
    },
    send(to, reply, sendOptions) {
      const receiver =
        'chatId' in to
          ? ({ type: 'chat_id', id: to.chatId } as const)
          : ({ type: 'open_id', id: to.person } as const);
      return deliver(reply, sendOptions, {
        lane: receiver.id,
        send: (form, uuid) => client.create(receiver, form, uuid),
        inLine: (task) => limiter.toChat(receiver.id, task),
      });
    },
    update(messageId, reply, sendOptions) {
      return deliver(reply, sendOptions, {
        lane: messageId,
        async send(form) {
          // A card can only become another card.
          if (form.type !== 'interactive') throw new Error('No simpler card is left');
          await client.patchCard(messageId, form.content);
          return { messageId, chatId: '' };
        },
        inLine: (task) => limiter.toCard(messageId, task),
      });
    },
    async takeBack(messageId, instead, sendOptions) {
      const taken = await deliver(instead, sendOptions, {
        lane: messageId,
        async send(form) {
          try {
            await client.recall(messageId);
          } catch (error) {
            if (!(error instanceof PlatformError && cannotTakeBack.has(error.code))) throw error;
            await client.patchCard(messageId, form.content);
          }
          return { messageId, chatId: '' };
        },
        inLine: (task) => limiter.toCard(messageId, task),
      });
      // Taken back by someone else before: just as good.
      const wasGone = taken.status === 'not-sent' && taken.why === 'question-gone';
      return wasGone ? { status: 'sent', messageId, chatId: '' } : taken;
    },
    async mark(messageId, mark) {
      if (mark === 'working' && !limiter.hasRoom()) return null;
      return quietly(() => client.addReaction(messageId, EMOJI[mark]));
    },
    async unmark(messageId, markId) {
      await quietly(() => client.removeReaction(messageId, markId));
    },
    async stop() {
      stopping.abort();
      limiter.open();
      await Promise.allSettled(running.keys());
    },
    underWay: () => running.size,
    underWaySince: () => running.values().next().value ?? null,
  };

  async function deliver(reply: Reply, sendOptions: SendOptions, way: Way): Promise<Delivery> {
    const delivery = await track(tryForms(reply, sendOptions, way));
    count(delivery.status === 'sent' ? 'sent' : `not sent: ${delivery.why}`);
    return delivery;
  }

  /** Sends the best form the platform takes. */
  async function tryForms(reply: Reply, sendOptions: SendOptions, way: Way): Promise<Delivery> {
    const forms = formsOf(reply, { publicUrl });
    let part = 0;
    let blocked = false;
    for (;;) {
      const form = blocked ? blockedForm(reply, publicUrl) : forms[part];
      if (!form) return notSent('failed');
      const uuid = uuidOf(sendOptions.key, blocked ? 'blocked' : String(part));
      try {
        return { status: 'sent', ...(await attempt(() => way.send(form, uuid), sendOptions, way)) };
      } catch (error) {
        const reason = reasonToStop(error, sendOptions);
        if (reason) return notSent(reason);
        const decision = decisionOn(error);
        if (decision === 'out-of-thread' && way.leaveThread?.()) continue;
        log.warn({ err: error, key: sendOptions.key, decision }, 'the platform refused a message');
        if (decision === 'say-blocked' && !blocked) blocked = true;
        else if (decision === 'simpler' && !blocked) part++;
        else if (decision === 'question-gone') return notSent('question-gone');
        else if (decision === 'chat-gone') {
          gone.set(way.lane, clock.now());
          return notSent('chat-gone');
        } else return notSent('failed');
      }
    }
  }

  async function attempt(
    send: () => Promise<SentMessage>,
    { at, signal }: SendOptions,
    way: Way,
  ): Promise<SentMessage> {
    const ended = AbortSignal.any(signal ? [stopping.signal, signal] : [stopping.signal]);
    const turn = async (): Promise<SentMessage> => {
      // Looked at when its turn has come: it may have waited long.
      ended.throwIfAborted();
      if (at <= (gone.get(way.lane) ?? 0)) throw new Overtaken('chat-gone');
      if (clock.now() - at > STALE_AFTER_MS) throw new Overtaken('expired');
      return send();
    };
    return persist(() => way.inLine(turn), {
      signal: ended,
      retryAfterMs,
      longestWaitMs,
      onRepeat(error) {
        count('send repeated');
        if (error instanceof PlatformError && error.code === APP_LIMIT)
          limiter.pause(error.retryAfterMs ?? 1000);
        log.debug({ err: error }, 'a message will be sent again');
      },
    });
  }

  function reasonToStop(error: unknown, { signal, key }: SendOptions): NotSent['why'] | null {
    if (error instanceof Overtaken) {
      if (error.why === 'expired') log.error({ key }, 'given up: it could not be sent in time');
      return error.why;
    }
    if (signal?.aborted) return 'cancelled';
    return stopping.signal.aborted ? 'stopped' : null;
  }

  /** For what is nice to have. */
  async function quietly<T>(call: () => Promise<T>): Promise<T | null> {
    if (stopping.signal.aborted) return null;
    const called = limiter.other(call).catch((error: unknown) => {
      count('reaction failed');
      log.debug({ err: error }, 'reaction failed');
      return null;
    });
    return track(called);
  }

  function track<T>(promise: Promise<T>): Promise<T> {
    running.set(promise, clock.now());
    void promise.catch(() => undefined).then(() => running.delete(promise));
    return promise;
  }
}

const APP_LIMIT = 99991400;

/** Not sent, because things changed while it waited. */
class Overtaken extends Error {
  readonly why: 'chat-gone' | 'expired';
  constructor(why: 'chat-gone' | 'expired') {
    super(why);
    this.why = why;
  }
}

const notSent = (why: NotSent['why']): NotSent => ({ status: 'not-sent', why });

/** The same for the same part of the same message, at most 50 characters whatever the ids are. */
function uuidOf(key: string, part: string): string {
  return fnv1a(`${key}/${part}`, { size: 128 }).toString(36);
}
