import { Hono } from 'hono';
import { z } from 'zod';
import { PlatformError } from '../../../core/errors.ts';
import { pages } from '../../../core/wording.ts';
import type { PageContext, PageEnvironment } from '../environment.ts';
import { renderPage } from '../layout.tsx';
import type { LoginOptions, WebOptions } from '../options.ts';
import { MessagePage } from '../pages/message.tsx';
import { sessionCookie } from './session.ts';
import { signedCookie } from './signed-cookies.ts';

/** The platform's codes live five minutes; a person may take some time to agree before. */
const LOGIN_MS = 10 * 60_000;

/**
 * Logging in with the chat platform (OAuth, authorization code): `/login` sends the browser there with a state and a
 * PKCE challenge, `/oauth/callback` takes it back. What proves that both belong together is in a signed cookie of this
 * browser, which one callback uses up.
 */
export function loginRoutes(options: WebOptions, login: LoginOptions): Hono<PageEnvironment> {
  const app = new Hono<PageEnvironment>();
  const { platform, sessionSecret } = login;
  const { clock } = options;
  const session = sessionCookie(options);
  const pending = signedCookie({
    name: 'wenbao_login',
    path: '/oauth/callback',
    lifetimeMs: LOGIN_MS,
    schema: z.object({ state: z.string(), verifier: z.string(), next: z.string() }),
    secret: sessionSecret,
    now: () => clock.now(),
    secure: options.publicUrl.startsWith('https:'),
  });
  const redirectUri = () => `${options.publicUrl}/oauth/callback`;

  app.get('/login', async (c) => {
    const [state, verifier] = [random(16), random(32)];
    await pending.set(c, { state, verifier, next: ownPath(c.req.query('next')) });
    const codeChallenge = base64Url(await sha256(verifier));
    return c.redirect(platform.authorizeUrl({ redirectUri: redirectUri(), state, codeChallenge }));
  });

  app.get('/oauth/callback', async (c) => {
    const expected = await pending.get(c);
    pending.clear(c);
    const { state, code, error } = c.req.query();
    if (expected === null || state !== expected.state) return refused(c, pages.loginExpired);
    if (error !== undefined || !code) return refused(c, pages.loginDeclined);
    try {
      const person = await platform.redeem(code, {
        redirectUri: redirectUri(),
        codeVerifier: expected.verifier,
      });
      if (person.tenant !== (await platform.homeTenant())) return refused(c, pages.loginOtherTenant);
      await session?.set(c, { id: person.id, name: person.name });
    } catch (cause) {
      if (!(cause instanceof PlatformError)) throw cause;
      options.reportError(cause);
      return refused(c, pages.loginRefused);
    }
    return c.redirect(expected.next);
  });

  app.post('/logout', (c) => {
    session?.clear(c);
    return c.redirect('/', 303);
  });

  return app;
}

const refused = (c: PageContext, text: string) =>
  renderPage(
    c,
    { title: pages.loginFailed, status: 403 },
    <MessagePage title={pages.loginFailed} text={text} login="/login" />,
  );

/** A path of our own pages, whatever was asked for; `/` where it leads anywhere else. */
export function ownPath(next: string | undefined): string {
  const base = 'http://own.invalid';
  if (!next?.startsWith('/') || !URL.canParse(next, base)) return '/';
  const url = new URL(next, base);
  return url.origin === base ? `${url.pathname}${url.search}${url.hash}` : '/';
}

function random(bytes: number): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(bytes)));
}

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
