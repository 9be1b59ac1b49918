import { z } from 'zod';
import { PlatformError } from '../../core/errors.ts';
import type { Attachments, Clock, Fetched, Log } from '../../core/ports.ts';
import type { FeishuCalls } from './calls.ts';
import { createDocuments, type Get } from './documents.ts';
import { FILE_TOO_LARGE } from './http.ts';

export interface AttachmentsOptions {
  calls: FeishuCalls;
  clock: Clock;
  log: Log;
}

/** So long a failing call is repeated: an editor waits for the preview. */
const GIVE_UP_MS = 60_000;
const GROUPS_FRESH_MS = 5 * 60_000;

/** https://open.feishu.cn/document/server-docs/im-v1/message/get (2026-11-22) */
const messageSchema = z.object({
  data: z.object({
    items: z
      .array(
        z.object({
          msg_type: z.string(),
          deleted: z.boolean().catch(false),
          body: z.object({ content: z.string() }).catch({ content: '{}' }),
        }),
      )
      .min(1),
  }),
});
/** The message of im.message.receive_v1. */
const receivedSchema = z.object({
  message_id: z.string(),
  message_type: z.string(),
  content: z.string(),
});
const fileSchema = z.object({ file_key: z.string().regex(/^[\w-]+$/), file_name: z.string().catch('') });
const pictureSchema = z.object({ image_key: z.string().regex(/^[\w-]+$/) });
/** https://open.feishu.cn/document/server-docs/group/chat/list (2026-11-22) */
const chatsSchema = z.object({
  data: z.object({
    items: z.array(z.object({ chat_id: z.string(), name: z.string().catch('') })).catch([]),
    has_more: z.boolean().catch(false),
    page_token: z.string().catch(''),
  }),
});

/** What each code says of a file or document; any other is `failed`. The pages above, and im-v1/message/get-message-resource. */
const meanings: Readonly<Record<number, Fetched['status']>> = {
  [FILE_TOO_LARGE]: 'too-large',
  1770033: 'too-large',
  230011: 'gone',
  230110: 'gone',
  230111: 'gone',
  234003: 'gone',
  1770002: 'gone',
  1770003: 'gone',
  131005: 'gone',
  1770032: 'unshared',
  131006: 'unshared',
  230002: 'no-right',
  230027: 'no-right',
  234009: 'no-right',
  99991672: 'no-right',
};

export interface NotedAttachments extends Attachments {
  /** What a received message says of its file, kept in memory until it is fetched; `message` as the event has it. */
  note(message: unknown): void;
}

interface Resource {
  key: string;
  name: string;
  type: 'file' | 'image';
}

/** Files that came and were not fetched; the oldest are asked for again. */
const MOST_NOTED = 200;

/**
 * Files that people sent, and documents they linked to. Key and name of a file are not on disk: they are in memory, and
 * after a restart, or for a message replied to, asked of the platform.
 */
export function createAttachments({ calls, clock, log }: AttachmentsOptions): NotedAttachments {
  const { client } = calls;
  const received = new Map<string, Resource>();
  let groups: { list: Promise<{ id: string; name: string }[]>; askedAt: number } | null = null;

  const patiently = <T>(call: () => Promise<T>): Promise<T> => calls.patiently(call, GIVE_UP_MS);
  const get: Get = async (path, schema, params) =>
    schema.parse(await patiently(() => client.request<unknown>('GET', path, params)));
  const readDocument = createDocuments(get, log);

  /** What stands behind the message, without fetching it. */
  async function resourceOf(messageId: string): Promise<Resource | 'none' | 'gone' | 'unsupported'> {
    const noted = received.get(messageId);
    received.delete(messageId);
    if (noted) return noted;
    const { data } = await get(`/open-apis/im/v1/messages/${messageId}`, messageSchema);
    const message = data.items[0]!;
    if (message.deleted) return 'gone';
    if (message.msg_type === 'folder') return 'unsupported';
    return resourceIn(message.msg_type, message.body.content) ?? 'none';
  }

  async function fetching(work: () => Promise<Fetched>): Promise<Fetched> {
    try {
      return await work();
    } catch (error) {
      const status = (error instanceof PlatformError && meanings[error.code]) || 'failed';
      if (status === 'failed' || status === 'no-right')
        log.warn({ err: error }, 'a file could not be fetched');
      return { status } as Fetched;
    }
  }

  async function listGroups(): Promise<{ id: string; name: string }[]> {
    const found: { id: string; name: string }[] = [];
    let page = '';
    do {
      const params = { page_size: '100', ...(page && { page_token: page }) };
      const { data } = await get('/open-apis/im/v1/chats', chatsSchema, params);
      found.push(...data.items.map(({ chat_id: id, name }) => ({ id, name })));
      page = data.has_more ? data.page_token : '';
    } while (page);
    return found;
  }

  return {
    note(message) {
      const { data } = receivedSchema.safeParse(message);
      const resource = data && resourceIn(data.message_type, data.content);
      if (!resource) return;
      received.set(data.message_id, resource);
      const [oldest] = received.keys();
      if (received.size > MOST_NOTED && oldest !== undefined) received.delete(oldest);
    },

    async hasFile(messageId) {
      try {
        const resource = await resourceOf(messageId);
        return typeof resource === 'object' || resource === 'unsupported' ? 'yes' : 'no';
      } catch (error) {
        log.debug({ err: error }, 'what a message holds could not be found out');
        return 'unknown';
      }
    },

    fileOf: (messageId, mostBytes) =>
      fetching(async () => {
        const resource = await resourceOf(messageId);
        if (typeof resource === 'string') return { status: resource };
        const { key, type, name } = resource;
        const path = `/open-apis/im/v1/messages/${messageId}/resources/${key}`;
        const bytes = await patiently(() => client.download(path, { type }, mostBytes));
        return { status: 'fetched', file: { name: plainName(name), bytes } };
      }),

    document: (document, mostBytes) =>
      fetching(async () => {
        const fetched = await readDocument(document, mostBytes);
        if (fetched.status !== 'fetched') return fetched;
        const { name, bytes } = fetched.file;
        return { ...fetched, file: { name: plainName(name), bytes } };
      }),

    groups() {
      const fresh = groups && clock.now() - groups.askedAt < GROUPS_FRESH_MS ? groups : null;
      if (fresh) return fresh.list;
      const list = listGroups().catch((error: unknown) => {
        log.warn({ err: error }, 'Feishu does not tell which groups the bot is in');
        return [];
      });
      groups = { list, askedAt: clock.now() };
      return list;
    },
  };
}

/** What the content of a message says of its file; null where there is none. */
function resourceIn(messageType: string, content: string): Resource | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(content);
  } catch {
    return null;
  }
  if (messageType === 'file') {
    const { data } = fileSchema.safeParse(parsed);
    return data ? { key: data.file_key, name: data.file_name, type: 'file' } : null;
  }
  const { data } = pictureSchema.safeParse(parsed);
  return messageType === 'image' && data ? { key: data.image_key, name: '', type: 'image' } : null;
}

/** Without folders and without characters that do not show. */
const plainName = (name: string): string =>
  (name.split(/[/\\]/u).at(-1) ?? '')
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e]+/gu, ' ')
    .trim();
