import { Buffer } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createFakeDocuments, sendFile } from './documents.ts';
import { type Faults, inflict } from './faults.ts';
import { type FakeLogin, HOME_TENANT } from './login.ts';
import type { Rates } from './rates.ts';
import { Refusal } from './refusal.ts';
import { validateCard } from './validate-card.ts';
import type { FakeChat, FakeFile, FakeMessage, World } from './world.ts';

export interface ApiOptions {
  appId: string;
  appSecret: string;
  botOpenId: string;
  world: World;
  login: FakeLogin;
  rates: Rates;
  faults: Faults;
  now(): number;
  /** Scopes granted to the app. */
  scopes: Set<string>;
  /** What the console is set up for; `doctor` reads it. */
  setup: { events: string[]; callbacks: string[]; botActive: number };
  /** Seconds a tenant token lives. */
  tokenLifetime(): number;
  /** Milliseconds within which the bot may recall its messages. */
  recallWindow(): number;
  /** Refuse GET with a body, as some gateways do. */
  strictGet: boolean;
  /** Hears every call. */
  onCall(call: string): void;
}

export interface Api {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Makes every token given so far invalid. */
  revokeTokens(): void;
  tokensIssued(): number;
}

const HOUR = 3_600_000;
const FOURTEEN_DAYS = 14 * 24 * HOUR;

