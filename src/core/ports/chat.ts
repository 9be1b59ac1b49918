/** The chat platform and the people on it. */
import type { Delivery, LinkedDocument, Reply } from '../chat.ts';
import type { IncomingFile } from './reading.ts';

/** Where a message is answered: as a reply to it, in its thread if it stands in one. */
interface ReplyTarget {
  messageId: string;
  chatId: string;
  inThread: boolean;
}

export interface SendOptions {
  /** Names this message once and for all: sending it again under the same key posts nothing new. */
  key: string;
  /** Time of what it answers; half an hour later it is given up. Milliseconds since 1970. */
  at: number;
  /** Aborting it keeps what has not gone out yet from going out. */
  signal?: AbortSignal;
}

/** A chat platform as the bot talks to it. Limits, retries and simpler forms of a refused card are its own business. */
export interface ChatPlatform {
  /** The bot's own id; waits until the platform has told it. */
  self(): Promise<string>;
  reply(to: ReplyTarget, reply: Reply, options: SendOptions): Promise<Delivery>;
  /** To a chat, or to a person in private. */
  send(to: { chatId: string } | { person: string }, reply: Reply, options: SendOptions): Promise<Delivery>;
  /** Gives a card that was sent a new face. */
  update(messageId: string, reply: Reply, options: SendOptions): Promise<Delivery>;
  /** Takes back what was sent; where the platform no longer allows that, its text is replaced by `instead`. */
  takeBack(messageId: string, instead: Reply, options: SendOptions): Promise<Delivery>;
  /** Marks a message of someone else; null when that was not possible or not worth a call just now. Never throws. */
  mark(messageId: string, mark: 'working' | 'too-old'): Promise<string | null>;
  /** Never throws. */
  unmark(messageId: string, markId: string): Promise<void>;
}

/** What came of asking for a file; `fetched` bytes are complete. */
export type Fetched =
  /** `plain`: of a document the platform gave the words alone, without headings, bold and numbers of lists. */
  | { status: 'fetched'; file: IncomingFile; plain?: true }
  /** `none`: the message holds no file. `unshared`: the document is not shared with the bot. `no-right`: a scope is missing. */
  | { status: 'none' | 'gone' | 'too-large' | 'unshared' | 'unsupported' | 'no-right' | 'failed' };

/** What people put into chats besides text, and the groups there are. Never throws. */
export interface Attachments {
  /** Whether there is a file or a picture in a message; `unknown` where the bot may not look. Fetches nothing of it. */
  hasFile(messageId: string): Promise<'yes' | 'no' | 'unknown'>;
  /** The file or picture of a message; ends as soon as it shows to be larger than `mostBytes`. */
  fileOf(messageId: string, mostBytes: number): Promise<Fetched>;
  /** A document of the platform (云文档), named by its title. */
  document(document: LinkedDocument, mostBytes: number): Promise<Fetched>;
  /** Groups the bot is in; some minutes old. Empty where the platform does not tell. */
  groups(): Promise<{ id: string; name: string }[]>;
}

/** Who may publish. Asked at the act, by the id that the platform signed. */
export interface Editors {
  /** @throws PlatformUnreachableError when it cannot be found out now */
  isEditor(person: string): Promise<boolean>;
  /** Administrators decide on papers with internal marks. */
  readonly admins: readonly string[];
  /** False when nobody was named: a program that was just set up. */
  readonly anyone: boolean;
}

export interface Person {
  /** The platform's id for the person, `ou_…`. */
  id: string;
  name: string;
  /** The organisation the person belongs to. */
  tenant: string;
}

/** Who is in which chat, as the chat platform tells it; the answer may be some minutes old. */
export interface Membership {
  /**
   * Those of `chats` that the person is a member of; none where the platform refuses to say.
   * @throws PlatformUnreachableError, PlatformError when it cannot say now
   */
  chatsOf(personId: string, chats: readonly string[]): Promise<string[]>;
}

/** What chats are called. */
export interface ChatNames {
  /** null where the platform does not say. Never throws. */
  nameOf(chatId: string): Promise<string | null>;
}

/** Logging in to the pages by the chat platform: OAuth with an authorization code and PKCE (S256). */
export interface LoginPlatform extends Membership {
  /** Where the browser is sent to. */
  authorizeUrl(request: { redirectUri: string; state: string; codeChallenge: string }): string;
  /**
   * Who came back with `code`. @throws PlatformError when the code is refused (used, expired, not meant for us),
   * PlatformUnreachableError
   */
  redeem(code: string, proof: { redirectUri: string; codeVerifier: string }): Promise<Person>;
  /** The organisation this app belongs to: people of another one are not let in. */
  homeTenant(): Promise<string>;
}
