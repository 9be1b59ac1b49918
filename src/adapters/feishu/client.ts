import * as lark from '@larksuiteoapi/node-sdk';
import type { AxiosAdapter } from 'axios';
import { PlatformError, PlatformUnreachableError } from '../../core/errors.ts';
import type { Clock } from '../../core/ports.ts';
import { codes } from './codes.ts';
import { createHttp } from './http.ts';
import { silentSdkLogger } from './sdk-logger.ts';
import { createTokens, type TokenMemory } from './tokens.ts';

export interface FeishuClientOptions {
  appId: string;
  appSecret: string;
  /** `feishu`, `lark`, or a base URL without a final slash. */
  domain: string;
  /** For the age of the token. */
  clock: Clock;
  /** Default 5 s: answers of the message API take well under one. */
  timeoutMs?: number;
  /** Hears the `Date` header of every answer. */
  onDate?: (header: string | undefined) => void;
  /** Hears how every call ended: the platform's code, 0 for success, null when no proper answer came. */
  onOutcome?: (code: number | null) => void;
  adapter?: AxiosAdapter;
  /** Where the token is kept; in the client itself when absent. */
  tokenMemory?: TokenMemory;
}

export interface BotInfo {
  openId: string;
  name: string;
  /** 2 when the bot is switched on. https://open.feishu.cn/document/client-docs/bot-v3/obtain-bot-info */
  activateStatus: number;
}

/** A message as the API takes it: `content` is JSON in a string. */
export interface OutgoingContent {
  type: 'interactive' | 'text';
  content: string;
}

export interface SentMessage {
  messageId: string;
  chatId: string;
}

/**
 * The calls the bot makes. All throw PlatformError or PlatformUnreachableError; a token that is no longer taken is
 * replaced and the call repeated once. `uuid` (at most 50 characters) lets a repeated send within an hour post nothing new.
 */
export interface FeishuClient {
  botInfo(): Promise<BotInfo>;
  create(
    to: { type: 'chat_id' | 'open_id'; id: string },
    message: OutgoingContent,
    uuid: string,
  ): Promise<SentMessage>;
  reply(messageId: string, message: OutgoingContent, uuid: string, inThread: boolean): Promise<SentMessage>;
  patchCard(messageId: string, card: string): Promise<void>;
  recall(messageId: string): Promise<void>;
  /** The id of the reaction. */
  addReaction(messageId: string, emoji: string): Promise<string>;
  removeReaction(messageId: string, reactionId: string): Promise<void>;
  /** open_ids of the people in a chat the bot is in, bots not among them; `next` names the page that follows. */
  chatMembers(chatId: string, page?: string): Promise<{ members: string[]; next: string | undefined }>;
  /** null for a chat without a name. */
  chatName(chatId: string): Promise<string | null>;
  /** `tenant_key` of the organisation the app belongs to. */
  tenantKey(): Promise<string>;
  /** The bytes behind an address of the open API. Code 234037 as soon as they show to be more than `mostBytes`. */
  download(path: string, params: Record<string, string>, mostBytes: number): Promise<Uint8Array>;
  /** Any other call of the open API: the whole body of the answer. */
  request<T>(method: 'GET' | 'POST', path: string, params?: Record<string, string>): Promise<T>;
}

