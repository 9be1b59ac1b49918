import { z } from 'zod';
import { PlatformError } from '../../core/errors.ts';
import type { Clock } from '../../core/ports.ts';
import { doctor as words } from '../../core/wording.ts';
import { baseUrl, createFeishuClient, type FeishuClient } from './client.ts';
import { createPlatformClock } from './platform-clock.ts';

/** One thing that was looked at. `missing` keeps the bot from its main job, `lacking` from something less. */
export interface Check {
  subject: string;
  state: 'ok' | 'missing' | 'lacking' | 'unknown';
  /** What it means and what to do; empty when all is well. */
  detail: string;
}

export interface CheckUpOptions {
  appId: string;
  appSecret: string;
  domain: string;
  transport: 'websocket' | 'webhook';
  /** Where Feishu would have to send events by webhook; null when links have no public address. */
  publicUrl: string | null;
  /** This machine's clock. */
  wall: Clock;
}

/** One of `anyOf` is needed; what fails without it, and whether the bot's main job does. */
interface Need {
  anyOf: string[];
  without: string;
  main?: true;
}

/** https://open.feishu.cn/document/server-docs/im-v1/message/events/receive and the page of each call, 2026-11-22. */
const scopes: Need[] = [
  {
    anyOf: ['im:message.p2p_msg:readonly', 'im:message.p2p_msg'],
    without: words.without.privateMessages,
    main: true,
  },
  {
    anyOf: ['im:message.group_at_msg:readonly', 'im:message.group_at_msg'],
    without: words.without.groupMessages,
    main: true,
  },
  {
    anyOf: ['im:message:send_as_bot', 'im:message', 'im:message:send'],
    without: words.without.sending,
    main: true,
  },
  { anyOf: ['im:message:send_as_bot', 'im:message', 'im:message:update'], without: words.without.updating },
  { anyOf: ['im:message:send_as_bot', 'im:message', 'im:message:recall'], without: words.without.recalling },
  { anyOf: ['im:message:readonly', 'im:message'], without: words.without.files },
  { anyOf: ['im:message.reactions:write_only', 'im:message'], without: words.without.reactions },
  {
    anyOf: ['im:chat:readonly', 'im:chat', 'im:chat.members:bot_access'],
    without: words.without.groupWelcome,
  },
  { anyOf: ['tenant:tenant:readonly'], without: words.without.login },
  { anyOf: ['docx:document:readonly', 'docx:document'], without: words.without.documents },
  { anyOf: ['wiki:wiki:readonly', 'wiki:node:read', 'wiki:wiki'], without: words.without.wikiPages },
  { anyOf: ['im:chat.members:read', 'im:chat:readonly', 'im:chat'], without: words.without.chatAudience },
];

const events: Need[] = [
  { anyOf: ['im.message.receive_v1'], without: words.without.messages, main: true },
  { anyOf: ['im.message.recalled_v1'], without: words.without.recallEvents },
  { anyOf: ['im.message.updated_v1'], without: words.without.edits },
  { anyOf: ['im.chat.member.bot.added_v1'], without: words.without.groupWelcome },
  { anyOf: ['im.chat.access_event.bot_p2p_chat_entered_v1'], without: words.without.privateWelcome },
  { anyOf: ['application.bot.menu_v6'], without: words.without.menu },
];

const callbacks: Need[] = [{ anyOf: ['card.action.trigger'], without: words.without.buttons }];

const BOT_IS_ON = 2;
const NOTABLE_DRIFT_MS = 60_000;

/**
 * Looks at the app as Feishu knows it: credentials, bot, scopes, events, callbacks, clock. Asks only; changes nothing.
 * Never throws: what cannot be found out is `unknown`, with the reason.
 */
export async function checkFeishu(options: CheckUpOptions): Promise<Check[]> {
  const { appId, transport, publicUrl, wall } = options;
  const clock = createPlatformClock(wall, () => 0);
  const client = createFeishuClient({ ...options, clock: wall, onDate: clock.correct });
  const pages = consolePages(baseUrl(options.domain), appId);

  let granted: string[];
  try {
    granted = await grantedScopes(client);
  } catch (error) {
    return [{ subject: words.credentials, state: 'missing', detail: whyNoToken(error) }];
  }
  const drift = Math.round((wall.now() - clock.now()) / 60_000);
  const application = await readApplication(client, appId).catch(() => null);
  const checks = [
    ok(words.credentials),
    await checkBot(client, pages.bot),
    ...scopes.map((need) => check(words.scope, need, granted, pages.scopes(need.anyOf))),
    ...events.map((need) => check(words.event, need, application?.events, pages.events)),
    ...callbacks.map((need) => check(words.callback, need, application?.callbacks, pages.events)),
    ...(application ? [checkDelivery(application, transport, publicUrl, pages.events)] : []),
    Math.abs(drift) * 60_000 < NOTABLE_DRIFT_MS
      ? ok(words.clock)
      : { subject: words.clock, state: 'lacking' as const, detail: words.clockOff(drift) },
  ];
  // A scope may serve several things: what is well need be said once.
  return [...new Map(checks.map((one) => [`${one.subject} ${one.detail}`, one])).values()];
}

