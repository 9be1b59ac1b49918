/**
 * The words of a conversation: 群 group chat, 单聊 private chat, 话题 thread, 提问 question, 卡片 card. Plain data without
 * any platform type; ids are opaque and safe in a request path. All times are milliseconds since 1970.
 */
import type { Answer, AnswerKind, Excerpt } from './bulletin.ts';
import type { Corrections } from './publishing/corrections.ts';
import type { DeskFace } from './publishing/desk-face.ts';
import type { WeeklyReport } from './reporting/weekly-report.ts';
import type { Digest } from './serving/digest.ts';

export interface Chat {
  id: string;
  kind: 'group' | 'private';
}

/**
 * What a chat goes by in what is kept for longer than its answers: a private chat by its person, because the platform's
 * id of it says nothing of whose it is when that person is to be forgotten.
 */
export const whereKept = (chat: Chat, person: string): string => (chat.kind === 'private' ? person : chat.id);

/** A person or bot named with @ in a message. */
export interface Mention {
  /** What stands for it in the text, for example `@_user_1`. */
  placeholder: string;
  /** null for @所有人. */
  id: string | null;
}

export interface IncomingMessage {
  id: string;
  chat: Chat;
  /** The thread (话题) the message stands in. */
  thread: string | null;
  /** First message of the tree of replies it belongs to. */
  root: string | null;
  /** The message it answers. */
  parent: string | null;
  sender: string;
  /** Placeholders of mentions still in it; null for what has no text (picture, file, sticker …). */
  text: string | null;
  mentions: Mention[];
  sentAt: number;
  /** Time of its last change; absent when it was not changed. */
  editedAt?: number;
  /** The message is a file or a picture. Its name is not here: it may be one that must not be kept. */
  attachment?: 'file' | 'picture';
  /** The message holds a link to a document of the platform (云文档). */
  document?: LinkedDocument;
}

export interface LinkedDocument {
  /** `other`: one that the platform gives no text of. */
  type: 'docx' | 'wiki' | 'other';
  token: string;
  /** What was written besides the link. */
  beside: string;
}

/** What the platform tells us. `key` is the same for every delivery of the same thing. */
export type IncomingEvent = { key: string; at: number } & (
  | { type: 'message'; message: IncomingMessage }
  /** `isNew` when the message may not have come before, because only the change made it one for the bot. */
  | { type: 'edited'; message: IncomingMessage; isNew: boolean }
  /** A message whose text bears a secrecy mark (密级标志): nothing but its id goes on. */
  | { type: 'classified'; messageId: string }
  | { type: 'recalled'; messageId: string; chatId: string }
  | { type: 'menu'; person: string; command: string }
  /** Someone opened the private chat for the first time. */
  | { type: 'entered'; person: string; chatId: string }
  | { type: 'added'; chatId: string }
);

/** How an event ended; kept beside its key. */
export type Outcome =
  | 'answered'
  | 'ignored'
  | 'recalled'
  | 'too-old'
  | 'too-many'
  | 'question-gone'
  | 'chat-gone'
  | 'expired'
  | 'failed';

/** A click on a card (or a form sent from one). Everything in it came from the client. */
export interface CardAction {
  eventId: string;
  person: string;
  chatId: string;
  /** The message that is the card. */
  messageId: string;
  act: CardAct;
}

export type CardAct =
  | { kind: 'vote'; useful: boolean }
  | { kind: 'reason'; reason: string; detail: string }
  /** null takes the narrowing off again. */
  | { kind: 'only-unit'; unit: string | null }
  | { kind: 'only-year'; year: number | null }
  | { kind: 'page'; offset: number }
  | { kind: 'desk'; do: DeskAct }
  | { kind: 'companion'; do: CompanionAct };

/** What an editor does on a card of the desk (编辑台). */
export type DeskAct =
  | { act: 'publish'; corrections: Corrections }
  | { act: 'abandon' }
  /** Asks for the reason first; on a card with several issues, for the issue before that. */
  | { act: 'withdraw' }
  | { act: 'choose'; issueId: string }
  | { act: 'confirm'; reason: string }
  | { act: 'keep' };

/** The cards by which editors learn from questions. `chat` is where the card goes to. */
export type LearningFace =
  | { show: 'weekly'; report: WeeklyReport; chat: string }
  | { show: 'synonym'; words: string[]; chat: string }
  | { show: 'golden'; question: string; candidates: Excerpt[]; chat: string };

