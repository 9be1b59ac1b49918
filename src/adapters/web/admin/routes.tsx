import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { CARDS_CHANGE_DAYS } from '../../../core/chat.ts';
import { dayAt } from '../../../core/local-time.ts';
import { seriesOf } from '../../../core/reporting/missing-numbers.ts';
import { questionStatistics } from '../../../core/reporting/question-statistics.ts';
import { readSynonym } from '../../../core/serving/learning.ts';
import { learning, admin as words } from '../../../core/wording.ts';
import { assets } from '../assets/assets.ts';
import type { PageContext, PageEnvironment } from '../environment.ts';
import { renderPage } from '../layout.tsx';
import type { AdminOptions, WebOptions } from '../options.ts';
import { MessagePage } from '../pages/message.tsx';
import { toCsv } from './csv.ts';
import { AdminPage } from './page.tsx';

/** Sent answers are kept whole as long as their cards can be changed. */
const DAYS = CARDS_CHANGE_DAYS;
const DAY_MS = 24 * 3_600_000;
const LARGEST_FORM_BYTES = 10_000;
const LONGEST_QUESTION = 100;

/** What administrators look at: the state of the library and what was asked. For others it does not exist. */
export function adminRoutes(options: WebOptions, admin: AdminOptions): Hono<PageEnvironment> {
  const app = new Hono<PageEnvironment>();
  app.use('/admin/*', async (c, next) => (c.get('mayAdminister') ? next() : c.notFound()));

  const questions = async () => {
    const now = options.clock.now();
    return questionStatistics(await admin.sent.since(now - DAYS * DAY_MS), {
      now,
      days: DAYS,
      timeZone: admin.timeZone,
    });
  };

  app.get('/admin', async (c) => {
    const issues = await options.library.issues();
    const backup = await admin.lastBackup();
    const report = {
      series: seriesOf(issues),
      articles: issues.reduce((sum, { articles }) => sum + articles.length, 0),
      broken: admin.broken(),
      held: await admin.held.list(),
      unproofed: await admin.unproofed(),
      questions: await questions(),
      health: options.health(),
      lastBackup: backup === null ? null : dayAt(backup, admin.timeZone),
      synonymFor: admin.addSynonym ? (c.req.query('synonym') ?? '').slice(0, LONGEST_QUESTION) : null,
    };
    return renderPage(
      c,
      { title: words.title, place: 'admin', styles: [assets.adminStyle] },
      <AdminPage report={report} />,
    );
  });

  app.post('/admin/synonyms', bodyLimit({ maxSize: LARGEST_FORM_BYTES }), async (c) => {
    if (!admin.addSynonym) return c.notFound();
    const { words: said } = await c.req.parseBody();
    const group = readSynonym(typeof said === 'string' ? said : '');
    const told =
      group === null
        ? learning.synonymForm
        : await admin.addSynonym(group, c.get('session')?.id ?? words.onThisMachine);
    return renderPage(
      c,
      { title: words.addSynonym, place: 'admin', status: group === null ? 400 : 200 },
      <MessagePage
        title={words.addSynonym}
        text={told}
        back={{ href: '/admin#unanswered', text: words.backToAdmin }}
      />,
    );
  });

  app.get('/admin/slow.csv', async (c) => {
    const rows = (await questions()).slow.map(({ question, ms, day }) => [question, ms, day]);
    return asFile(c, 'slow', [[words.question, words.milliseconds, words.day], ...rows]);
  });

  const csv = (name: string, list: 'unanswered' | 'mostAsked') =>
    app.get(`/admin/${name}.csv`, async (c: PageContext) => {
      const rows = (await questions())[list].map(({ question, times, ending, lastDay }) => [
        question,
        times,
        words.endings[ending],
        lastDay,
      ]);
      const head = [words.question, words.times, words.ending, words.lastDay];
      return asFile(c, name, [head, ...rows]);
    });
  csv('unanswered', 'unanswered');
  csv('asked', 'mostAsked');

  return app;
}

function asFile(c: PageContext, name: string, rows: (string | number)[][]) {
  return c.body(toCsv(rows), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}.csv"`,
  });
}
