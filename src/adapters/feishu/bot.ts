import type { CardAction, CardResponse, IncomingEvent, Outcome } from '../../core/chat.ts';
import type { Ask, ChatPlatform, Editors, Feedback, Inbox, Log, SentAnswers } from '../../core/ports.ts';
import type { Companion } from '../../core/serving/companion.ts';
import { createEditorDesk, type PublishingParts } from '../../core/serving/desk/editor-desk.ts';
import { lateWords } from '../../core/serving/late-click.ts';
import { type ChatServiceOptions, createChatService, type Handled } from '../../core/serving/serve-chat.ts';
import type { Viewers } from '../../core/serving/viewers.ts';
import { createAttachments } from './attachments.ts';
import { type CallTuning, createFeishuCalls, type FeishuCalls } from './calls.ts';
import { toCallbackBody } from './card.ts';
import { createIdentity, type Identity } from './identity.ts';
import { createIntake, type Intake } from './intake.ts';
import { createLongConnection, type LongConnectionStatus } from './long-connection.ts';
import { createOutbox } from './outbox.ts';
import type { PlatformClock } from './platform-clock.ts';
import { createWebhook } from './webhook.ts';

export interface FeishuBotOptions extends Pick<ChatServiceOptions, 'admit' | 'recent'> {
  appId: string;
  appSecret: string;
  encryptKey: string | null;
  verificationToken: string | null;
  domain: string;
  transport: 'websocket' | 'webhook';
  publicUrl: string;
  ask: Ask;
  viewers: Viewers;
  /** Made for the way this bot sends messages. */
  companion?: ((platform: ChatPlatform) => Companion) | undefined;
  inbox: Inbox;
  sent: SentAnswers;
  feedback: Feedback;
  /** What editors need to publish in chats, and who they are; without it files are not understood. */
  publishing?: PublishingParts & { editors: Editors };
  /** What works on accepted events (per-chat order); built by the caller around `handle`. */
  createWorkers(handle: (event: IncomingEvent) => Promise<Handled>): Workers;
  hasSecrecyMark(text: string): boolean;
  /** Hears how each event ended; null when the program was stopped first. */
  onHandled?(event: IncomingEvent, outcome: Outcome | null): void;
  clock: PlatformClock;
  log: Log;
  /** The way to Feishu, shared with all else that calls it; one of its own when nothing else does. */
  calls?: FeishuCalls;
  /** Who the bot is, where that outlives the bot (Workers); else it finds out itself. */
  identity?: Identity;
  /** Changed by tests only. */
  tuning?: Tuning;
}

export interface Tuning extends CallTuning {
  pingTimeoutSeconds?: number;
  questionsPerMinute?: number;
  /** How long a click may take before the card is changed afterwards instead. */
  callbackMs?: number;
  /** How often drafts are looked through for those that end. */
  sweepEveryMs?: number;
}

const SWEEP_EVERY_MS = 15 * 60_000;

interface Workers {
  push(event: IncomingEvent): void;
  stop(): void;
  idle(): Promise<void>;
}

export interface FeishuBot {
  /** Takes up what was left in the inbox, and new events. */
  start(): void;
  /** Takes nothing new, finishes what it can within `withinMs`, closes. What is left stays in the inbox. */
  stop(withinMs?: number): Promise<void>;
  /** For `POST /feishu/events`; null when events come over the long connection. */
  webhook: ((request: Request) => Promise<Response>) | null;
  /** Ends drafts that waited for too long; what `start` does now and then. */
  sweep(): Promise<void>;
  /** Resolves when nothing is on its way out and no click is being worked on. */
  idle(): Promise<void>;
  /** What the program has to say of its own accord goes out here, too. */
  platform: ChatPlatform;
  status(): FeishuStatus;
}

export interface FeishuStatus {
  /** True once questions can be taken and answered. */
  ready: boolean;
  transport: 'websocket' | 'webhook';
  identityKnown: boolean;
  connection: LongConnectionStatus | null;
  /** Events in the inbox, and the age of the oldest. */
  pending: number;
  oldestPendingMs: number;
  /** Messages on their way out, and how long the longest has been. */
  sending: number;
  oldestSendingMs: number;
  waitingForLimits: number;
  /** How often what happened since the start: events by type, messages sent, refused, repeated … */
  counts: Record<string, number>;
  /** How often the platform gave which code since the start; 0 is success, `unreachable` no proper answer. */
  codes: Record<string, number>;
}

