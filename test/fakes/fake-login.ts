import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PlatformError } from '../../src/core/errors.ts';
import type { LoginPlatform, Person } from '../../src/core/ports.ts';

export const HOME_TENANT = 'tenant_home';

export interface FakeLogin {
  platform: LoginPlatform;
  /** Who agrees at the platform's page; null declines. */
  user: Person | null;
  /** Chats by member. */
  chats: Map<string, string[]>;
  /** Set to have every call after the browser came back fail. */
  failure: Error | null;
  close(): Promise<void>;
}

/**
 * The platform's side of a login on 127.0.0.1: its page agrees at once for `user`; codes work once, for the address and
 * the verifier they were given for.
 */
export async function startFakeLogin(user: Person | null): Promise<FakeLogin> {
  const codes = new Map<string, { person: Person; redirectUri: string; challenge: string }>();
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '', 'http://127.0.0.1').searchParams;
    const redirectUri = query.get('redirect_uri') ?? '';
    const back = new URL(redirectUri);
    back.searchParams.set('state', query.get('state') ?? '');
    if (fake.user === null) back.searchParams.set('error', 'access_denied');
    else {
      const code = `code_${codes.size + 1}`;
      codes.set(code, { person: fake.user, redirectUri, challenge: query.get('code_challenge') ?? '' });
      back.searchParams.set('code', code);
    }
    response.writeHead(302, { Location: back.href }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const refuse = (): never => {
    throw new PlatformError('Cannot redeem a login code: refused', { method: 'oauth/token', code: 20003 });
  };
  const fake: FakeLogin = {
    user,
    chats: new Map(),
    failure: null,
    platform: {
      authorizeUrl: ({ redirectUri, state, codeChallenge }) =>
        `http://127.0.0.1:${port}/authorize?${new URLSearchParams({
          redirect_uri: redirectUri,
          state,
          code_challenge: codeChallenge,
          code_challenge_method: 'S256',
        })}`,
      async redeem(code, { redirectUri, codeVerifier }) {
        if (fake.failure) throw fake.failure;
        const given = codes.get(code) ?? refuse();
        codes.delete(code);
        const challenge = createHash('sha256').update(codeVerifier).digest('base64url');
        return given.redirectUri === redirectUri && given.challenge === challenge ? given.person : refuse();
      },
      homeTenant: async () => HOME_TENANT,
      async chatsOf(personId, chats) {
        if (fake.failure) throw fake.failure;
        return chats.filter((chat) => fake.chats.get(personId)?.includes(chat));
      },
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return fake;
}
