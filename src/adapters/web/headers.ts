import type { MiddlewareHandler } from 'hono';
import { etag } from 'hono/etag';
import { NONCE, secureHeaders } from 'hono/secure-headers';

/**
 * Nothing from anywhere else, no script but ours, no frame around us. `no-cache` with an ETag: a page may be kept but is
 * asked for again each time, because who may see it can change.
 */
export const pageHeaders: MiddlewareHandler[] = [
  // Outside secureHeaders, so that a 304 carries no new policy: the kept page goes with the nonce it came with.
  etag({
    weak: true,
    generateDigest: (body) => {
      const withoutNonce = new TextDecoder().decode(body).replaceAll(/ nonce="[^"]*"/g, '');
      return crypto.subtle.digest('SHA-1', new TextEncoder().encode(withoutNonce));
    },
  }),
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: [NONCE],
      styleSrc: [NONCE],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
    referrerPolicy: 'same-origin',
  }),
  async (c, next) => {
    await next();
    c.header('X-Robots-Tag', 'noindex, nofollow, noarchive');
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'private, no-cache');
  },
];
