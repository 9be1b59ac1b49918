import { z } from 'zod';
import type { Viewer } from '../../../core/bulletin.ts';
import { viewerOf } from '../../../core/serving/viewers.ts';
import type { WebOptions } from '../options.ts';
import { type SignedCookie, signedCookie } from './signed-cookies.ts';

const SESSION_MS = 12 * 3_600_000;

/** Who has logged in. */
export interface Session {
  id: string;
  name: string;
}

/** The cookie of those who have logged in; null where nobody can. */
export function sessionCookie({ login, publicUrl, clock }: WebOptions): SignedCookie<Session> | null {
  if (login === null) return null;
  return signedCookie({
    name: 'wenbao_session',
    path: '/',
    lifetimeMs: SESSION_MS,
    schema: z.object({ id: z.string(), name: z.string() }),
    secret: login.sessionSecret,
    now: () => clock.now(),
    secure: publicUrl.startsWith('https:'),
  });
}

/**
 * What someone who has logged in may see: what is for everyone, and what is for chats they are a member of. When the
 * platform does not say which chats those are, none.
 */
export async function viewerOfSession({ id }: Session, options: WebOptions): Promise<Viewer> {
  const audiences = (await options.library.issues()).map(({ audience }) => audience);
  return viewerOf(id, audiences, options.login?.platform ?? null, options.reportError);
}
