import {
  type CardAction,
  type CardResponse,
  type Delivery,
  type IncomingEvent,
  type IncomingMessage,
  type Outcome,
  type Reply,
  recallKey,
  type SentAnswer,
  STALE_AFTER_MS,
} from '../chat.ts';
import { createRecentQuestions, type RecentQuestions } from '../conversation/recent-questions.ts';
import { type DeskReading, type Reading, readMessage, readText } from '../conversation.ts';
import type { ChatPlatform, Clock, Feedback, Inbox, Log, SendOptions, SentAnswers } from '../ports.ts';
import { desk, chat as words } from '../wording.ts';
import { createCardActions } from './card-actions.ts';
import type { Companion } from './companion.ts';
import { type Asked, type Composed, createCompose } from './compose.ts';
import type { EditorDesk } from './desk/editor-desk.ts';
import { createFloodGate, type FloodGate } from './flood.ts';
import type { Sources } from './look-up.ts';

export interface ChatServiceOptions extends Sources {
  platform: ChatPlatform;
  inbox: Pick<Inbox, 'knows' | 'once'>;
  sent: SentAnswers;
  feedback: Feedback;
  /** The platform's time, which the times of messages are compared with. */
  clock: Clock;
  log: Log;
  /** Questions and clicks a person may send in a minute. */
  questionsPerMinute?: number;
  /** Stand in for those of one process, where several share the work. */
  admit?: FloodGate;
  recent?: RecentQuestions;
  /** Where editors publish; without one, files are not understood. */
  desk?: EditorDesk;
  companion?: Companion | undefined;
}

export interface ChatService {
  /** Resolves when the next event of the same lane may start. */
  handle(event: IncomingEvent): Promise<Handled>;
  act(action: CardAction): Promise<CardResponse>;
}

export interface Handled {
  /** null when the program was stopped first, so that the event must be handled again. */
  outcome: Promise<Outcome | null>;
}

/**
 * What the bot does in chats: everything between an event that was taken in and a message that goes out. Follow one
 * question: `handle` → `readMessage` (conversation.ts) → `lookUp` (look-up.ts) → `ChatPlatform.reply`.
 */
