import type { Context } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import type { z } from 'zod';

/** A value kept in the browser that nobody but us can have written. */
export interface SignedCookie<T> {
  set(c: Context, value: T): Promise<void>;
  /** null when there is none, when it was tampered with or when its time is over. */
  get(c: Context): Promise<T | null>;
  clear(c: Context): void;
}

/**
 * A cookie signed with HMAC-SHA-256, out of reach of scripts and not sent along by other sites, but for the link that
 * brings someone here. Name and end of validity are signed with the value, so that one cookie cannot pass for another.
 */
export function signedCookie<T>(options: {
  name: string;
  path: string;
  lifetimeMs: number;
  schema: z.ZodType<T>;
  secret: string;
  now(): number;
  /** Sent over https only. */
  secure: boolean;
}): SignedCookie<T> {
  const { name, path, lifetimeMs, schema, secret, now, secure } = options;
  return {
    async set(c, value) {
      const signed = JSON.stringify({ name, until: now() + lifetimeMs, value });
      await setSignedCookie(c, name, signed, secret, {
        path,
        secure,
        httpOnly: true,
        sameSite: 'Lax',
        maxAge: lifetimeMs / 1000,
      });
    },
    async get(c) {
      const text = await getSignedCookie(c, secret, name);
      if (!text) return null;
      const signed = JSON.parse(text) as { name: string; until: number; value: unknown };
      if (signed.name !== name || signed.until < now()) return null;
      return schema.safeParse(signed.value).data ?? null;
    },
    clear(c) {
      deleteCookie(c, name, { path, secure });
    },
  };
}
