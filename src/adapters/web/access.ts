import type { Context } from 'hono';
import type { Viewer } from '../../core/bulletin.ts';
import type { WebOptions } from './options.ts';

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

/**
 * True when the request was made on this machine, to a name of this machine: the name keeps out other sites whose
 * address was made to point here (DNS rebinding), the headers keep out what a proxy on this machine passes on.
 */
export function isOnThisMachine(c: Context, peerAddress: WebOptions['peerAddress']): boolean {
  const host = new URL(c.req.url).hostname;
  if (!LOOPBACK_NAMES.has(host)) return false;
  if (PROXY_HEADERS.some((name) => c.req.header(name) !== undefined)) return false;
  const peer = peerAddress?.(c);
  return peer === undefined || LOOPBACK_ADDRESSES.has(peer);
}

/** True when the playground is open to this request. */
export function mayPlay(c: Context, { playground, peerAddress }: WebOptions): boolean {
  return playground !== null && (!playground.loopbackOnly || isOnThisMachine(c, peerAddress));
}

/** What the sender of this request may see; null when they must say first who they are. */
export function viewerOf(c: Context, options: WebOptions): Viewer | null {
  if (!mayPlay(c, options)) return null;
  return options.playground?.loopbackOnly ? { kind: 'everything' } : { kind: 'member', chats: [] };
}