/** The open API as far as the bot uses it, with the rules of the real one. */
export function createApi(options: ApiOptions): Api {
  const { appId, appSecret, botOpenId, world, login, rates, faults, now, scopes, setup } = options;
  const tokens = new Map<string, number>();
  const sentByUuid = new Map<string, { message: FakeMessage; at: number }>();
  let issued = 0;

  const documents = createFakeDocuments(world, needScope);

  type Body = Record<string, unknown>;
  type Route = (match: RegExpExecArray, body: Body, query: URLSearchParams) => unknown;
  const messageId = '(om_[\\w-]+)';
  const im = '/open-apis/im/v1';
  const routes: [RegExp, Route][] = [
    [route('GET', '/open-apis/bot/v3/info'), () => ({ bot: botInfo() })],
    [route('POST', `${im}/messages`), (_, body, query) => data(create(body, query.get('receive_id_type')))],
    [route('POST', `${im}/messages/${messageId}/reply`), ([, id], body) => data(reply(id, body))],
    [route('PATCH', `${im}/messages/${messageId}`), ([, id], body) => data(patch(id, body))],
    [route('DELETE', `${im}/messages/${messageId}`), ([, id]) => data(recall(id))],
    [route('GET', `${im}/messages/${messageId}`), ([, id]) => data({ items: [look(id)] })],
    [
      route('GET', `${im}/messages/${messageId}/resources/([\\w-]+)`),
      ([, id, key]) => documents.resource(id ?? '', key ?? ''),
    ],
    [
      route('GET', '/open-apis/wiki/v2/spaces/get_node'),
      (_, __, query) => data(documents.node(query.get('token') ?? '')),
    ],
    [route('GET', '/open-apis/docx/v1/documents/(\\w+)'), ([, id]) => data(documents.about(id ?? ''))],
    [
      route('GET', '/open-apis/docx/v1/documents/(\\w+)/raw_content'),
      ([, id]) => data(documents.rawContent(id ?? '')),
    ],
    [
      route('GET', '/open-apis/docx/v1/documents/(\\w+)/blocks'),
      ([, id], _, query) => data(documents.blocks(id ?? '', query)),
    ],
    [route('GET', `${im}/chats`), () => data(chatList())],
    [route('POST', `${im}/messages/${messageId}/reactions`), ([, id], body) => data(react(id, body))],
    [
      route('DELETE', `${im}/messages/${messageId}/reactions/([\\w-]+)`),
      ([, id, reaction]) => data(unreact(id, reaction)),
    ],
    [route('GET', `${im}/chats/(oc_[\\w-]+)`), ([, id]) => data(chatInfo(id))],
    [route('GET', `${im}/chats/(oc_[\\w-]+)/members`), ([, id], _, query) => data(members(id, query))],
    [route('GET', '/open-apis/tenant/v2/tenant/query'), () => data(tenant())],
    [route('GET', '/open-apis/application/v6/scopes'), () => data(scopeList())],
    [route('GET', '/open-apis/application/v6/applications/(cli_\\w+)'), () => data(application())],
  ];

  return {
    tokensIssued: () => issued,
    revokeTokens: () => tokens.clear(),
    async handle(request, response) {
      const url = new URL(request.url ?? '', 'http://fake');
      const call = `${request.method} ${url.pathname}`;
      options.onCall(call);
      response.setHeader('date', new Date(now()).toUTCString());
      const raw = await bodyOf(request);
      const fault = faults.take(call);
      if (fault && inflict(fault, request, response)) return;
      try {
        if (call === 'GET /open-apis/authen/v1/authorize') {
          response.writeHead(302, { location: login.authorize(url.searchParams) }).end();
          return;
        }
        const result = answer(call, request, raw, url.searchParams);
        if (fault?.kind === 'reset after') {
          request.socket.destroy();
          return;
        }
        if (/\/resources\/[\w-]+$/.test(call)) sendFile(response, result as FakeFile);
        else send(response, 200, { code: 0, msg: 'success', ...(result as object) });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const { code, body, status, headers } = error;
        send(response, status, { code, ...body }, headers);
      }
    },
  };

  function answer(call: string, request: IncomingMessage, raw: Buffer, query: URLSearchParams): unknown {
    const body = raw.length > 0 ? (JSON.parse(raw.toString('utf8')) as Body) : {};
    if (call === 'POST /open-apis/auth/v3/tenant_access_token/internal') return issueToken(body);
    if (call === 'POST /open-apis/authen/v2/oauth/token') return login.redeem(body);
    if (call === 'GET /open-apis/authen/v1/user_info') return login.userInfo(request.headers.authorization);
    if (options.strictGet && request.method === 'GET' && raw.length > 0) {
      throw new Refusal(0, 'Length Required', { status: 411 });
    }
    const token = /^Bearer (t-\w+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (!token) throw new Refusal(99991661, 'Missing access token for authorization');
    if ((tokens.get(token) ?? 0) <= now())
      throw new Refusal(99991663, 'Invalid access token for authorization');
    if (call.includes('/im/v1/') && rates.imCall(now())) {
      throw new Refusal(99991400, 'request trigger frequency limit', {
        status: 429,
        headers: { 'x-ogw-ratelimit-limit': '50', 'x-ogw-ratelimit-reset': '1' },
      });
    }
    for (const [pattern, handle] of routes) {
      const match = pattern.exec(call);
      if (match) return handle(match, body, query);
    }
    throw new Refusal(404, `no route for ${call}`, { status: 404 });
  }

  function issueToken(body: Body): unknown {
    if (body.app_id !== appId || body.app_secret !== appSecret)
      return { code: 10014, msg: 'app secret invalid' };
    const token = `t-${(++issued).toString(36).padStart(8, 'g')}`;
    tokens.set(token, now() + options.tokenLifetime() * 1000);
    return { tenant_access_token: token, expire: options.tokenLifetime() };
  }

  function needScope(...anyOf: string[]): void {
    if (anyOf.some((scope) => scopes.has(scope))) return;
    throw new Refusal(
      99991672,
      `Access denied. One of the following scopes is required: [${anyOf.join(', ')}]. ` +
        `https://open.feishu.cn/app/${appId}/auth?q=${anyOf.join(',')}&op_from=openapi&token_type=tenant`,
    );
  }

  function create(body: Body, idType: string | null): unknown {
    needScope('im:message:send_as_bot', 'im:message', 'im:message:send');
    const id = String(body.receive_id);
    const chat = idType === 'chat_id' ? world.chats.get(id) : privateChatOf(id);
    if (!chat) throw new Refusal(230034, 'receive_id does not exist');
    return sendOnce(chat, body, { parent: null, root: null, thread: null });
  }

  function privateChatOf(person: string): FakeChat {
    const existing = [...world.chats.values()].find(
      ({ kind, members }) => kind === 'p2p' && members.has(person),
    );
    return existing ?? world.openChat({ kind: 'p2p', members: [person] });
  }

  function reply(id: string | undefined, body: Body): unknown {
    needScope('im:message:send_as_bot', 'im:message', 'im:message:send');
    const parent = find(id);
    if (parent.recalled) throw new Refusal(230011, 'The message has been recalled');
    if (body.reply_in_thread === true && !parent.chat.threads) {
      throw new Refusal(230071, 'The group does not support reply in thread');
    }
    const thread = parent.thread ?? (body.reply_in_thread === true ? world.newId('omt') : null);
    return sendOnce(parent.chat, body, { parent: parent.id, root: parent.root ?? parent.id, thread });
  }

  function sendOnce(
    chat: FakeChat,
    body: Body,
    place: Pick<FakeMessage, 'parent' | 'root' | 'thread'>,
  ): unknown {
    const uuid = typeof body.uuid === 'string' ? body.uuid : '';
    if (uuid.length > 50) throw new Refusal(230001, 'uuid is longer than 50');
    const before = sentByUuid.get(uuid);
    if (uuid && before && now() - before.at < HOUR) return describe(before.message);
    if (!chat.botIsMember) throw new Refusal(230002, 'The bot can not be outside the group');
    if (rates.chatMessage(chat.id, now()))
      throw new Refusal(230020, 'This operation triggers the frequency limit');
    const type = String(body.msg_type);
    const content = readContent(type, String(body.content));
    const message = world.post({ chat, sender: appId, fromBot: true, type, content, ...place });
    if (uuid) sentByUuid.set(uuid, { message, at: now() });
    return describe(message);
  }

  function readContent(type: string, content: string): unknown {
    let parsed: unknown;
    try {
      parsed = JSON.parse(content);
    } catch {
      throw new Refusal(230001, 'content is not a JSON string');
    }
    if (type === 'text') {
      const { text } = parsed as { text?: unknown };
      if (typeof text !== 'string') throw new Refusal(230001, 'text is missing');
      return parsed;
    }
    if (type !== 'interactive') throw new Refusal(230054, `type ${type} is not supported`);
    checkCard(parsed, content);
    return parsed;
  }

  function checkCard(card: unknown, content: string): void {
    if (Buffer.byteLength(content) > 30 * 1024)
      throw new Refusal(230025, 'The length of the message content is too long');
    const [first] = validateCard(card);
    if (first) {
      throw new Refusal(
        230099,
        `Failed to create card content, ext=ErrCode: 200621; ${first.path}: ${first.problem}`,
      );
    }
  }

  function patch(id: string | undefined, body: Body): unknown {
    needScope('im:message:send_as_bot', 'im:message', 'im:message:update');
    const message = find(id);
    if (!message.fromBot) throw new Refusal(230012, 'Bot is NOT the sender of the message');
    if (message.recalled) throw new Refusal(230011, 'The message has been recalled');
    if (now() - message.createdAt > FOURTEEN_DAYS)
      throw new Refusal(230031, 'The message is over 14 days old');
    if (rates.cardChange(message.id, now()))
      throw new Refusal(230020, 'This operation triggers the frequency limit');
    if (message.type !== 'interactive') throw new Refusal(230001, 'This message is NOT a card');
    const card = readContent('interactive', String(body.content));
    showCard(message, card);
    return {};
  }

  function showCard(message: FakeMessage, card: unknown): void {
    message.content = card;
    message.versions.push(card);
    world.changed();
  }

  function recall(id: string | undefined): unknown {
    needScope('im:message:send_as_bot', 'im:message', 'im:message:recall');
    const message = find(id);
    if (!message.fromBot) throw new Refusal(230026, 'No permission to recall this message');
    if (message.recalled) throw new Refusal(230011, 'The message has been recalled');
    if (now() - message.createdAt > options.recallWindow())
      throw new Refusal(230009, 'The message recall time has expired');
    message.recalled = true;
    world.changed();
    return {};
  }

  function react(id: string | undefined, body: Body): unknown {
    needScope('im:message', 'im:message.reactions:write_only');
    const message = find(id);
    if (message.recalled) throw new Refusal(231003, 'The message is recalled');
    const emoji = String((body.reaction_type as { emoji_type?: unknown } | undefined)?.emoji_type);
    const own = message.reactions.find((one) => one.by === appId && one.emoji === emoji);
    const reaction = own ?? { id: world.newId('rx'), emoji, by: appId };
    if (!own) message.reactions.push(reaction);
    world.changed();
    return { reaction_id: reaction.id };
  }

  function unreact(id: string | undefined, reactionId: string | undefined): unknown {
    const message = find(id);
    const at = message.reactions.findIndex((one) => one.id === reactionId);
    if (at < 0) throw new Refusal(231007, 'The reaction does not exist');
    message.pastReactions.push(...message.reactions.splice(at, 1).map(({ emoji }) => emoji));
    world.changed();
    return {};
  }

  /** Messages of groups are read with a scope of their own. */
  function look(id: string | undefined): object {
    const message = find(id);
    needScope(
      ...(message.chat.kind === 'group' ? ['im:message.group_msg'] : ['im:message:readonly', 'im:message']),
    );
    return describe(message);
  }

  function chatList(): object {
    needScope('im:chat:readonly', 'im:chat:read', 'im:chat');
    const groups = [...world.chats.values()].filter(
      ({ kind, botIsMember }) => kind === 'group' && botIsMember,
    );
    return { items: groups.map(({ id, name }) => ({ chat_id: id, name })), has_more: false, page_token: '' };
  }

  function chatInfo(id: string | undefined): unknown {
    needScope('im:chat:readonly', 'im:chat:read', 'im:chat');
    const chat = world.chats.get(id ?? '');
    if (!chat) throw new Refusal(230034, 'chat does not exist');
    return { chat_mode: chat.kind, name: chat.name, group_message_type: chat.threads ? 'thread' : 'chat' };
  }

  function members(id: string | undefined, query: URLSearchParams): unknown {
    needScope('im:chat:readonly', 'im:chat', 'im:chat.members:read');
    const chat = world.chats.get(id ?? '');
    if (!chat) throw new Refusal(230034, 'chat does not exist');
    if (!chat.botIsMember) throw new Refusal(232011, 'Operator can NOT be out of the chat');
    const from = Number(query.get('page_token') ?? 0);
    const to = from + Math.min(Number(query.get('page_size') ?? 20), 100);
    const items = [...chat.members].slice(from, to).map((member) => ({
      member_id_type: 'open_id',
      member_id: member,
      name: member,
      tenant_key: HOME_TENANT,
    }));
    const has_more = to < chat.members.size;
    return { items, has_more, page_token: has_more ? String(to) : '', member_total: chat.members.size };
  }

  function tenant(): unknown {
    needScope('tenant:tenant:readonly');
    return { tenant: { name: '某某市委组织部', display_id: 'F1', tenant_tag: 0, tenant_key: HOME_TENANT } };
  }

  function find(id: string | undefined): FakeMessage {
    const message = world.messages.get(id ?? '');
    if (!message) throw new Refusal(230001, 'message_id does not exist');
    return message;
  }

  function describe(message: FakeMessage): object {
    const { id, chat, sender, type, content, parent, root, thread, createdAt, recalled } = message;
    return {
      message_id: id,
      ...(root && { root_id: root }),
      ...(parent && { parent_id: parent }),
      ...(thread && { thread_id: thread }),
      msg_type: type,
      create_time: String(createdAt),
      deleted: recalled,
      chat_id: chat.id,
      sender: { id: sender, id_type: 'app_id', sender_type: 'app' },
      body: { content: JSON.stringify(content) },
    };
  }

  function botInfo(): object {
    return {
      activate_status: setup.botActive,
      app_name: '问报',
      avatar_url: '',
      ip_white_list: [],
      open_id: botOpenId,
    };
  }

  function scopeList(): object {
    return {
      scopes: [...scopes].map((scope_name) => ({ scope_name, grant_status: 1, scope_type: 'tenant' })),
    };
  }

  function application(): object {
    needScope('application:application:self_manage', 'admin:app.info:readonly');
    return {
      app: {
        app_id: appId,
        event: { subscription_type: 'websocket', subscribed_events: setup.events },
        callback: { callback_type: 'websocket', subscribed_callbacks: setup.callbacks },
      },
    };
  }
}

const route = (method: string, path: string): RegExp => new RegExp(`^${method} ${path}$`);
const data = (value: unknown): object => ({ data: value });

export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}
