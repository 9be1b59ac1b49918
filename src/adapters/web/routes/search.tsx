import { Hono } from 'hono';
import { maySee } from '../../../core/bulletin.ts';
import { choicesOf } from '../../../core/catalogue.ts';
import { cleanQuestion } from '../../../core/conversation.ts';
import { articleUrl } from '../../../core/links.ts';
import { dayInChina } from '../../../core/local-time.ts';
import { chat, pages } from '../../../core/wording.ts';
import type { PageEnvironment } from '../environment.ts';
import { renderPage } from '../layout.tsx';
import type { WebOptions } from '../options.ts';
import { SearchPage } from '../pages/search.tsx';

const MOST_SUGGESTIONS = 8;
/** What is typed beyond this says no more about what is meant. */
const LONGEST_TYPED = 40;

/** Asking on a page, and suggestions while typing. */
export function searchRoutes(options: WebOptions): Hono<PageEnvironment> {
  const app = new Hono<PageEnvironment>();

  app.get('/search', async (c) => {
    const question = cleanQuestion(c.req.query('q') ?? '');
    const viewer = c.get('viewer');
    const issues = (await options.library.issues()).filter((issue) => maySee(viewer, issue.audience));
    const choices = choicesOf(issues, options.library.unitsOf);
    const unit = choices.units.find((u) => u.unit === c.req.query('unit'))?.unit ?? '';
    const year = choices.years.find((y) => String(y) === c.req.query('year'));
    const offset = Number(/^\d{1,4}$/.exec(c.req.query('offset') ?? '')?.[0] ?? 0);
    // Filters are said as the buttons of a card say them, so that page and card mean the same.
    const asked = unit || year ? chat.narrowed(question, unit || null, year ?? null) : question;
    const asOf = dayInChina(options.clock.now());
    const answer = question === '' ? null : await options.ask({ question: asked, asOf, viewer, offset });
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
