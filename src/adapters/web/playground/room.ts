import {
  type CardResponse,
  type Chat,
  type Delivery,
  type IncomingEvent,
  type IncomingMessage,
  type Reply,
  recallKey,
} from '../../../core/chat.ts';
import type { Attachments, ChatPlatform, Clock, IncomingFile } from '../../../core/ports.ts';
import { playground as words } from '../../../core/wording.ts';
import type { CardJson } from '../card/card-json.ts';

/** Who one can be in the playground. The ids have the form of Feishu's, so that EDITORS and ADMINS can name them. */
export const personas = [
  { key: 'cadre', id: 'ou_playground_cadre', name: words.cadre },
  { key: 'editor', id: 'ou_playground_editor', name: words.editor },
  { key: 'admin', id: 'ou_playground_admin', name: words.admin },
] as const;
export type Persona = (typeof personas)[number];

const BOT = 'ou_playground_bot';
const GROUP: Chat = { id: 'oc_playground_group', kind: 'group' };
/** Older messages go: the playground is for trying, not for keeping. */
const MOST_MESSAGES = 300;
/** Files that nobody has fetched; they are in memory. */
const MOST_FILES = 5;

export interface RoomMessage {
  id: string;
  chat: Chat;
  /** First message of the thread it stands in. */
  thread: string | null;
  parent: string | null;
  /** null for the bot. */
  sender: Persona | null;
  sentAt: number;
  content:
    | { kind: 'text'; text: string }
    | { kind: 'file'; name: string }
    | { kind: 'card'; card: CardJson }
    | { kind: 'recalled' };
  /** The bot is at work on it. */
  working: boolean;
}

/** A chat room in memory: what the pages show of it, what people do in it, and the platform the bot sees. */
export interface Room {
  platform: ChatPlatform;
  /** The files that were sent; each can be fetched once. */
  attachments: Attachments;
  /** The group, or the private chat of a persona with the bot. */
  chatOf(persona: Persona, place: 'group' | 'private'): Chat;
  /** Messages of a chat, oldest first: the main line with `thread` null, or one thread with its first message. */
  messages(chat: Chat, thread: string | null): RoomMessage[];
  /** Number of answers in the thread under a message. */
  threadLength(messageId: string): number;
  find(messageId: string): RoomMessage | null;
  /** Posts what a persona typed; the event is what Feishu would push. */
  post(message: {
    persona: Persona;
    chat: Chat;
    text: string;
    thread: string | null;
    parent: string | null;
  }): IncomingEvent;
  /** Sends a file; the event holds nothing of it, as Feishu's do. */
  postFile(message: {
    persona: Persona;
    chat: Chat;
    file: IncomingFile;
    thread: string | null;
    parent: string | null;
  }): IncomingEvent;
  /** Takes the words of a message out of the room. */
  forget(messageId: string): void;
  /** Takes a persona's own message back; null when it is not theirs. */
  recall(persona: Persona, messageId: string): IncomingEvent | null;
  /** Shows what a click brought. */
  respond(messageId: string, response: CardResponse): void;
  clear(): void;
}