/** What an editor does on the weekly report and on the cards that follow from it. `chat` is where the card was sent to. */
export type CompanionAct =
  /** As typed: 人才公寓=人才房. */
  | { act: 'propose-synonym'; said: string }
  | { act: 'add-synonym'; words: string[]; chat: string }
  /** Asks which passage answers the question best. */
  | { act: 'choose-golden'; question: string; chat: string }
  | { act: 'add-golden'; question: string; issueId: string; passageId: string; chat: string }
  | { act: 'leave' };

/** What a click gets at once: a short message to the person, a new face of the card, or nothing. */
export interface CardResponse {
  toast?: { tone: 'success' | 'info' | 'warning'; text: string };
  show?: Reply;
}

/** What the bot says. How it looks is the platform adapter's business. */
export type Reply =
  | { kind: 'answer'; answer: Answer; view: AnswerView }
  | { kind: 'help' }
  | { kind: 'welcome'; chat: Chat['kind'] }
  | { kind: 'notice'; text: string }
  | { kind: 'desk'; face: DeskFace }
  | { kind: 'digest'; digest: Digest; amended?: Amendment[] }
  | { kind: 'learning'; face: LearningFace };

/** How an answer is looked at, and what the reader may choose. */
export interface AnswerView {
  /** As first asked; `answer.question` may be a narrowed one. */
  question: string;
  /** How many excerpts, or items of a listing, were skipped. */
  offset: number;
  /** Units and years found by the question as first asked; empty where there is no choice. */
  units: string[];
  years: number[];
  onlyUnit: string | null;
  onlyYear: number | null;
  /** True after 没用: the card asks why. */
  askReason: boolean;
  /** What this card quoted earlier and the library no longer says; absent as a rule. */
  amended?: Amendment[];
}

/** A text that was quoted and has been corrected (更正) or withdrawn (撤回) since. */
export interface Amendment {
  kind: 'corrected' | 'withdrawn';
  /** Label of the issue. */
  label: string;
  /** Where its text stands now; null when it was withdrawn. */
  url: string | null;
}

/** An answer that went out: what later clicks, recalls, edits and corrections need to know of it. */
export interface SentAnswer {
  /** The message that is the card. */
  messageId: string;
  /** null for an answer to a menu. */
  questionId: string | null;
  chat: Chat;
  thread: string | null;
  root: string | null;
  asker: string;
  view: AnswerView;
  /** Questions before this one that it was understood with, oldest first. */
  context: string[];
  /** The day it was asked, `YYYY-MM-DD`. */
  asOf: string;
  kind: AnswerKind;
  /** How long the answer took to be found, in milliseconds. */
  elapsedMs?: number;
  /**
   * Every passage the card quotes; an empty `passageId` stands for an issue or article that is only named (in a listing).
   * `mark` tells how the card names it (`markOf`); absent where it does not, and in what older versions kept.
   */
  passages: { issueId: string; passageId: string; mark?: string }[];
  sentAt: number;
  /** Of a card that told a subscriber of a new issue; its `view` holds no question. */
  digest?: { issueId: string; topics: string[] };
}

/** What became of something sent. */
export type Delivery =
  | { status: 'sent'; messageId: string; chatId: string }
  | {
      status: 'not-sent';
      why: 'question-gone' | 'chat-gone' | 'expired' | 'cancelled' | 'stopped' | 'failed';
    };

/** What must keep its order: everything of one chat, or of one person where no chat is known. */
export function laneOf(event: IncomingEvent): string {
  switch (event.type) {
    case 'message':
    case 'edited':
      return event.message.chat.id;
    case 'recalled':
    case 'entered':
    case 'added':
      return event.chatId;
    case 'menu':
      return event.person;
    case 'classified':
      return event.messageId;
  }
}

/** The key under which the recall of a message is known. */
export const recallKey = (messageId: string): string => `${messageId}/recalled`;

/** What could not be answered by then is of no use any more. */
export const STALE_AFTER_MS = 30 * 60_000;

/** Cards can be changed for so long: https://open.feishu.cn/document/server-docs/im-v1/message-card/patch (2026-11-22) */
export const CARDS_CHANGE_DAYS = 14;
