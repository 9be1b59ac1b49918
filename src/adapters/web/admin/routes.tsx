import { Hono } from 'hono';
import { seriesOf } from '../../../core/reporting/missing-numbers.ts';
import { questionStatistics } from '../../../core/reporting/question-statistics.ts';
import { dayInChina } from '../../../core/serving/look-up.ts';
import { admin as words } from '../../../core/wording.ts';
import { assets } from '../assets/assets.ts';
import type { PageContext, PageEnvironment } from '../environment.ts';
import { renderPage } from '../layout.tsx';
import type { AdminOptions, WebOptions } from '../options.ts';
import { toCsv } from './csv.ts';
import { AdminPage } from './page.tsx';

/** As long as sent answers are kept. */
const DAYS = 14;
const DAY_MS = 24 * 3_600_000;

/** What administrators look at: the state of the library and what was asked. For others it does not exist. */
export function adminRoutes(options: WebOptions, admin: AdminOptions): Hono<PageEnvironment> {
  const app = new Hono<PageEnvironment>();
  app.use('/admin/*', async (c, next) => (c.get('mayAdminister') ? next() : c.notFound()));

  const questions = async () => {
    const now = options.clock.now();
    return questionStatistics(await admin.sent.since(now - DAYS * DAY_MS), { now, days: DAYS });
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
      lastBackup: backup === null ? null : dayInChina(backup),
    };
    return renderPage(
      c,
      { title: words.title, place: 'admin', styles: [assets.adminStyle] },
      <AdminPage report={report} />,
    );
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
      return c.body(toCsv([head, ...rows]), 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${name}.csv"`,
      });
    });
  csv('unanswered', 'unanswered');
  csv('asked', 'mostAsked');

  return app;
}
