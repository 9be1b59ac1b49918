import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { type Issue, issueLabel, maySee } from '../../core/bulletin.ts';
import { passagesOf } from '../../core/passages.ts';
import { pages } from '../../core/wording.ts';
import { mayPlay, viewerOf } from './access.ts';
import { assets } from './assets/assets.ts';
import type { PageContext, PageEnvironment } from './environment.ts';
import { pageHeaders } from './headers.ts';
import { type PageProps, renderPage } from './layout.tsx';
import type { WebOptions } from './options.ts';
import { ArticlePage } from './pages/article.tsx';
import { CataloguePage } from './pages/catalogue.tsx';
import { IssuePage } from './pages/issue.tsx';
import { MessagePage } from './pages/message.tsx';
import { PlaygroundPage } from './pages/playground.tsx';
import { SearchPage } from './pages/search.tsx';
import { targetRules } from './passage-text.tsx';

/** Longest question taken, in UTF-16 units: what a person types in a sentence or two, several times over. */
const LONGEST_QUESTION = 500;
/** Feishu's events are a few kilobytes; a card callback with a long form stays under 100. */
const LONGEST_EVENT_BYTES = 1024 * 1024;
const ISSUE_ID = /^[\p{L}\p{N}_-]{1,120}$/u;

/**
 * The web pages and `POST /feishu/events`, on any runtime that Hono runs on. Pages show what the core says and decide
 * nothing but who may see them: an issue outside the reader's audience does not exist for them (404).
 */
export function createWebApp(options: WebOptions): Hono<PageEnvironment> {
  const app = new Hono<PageEnvironment>();
  const { library } = options;

  app.get('/healthz', (c) => {
    const health = options.health();
    return c.json(health, health.ready ? 200 : 503);
  });
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
  const show = (
    c: PageContext,
    props: Omit<PageProps, 'playground'>,
    content: Parameters<typeof renderPage>[2],
  ) => renderPage(c, { ...props, playground: mayPlay(c, options) }, content);
  const notFound = (c: PageContext) =>
    show(
      c,
      { title: pages.notFoundTitle, status: 404 },
      <MessagePage title={pages.notFoundTitle} text={pages.notFound} />,
    );

  app.notFound(notFound);
  app.onError((error, c) => {
    options.reportError(error);
    return show(
      c,
      { title: pages.failedTitle, status: 500 },
      <MessagePage title={pages.failedTitle} text={pages.failed} />,
    );
  });

  app.use(async (c, next) => {
    const viewer = viewerOf(c, options);
    if (viewer === null) {
      return show(
        c,
        { title: pages.signInTitle, status: 401 },
        <MessagePage title={pages.signInTitle} text={pages.signIn} />,
      );
    }
    c.set('viewer', viewer);
    await next();
  });

  /** The issue of the address, when there is one and its reader may know of it. */
  const issueOf = async (c: PageContext): Promise<Issue | null> => {
    const id = c.req.param('id')?.normalize('NFC') ?? '';
    if (!ISSUE_ID.test(id)) return null;
    const issue = await library.findIssue(id);
    return issue && maySee(c.get('viewer'), issue.audience) ? issue : null;
  };

  /** Asks when there is a question that can be asked. */
  const answerTo = async (c: PageContext) => {
    const question = (c.req.query('q') ?? '').trim();
    if (question.length > LONGEST_QUESTION) {
      return { question: '', answer: null, problem: pages.questionTooLong(LONGEST_QUESTION) };
    }
    if (question === '') return { question, answer: null };
    return { question, answer: await options.ask({ question, asOf: today(), viewer: c.get('viewer') }) };
  };
  const today = () => dayInChina(options.clock.now());

  app.get('/', async (c) => {
    const issues = (await library.allIssues()).filter((issue) => maySee(c.get('viewer'), issue.audience));
    return show(c, { title: '', place: 'catalogue' }, <CataloguePage issues={issues} />);
  });

  app.get('/issues/:id', async (c) => {
    const issue = await issueOf(c);
    if (!issue) return notFound(c);
    return show(
      c,
      { title: issueLabel(issue), reading: true },
      issue.status === 'withdrawn' ? (
        <MessagePage title={issueLabel(issue)} text={pages.withdrawn} />
      ) : (
        <IssuePage issue={issue} passages={passagesOf(issue)} />
      ),
    );
  });

  app.get('/issues/:id/articles/:number{[1-9][0-9]{0,2}}', async (c) => {
    const issue = await issueOf(c);
    const article = issue?.articles.find((a) => a.number === Number(c.req.param('number')));
    if (!issue || !article) return notFound(c);
    if (issue.status === 'withdrawn') {
      return show(
        c,
        { title: issueLabel(issue) },
        <MessagePage title={issueLabel(issue)} text={pages.withdrawn} />,
      );
    }
    const passages = passagesOf(issue);
    return show(
      c,
      { title: article.title, reading: true, rules: targetRules(passages) },
      <ArticlePage issue={issue} article={article} passages={passages} />,
    );
  });

  app.get('/search', async (c) => {
    const asked = await answerTo(c);
    return show(
      c,
      { title: asked.question || pages.search, place: 'search', status: asked.problem ? 400 : 200 },
      <SearchPage {...asked} />,
    );
  });

  app.get('/playground', async (c) => {
    if (!mayPlay(c, options)) return notFound(c);
    const asked = await answerTo(c);
    return show(
      c,
      { title: pages.playgroundTitle, place: 'playground', status: asked.problem ? 400 : 200 },
      <PlaygroundPage {...asked} />,
    );
  });

  return app;
}

/** `YYYY-MM-DD` of an instant in China, where there is no daylight saving time. */
function dayInChina(ms: number): string {
  return new Date(ms + 8 * 3600 * 1000).toISOString().slice(0, 10);
}
