import { EventEmitter } from 'node:events';
import type { Eventually } from '../../../src/core/ports.ts';
import type { FakeBlock } from './blocks.ts';

/** What the fake platform knows: chats, people, messages. Ids look like Feishu's. */
export interface FakeChat {
  id: string;
  kind: 'group' | 'p2p';
  name?: string;
  /** False: replies cannot open a thread here (230071). */
  threads: boolean;
  members: Set<string>;
  botIsMember: boolean;
}

export interface FakeMessage {
  id: string;
  chat: FakeChat;
  /** open_id of a person, or the app id for what the bot sent. */
  sender: string;
  fromBot: boolean;
  type: string;
  /** Parsed `content`; for a card the card. */
  content: unknown;
  parent: string | null;
  root: string | null;
  thread: string | null;
  createdAt: number;
  /** Faces of a card, the present one last. */
  versions: unknown[];
  recalled: boolean;
  reactions: { id: string; emoji: string; by: string }[];
  /** Reactions that were there once. */
  pastReactions: string[];
}

export interface FakeFile {
  bytes: Uint8Array;
  messageId: string;
  /** False: the answer does not say how long it is. */
  tellsSize: boolean;
  /** Bytes that went over the wire so far. */
  sent: number;
}

export interface FakeDocument {
  title: string;
  content: string;
  /** As `blocksOf` makes them; one paragraph a line of `content` when absent. */
  blocks?: FakeBlock[];
  /** False: the app may not read it. */
  shared: boolean;
  /** The page of a wiki that shows it; `sheet` and the like for what is no document. */
  wiki: { token: string; type: string } | null;
}

export interface World {
  chats: Map<string, FakeChat>;
  messages: Map<string, FakeMessage>;
  openChat(chat?: Partial<Omit<FakeChat, 'id' | 'members'>> & { members?: string[] }): FakeChat;
  post(
    message: Pick<FakeMessage, 'chat' | 'sender' | 'type' | 'content'> & Partial<FakeMessage>,
  ): FakeMessage;
  /** Messages of the bot, oldest first; of one chat when given. Recalled ones are not among them. */
  fromBot(chat?: FakeChat): FakeMessage[];
  /** When (`performance.now()`) the bot first replied to a message. */
  answeredAt: Map<string, number>;
  /** What the bot said to this message. */
  repliesTo(messageId: string): FakeMessage[];
  /** Resolves when `found` gives something, looked at after every change and now and then; rejects after `withinMs`. */
  until<T>(found: () => Eventually<T | undefined | null | false>, withinMs?: number): Promise<T>;
  changed(): void;
  /** Files and pictures in messages, by key. */
  files: Map<string, FakeFile>;
  /** Documents (云文档), by token. */
  documents: Map<string, FakeDocument>;
  newId(prefix: string): string;
}

export function createWorld(now: () => number): World {
  const chats = new Map<string, FakeChat>();
  const messages = new Map<string, FakeMessage>();
  const files = new Map<string, FakeFile>();
  const documents = new Map<string, FakeDocument>();
  const answeredAt = new Map<string, number>();
  const byParent = new Map<string, FakeMessage[]>();
  const changes = new EventEmitter().setMaxListeners(0);
  let ids = 0;
  const newId = (prefix: string): string => `${prefix}_${(++ids).toString(16).padStart(32, '0')}`;
  const changed = (): void => void changes.emit('change');
  const fromBot = (chat?: FakeChat): FakeMessage[] =>
    [...messages.values()].filter(
      (message) => message.fromBot && !message.recalled && (!chat || message.chat === chat),
    );

  return {
    chats,
    messages,
    files,
    documents,
    answeredAt,
    newId,
    changed,
    fromBot,
    openChat({ kind = 'group', name = 'chat', threads = true, botIsMember = true, members = [] } = {}) {
      const chat = { id: newId('oc'), kind, name, threads, botIsMember, members: new Set(members) };
      chats.set(chat.id, chat);
      return chat;
    },
    post(given) {
      const message: FakeMessage = {
        id: newId('om'),
        fromBot: false,
        parent: null,
        root: null,
        thread: null,
        createdAt: now(),
        versions: [given.content],
        recalled: false,
        reactions: [],
        pastReactions: [],
        ...given,
      };
      messages.set(message.id, message);
      if (message.fromBot && message.parent !== null) {
        byParent.set(message.parent, [...(byParent.get(message.parent) ?? []), message]);
        if (!answeredAt.has(message.parent)) answeredAt.set(message.parent, performance.now());
      }
      changed();
      return message;
    },
    repliesTo: (messageId) => (byParent.get(messageId) ?? []).filter(({ recalled }) => !recalled),
    until<T>(found: () => Eventually<T | undefined | null | false>, withinMs = 10_000) {
      return new Promise<T>((resolve, reject) => {
        function look(): void {
          const value = found();
          if (value instanceof Promise) value.then(take, reject);
          else take(value);
        }
        function take(value: T | undefined | null | false): void {
          if (!value) return;
          done();
          resolve(value);
        }
        const timer = setTimeout(() => {
          done();
          reject(new Error(`What was waited for did not come within ${withinMs} ms`));
        }, withinMs);
        // For what does not change in this world, but in the program under test.
        const poll = setInterval(look, 20);
        const done = (): void => {
          clearTimeout(timer);
          clearInterval(poll);
          changes.off('change', look);
        };
        changes.on('change', look);
        look();
      });
    },
  };
}