export function createChatService(options: ChatServiceOptions): ChatService {
  const { platform, inbox, sent, clock, questionsPerMinute = 10 } = options;
  const compose = createCompose(options);
  const admit = options.admit ?? createFloodGate(questionsPerMinute);
  const act = createCardActions({ ...options, admit, delivered });
  const recent = options.recent ?? createRecentQuestions();
  const underWay = new Map<string, { cancel: AbortController; over: Promise<unknown>; chatId: string }>();

  const remembered = options.recent ? null : rememberAnswered();
  async function rememberAnswered(): Promise<void> {
    try {
      const answers = await sent.since(clock.now() - STALE_AFTER_MS);
      for (const { questionId: id, asker: sender, ...answer } of answers) {
        if (id !== null) recent.remember({ ...answer, id, sender }, answer.view.question);
      }
    } catch (error) {
      // Everything waits for this once: a follow-up without what came before is better than no answer to anybody.
      options.log.error(
        { err: error },
        'what was answered before the start cannot be read; it is not remembered',
      );
    }
  }

  return {
    act,
    async handle(event) {
      // By then the platform has answered once, and our clock is right.
      const self = await platform.self();
      await remembered;
      const { key, at } = event;
      const sendOptions = { key, at };
      switch (event.type) {
        case 'message':
          return onMessage(event.message, key, self);
        case 'edited':
          return onEdited(event, self);
        case 'recalled':
          return onRecalled(event.messageId, sendOptions);
        case 'classified': {
          const to = { messageId: event.messageId, chatId: event.messageId, inThread: false };
          return out(platform.reply(to, notice(words.classified), sendOptions));
        }
        case 'menu':
          return onMenu(event.person, event.command, sendOptions);
        case 'entered': {
          // One welcome a person, however often the chat is opened before it arrives.
          const once = { ...sendOptions, key: `${event.person}/welcome` };
          return out(platform.send({ person: event.person }, { kind: 'welcome', chat: 'private' }, once));
        }
        case 'added':
          return out(
            platform.send({ chatId: event.chatId }, { kind: 'welcome', chat: 'group' }, sendOptions),
          );
      }
    },
  };

  /** What becomes of an event of a person who asks too much: one sentence, then silence. null when they may ask. */
  async function refusal(
    person: string,
    at: number,
    say: (reply: Reply) => Promise<Delivery>,
  ): Promise<Handled | null> {
    const admission = await admit(person, at);
    if (admission === 'yes') return null;
    return admission === 'no' ? over('too-many') : out(say(notice(words.tooMany)), 'too-many');
  }

  function delivered(chatId: string): Promise<unknown> {
    const there = [...underWay.values()].filter((one) => one.chatId === chatId);
    return Promise.allSettled(there.map(({ over }) => over));
  }

  async function onMessage(message: IncomingMessage, key: string, self: string): Promise<Handled> {
    const reading = readMessage(message, self);
    if (reading.kind === 'ignore') return over('ignored');
    if (await inbox.knows(recallKey(message.id))) return over('recalled');
    if (clock.now() - message.sentAt > STALE_AFTER_MS) {
      if ((await admit(message.sender, message.sentAt)) === 'no') return over('too-many');
      return { outcome: platform.mark(message.id, 'too-old').then(() => 'too-old') };
    }
    const cancel = new AbortController();
    const to = { messageId: message.id, chatId: message.chat.id, inThread: message.thread !== null };
    const sendOptions = { key, at: message.sentAt, signal: cancel.signal };
    // An editor may send a year of issues at once.
    const isPush = reading.kind === 'push' && ((await options.desk?.isEditor(message.sender)) ?? false);
    const refused = isPush
      ? null
      : await refusal(message.sender, message.sentAt, (reply) => platform.reply(to, reply, sendOptions));
    if (refused) return refused;

    const context = await earlierQuestions(message);
    if (reading.kind === 'ask') await recent.remember(message, reading.question);
    const working = platform.mark(message.id, 'working');
    const composing = respond(reading, message, context);
    // Reading a file takes seconds, in which its chat goes on.
    const composed = isPush ? composing : await composing;
    const delivered = Promise.resolve(composed).then(({ reply }) => platform.reply(to, reply, sendOptions));
    const outcome = delivered.then(async (delivery) => {
      if (delivery.status === 'sent') await (await composing).remember(delivery);
      return outcomeOf(delivery);
    });
    underWay.set(message.id, { cancel, over: outcome, chatId: message.chat.id });
    // Who waits for the outcome hears of a failure; these two come after it all the same.
    void Promise.allSettled([outcome]).then(() => underWay.delete(message.id));
    void Promise.allSettled([working, delivered]).then(async ([mark]) => {
      if (mark.status === 'fulfilled' && mark.value !== null) await platform.unmark(message.id, mark.value);
    });
    return { outcome };
  }

  async function respond(
    reading: Exclude<Reading, { kind: 'ignore' }>,
    asked: Asked,
    context: string[],
  ): Promise<Composed> {
    if (!isForDesk(reading)) return compose(reading, asked, context);
    try {
      const taken = await options.desk?.take(reading, asked);
      if (taken) return taken;
    } catch (error) {
      options.log.error({ err: error, messageId: asked.id }, 'what an editor sent could not be handled');
      return { reply: notice(desk.failed), remember: async () => undefined };
    }
    const isReply = reading.kind === 'push' && reading.source.from === 'reply';
    return compose({ kind: isReply ? 'help' : 'unreadable' }, asked, context);
  }

  /** A question changed after it was answered is answered anew in the same card. */
  async function onEdited(
    { message, key, at, isNew }: Extract<IncomingEvent, { type: 'edited' }>,
    self: string,
  ): Promise<Handled> {
    await underWay.get(message.id)?.over;
    const earlier = await sent.byQuestion(message.id);
    if (!earlier) return isNew ? onMessage({ ...message, sentAt: at }, key, self) : over('ignored');
    const reading = readMessage(message, self);
    if (reading.kind === 'ignore') return over('ignored');
    if (reading.kind === 'ask' && reading.question === earlier.view.question) return over('ignored');
    const to = { messageId: message.id, chatId: message.chat.id, inThread: message.thread !== null };
    const refused = await refusal(message.sender, at, (reply) => platform.reply(to, reply, { key, at }));
    if (refused) return refused;
    const { reply, remember } = await respond(reading, { ...earlier, ...message }, earlier.context);
    const delivered = platform.update(earlier.messageId, reply, { key, at: clock.now() });
    return {
      outcome: delivered.then(async (delivery) => {
        if (delivery.status === 'sent') await remember({ ...delivery, chatId: earlier.chat.id });
        return outcomeOf(delivery);
      }),
    };
  }

  async function onRecalled(messageId: string, sendOptions: SendOptions): Promise<Handled> {
    const question = underWay.get(messageId);
    question?.cancel.abort();
    await question?.over;
    const answer = await sent.byQuestion(messageId);
    if (!answer) {
      await options.desk?.recalled(messageId);
      return over('recalled');
    }
    const taken = platform.takeBack(answer.messageId, notice(words.questionRecalled), {
      ...sendOptions,
      at: clock.now(),
    });
    return {
      outcome: taken.then(async (delivery) => {
        if (delivery.status === 'sent') await sent.remove(answer.messageId);
        return outcomeOf(delivery, 'recalled');
      }),
    };
  }

  async function onMenu(person: string, command: string, sendOptions: SendOptions): Promise<Handled> {
    const { at } = sendOptions;
    const reading = readText(words.menu[command] ?? command);
    if (reading.kind === 'ignore') return over('ignored');
    const refused = await refusal(person, at, (reply) => platform.send({ person }, reply, sendOptions));
    if (refused) return refused;
    const chat = { id: person, kind: 'private' } as const;
    const asked = { id: null, chat, thread: null, root: null, sender: person, sentAt: at };
    const { reply, remember } = await respond(reading, asked, []);
    const delivered = platform.send({ person }, reply, sendOptions);
    return {
      outcome: delivered.then(async (delivery) => {
        if (delivery.status === 'sent') await remember(delivery);
        return outcomeOf(delivery);
      }),
    };
  }

  /** A reply to one of our cards continues what that card answers, whoever asked it and however long ago. */
  async function earlierQuestions(message: IncomingMessage): Promise<string[]> {
    const repliedTo: SentAnswer | null =
      message.parent === null ? null : await sent.byMessage(message.parent);
    if (repliedTo) return [...repliedTo.context, repliedTo.view.question].slice(-5);
    return recent.before(message);
  }
}

const DESK_KINDS: readonly Reading['kind'][] = ['push', 'withdraw', 'publish', 'correct'];
const isForDesk = (reading: Reading): reading is DeskReading => DESK_KINDS.includes(reading.kind);

const notice = (text: string): Reply => ({ kind: 'notice', text });

const over = (outcome: Outcome): Handled => ({ outcome: Promise.resolve(outcome) });

const out = (delivered: Promise<Delivery>, whenSent: Outcome = 'answered'): Handled => ({
  outcome: delivered.then((delivery) => outcomeOf(delivery, whenSent)),
});

function outcomeOf(delivery: Delivery, whenSent: Outcome = 'answered'): Outcome | null {
  if (delivery.status === 'sent') return whenSent;
  if (delivery.why === 'stopped') return null;
  return delivery.why === 'cancelled' ? 'recalled' : delivery.why;
}
