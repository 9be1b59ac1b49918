import { Hono } from 'hono';
import { cleanQuestion } from '../../../core/conversation.ts';
import { dayInChina } from '../../../core/serving/look-up.ts';
import { pages } from '../../../core/wording.ts';
import type { PageEnvironment } from '../environment.ts';
import { renderPage } from '../layout.tsx';
import type { WebOptions } from '../options.ts';
import { PlaygroundPage } from '../pages/playground.tsx';

/** A page where one can ask without Feishu. */
export function playgroundRoutes(options: WebOptions): Hono<PageEnvironment> {
  const app = new Hono<PageEnvironment>();
  app.get('/playground', async (c) => {
    if (!c.get('mayPlay')) return c.notFound();
    const question = cleanQuestion(c.req.query('q') ?? '');
    const answer =
      question === ''
        ? null
        : await options.ask({ question, asOf: dayInChina(options.clock.now()), viewer: c.get('viewer') });
    return renderPage(
      c,
      { title: pages.playgroundTitle, place: 'playground' },
      <PlaygroundPage question={question} answer={answer} />,
    );
  });
  return app;
}
