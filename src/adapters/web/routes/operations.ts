import { Hono, type MiddlewareHandler } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import { requestId } from 'hono/request-id';
import { matchedRoutes } from 'hono/route';
import { isOnThisMachine } from '../access.tsx';
import type { PageEnvironment } from '../environment.ts';
import type { WebOptions } from '../options.ts';

/** What whoever runs the program asks it: is it alive, is it ready, what are its figures. */
export function operationsRoutes(options: WebOptions) {
  const { health, readiness, metrics } = options;
  const app = new Hono<PageEnvironment>();
  app.get('/healthz', (c) => {
    const told = health();
    return c.json(told, told.ready ? 200 : 503);
  });
  if (readiness) {
    app.get('/readyz', (c) => {
      const told = readiness();
      return c.json(told, told.ready ? 200 : 503);
    });
  }
  if (metrics) {
    const { token } = metrics;
    // Without a token the figures are for this machine only; for everyone else they do not exist.
    const admit: MiddlewareHandler = token
      ? bearerAuth({ token })
      : async (c, next) => (isOnThisMachine(c, options) ? next() : c.body(null, 404));
    app.get('/metrics', admit, async (c) => {
      const { text, contentType } = await metrics.read();
      return c.body(text, 200, { 'Content-Type': contentType, 'Cache-Control': 'no-store' });
    });
  }
  return app;
}

/** Names each request (`X-Request-Id`, that of a proxy where it gave one) and tells of it when it is answered. */
export function tellOfRequests({ onRequest, clock }: WebOptions): MiddlewareHandler<PageEnvironment>[] {
  return [
    requestId(),
    async (c, next) => {
      const began = clock.now();
      await next();
      // The pattern, never the address: that may hold a question.
      const route =
        matchedRoutes(c)
          .findLast(({ path }) => !path.endsWith('*'))
          ?.path.replace(/\{.*?\}+/g, '') ?? 'none';
      onRequest?.({
        requestId: c.get('requestId'),
        method: c.req.method,
        route,
        status: c.res.status,
        tookMs: clock.now() - began,
      });
    },
  ];
}
