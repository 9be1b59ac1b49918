import type { Clock } from '../../core/ports.ts';

export interface TenantToken {
  token: string;
  lifetimeMs: number;
}

export interface Tokens {
  get(): Promise<string>;
  /** Forgets a token the platform no longer takes; one fetched since stays. */
  drop(token: string): void;
}

/** The token in use. Workers keep it for as long as an isolate lives; a promise of it may not be kept. */
export interface TokenMemory {
  current: { token: string; freshUntil: number } | null;
}

/**
 * Keeps the tenant token: fetched once for all who wait for it, anew shortly before it ends (a tenth of its life, at
 * most 10 minutes; the platform gives a fresh one from 30 minutes before the end, and both work).
 * https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal
 */
export function createTokens(
  fetchToken: () => Promise<TenantToken>,
  clock: Clock,
  memory: TokenMemory = { current: null },
): Tokens {
  let underWay: Promise<string> | null = null;

  async function renew(): Promise<string> {
    const { token, lifetimeMs } = await fetchToken();
    memory.current = { token, freshUntil: clock.now() + lifetimeMs - Math.min(600_000, lifetimeMs / 10) };
    return token;
  }

  return {
    async get() {
      const { current } = memory;
      if (current && clock.now() < current.freshUntil) return current.token;
      underWay ??= renew().finally(() => {
        underWay = null;
      });
      return underWay;
    },
    drop(token) {
      if (memory.current?.token === token) memory.current = null;
    },
  };
}