export function createRoom({ toCard, clock }: { toCard(reply: Reply): object; clock: Clock }): Room {
  let messages: RoomMessage[] = [];
  const byKey = new Map<string, string>();
  const files = new Map<string, IncomingFile>();
  let count = 0;

  const find = (id: string): RoomMessage | null => messages.find((message) => message.id === id) ?? null;
  const add = (message: Omit<RoomMessage, 'id' | 'sentAt' | 'working'>): RoomMessage => {
    const posted = { ...message, id: `om_playground_${++count}`, sentAt: clock.now(), working: false };
    messages = [...messages, posted].slice(-MOST_MESSAGES);
    return posted;
  };
  const card = (reply: Reply) => ({ kind: 'card', card: toCard(reply) as CardJson }) as const;
  const sent = ({ id, chat }: RoomMessage): Delivery => ({ status: 'sent', messageId: id, chatId: chat.id });
  const gone: Delivery = { status: 'not-sent', why: 'question-gone' };
  const chatOf = (id: string): Chat => (id === GROUP.id ? GROUP : { id, kind: 'private' });
  const privateChat = (person: string): Chat => ({ id: `oc_playground_${person}`, kind: 'private' });

  /** As a real platform does with `uuid`: the same key posts nothing new. */
  const once = (key: string, post: () => RoomMessage): Delivery => {
    const before = find(byKey.get(key) ?? '');
    if (before) return sent(before);
    const posted = post();
    byKey.set(key, posted.id);
    return sent(posted);
  };
  const change = (messageId: string, content: RoomMessage['content']): Delivery => {
    const message = find(messageId);
    if (!message) return gone;
    message.content = content;
    return sent(message);
  };

  const messageEvent = (
    { id, chat, thread, parent, sender, sentAt }: RoomMessage,
    said: Pick<IncomingMessage, 'text' | 'mentions' | 'attachment'>,
  ): IncomingEvent => ({
    type: 'message',
    key: id,
    at: sentAt,
    message: { id, chat, thread, root: thread ?? parent, parent, sender: sender?.id ?? BOT, sentAt, ...said },
  });

  return {
    attachments: {
      hasFile: async (messageId) => (find(messageId)?.content.kind === 'file' ? 'yes' : 'no'),
      async fileOf(messageId, mostBytes) {
        const file = files.get(messageId);
        // What was refused must not stay, not even in memory.
        files.delete(messageId);
        if (!file) return { status: 'gone' };
        return file.bytes.length > mostBytes ? { status: 'too-large' } : { status: 'fetched', file };
      },
      document: async () => ({ status: 'unsupported' }),
      groups: async () => [{ id: GROUP.id, name: words.group }],
    },
    chatOf: ({ id }, place) => (place === 'group' ? GROUP : privateChat(id)),
    messages: (chat, thread) =>
      messages.filter(
        (message) => message.chat.id === chat.id && (message.thread === thread || message.id === thread),
      ),
    threadLength: (messageId) => messages.filter(({ thread }) => thread === messageId).length,
    find,

    post({ persona, chat, text, thread, parent }) {
      const message = add({ chat, thread, parent, sender: persona, content: { kind: 'text', text } });
      const mentioned = text.includes(words.mention);
      return messageEvent(message, {
        text: text.replace(words.mention, MENTION),
        mentions: mentioned ? [{ placeholder: MENTION, id: BOT }] : [],
      });
    },

    postFile({ persona, chat, file, thread, parent }) {
      const content = { kind: 'file', name: file.name } as const;
      const message = add({ chat, thread, parent, sender: persona, content });
      files.set(message.id, file);
      const [oldest] = files.keys();
      if (files.size > MOST_FILES && oldest !== undefined) files.delete(oldest);
      return messageEvent(message, { text: null, mentions: [], attachment: 'file' });
    },

    forget(messageId) {
      change(messageId, { kind: 'recalled' });
    },

    recall(persona, messageId) {
      const message = find(messageId);
      if (message?.sender?.id !== persona.id) return null;
      message.content = { kind: 'recalled' };
      const at = clock.now();
      return { type: 'recalled', key: recallKey(messageId), at, messageId, chatId: message.chat.id };
    },

    respond(messageId, { show }) {
      if (show) change(messageId, card(show));
    },

    clear() {
      messages = [];
      byKey.clear();
      files.clear();
    },

    platform: {
      self: async () => BOT,
      reply: async (to, reply, { key, signal }) => {
        const parent = find(to.messageId);
        if (!parent || signal?.aborted) return gone;
        return once(key, () =>
          add({
            chat: chatOf(to.chatId),
            thread: to.inThread ? (parent.thread ?? parent.id) : null,
            parent: parent.id,
            sender: null,
            content: card(reply),
          }),
        );
      },
      send: async (to, reply, { key }) => {
        const chat = 'chatId' in to ? chatOf(to.chatId) : privateChat(to.person);
        return once(key, () => add({ chat, thread: null, parent: null, sender: null, content: card(reply) }));
      },
      update: async (messageId, reply) => change(messageId, card(reply)),
      takeBack: async (messageId) => change(messageId, { kind: 'recalled' }),
      mark: async (messageId, mark) => {
        const message = find(messageId);
        if (message && mark === 'working') message.working = true;
        return message ? messageId : null;
      },
      unmark: async (messageId) => {
        const message = find(messageId);
        if (message) message.working = false;
      },
    },
  };
}

const MENTION = '@_user_1';