const ok = (subject: string): Check => ({ subject, state: 'ok', detail: '' });

function check(
  subject: (name: string) => string,
  { anyOf, without, main }: Need,
  present: string[] | undefined,
  page: string,
): Check {
  const name = subject(anyOf[0] ?? '');
  if (!present) return { subject: name, state: 'unknown', detail: words.lookYourself(without, page) };
  if (anyOf.some((one) => present.includes(one))) return ok(name);
  return { subject: name, state: main ? 'missing' : 'lacking', detail: words.addIt(without, page) };
}

async function checkBot(client: FeishuClient, page: string): Promise<Check> {
  try {
    const { activateStatus } = await client.botInfo();
    if (activateStatus === BOT_IS_ON) return ok(words.bot);
  } catch {
    // Refused for the same reason: the app has no bot, or no published version.
  }
  return { subject: words.bot, state: 'missing', detail: words.botOff(page) };
}

function checkDelivery(
  { subscription, requestUrl }: Application,
  transport: CheckUpOptions['transport'],
  publicUrl: string | null,
  page: string,
): Check {
  const subject = words.delivery;
  if (subscription !== null && subscription !== transport) {
    return { subject, state: 'missing', detail: words.otherTransport(transport, page) };
  }
  const expected = `${publicUrl ?? ''}/feishu/events`;
  if (transport === 'webhook' && publicUrl && requestUrl && requestUrl !== expected) {
    return { subject, state: 'missing', detail: words.otherAddress(expected, page) };
  }
  return ok(subject);
}

/** https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/application-v6/scope/list: no scope needed; 1 is granted. */
async function grantedScopes(client: FeishuClient): Promise<string[]> {
  const answer = scopeList.parse(await client.request('GET', '/open-apis/application/v6/scopes'));
  return answer.data.scopes
    .filter(({ grant_status }) => grant_status === 1)
    .map(({ scope_name }) => scope_name);
}

const scopeList = z.object({
  data: z.object({
    scopes: z.array(z.object({ scope_name: z.string(), grant_status: z.number() })).catch([]),
  }),
});

interface Application {
  events: string[] | undefined;
  callbacks: string[] | undefined;
  subscription: string | null;
  requestUrl: string | null;
}

/** https://open.feishu.cn/document/server-docs/application-v6/application/get; needs a scope of its own. */
async function readApplication(client: FeishuClient, appId: string): Promise<Application> {
  const path = `/open-apis/application/v6/applications/${appId}`;
  const { app } = applicationInfo.parse(await client.request('GET', path, { lang: 'zh_cn' })).data;
  const callback = app.callback_info ?? app.callback;
  return {
    events: app.event?.subscribed_events,
    callbacks: callback?.subscribed_callbacks,
    subscription: app.event?.subscription_type ?? null,
    requestUrl: app.event?.request_url ?? null,
  };
}

const callbackInfo = z.object({ subscribed_callbacks: z.array(z.string()).optional() }).nullish();
const applicationInfo = z.object({
  data: z.object({
    app: z.object({
      event: z
        .object({
          subscription_type: z.string().optional(),
          request_url: z.string().optional(),
          subscribed_events: z.array(z.string()).optional(),
        })
        .nullish(),
      callback: callbackInfo,
      callback_info: callbackInfo,
    }),
  }),
});

function whyNoToken(error: unknown): string {
  return error instanceof PlatformError
    ? words.credentialsRefused(error.code)
    : words.unreachable(error instanceof Error ? error.message : String(error));
}

/** Where each thing is set up in the console. */
function consolePages(domain: string, appId: string) {
  const app = `${domain}/app/${appId}`;
  return {
    bot: `${app}/bot`,
    events: `${app}/event`,
    scopes: (names: string[]): string => `${app}/auth?q=${names.join(',')}&op_from=openapi&token_type=tenant`,
  };
}
