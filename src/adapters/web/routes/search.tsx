import { Hono } from 'hono';
import { maySee } from '../../../core/bulletin.ts';
import { cleanQuestion } from '../../../core/conversation.ts';
import { articleUrl } from '../../../core/links.ts';
import { pages } from '../../../core/wording.ts';
import type { PageEnvironment } from '../environment.ts';
import { renderPage } from '../layout.tsx';
import type { WebOptions } from '../options.ts';
import { SearchPage } from '../pages/search.tsx';
import { filterChoices } from './reading.tsx';

const MOST_SUGGESTIONS = 8;
/** What is typed beyond this says no more about what is meant. */
const LONGEST_TYPED = 40;

/** Asking on a page, and suggestions while typing. */
export function searchRoutes(options: WebOptions): Hono<PageEnvironment> {
  const app = new Hono<PageEnvironment>();

  app.get('/search', async (c) => {
    const question = cleanQuestion(c.req.query('q') ?? '');
    const viewer = c.get('viewer');
    const issues = (await options.library.allIssues()).filter((issue) => maySee(viewer, issue.audience));
    const choices = filterChoices(issues);
    const unit = choices.units.find((u) => u.unit === c.req.query('unit'))?.unit ?? '';
    const year = choices.years.find((y) => String(y) === c.req.query('year'));
    const offset = Number(/^\d{1,4}$/.exec(c.req.query('offset') ?? '')?.[0] ?? 0);
    // A filter is said the way a person would say it, so that the page, the card and a typed question are one thing.
    const asked = [unit, year === undefined ? '' : pages.yearOf(year), question].filter(Boolean).join(' ');
    const answer =
      question === ''
        ? null
        : await options.ask({ question: asked, asOf: dayInChina(options.clock.now()), viewer, offset });
    return renderPage(
      c,
      { title: question.slice(0, 40) || pages.search, place: 'search' },
      <SearchPage
        question={question}
        answer={answer}
        offset={offset}
        filter={{ ...choices, unit, year: year === undefined ? '' : String(year) }}
      />,
    );
  });

  app.get('/suggest', async (c) => {
    const typed = cleanQuestion(c.req.query('q') ?? '').slice(0, LONGEST_TYPED);
    const found = typed === '' ? [] : await options.suggest(typed, c.get('viewer'), MOST_SUGGESTIONS);
    return c.json(
      found.map(({ kind, text, place }) => ({
        text,
        kind: pages.suggestionKinds[kind],
        ...(place ? { url: articleUrl('', place.issueId, place.articleNumber) } : {}),
      })),
    );
  });

  return app;
}

/** `YYYY-MM-DD` of an instant in China, where there is no daylight saving time. */
export function dayInChina(ms: number): string {
  return new Date(ms + 8 * 3600 * 1000).toISOString().slice(0, 10);
}
