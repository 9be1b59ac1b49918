/** What is kept of questions, people and acts. */
import type { Chat, IncomingEvent, Outcome, SentAnswer } from '../chat.ts';
import type { Eventually } from './runtime.ts';

/** Events that were taken and not yet dealt with, on disk. */
export interface Inbox {
  /**
   * Resolves once the event is on disk, so that it may be acknowledged; false for one that was taken before.
   * @throws StoreError
   */
  accept(event: IncomingEvent): Promise<boolean>;
  /** True the first time only, for keys of things that need no work later. */
  once(key: string): Promise<boolean>;
  /** True when something with this key was ever taken (within the time keys are kept). */
  knows(key: string): Eventually<boolean>;
  /** Takes the event out; its key stays known. @throws StoreError */
  settle(key: string, outcome: Outcome): Promise<void>;
  /** What is not settled, oldest first. */
  pending(): IncomingEvent[];
}

/** The answers of the last 14 days: which message quoted which passage, and how its question was understood. */
export interface SentAnswers {
  /** Replaces what was recorded for the same message. @throws StoreError */
  record(answer: SentAnswer): Promise<void>;
  remove(messageId: string): Promise<void>;
  byMessage(messageId: string): Eventually<SentAnswer | null>;
  byQuestion(questionId: string): Eventually<SentAnswer | null>;
  /** Answers that quote a passage of this issue. */
  quoting(issueId: string): Eventually<SentAnswer[]>;
  /** Answers sent at or after this time, oldest first. */
  since(time: number): Eventually<SentAnswer[]>;
  /**
   * Cards older than the platform lets us change that quote a passage of this issue, counted by chat. Known for about a
   * year; of these nothing but chat, time and issue is kept. @throws StoreError
   */
  olderQuoting(issueId: string): Promise<{ chat: Chat; cards: number }[]>;
}

/** What people thought of answers, and what was asked and not found. Of a group it holds no person. */
export interface Feedback {
  record(entry: FeedbackEntry): Promise<void>;
  /** What was said at or after this time, oldest first. @throws StoreError */
  since(time: number): Promise<FeedbackEntry[]>;
}

/** Feedback that goes after its time, and leaves its counts. */
export interface KeptFeedback extends Feedback {
  /** Forgets what was said on days (UTC) before that of `time`, but for its counts. @throws StoreError */
  prune(time: number): Promise<void>;
  /** The days that are forgotten, oldest first. @throws StoreError */
  counts(): Promise<DayCounts[]>;
}

/** How much was said of which kind on a day that is forgotten. */
export interface DayCounts {
  /** `YYYY-MM-DD`, UTC. */
  day: string;
  counts: Partial<Record<FeedbackEntry['verdict'], number>>;
}

export interface FeedbackEntry {
  at: number;
  /** The group; for a private chat the person, who can be forgotten by it (`whereKept`). */
  chatId: string;
  question: string;
  verdict: 'useful' | 'useless' | 'near-miss' | 'not-found';
  reason?: string;
  detail?: string;
}

/* ---------- subscribing ---------- */

/** Who is told of new issues: a group by the id of its chat, or a person, in private, by theirs. */
export interface Subscriber {
  kind: Chat['kind'];
  id: string;
}

export interface Subscription {
  subscriber: Subscriber;
  /** A unit or a word, as typed; empty for every new issue. */
  topic: string;
  since: number;
}

/** Who wants to hear of which new issues (订阅). */
export interface Subscriptions {
  /** Resolves once kept; false when it was there before. @throws StoreError when nothing has changed */
  add(subscription: Subscription): Promise<boolean>;
  /** Ends one subscription, or all of the subscriber (`null`): what was ended. @throws StoreError when nothing has changed */
  remove(subscriber: Subscriber, topic: string | null): Promise<Subscription[]>;
  /** Oldest first. */
  of(subscriber: Subscriber): Promise<Subscription[]>;
  all(): Promise<Subscription[]>;
}

/* ---------- doing later ---------- */

/** Something the bot does later, once: it survives restarts. */
export interface Task {
  /** Names it once and for all, also as the key of what it sends. */
  key: string;
  /** Not before this time. Milliseconds since 1970. */
  due: number;
  work:
    | { kind: 'digest'; issueId: string; version: number; subscriber: Subscriber }
    /** The report of the seven days up to `due`. */
    | { kind: 'weekly' };
}

/** Tasks that wait for their time. */
export interface Agenda {
  /** Resolves once kept; false when a task of this key was ever kept, done or not (for 60 days). @throws StoreError */
  add(task: Task): Promise<boolean>;
  /** What is due by `now` and not done, earliest first. */
  due(now: number): Promise<Task[]>;
  /** @throws StoreError */
  done(key: string): Promise<void>;
}

/* ---------- learning from questions ---------- */

/** The words that stand for each other (同义词), as editors add to them. */
export interface Synonyms {
  /**
   * Adds a group of words that mean the same. Resolves once questions are answered with it, so that nobody is told too
   * early; false when they stood in one group before. @throws StoreError
   */
  add(words: readonly string[]): Promise<boolean>;
}

/** A question of which an editor has confirmed where its answer stands (标准问题). */
export interface ConfirmedQuestion {
  question: string;
  /** The sentence that answers it, verbatim. */
  sentence: string;
  /** Short name of the unit the question names; absent when it names none. */
  unit?: string;
}

/** The questions that `npm run evaluate` measures with. */
export interface GoldenQuestions {
  /** False when the question was there before. @throws StoreError */
  add(question: ConfirmedQuestion): Promise<boolean>;
}

/* ---------- keeping account ---------- */

/** An act that changed what the library says, or how it is searched. */
export interface AuditEntry {
  /** Milliseconds since 1970. */
  at: number;
  /** A person's id, or the name of the command. */
  by: string;
  act: 'published' | 'corrected' | 'withdrawn' | 'synonym' | 'golden';
  /** The issue it concerns, with the version that stood there before (null: none) and the one that stands there now. */
  issue?: { id: string; label: string; from: number | null; to: number };
  /** The reason of a withdrawal, the synonyms, the golden question. */
  detail?: string;
}

/** Who changed what, and when. Entries are only ever added. */
export interface Audit {
  /** Resolves once all are kept, in this order. @throws StoreError */
  record(...entries: AuditEntry[]): Promise<void>;
  /**
   * All that was recorded, oldest first. `tampered` names the first place at which what is kept is not what was
   * recorded; null when nothing shows. @throws StoreError
   */
  read(): Promise<{ entries: AuditEntry[]; tampered: string | null }>;
}

/* ---------- logging in ---------- */
