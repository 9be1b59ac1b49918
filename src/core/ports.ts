/** Every seam between the core and the outside on one page. Adapters implement these; `src/entry/*` chooses which. */
import type { Answer, Issue, Passage, Viewer } from './bulletin.ts';
import type { Chat, Delivery, IncomingEvent, LinkedDocument, Outcome, Reply, SentAnswer } from './chat.ts';
import type { Draft, PendingChange } from './publishing/draft.ts';

/** At once from memory, later from a database: callers await it. */
export type Eventually<T> = T | Promise<T>;

/* ---------- time ---------- */

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

/* ---------- the library ---------- */

/** A published file that could not be read: named by path and line, never overwritten. */
export interface BrokenIssue {
  path: string;
  line: number;
  reason: string;
}

/** Published issues, the source of truth. Withdrawn issues stay in the store with that status. */
export interface IssueStore {
  /** All readable issues in the order of their ids, and what could not be read. */
  readAll(): Promise<{ issues: Issue[]; broken: BrokenIssue[] }>;
  /** null when there is none with this id. @throws StoreError when it is there and cannot be read. */
  read(id: string): Promise<Issue | null>;
  /**
   * Writes one issue so that a reader sees the old or the new one, never a part. An issue already there under the same
   * id is kept as a version first. `over` says which version the caller has seen there (null: none), so that two who
   * publish the same issue at once cannot pass each other. @throws ConflictError when another one is there, StoreError
   */
  write(issue: Issue, over?: { version: number | null }): Promise<void>;
  /** Earlier versions of an issue, oldest first. */
  versions(id: string): Promise<Issue[]>;
}

/** A file that waits for an administrator, and why. */
export interface HeldFile {
  /** Derived from the bytes, so that the same file waits once. `[0-9a-f]{12}` */
  id: string;
  /** Name as it came, without folders. */
  name: string;
  /** A sentence for the administrator. */
  reason: string;
  /** When it came, ISO 8601. */
  since: string;
}

/** 待定 files: not published, not refused. An administrator publishes or discards them. */
export interface HeldStore {
  /** Keeps the file; one that already waits keeps its id and time and gets the new reason. @throws StoreError */
  hold(file: IncomingFile, reason: string, since: string): Promise<HeldFile>;
  /** Longest waiting first. @throws StoreError */
  list(): Promise<HeldFile[]>;
  /** null when nothing with this id waits. @throws StoreError */
  read(id: string): Promise<IncomingFile | null>;
  /** @throws StoreError */
  discard(id: string): Promise<void>;
}

/** What an act of an editor did to the library; everything that must stay true afterwards listens for these. */
export interface LibraryChange {
  kind: 'published' | 'corrected' | 'withdrawn';
  /** As it now stands in the store. */
  issue: Issue;
  /** What stood there before; null for a new issue. */
  before: Issue | null;
  /** Who did it: a person's id, or the name of the command. */
  by: string;
  /** Milliseconds since 1970. */
  at: number;
  /** Why it was withdrawn, in the editor's words. */
  reason?: string;
}

/** 待发布稿, and the file each came from. One process writes. */
export interface DraftStore {
  /**
   * Keeps a new draft with the bytes it came from. Where a draft with the same bytes waits already, that one is given
   * back as it is and nothing is kept: the same file sent twice at once is one draft. @throws StoreError
   */
  add(draft: NewDraft, bytes: Uint8Array): Promise<Draft>;
  /** @throws StoreError */
  read(id: string): Promise<Draft | null>;
  /** The draft a card shows; null for a card that is none of ours. @throws StoreError */
  byCard(messageId: string): Promise<Draft | null>;
  /** All that are kept, oldest first. @throws StoreError */
  list(): Promise<Draft[]>;
  /** The bytes it came from; null once it no longer waits. @throws StoreError */
  bytes(id: string): Promise<Uint8Array | null>;
  /**
   * Replaces the draft that has this revision and gives back the new one, whose revision is one more. The bytes are gone
   * as soon as it no longer waits. @throws ConflictError when another revision is there or none, StoreError
   */
  update(draft: Draft): Promise<Draft>;
  /** Leaves nothing of it. @throws StoreError */
  remove(id: string): Promise<void>;
}

export type NewDraft = Omit<Draft, 'id' | 'revision'>;

/** Changes of the library whose listeners have not all heard of them: what a kill interrupted goes on from here. */
export interface PendingChanges {
  /** On disk when it resolves; one with the same id is replaced. @throws StoreError */
  add(change: PendingChange): Promise<void>;
  /** @throws StoreError */
  remove(id: string): Promise<void>;
  /** Oldest first. @throws StoreError */
  list(): Promise<PendingChange[]>;
}

/* ---------- reading documents ---------- */

/** One line of a document as an adapter saw it, with what its format told about it. Adapters decide nothing else. */
export interface Line {
  /** Text as it stands in the file; an empty string is a blank line. */
  text: string;
  /** `[start, end)` ranges of `text` set in bold (UTF-16 units). */
  bold?: [number, number][];
  /** 1 to 6 where the format itself marks a heading. */
  headingLevel?: number;
  /** Page, counted from 1, for formats that have pages. */
  page?: number;
  /** Size of the type in points. */
  fontSize?: number;
  /** True where the format says that this line is a whole paragraph (docx, html): its end is no wrapped line. */
  wholeParagraph?: boolean;
  /** Known from positions on the page: whether the line runs to the right edge of its column. */
  reachesEdge?: boolean;
  /** `body` unless the format says otherwise. Headers and footers take part in the secrecy check, not in the text. */
  place?: 'body' | 'header' | 'footer' | 'textbox' | 'comment';
  /** A table row: its cells. Consecutive rows with the same `table` number are one table. */
  cells?: string[];
  table?: number;
}

