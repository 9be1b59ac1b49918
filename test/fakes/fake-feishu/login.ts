import { createHash } from 'node:crypto';
import type { Person } from '../../../src/core/ports.ts';
import { Refusal } from './refusal.ts';

/** The organisation the app belongs to. */
export const HOME_TENANT = 'tenant_home';

export interface FakeLogin {
  /** The page on which the visitor agrees or declines, at once: where it sends the browser. */
  authorize(query: URLSearchParams): string;
  /** Exchanges a code for a user token. */
  redeem(body: Record<string, unknown>): unknown;
  /** Who a user token belongs to. */
  userInfo(authorization: string | undefined): unknown;
}

const CODE_MS = 5 * 60_000;

/** The OAuth side of the platform: codes work once, for five minutes, for the app, address and verifier they were given for. */
export function createFakeLogin(options: {
  appId: string;
  appSecret: string;
  now(): number;
  visitor(): Person | null;
}): FakeLogin {
  const { appId, appSecret, now, visitor } = options;
  const codes = new Map<
    string,
    { person: Person; redirectUri: string; challenge: string; until: number; used: boolean }
  >();
  const tokens = new Map<string, Person>();

  const refuse = (code: number, error: string): never => {
    throw new Refusal(code, error, { body: { error, error_description: 'refused by the platform' } });
  };

  return {
    authorize(query) {
      const get = (name: string): string => query.get(name) ?? '';
      const isProper =
        get('client_id') === appId &&
        get('response_type') === 'code' &&
        get('code_challenge_method') === 'S256' &&
        /^[\w-]{43}$/.test(get('code_challenge'));
      if (!isProper) throw new Refusal(20029, 'The request to log in is not proper');
      const back = new URL(get('redirect_uri'));
      back.searchParams.set('state', get('state'));
      const person = visitor();
      if (person === null) back.searchParams.set('error', 'access_denied');
      else {
        const code = `code_${codes.size + 1}`;
        codes.set(code, {
          person,
          redirectUri: get('redirect_uri'),
          challenge: get('code_challenge'),
          until: now() + CODE_MS,
          used: false,
        });
        back.searchParams.set('code', code);
      }
      return back.href;
    },
    redeem(body) {
      if (body.grant_type !== 'authorization_code') return refuse(20036, 'unsupported_grant_type');
      if (body.client_id !== appId || body.client_secret !== appSecret)
        return refuse(20002, 'invalid_client');
      const given = codes.get(String(body.code)) ?? refuse(20003, 'invalid_grant');
      if (given.used) return refuse(20065, 'invalid_grant');
      given.used = true;
      if (given.until <= now()) return refuse(20004, 'invalid_grant');
      if (given.redirectUri !== body.redirect_uri) return refuse(20071, 'invalid_grant');
      const challenge = createHash('sha256').update(String(body.code_verifier)).digest('base64url');
      if (given.challenge !== challenge) return refuse(20049, 'invalid_grant');
      const token = `u-${tokens.size + 1}`;
      tokens.set(token, given.person);
      return { access_token: token, expires_in: 7200, scope: '', token_type: 'Bearer' };
    },
    userInfo(authorization) {
      const person = tokens.get(authorization?.replace(/^Bearer /, '') ?? '');
      if (!person) throw new Refusal(20005, 'The user access token is not valid', { status: 200 });
      const { id: open_id, name, tenant: tenant_key } = person;
      return {
        data: { open_id, name, en_name: name, avatar_url: '', union_id: `on_${open_id}`, tenant_key },
      };
    },
  };
}