export function createFeishuClient(options: FeishuClientOptions): FeishuClient {
  const { appId, appSecret, clock, timeoutMs = 5000, onDate, onOutcome, adapter } = options;
  const domain = baseUrl(options.domain);
  const http = createHttp({
    timeoutMs,
    ...(onDate && { onDate }),
    ...(onOutcome && { onOutcome }),
    ...(adapter && { adapter }),
  });
  const sdk = new lark.Client({
    appId,
    appSecret,
    domain,
    httpInstance: http as unknown as lark.HttpInstance,
    // The SDK's own cache never drops a token the platform has refused and fetches one for each of several callers.
    disableTokenCache: true,
    logger: silentSdkLogger,
  });

  const tokens = createTokens(
    async () => {
      const path = '/open-apis/auth/v3/tenant_access_token/internal';
      const answer: unknown = await http.post(`${domain}${path}`, { app_id: appId, app_secret: appSecret });
      const { tenant_access_token: token, expire } = answer as {
        tenant_access_token?: string;
        expire?: number;
      };
      if (!token || !expire) throw withoutResult(`POST ${path}`);
      return { token, lifetimeMs: expire * 1000 };
    },
    clock,
    options.tokenMemory,
  );

  type Options = ReturnType<typeof lark.withTenantToken>;

  async function withToken<T>(send: (token: string) => Promise<T>): Promise<T> {
    const token = await tokens.get();
    try {
      return await send(token);
    } catch (error) {
      if (!(error instanceof PlatformError) || codes[error.code]?.decision !== 'new-token') throw error;
      tokens.drop(token);
      return send(await tokens.get());
    }
  }
  const call = <T>(send: (options: Options) => Promise<T>): Promise<T> =>
    withToken((token) => send(lark.withTenantToken(token)));

  return {
    async botInfo() {
      const path = '/open-apis/bot/v3/info';
      const { bot } = await call((o) => sdk.request<BotInfoBody>({ url: path, method: 'GET' }, o));
      if (!bot?.open_id) throw withoutResult(`GET ${path}`);
      return { openId: bot.open_id, name: bot.app_name ?? '', activateStatus: bot.activate_status ?? 0 };
    },
    async create(to, { type, content }, uuid) {
      const params = { receive_id_type: to.type };
      const data = { receive_id: to.id, msg_type: type, content, uuid };
      const answer = await call((o) => sdk.im.v1.message.create({ params, data }, o));
      return sentMessage(answer.data, 'POST /open-apis/im/v1/messages');
    },
    async reply(messageId, { type, content }, uuid, inThread) {
      const path = { message_id: safeId(messageId) };
      const data = { msg_type: type, content, uuid, reply_in_thread: inThread };
      const answer = await call((o) => sdk.im.v1.message.reply({ path, data }, o));
      return sentMessage(answer.data, `POST /open-apis/im/v1/messages/${messageId}/reply`);
    },
    async patchCard(messageId, card) {
      const path = { message_id: safeId(messageId) };
      await call((o) => sdk.im.v1.message.patch({ path, data: { content: card } }, o));
    },
    async recall(messageId) {
      await call((o) => sdk.im.v1.message.delete({ path: { message_id: safeId(messageId) } }, o));
    },
    async addReaction(messageId, emoji) {
      const path = { message_id: safeId(messageId) };
      const data = { reaction_type: { emoji_type: emoji } };
      const answer = await call((o) => sdk.im.v1.messageReaction.create({ path, data }, o));
      if (!answer.data?.reaction_id)
        throw withoutResult(`POST /open-apis/im/v1/messages/${messageId}/reactions`);
      return answer.data.reaction_id;
    },
    async removeReaction(messageId, reactionId) {
      const path = { message_id: safeId(messageId), reaction_id: safeId(reactionId) };
      await call((o) => sdk.im.v1.messageReaction.delete({ path }, o));
    },
    // https://open.feishu.cn/document/server-docs/group/chat-member/get
    async chatMembers(chatId, page) {
      const path = { chat_id: safeId(chatId) };
      const params = {
        member_id_type: 'open_id',
        page_size: 100,
        ...(page && { page_token: page }),
      } as const;
      const { data } = await call((o) => sdk.im.v1.chatMembers.get({ path, params }, o));
      if (!data?.items) throw withoutResult(`GET /open-apis/im/v1/chats/${chatId}/members`);
      return {
        members: data.items.flatMap(({ member_id }) => member_id ?? []),
        next: data.has_more ? data.page_token : undefined,
      };
    },
    // https://open.feishu.cn/document/server-docs/group/chat/get-2
    async chatName(chatId) {
      const { data } = await call((o) => sdk.im.v1.chat.get({ path: { chat_id: safeId(chatId) } }, o));
      return data?.name || null;
    },
    // https://open.feishu.cn/document/server-docs/tenant-v2/query
    async tenantKey() {
      const { data } = await call((o) => sdk.tenant.v2.tenant.query({}, o));
      if (!data?.tenant?.tenant_key) throw withoutResult('GET /open-apis/tenant/v2/tenant/query');
      return data.tenant.tenant_key;
    },
    download: (path, params, mostBytes) =>
      withToken(async (token) => {
        // The SDK gives a stream without a bound and without a time.
        const tooLarge = new AbortController();
        const body: unknown = await http.get(`${domain}${path}`, {
          params,
          headers: { Authorization: `Bearer ${token}` },
          responseType: 'arraybuffer',
          timeout: DOWNLOAD_TIMEOUT_MS,
          maxContentLength: mostBytes,
          signal: tooLarge.signal,
          onDownloadProgress({ total = 0 }) {
            if (total > mostBytes) tooLarge.abort();
          },
        });
        return new Uint8Array(body as ArrayBuffer);
      }),
    request: (method, path, params) =>
      call((o) => sdk.request({ url: path, method, ...(params && { params }) }, o)),
  };
}

/** 64 MB over a slow line of an office. */
const DOWNLOAD_TIMEOUT_MS = 120_000;

interface BotInfoBody {
  bot?: { open_id?: string; app_name?: string; activate_status?: number };
}

export function baseUrl(domain: string): string {
  if (domain === 'feishu') return 'https://open.feishu.cn';
  return domain === 'lark' ? 'https://open.larksuite.com' : domain;
}

/** The SDK puts ids into the path as they are: one with a slash would be another request. */
function safeId(id: string): string {
  if (/^[\w-]{1,200}$/.test(id)) return id;
  throw new PlatformError('Cannot use an id that is not made of letters, digits, "_" and "-" in a request', {
    method: 'path',
    code: 230001,
  });
}

function sentMessage(
  data: { message_id?: string | undefined; chat_id?: string | undefined } | undefined,
  method: string,
): SentMessage {
  if (!data?.message_id) throw withoutResult(method);
  return { messageId: data.message_id, chatId: data.chat_id ?? '' };
}

export function withoutResult(method: string): PlatformUnreachableError {
  return new PlatformUnreachableError(`${method} failed: the answer holds no result`, method);
}