/** What an adapter makes of a file. */
export interface ReadDocument {
  format: string;
  lines: Line[];
  /** Title, subject, keywords, comments … of the file's properties: looked at for secrecy marks only. */
  properties: Record<string, string>;
  /** True for text recognised from pictures. */
  recognised: boolean;
  /** Pages, from 1, that hold no text and were not recognised either. */
  pagesWithoutText?: number[];
  /** True when the file shows that its end is missing: some of its text may be too. */
  incomplete?: boolean;
}

/** A piece of text found in a picture, with its place in pixels from the upper left corner. */
export interface RecognisedText {
  text: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Recognises the text of pictures (OCR). Not part of the default installation. */
export interface TextRecogniser {
  /** All text of one picture (PNG, JPEG …), in any order. */
  recognise(picture: Uint8Array): Promise<RecognisedText[]>;
}

export interface DocumentReader {
  /** text, markdown, html, docx, pdf … */
  name: string;
  /** Decides by content; the name may break ties between text formats. */
  matches(file: IncomingFile): boolean;
  /** @throws UnreadableDocumentError */
  read(file: IncomingFile): Promise<ReadDocument>;
}

export interface IncomingFile {
  /** Without folders. */
  name: string;
  bytes: Uint8Array;
}

/* ---------- finding ---------- */

/** Cuts runs of Han characters into words as jieba's search mode does: long words and the words inside them. */
export interface Segmenter {
  /** `nodejieba` or `jieba-wasm`; the saved index records it. */
  readonly name: string;
  /** `han` holds nothing but Han characters. */
  cut(han: string): string[];
  /** The same without the shorter words inside longer ones. */
  cutPlain(han: string): string[];
  /** Makes these words known; knowing a word twice is fine. */
  addWords(words: Iterable<string>): void;
}

/** Turns what people type into the characters of the library. */
export interface ChineseText {
  /** Traditional characters as simplified ones; everything else unchanged, same number of characters. */
  toSimplified(text: string): string;
  /** Toneless pinyin, one syllable a Han character, lower case, ü as v; other characters as they are. */
  pinyin(text: string): string[];
}

/** A passage as it is indexed: folded text for counting, and the words the segmenter found in it. */
export interface IndexedPassage {
  passage: Passage;
  /** Folded text (`foldText`) of the heading path and of the passage, joined by a line feed. */
  folded: string;
  /** Words of `folded`, each with one space before and after it, for example ` 人才 公寓 `. */
  words: string;
}

/** The part of a passage's context that all passages of an article share: title and units. */
export interface IndexedArticle {
  issueId: string;
  /** 0 for what stands outside the articles. */
  articleNumber: number;
  folded: string;
  words: string;
  passages: IndexedPassage[];
}

/** `issueId#passageId` */
export type PassageKey = string;

export interface TermStatistics {
  /** In how many passages and in how many articles each term stands, in the order asked. */
  passages: number[];
  articles: number[];
}

export interface IndexTotals {
  passages: number;
  articles: number;
}

/**
 * An engine: proposes passages and counts documents, nothing else. Ranking, locks, excerpts and refusal are shared
 * code in `core/asking`, so that every engine gives the same answers. Terms are words as they are, bigrams with `~`
 * and single characters with `^` in front.
 */
export interface PassageIndex {
  readonly name: string;
  /** At most `limit` passages that hold some of the terms, best first; only within `issueIds`, a set that stays as it is. */
  candidates(terms: readonly string[], limit: number, issueIds?: ReadonlySet<string>): Promise<PassageKey[]>;
  statistics(terms: readonly string[]): Promise<TermStatistics>;
  totals(): Promise<IndexTotals>;
  /** Replaces all passages of one issue; an empty list takes the issue out. Readers see the old or the new ones. */
  replaceIssue(issueId: string, articles: readonly IndexedArticle[]): Promise<void>;
}

/* ---------- asking ---------- */

export interface AskRequest {
  /** As typed, mentions of the bot removed. */
  question: string;
  /** Earlier questions of the thread or the person, oldest first. */
  context?: string[];
  /** The day the question is asked, `YYYY-MM-DD`: what 去年 and 最近 are relative to. */
  asOf: string;
  /** What the answer may draw on. */
  viewer: Viewer;
  /** How many items of a listing to skip (paging). */
  offset?: number;
}

/** The core as its users (Feishu, pages, scripts) see it. Never throws on any text. */
export type Ask = (request: AskRequest) => Promise<Answer>;

/* ---------- suggesting ---------- */

/** What someone who types may mean: a unit, a coined name (“奔桐计划”), an article, an issue. */
export interface Suggestion {
  kind: 'unit' | 'name' | 'article' | 'issue';
  text: string;
  /** Where it is, for articles (number 1 and up) and issues (number 0). */
  place?: { issueId: string; articleNumber: number };
}

/**
 * At most `limit` suggestions for what was typed so far, best first: text that holds it, or whose pinyin or initials
 * begin with it (tongcheng, tc for 桐城). Only from what `viewer` may see.
 */
export type Suggest = (typed: string, viewer: Viewer, limit: number) => Promise<Suggestion[]>;

/* ---------- talking ---------- */

/** What pino's loggers look like; `fields` never hold a token, a secret or the text of a message. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Where a message is answered: as a reply to it, in its thread if it stands in one. */
export interface ReplyTarget {
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
  /** Resolves once kept; false when it was there before. @throws StoreError */
  add(subscription: Subscription): Promise<boolean>;
  /** Ends one subscription, or all of the subscriber (`null`): what was ended. @throws StoreError */
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
   * @throws PlatformUnreachableError
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