/** The Feishu side of the program, wired up: events in, cards out. */
export function createFeishuBot(options: FeishuBotOptions): FeishuBot {
  const { inbox, log, clock, transport, publicUrl, tuning = {} } = options;
  const { callbackMs = 2300 } = tuning;
  const counts: Record<string, number> = {};
  const count = (what: string): void => {
    counts[what] = (counts[what] ?? 0) + 1;
  };

  const calls = options.calls ?? createFeishuCalls(options);
  const { client, limiter } = calls;
  const identity = options.identity ?? createIdentity(client, log, tuning.retryAfterMs);
  const outbox = createOutbox({
    client,
    limiter,
    clock,
    log,
    count,
    publicUrl,
    self: identity.wait,
    ...(tuning.retryAfterMs && { retryAfterMs: tuning.retryAfterMs }),
    ...(tuning.longestWaitMs && { longestWaitMs: tuning.longestWaitMs }),
  });
  const { publishing } = options;
  const attachments = createAttachments({ calls, clock, log });
  const desk = publishing && createEditorDesk({ ...publishing, attachments, platform: outbox, clock, log });
  const companion = options.companion?.(outbox);
  const service = createChatService({
    ...options,
    platform: outbox,
    companion,
    ...(desk && { desk }),
    ...(tuning.questionsPerMinute && { questionsPerMinute: tuning.questionsPerMinute }),
  });
  const workers = options.createWorkers(async (event) => {
    await acknowledged();
    const handled = await service.handle(event);
    void handled.outcome.then(
      (outcome) => {
        const { key, type } = event;
        log.info({ key, type, outcome, tookMs: clock.now() - event.at }, 'an event was handled');
        options.onHandled?.(event, outcome);
      },
      () => undefined,
    );
    return handled;
  });

  const taking = new Set<Promise<unknown>>();
  /** Acknowledging goes before working. A stream of events that does not end holds an answer up by 20 ms at most. */
  async function acknowledged(): Promise<void> {
    for (let i = 0; taking.size > 0 && i < 20; i++) await new Promise((next) => setTimeout(next, 1));
  }

  const clicks = new Set<Promise<unknown>>();
  /** Answers a click within the platform's 3 s; what takes longer changes the card, or says why not, when it is ready. */
  async function onCardAction(action: CardAction): Promise<CardResponse> {
    const acted = service.act(action);
    const over = acted.catch(() => undefined);
    clicks.add(over);
    void over.then(() => clicks.delete(over));
    const response = await within(callbackMs, acted);
    if (response) return response;
    const shown = acted.then(async ({ show, toast }) => {
      const { messageId, chatId, eventId: key } = action;
      const sendOptions = { key, at: clock.now() };
      if (show) await outbox.update(messageId, show, sendOptions);
      else if (toast?.tone === 'warning') {
        const reply = { kind: 'notice', text: toast.text } as const;
        await outbox.reply({ messageId, chatId, inThread: false }, reply, sendOptions);
      }
    });
    shown.catch((error: unknown) => log.error({ err: error }, 'a click that took long failed'));
    return { toast: { tone: 'info', text: lateWords(action.act) } };
  }

  let stopping = false;
  let sweeping: NodeJS.Timeout | undefined;
  const intake = createIntake({
    inbox,
    onAccepted: workers.push,
    onAttachment: attachments.note,
    onCardAction,
    renderResponse: (response) => toCallbackBody(response, { publicUrl }),
    self: identity.now,
    hasSecrecyMark: options.hasSecrecyMark,
    clock,
    log,
    count,
  });
  const guardedIntake: Intake = async (envelope) => {
    // Not acknowledged: the platform brings it again, to whoever runs then.
    if (stopping) throw new Error('Cannot take an event: the program is stopping');
    const taken = intake(envelope);
    taking.add(taken);
    return taken.finally(() => taking.delete(taken));
  };

  const connection =
    transport === 'websocket'
      ? createLongConnection({
          ...options,
          intake: guardedIntake,
          ...(tuning.pingTimeoutSeconds && { pingTimeoutSeconds: tuning.pingTimeoutSeconds }),
        })
      : null;
  const webhook =
    transport === 'webhook'
      ? createWebhook({
          encryptKey: options.encryptKey ?? '',
          verificationToken: options.verificationToken ?? '',
          intake: guardedIntake,
          log,
          count,
        })
      : null;

  return {
    webhook,
    platform: outbox,
    sweep: async () => desk?.sweep(),
    async idle() {
      while (clicks.size > 0 || outbox.underWay() > 0) await new Promise((next) => setTimeout(next, 5));
    },
    start() {
      identity.start();
      if (desk) {
        void desk.sweep();
        sweeping = setInterval(() => void desk.sweep(), tuning.sweepEveryMs ?? SWEEP_EVERY_MS).unref();
      }
      for (const event of inbox.pending()) workers.push(event);
      connection?.start();
    },
    async stop(withinMs = 5000) {
      stopping = true;
      clearInterval(sweeping);
      await within(withinMs, Promise.allSettled(taking).then(workers.idle));
      workers.stop();
      identity.stop();
      await within(1000, outbox.stop().then(workers.idle));
      connection?.close();
    },
    status() {
      const connected = connection?.status() ?? null;
      const identityKnown = identity.now() !== null;
      const pending = inbox.pending();
      const age = (since: number | null | undefined): number =>
        Math.max(0, clock.now() - (since ?? clock.now()));
      return {
        ready: identityKnown && !stopping && (connected === null || connected.state === 'connected'),
        transport,
        identityKnown,
        connection: connected,
        pending: pending.length,
        oldestPendingMs: age(pending[0]?.at),
        sending: outbox.underWay(),
        oldestSendingMs: age(outbox.underWaySince()),
        waitingForLimits: limiter.waiting(),
        counts: { ...counts },
        codes: { ...calls.codes },
      };
    },
  };
}

/** What `promise` gives, or undefined when that takes longer than `ms`. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
