import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { pages } from '../../core/wording.ts';
import { admit, identify, limitRate } from './access.tsx';
import { adminRoutes } from './admin/routes.tsx';
import { assets } from './assets/assets.ts';
import type { PageContext, PageEnvironment } from './environment.ts';
import { pageHeaders } from './headers.ts';
import { renderPage } from './layout.tsx';
import { loginRoutes } from './login/routes.tsx';
import type { WebOptions } from './options.ts';
import { MessagePage } from './pages/message.tsx';
import { operationsRoutes, tellOfRequests } from './routes/operations.ts';
import { playgroundRoutes } from './routes/playground.tsx';
import { readingRoutes } from './routes/reading.tsx';
import { searchRoutes } from './routes/search.tsx';

/** Feishu's events are a few kilobytes; a card callback with a long form stays under 100. */
const LONGEST_EVENT_BYTES = 1024 * 1024;

/**
 * The web pages and `POST /feishu/events`, on any runtime that Hono runs on. Pages show what the core says and decide
 * nothing but who may see them: an issue outside the reader's audience does not exist for them (404).
 */
export function createWebApp(options: WebOptions): Hono<PageEnvironment> {
  const app = new Hono<PageEnvironment>();

  app.use(...tellOfRequests(options));
  app.route('/', operationsRoutes(options));
  app.get('/robots.txt', (c) => c.text('User-agent: *\nDisallow: /\n'));
  for (const asset of Object.values(assets)) {
    app.get(asset.path, (c) =>
      c.body(asset.body, 200, {
        'Content-Type': asset.type,
        'Cache-Control': 'public, max-age=31536000, immutable',
        'X-Content-Type-Options': 'nosniff',
      }),
    );
  }
  const { feishuEvents } = options;
  if (feishuEvents) {
    app.post(
      '/feishu/events',
      bodyLimit({ maxSize: LONGEST_EVENT_BYTES, onError: (c) => c.body(null, 413) }),
      (c) => feishuEvents(c.req.raw),
    );
  }

  app.use(...pageHeaders);
  app.use(csrf({ origin: (origin, c) => [new URL(c.req.url).origin, options.publicUrl].includes(origin) }));
  app.notFound((c: PageContext) =>
    renderPage(
      c,
      { title: pages.notFoundTitle, status: 404 },
      <MessagePage title={pages.notFoundTitle} text={pages.notFound} />,
    ),
  );
  app.onError((error, c: PageContext) => {
    if (error instanceof HTTPException) return error.getResponse();
    options.reportError(error, c.get('requestId'));
    return renderPage(
      c,
      { title: pages.failedTitle, status: 500 },
      <MessagePage title={pages.failedTitle} text={pages.failed} />,
    );
  });

  app.use(identify(options), limitRate(options));
  if (options.login) app.route('/', loginRoutes(options, options.login));
  app.use(admit(options));
  app.route('/', readingRoutes(options));
  app.route('/', searchRoutes(options));
  app.route('/', playgroundRoutes(options));
  if (options.admin) app.route('/', adminRoutes(options, options.admin));
  return app;
}
