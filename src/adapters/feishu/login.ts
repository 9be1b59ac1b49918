import { z } from 'zod';
import type { LoginPlatform, Membership } from '../../core/ports.ts';
import type { FeishuCalls } from './calls.ts';
import { baseUrl, withoutResult } from './client.ts';
import { createHttp } from './http.ts';

export interface FeishuLoginOptions {
  appId: string;
  appSecret: string;
  /** `feishu`, `lark`, or a base URL without a final slash. */
  domain: string;
  calls: FeishuCalls;
  membership: Membership;
}

const TOKEN = '/open-apis/authen/v2/oauth/token';
const USER = '/open-apis/authen/v1/user_info';
/** For each of the two calls that a person coming back waits for. */
const TIMEOUT_MS = 5000;

const tokenSchema = z.object({ access_token: z.string().min(1) });
const userSchema = z.object({
  data: z.object({
    open_id: z.string().min(1),
    name: z.string().catch(''),
    tenant_key: z.string().min(1),
  }),
});

/**
 * Logging in to the pages with a Feishu account. No scope is asked of the person: name and organisation come without one,
 * and their token is forgotten at once.
 * https://open.feishu.cn/document/authentication-management/access-token/obtain-oauth-code
 * https://open.feishu.cn/document/authentication-management/access-token/get-user-access-token
 * https://open.feishu.cn/document/server-docs/authentication-management/login-state-management/get (2026-11-22)
 */
export function createFeishuLogin(options: FeishuLoginOptions): LoginPlatform {
  const { appId, appSecret, calls, membership } = options;
  const domain = baseUrl(options.domain);
  const http = createHttp({ timeoutMs: TIMEOUT_MS });
  let home: Promise<string> | null = null;

  return {
    authorizeUrl({ redirectUri, state, codeChallenge }) {
      const query = new URLSearchParams({
        client_id: appId,
        response_type: 'code',
        redirect_uri: redirectUri,
        state,
        code_challenge: codeChallenge,
        code_challenge_method: 'S256',
      });
      return `${accountsUrl(options.domain)}/open-apis/authen/v1/authorize?${query}`;
    },
    async redeem(code, { redirectUri, codeVerifier }) {
      // Not repeated: a code works once.
      const granted: unknown = await calls.limiter.other(() =>
        http.post(`${domain}${TOKEN}`, {
          grant_type: 'authorization_code',
          client_id: appId,
          client_secret: appSecret,
          code,
          redirect_uri: redirectUri,
          code_verifier: codeVerifier,
        }),
      );
      const token = tokenSchema.safeParse(granted).data?.access_token;
      if (!token) throw withoutResult(`POST ${TOKEN}`);
      const told: unknown = await calls.patiently(() =>
        http.get(`${domain}${USER}`, { headers: { Authorization: `Bearer ${token}` } }),
      );
      const person = userSchema.safeParse(told).data?.data;
      if (!person) throw withoutResult(`GET ${USER}`);
      return { id: person.open_id, name: person.name, tenant: person.tenant_key };
    },
    homeTenant() {
      home ??= calls.patiently(calls.client.tenantKey).catch((error: unknown) => {
        home = null;
        throw error;
      });
      return home;
    },
    chatsOf: membership.chatsOf,
  };
}

/** Where people agree to log in: a host of its own, but for private deployments. */
function accountsUrl(domain: string): string {
  if (domain === 'feishu') return 'https://accounts.feishu.cn';
  return domain === 'lark' ? 'https://accounts.larksuite.com' : domain;
}
