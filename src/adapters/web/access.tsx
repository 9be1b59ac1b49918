import type { Context, MiddlewareHandler } from 'hono';
import { pages } from '../../core/wording.ts';
import type { PageContext, PageEnvironment } from './environment.ts';
import { renderPage } from './layout.tsx';
import { sessionCookie, viewerOfSession } from './login/session.ts';
import type { WebOptions } from './options.ts';
import { MessagePage } from './pages/message.tsx';
import { createRateLimit } from './rate-limit.ts';

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);
const LOOPBACK_ADDRESSES = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
/** What a proxy adds: the request began somewhere else, whatever the connection looks like from here. */
const PROXY_HEADERS = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-real-ip',
  'via',
  'cf-connecting-ip',
];
/** A person reads and types; ten pages a second is a program. */
const REQUESTS_PER_MINUTE = 600;

type WhoAsks = Pick<WebOptions, 'peerAddress' | 'publicUrl'>;

/**
 * True when the request was made on this machine, to a name of this machine: the name keeps out other sites whose
 * address was made to point here (DNS rebinding), the headers keep out what a proxy on this machine passes on. A proxy
 * may pass on neither (nginx does not, unless told to): where PUBLIC_URL says that others come, nobody is at home.
 */
export function isOnThisMachine(c: Context, { peerAddress, publicUrl }: WhoAsks): boolean {
  if (!isLoopback(publicUrl) || !isLoopback(c.req.url)) return false;
  if (PROXY_HEADERS.some((name) => c.req.header(name) !== undefined)) return false;
  return LOOPBACK_ADDRESSES.has(peerAddress?.(c) ?? '');
}

const isLoopback = (url: string): boolean => LOOPBACK_NAMES.has(new URL(url).hostname);

/**
 * Whose requests are counted together. A proxy on this machine is believed, where PUBLIC_URL says there is one: the last
 * address of its list is the one it saw itself, all before it is what the client says.
 */
function addressOf(c: Context, { peerAddress, publicUrl }: WhoAsks): string {
  const peer = peerAddress?.(c) ?? '';
  if (isLoopback(publicUrl) || !LOOPBACK_ADDRESSES.has(peer)) return peer;
  return c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() || peer;
}

/** Learns who asks, and whether they may play or administer. */
export function identify(options: WebOptions): MiddlewareHandler<PageEnvironment> {
  const cookie = sessionCookie(options);
  const { admin, playground } = options;
  return async (c, next) => {
    const session = (await cookie?.get(c)) ?? null;
    const isAtHome = isOnThisMachine(c, options);
    c.set('session', session);
    c.set('mayPlay', playground !== null && (!playground.loopbackOnly || isAtHome));
    c.set(
      'mayAdminister',
      admin !== null &&
        (session ? admin.admins.includes(session.id) : (playground?.loopbackOnly ?? false) && isAtHome),
    );
    await next();
    c.header('Vary', 'Cookie', { append: true });
  };
}

/** Slows down whoever asks for more than a person reads. Play on one's own machine is not counted. */
export function limitRate(options: WebOptions): MiddlewareHandler<PageEnvironment> {
  const secondsToWait = createRateLimit({ clock: options.clock, perMinute: REQUESTS_PER_MINUTE });
  return async (c, next) => {
    const isOwnMachine = c.get('mayPlay') && options.playground?.loopbackOnly;
    const key = c.get('session')?.id ?? addressOf(c, options);
    const seconds = isOwnMachine ? 0 : secondsToWait(key);
    if (seconds === 0) return next();
    c.header('Retry-After', String(seconds));
    return renderPage(
      c,
      { title: pages.tooManyTitle, status: 429 },
      <MessagePage title={pages.tooManyTitle} text={pages.tooMany(seconds)} />,
    );
  };
}

/** Lets no one on who is neither logged in nor at play, and says what the others may see. */
export function admit(options: WebOptions): MiddlewareHandler<PageEnvironment> {
  return async (c, next) => {
    const session = c.get('session');
    if (session) c.set('viewer', await viewerOfSession(session, options));
    else if (c.get('mayPlay')) {
      const everything = options.playground?.loopbackOnly;
      c.set('viewer', everything ? { kind: 'everything' } : { kind: 'member', chats: [] });
    } else return signIn(c, options);
    await next();
  };
}

function signIn(c: PageContext, { login }: WebOptions) {
  const { pathname, search } = new URL(c.req.url);
  // Feishu's own browser knows its user: there the way through the login needs no click.
  const atOnce = /\b(?:Lark|Feishu)\//.test(c.req.header('user-agent') ?? '');
  return renderPage(
    c,
    { title: pages.signInTitle, status: 401 },
    <MessagePage
      title={pages.signInTitle}
      text={login ? pages.signIn : pages.signInNowhere}
      login={login ? `/login?next=${encodeURIComponent(pathname + search)}` : undefined}
      atOnce={atOnce}
    />,
  );
}
