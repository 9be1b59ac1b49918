/**
 * A small Feishu on 127.0.0.1: the open API over HTTP, events by webhook (encrypted and signed) or long connection. It
 * keeps messages and the rules about them (tokens, scopes, limits, uuid, card validity, recall, 14 days), and can fail in
 * the ways the real one does. Tests look at what stands in its chats, not at calls.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Person } from '../../../src/core/ports.ts';
import { type Api, createApi } from './api.ts';
import { encrypt, signature } from './crypto.ts';
import { createFaults, type Faults } from './faults.ts';
import { createFakeLogin, HOME_TENANT } from './login.ts';
import { createFakeLongConnection, type FakeLongConnection } from './long-connection.ts';
import { createRates, type Rates } from './rates.ts';
import { validateCard } from './validate-card.ts';
import { createWorld, type FakeChat, type FakeMessage, type World } from './world.ts';

export type { Fault } from './faults.ts';
export { HOME_TENANT } from './login.ts';
export type { FakeChat, FakeMessage } from './world.ts';

export interface FakeFeishuOptions {
  /** Milliseconds since 1970; default the real time. */
  now?: () => number;
  strictGet?: boolean;
  pingIntervalSeconds?: number;
  /** Waits before an event that was not acknowledged is delivered again; Feishu: 15 s, 5 min, 1 h, 6 h. */
  retryAfterMs?: number[];
  /** Lets any number of calls through: for measuring the bot without the platform's limits. */
  limitless?: boolean;
}

export interface Credentials {
  appId: string;
  appSecret: string;
  encryptKey: string;
  verificationToken: string;
}

export interface Delivered {
  /** True when the event was acknowledged, at the first or a later delivery. */
  acked: boolean;
  status: number | null;
  body: unknown;
  /** Milliseconds to the acknowledgement. */
  ackMs: number;
}

export interface Say {
  chat: FakeChat;
  from?: string;
  text?: string;
  /** Names the bot; default in groups. */
  mention?: boolean;
  /** The message it replies to. */
  replyTo?: FakeMessage;
  thread?: string;
  type?: string;
  content?: unknown;
  senderType?: string;
  mentions?: unknown[];
}

export interface SayFile {
  chat: FakeChat;
  from?: string;
  name: string;
  bytes: Uint8Array;
  picture?: boolean;
  /** False: the platform does not say how long it is. */
  tellsSize?: boolean;
}

export interface FakeFeishu {
  url: string;
  credentials: Credentials;
  botOpenId: string;
  world: World;
  api: Api;
  faults: Faults;
  rates: Rates;
  longConnection: FakeLongConnection;
  scopes: Set<string>;
  setup: { events: string[]; callbacks: string[]; botActive: number };
  /** Whose browser comes to log in, and agrees at once; null declines. */
  visitor: Person | null;
  /** Every call of the open API: method and path. */
  calls: string[];
  tokenLifetimeSeconds: number;
  recallWindowMs: number;
  /** Events go to this address; null: over the long connection. */
  webhookUrl: string | null;
  /** A person posts a message; its event is made, not delivered. */
  say(what: Say): { message: FakeMessage; event: Envelope };
  /** A person sends a file or a picture; its event is made, not delivered. */
  sayFile(what: SayFile): { message: FakeMessage; event: Envelope };
  /** Says it and delivers the event. */
  tell(what: Say): Promise<{ message: FakeMessage; event: Envelope; delivered: Delivered }>;
  deliver(event: Envelope): Promise<Delivered>;
  /** One delivery by webhook, as it would go over the wire. */
  post(
    raw: string | Uint8Array,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: unknown }>;
  envelope(type: string, event: object, changes?: object): Envelope;
  recall(message: FakeMessage): Envelope;
  edit(message: FakeMessage, text: string): Envelope;
  /** A click on a card; the platform shows what comes back. */
  click(
    card: FakeMessage,
    click: Click,
  ): Promise<{ toast?: { type: string; content: string }; body: unknown }>;
  close(): Promise<void>;
}

export interface Click {
  from?: string;
  action: object;
  /** As if clicked in another chat, where the card was forwarded to. */
  chatId?: string;
}

