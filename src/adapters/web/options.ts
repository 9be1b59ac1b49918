import type { Context } from 'hono';
import type { IssueEntry } from '../../core/asking/library.ts';
import type { Article, Issue } from '../../core/bulletin.ts';
import type { UnitsOf } from '../../core/catalogue.ts';
import type { CardAct } from '../../core/chat.ts';
import type {
  Ask,
  BrokenIssue,
  Clock,
  HeldStore,
  LoginPlatform,
  SentAnswers,
  Suggest,
} from '../../core/ports.ts';
import type { PlacedArticle } from '../../core/related-articles.ts';
import type { ChatService } from '../../core/serving/serve-chat.ts';
import type { Room } from './playground/room.ts';

/** What the pages read of the library. */
export interface PageLibrary {
  /** Published issues, newest first. */
  issues(): Promise<readonly IssueEntry[]>;
  /** Withdrawn issues too; null when there is no issue with this id. */
  findIssue(id: string): Promise<Issue | null>;
  /** Earlier versions of an issue, oldest first. */
  versions(id: string): Promise<Issue[]>;
  unitsOf: UnitsOf;
  /** Articles of other units on the topic of an article, closest first. */
  onSameTopic(issueId: string, article: Article): Promise<PlacedArticle[]>;
}

export interface WebOptions {
  library: PageLibrary;
  ask: Ask;
  suggest: Suggest;
  clock: Clock;
  /** Address at which people reach the pages, for links that leave them; without a path. Not loopback: nobody is at home. */
  publicUrl: string;
  /** What `/healthz` tells: 200 when `ready`, 503 when not. Holds no secret: anyone who reaches the port reads it. */
  health(): { ready: boolean } & Record<string, unknown>;
  /** What `/readyz` tells: 200 when everything works as it should, 503 with what does not. As public as `health`. */
  readiness?(): { ready: boolean } & Record<string, unknown>;
  /** What `/metrics` tells, to whoever shows `token`, or without one to this machine (where `publicUrl` is for it alone). */
  metrics?: { token: string | null; read(): Promise<{ text: string; contentType: string }> };
  /** Hears of every request that was answered. */
  onRequest?(request: AnsweredRequest): void;
  /** Hears of every error that ended in an error page, and of the name of the request where it is known. */
  reportError(error: unknown, requestId?: string): void;
  /** Takes `POST /feishu/events`; without it that address does not exist. */
  feishuEvents?: (request: Request) => Promise<Response>;
  /** null when nobody can log in (no credentials). */
  login: LoginOptions | null;
  /** null where there is no admin page. */
  admin: AdminOptions | null;
  /** A chat to try the bot in; it opens the pages to people who have not logged in. null when there is none. */
  playground: Playground | null;
  /** Address of the other end of the connection, where the runtime knows it (`getConnInfo` of the Node server). */
  peerAddress?: (context: Context) => string | undefined;
}

export interface AnsweredRequest {
  /** Also its header `X-Request-Id`. */
  requestId: string;
  method: string;
  /** A pattern such as `/issues/:id`; `none` where nothing answers. */
  route: string;
  status: number;
  tookMs: number;
}

export interface LoginOptions {
  platform: LoginPlatform;
  /** Signs the cookies; 16 characters and more. */
  sessionSecret: string;
}

export interface AdminOptions {
  /** Ids of those who may see the admin page (ADMINS). Whoever plays on this machine itself may see it, too. */
  admins: readonly string[];
  sent: Pick<SentAnswers, 'since'>;
  held: Pick<HeldStore, 'list'>;
  /** Published files that could not be read. */
  broken(): BrokenIssue[];
  /** Issues read from scans that no editor has confirmed. */
  unproofed(): Promise<{ id: string; label: string }[]>;
  /** Adds synonyms at once, by this person; what to tell them. null where that is not possible. */
  addSynonym: ((group: readonly string[], by: string) => Promise<string>) | null;
  /** IANA name: where the readers are, whose days are counted. */
  timeZone: string;
  /** Milliseconds since 1970; null when there never was a backup. */
  lastBackup(): Promise<number | null>;
}

export interface Playground {
  /** Only requests made on this machine itself may play. */
  loopbackOnly: boolean;
  room: Room;
  /** The bot, with `room.platform` as its platform. */
  bot: Pick<ChatService, 'handle' | 'act'>;
  /** The folder that what editors publish here is written to; null where nothing can be published. */
  publishesTo: string | null;
  /** What a click means: `action` is what Feishu would call back with. null when it was on none of our cards. */
  readAct(action: object): CardAct | null;
}
