import type { z } from 'zod';
import {
  type CardAction,
  type CardResponse,
  type IncomingEvent,
  type IncomingMessage,
  recallKey,
} from '../../core/chat.ts';
import type { Clock, Inbox, Log } from '../../core/ports.ts';
import { attachmentIn, documentIn, textOf } from './content.ts';
import {
  addedEventSchema,
  cardActionSchema,
  cardActSchema,
  enteredEventSchema,
  envelopeSchema,
  menuEventSchema,
  messageEventSchema,
  recalledEventSchema,
} from './schema.ts';

export interface IntakeOptions {
  inbox: Pick<Inbox, 'accept' | 'knows'>;
  /** Gets every event that was accepted, once, after it is on disk. Must return at once. */
  onAccepted(event: IncomingEvent): void;
  /** Sees each message that is a file, as it came: what the event does not keep. */
  onAttachment?(message: unknown): void;
  /** Answers a click; its answer is what the callback gets. */
  onCardAction(action: CardAction): Promise<CardResponse>;
  /** What goes back to the platform for a click. */
  renderResponse(response: CardResponse): object;
  /** The bot's own id; null until it is known. */
  self(): string | null;
  hasSecrecyMark(text: string): boolean;
  clock: Clock;
  log: Log;
  count(what: string): void;
}

/**
 * Takes one verified envelope, from the webhook or the long connection. Resolves when it may be acknowledged: an event
 * is on disk by then. `undefined` for an event; for a click an object that must go back.
 * @throws StoreError when the event could not be kept: it must not be acknowledged.
 */
export type Intake = (envelope: unknown) => Promise<object | undefined>;

export function createIntake(options: IntakeOptions): Intake {
  const {
    inbox,
    onAccepted,
    onAttachment,
    onCardAction,
    renderResponse,
    self,
    hasSecrecyMark,
    clock,
    log,
    count,
  } = options;

  return async (envelope) => {
    const { data } = envelopeSchema.safeParse(envelope);
    if (!data) {
      count('event malformed');
      log.warn({}, 'an event without a proper header was acknowledged and dropped');
      return undefined;
    }
    const { event_type: type, event_id: eventId } = data.header;
    // NOTE: callbacks give microseconds here; only events use it.
    const at = data.header.create_time || clock.now();
    const read = readers.get(type);
    count(`event ${read || type === CALLBACK ? type : 'unknown'}`);
    if (type === CALLBACK) return onCallback(eventId, data.event);

    const event = read?.(data.event, { key: eventId, at });
    if (event === 'malformed') {
      count('event malformed');
      log.warn({ type, eventId }, 'a malformed event was acknowledged and dropped');
    } else if (event && isForUs(event)) {
      if (event.type === 'message' && event.message.attachment) onAttachment?.(data.event.message);
      const kept = withoutSecrets(await asChange(event));
      if (await inbox.accept(kept)) onAccepted(kept);
    }
    return undefined;
  };

  async function onCallback(eventId: string, event: unknown): Promise<object> {
    const { data: clicked } = cardActionSchema.safeParse(event);
    const { data: act } = cardActSchema.safeParse(clicked?.action);
    if (!clicked || !act) {
      count('event malformed');
      return {};
    }
    const { open_message_id: messageId, open_chat_id: chatId } = clicked.context;
    return renderResponse(
      await onCardAction({ eventId, person: clicked.operator.open_id, chatId, messageId, act }),
    );
  }

  /** Messages to others in a group are not kept for a moment. Whose they are is known once the bot knows its own id. */
  function isForUs(event: IncomingEvent): boolean {
    if (event.type !== 'message' && event.type !== 'edited') return true;
    const { chat, mentions } = event.message;
    const bot = self();
    if (chat.kind === 'private') return true;
    return mentions.some(({ id }) => id !== null && (bot === null || id === bot));
  }

  /** The platform may bring a changed message under the same event as a new one; a mere copy of it changes nothing. */
  async function asChange(event: IncomingEvent): Promise<IncomingEvent> {
    if (event.type !== 'message' || !(await inbox.knows(event.key))) return event;
    const { editedAt } = event.message;
    return editedAt === undefined ? event : edited(event.message, editedAt, false);
  }

  function withoutSecrets(event: IncomingEvent): IncomingEvent {
    if (event.type !== 'message' && event.type !== 'edited') return event;
    const { text, id } = event.message;
    if (text === null || !hasSecrecyMark(text)) return event;
    return { type: 'classified', key: event.key, at: event.at, messageId: id };
  }
}

const CALLBACK = 'card.action.trigger';

type Head = { key: string; at: number };
type Reader = (event: unknown, head: Head) => IncomingEvent | 'malformed' | null;

/** One reader for each event type; null is an event of no interest. */
const readers: ReadonlyMap<string, Reader> = new Map([
  [
    'im.message.receive_v1',
    reader(messageEventSchema, (event) => {
      const message = readPerson(event);
      return message && { type: 'message', key: message.id, at: message.sentAt, message };
    }),
  ],
  [
    'im.message.updated_v1',
    reader(messageEventSchema, (event, { at }) => {
      const message = readPerson(event);
      return message && edited(message, message.editedAt ?? at, true);
    }),
  ],
  [
    'im.message.recalled_v1',
    reader(recalledEventSchema, ({ message_id: messageId, chat_id: chatId }, { at }) => ({
      type: 'recalled',
      key: recallKey(messageId),
      at,
      messageId,
      chatId,
    })),
  ],
  [
    'im.chat.member.bot.added_v1',
    reader(addedEventSchema, ({ chat_id }, head) => ({ type: 'added', ...head, chatId: chat_id })),
  ],
  [
    'im.chat.access_event.bot_p2p_chat_entered_v1',
    reader(enteredEventSchema, ({ last_message_id, operator_id, chat_id }, head) =>
      last_message_id ? null : { type: 'entered', ...head, person: operator_id.open_id, chatId: chat_id },
    ),
  ],
  [
    'application.bot.menu_v6',
    reader(menuEventSchema, ({ operator, event_key }, head) => ({
      type: 'menu',
      ...head,
      person: operator.operator_id.open_id,
      command: event_key,
    })),
  ],
]);

function reader<T>(schema: z.ZodType<T>, make: (event: T, head: Head) => IncomingEvent | null): Reader {
  return (event, head) => {
    const { data, success } = schema.safeParse(event);
    return success ? make(data, head) : 'malformed';
  };
}

/** null for a message of another bot: two of them would talk for ever. */
function readPerson({ sender, message }: z.infer<typeof messageEventSchema>): IncomingMessage | null {
  if (sender.sender_type !== 'user') return null;
  const { create_time: sentAt, update_time: changedAt, message_type: type, content } = message;
  const attachment = attachmentIn(type);
  const document = documentIn(type, content);
  return {
    id: message.message_id,
    chat: { id: message.chat_id, kind: message.chat_type },
    thread: message.thread_id,
    root: message.root_id,
    parent: message.parent_id,
    sender: sender.sender_id.open_id,
    text: textOf(type, content),
    mentions: message.mentions,
    sentAt,
    ...(attachment && { attachment }),
    ...(document && { document }),
    ...(changedAt !== undefined && changedAt > sentAt && { editedAt: changedAt }),
  };
}

function edited(message: IncomingMessage, at: number, isNew: boolean): IncomingEvent {
  return { type: 'edited', key: `${message.id}/edited/${at}`, at, message, isNew };
}