export interface Envelope {
  schema: string;
  header: Record<string, string>;
  event: object;
}

export const ALL_SCOPES = [
  'im:message.p2p_msg:readonly',
  'im:message.group_at_msg:readonly',
  'im:message:send_as_bot',
  'im:message:readonly',
  'im:message.reactions:write_only',
  'im:resource',
  'im:chat:readonly',
  'contact:contact.base:readonly',
  'contact:user.base:readonly',
  'docx:document:readonly',
  'wiki:wiki:readonly',
  'tenant:tenant:readonly',
  'application:application:self_manage',
];

let apps = 0;

export async function createFakeFeishu(options: FakeFeishuOptions = {}): Promise<FakeFeishu> {
  const { now = Date.now, strictGet = true, pingIntervalSeconds = 1, retryAfterMs = [] } = options;
  const world = createWorld(now);
  const rates = createRates(options.limitless);
  const faults = createFaults();
  const credentials: Credentials = {
    appId: `cli_${(++apps).toString(16).padStart(16, 'a')}`,
    appSecret: 'secret-of-the-app',
    encryptKey: 'kE9mV2xQ7wB4nT6y',
    verificationToken: 'vtok_123',
  };
  const botOpenId = 'ou_the_bot';
  const calls: string[] = [];
  const scopes = new Set(ALL_SCOPES);
  const setup = { events: ['im.message.receive_v1'], callbacks: ['card.action.trigger'], botActive: 2 };

  const api = createApi({
    ...credentials,
    botOpenId,
    world,
    login: createFakeLogin({ ...credentials, now, visitor: () => fake.visitor }),
    rates,
    faults,
    now,
    scopes,
    setup,
    strictGet,
    tokenLifetime: () => fake.tokenLifetimeSeconds,
    recallWindow: () => fake.recallWindowMs,
    onCall: (call) => calls.push(call),
  });
  const server = createServer((request, response) => {
    const isEndpoint = request.url === '/callback/ws/endpoint';
    const handled = isEndpoint
      ? fake.longConnection.endpoint(request, response)
      : api.handle(request, response);
    handled.catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function envelope(type: string, event: object, changes: object = {}): Envelope {
    const isCallback = type === 'card.action.trigger';
    return {
      schema: '2.0',
      header: {
        event_id: world.newId('ev'),
        event_type: type,
        // Milliseconds for events, microseconds for callbacks.
        create_time: String(now()) + (isCallback ? '000' : ''),
        token: credentials.verificationToken,
        app_id: credentials.appId,
        tenant_key: HOME_TENANT,
        ...changes,
      },
      event,
    };
  }

  function say(what: Say): { message: FakeMessage; event: Envelope } {
    const { chat, from = 'ou_person', type = 'text', replyTo, senderType = 'user' } = what;
    const mention = what.mention ?? chat.kind === 'group';
    const content = what.content ?? { text: `${mention ? '@_user_1 ' : ''}${what.text ?? ''}` };
    const message = world.post({
      chat,
      sender: from,
      type,
      content,
      parent: replyTo?.id ?? null,
      root: replyTo ? (replyTo.root ?? replyTo.id) : null,
      thread: what.thread ?? replyTo?.thread ?? null,
    });
    const bot = { key: '@_user_1', id: { open_id: botOpenId }, mentioned_type: 'bot', name: '问报' };
    const mentions = what.mentions ?? (mention ? [bot] : []);
    return { message, event: messageEvent(message, senderType, mentions) };
  }

  function messageEvent(
    message: FakeMessage,
    senderType: string,
    mentions: unknown[],
    changes: object = {},
  ): Envelope {
    return envelope('im.message.receive_v1', {
      sender: {
        sender_id: { open_id: message.sender, union_id: 'on_x' },
        sender_type: senderType,
        tenant_key: 't',
      },
      message: {
        message_id: message.id,
        chat_id: message.chat.id,
        chat_type: message.chat.kind,
        message_type: message.type,
        content: JSON.stringify(message.content),
        create_time: String(message.createdAt),
        ...(message.root && { root_id: message.root }),
        ...(message.parent && { parent_id: message.parent }),
        ...(message.thread && { thread_id: message.thread }),
        ...(mentions.length > 0 && { mentions }),
        ...changes,
      },
    });
  }

  async function post(
    raw: string | Uint8Array,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: unknown }> {
    const answer = await fetch(fake.webhookUrl ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof raw === 'string' ? raw : Buffer.from(raw),
      signal: AbortSignal.timeout(3000),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  async function deliverOnce(event: Envelope): Promise<Delivered> {
    const began = performance.now();
    const took = (): number => performance.now() - began;
    if (fake.webhookUrl === null) {
      const ack = await fake.longConnection.push(event);
      return { acked: ack?.code === 200, status: ack?.code ?? null, body: ack?.body, ackMs: took() };
    }
    const raw = JSON.stringify({ encrypt: encrypt(credentials.encryptKey, JSON.stringify(event)) });
    try {
      const { status, body } = await post(raw, signature(credentials.encryptKey, raw));
      return { acked: status === 200, status, body, ackMs: took() };
    } catch {
      return { acked: false, status: null, body: undefined, ackMs: took() };
    }
  }

  const fake: FakeFeishu = {
    url,
    credentials,
    botOpenId,
    world,
    api,
    faults,
    rates,
    scopes,
    setup,
    visitor: null,
    calls,
    tokenLifetimeSeconds: 7200,
    recallWindowMs: 24 * 3_600_000,
    webhookUrl: null,
    longConnection: createFakeLongConnection({
      ...credentials,
      server,
      baseUrl: () => url,
      pingIntervalSeconds,
    }),
    say,
    sayFile({ chat, from, name, bytes, picture = false, tellsSize = true }) {
      const key = world.newId(picture ? 'img' : 'file');
      const content = picture ? { image_key: key } : { file_key: key, file_name: name };
      const type = picture ? 'image' : 'file';
      const said = say({ chat, type, content, mention: false, ...(from && { from }) });
      world.files.set(key, { bytes, messageId: said.message.id, tellsSize, sent: 0 });
      return said;
    },
    envelope,
    post,
    async tell(what) {
      const said = say(what);
      return { ...said, delivered: await fake.deliver(said.event) };
    },
    async deliver(event) {
      let delivered = await deliverOnce(event);
      for (const waitMs of retryAfterMs) {
        if (delivered.acked) break;
        await new Promise((resolve) => setTimeout(resolve, waitMs));
        delivered = await deliverOnce(event);
      }
      return delivered;
    },
    recall(message) {
      message.recalled = true;
      const { id: message_id, chat } = message;
      const event = {
        message_id,
        chat_id: chat.id,
        recall_time: String(now()),
        recall_type: 'message_owner',
      };
      return envelope('im.message.recalled_v1', event);
    },
    edit(message, text) {
      const mention = message.chat.kind === 'group';
      message.content = { text: `${mention ? '@_user_1 ' : ''}${text}` };
      const bot = { key: '@_user_1', id: { open_id: botOpenId }, mentioned_type: 'bot', name: '问报' };
      const changes = { update_time: String(Math.max(now(), message.createdAt + 1)) };
      const edited = messageEvent(message, 'user', mention ? [bot] : [], changes);
      return { ...edited, header: { ...edited.header, event_type: 'im.message.updated_v1' } };
    },
    async click(card, { from = 'ou_person', action, chatId = card.chat.id }) {
      const event = envelope('card.action.trigger', {
        operator: { open_id: from, tenant_key: 't' },
        token: 'c-token',
        action: { timezone: 'Asia/Shanghai', ...action },
        host: 'im_message',
        context: { open_message_id: card.id, open_chat_id: chatId },
      });
      const { status, body } = await deliverOnce(event);
      if (status !== 200 || typeof body !== 'object')
        throw new Error('200671 or 200672: no proper answer to a click');
      const shown = body as {
        toast?: { type: string; content: string };
        card?: { type: string; data: unknown };
      };
      if (shown.card) {
        const problems = validateCard(shown.card.data);
        if (problems.length > 0) throw new Error(`200673: ${JSON.stringify(problems)}`);
        card.content = shown.card.data;
        card.versions.push(card.content);
        world.changed();
      }
      return { ...(shown.toast && { toast: shown.toast }), body };
    },
    async close() {
      fake.longConnection.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}
