import { Hono } from 'hono';
import { type Article, type Issue, issueLabel, maySee, type Passage } from '../../../core/bulletin.ts';
import { catalogueOf, choicesOf } from '../../../core/catalogue.ts';
import { issueUrl, passageUrl } from '../../../core/links.ts';
import { findLostPassage } from '../../../core/lost-passage.ts';
import { passagesOf } from '../../../core/passages.ts';
import { articlesOfSameUnits } from '../../../core/related-articles.ts';
import { pages } from '../../../core/wording.ts';
import type { PageContext, PageEnvironment } from '../environment.ts';
import { renderPage } from '../layout.tsx';
import type { WebOptions } from '../options.ts';
import { ArticlePage } from '../pages/article.tsx';
import { CataloguePage } from '../pages/catalogue.tsx';
import { IssuePage } from '../pages/issue.tsx';
import { MessagePage } from '../pages/message.tsx';
import { targetRules } from '../passage-text.tsx';

const ISSUE_ID = /^[\p{L}\p{N}_-]{1,120}$/u;
const PASSAGE_ID = /^[a-z0-9]{6,20}$/;
/** Links to other articles under an article: more are not read. */
const MOST_OF_SAME_UNIT = 4;
const MOST_OF_SAME_TOPIC = 3;

/** The catalogue, an issue, an article. */
export function readingRoutes(options: WebOptions): Hono<PageEnvironment> {
  const app = new Hono<PageEnvironment>();
  const { library } = options;

  const visibleIssues = async (c: PageContext) =>
    (await library.issues()).filter((issue) => maySee(c.get('viewer'), issue.audience));

  /** The issue of the address, when there is one and its reader may know of it. */
  const issueOf = async (c: PageContext): Promise<Issue | null> => {
    const id = c.req.param('id')?.normalize('NFC') ?? '';
    if (!ISSUE_ID.test(id)) return null;
    const issue = await library.findIssue(id);
    return issue && maySee(c.get('viewer'), issue.audience) ? issue : null;
  };

  const withdrawnPage = (c: PageContext, issue: Issue) =>
    renderPage(
      c,
      { title: issueLabel(issue), status: 410 },
      <MessagePage title={issueLabel(issue)} text={pages.withdrawn} />,
    );

  /** What became of the passage that the address asks for with `?p=`: where it is now, or how it was lost. */
  const soughtPassage = async (c: PageContext, issue: Issue, passages: readonly Passage[]) => {
    const id = c.req.query('p');
    if (!id) return { lost: null };
    const there = passages.find((passage) => passage.id === id);
    if (there) return { lost: null, url: passageUrl('', issue.id, there.articleNumber, there.id) };
    if (!PASSAGE_ID.test(id)) return { lost: 'unknown' as const };
    return { lost: findLostPassage(issue, await library.versions(issue.id), id) ?? ('unknown' as const) };
  };

  app.get('/', async (c) => {
    const issues = await visibleIssues(c);
    const unit = c.req.query('unit') ?? '';
    const year = c.req.query('year') ?? '';
    const catalogue = catalogueOf(
      issues,
      { ...(unit === '' ? {} : { unit }), ...(year === '' ? {} : { year: Number(year) }) },
      library.unitsOf,
    );
    return renderPage(
      c,
      { title: pages.catalogue, place: 'catalogue' },
      <CataloguePage
        years={catalogue}
        issues={issues.length}
        articles={issues.reduce((sum, issue) => sum + issue.articles.length, 0)}
        filter={{ ...choicesOf(issues, library.unitsOf), unit, year }}
      />,
    );
  });

  app.get('/issues/:id', async (c) => {
    const issue = await issueOf(c);
    if (!issue) return c.notFound();
    if (issue.status === 'withdrawn') return withdrawnPage(c, issue);
    const passages = passagesOf(issue);
    const { lost, url } = await soughtPassage(c, issue, passages);
    if (url) return c.redirect(url);
    return renderPage(
      c,
      { title: issueLabel(issue), reading: true, rules: targetRules(passages) },
      <IssuePage issue={issue} passages={passages} publicUrl={options.publicUrl} lost={lost} />,
    );
  });

  app.get('/issues/:id/articles/:number{[1-9][0-9]{0,2}}', async (c) => {
    const issue = await issueOf(c);
    if (!issue) return c.notFound();
    if (issue.status === 'withdrawn') return withdrawnPage(c, issue);
    const article = issue.articles.find((a) => a.number === Number(c.req.param('number')));
    const passages = passagesOf(issue);
    const { lost, url } = await soughtPassage(c, issue, passages);
    if (url) return c.redirect(url);
    if (!article) {
      // A correction may have taken an article out: its old links lead to what is left of the issue.
      return lost ? c.redirect(`${issueUrl('', issue.id)}?p=${c.req.query('p')}`) : c.notFound();
    }
    return renderPage(
      c,
      { title: article.title, reading: true, rules: targetRules(passages) },
      <ArticlePage
        issue={issue}
        article={article}
        passages={passages}
        publicUrl={options.publicUrl}
        lost={lost}
        {...(await others(c, issue, article))}
      />,
    );
  });

  const others = async (c: PageContext, issue: Issue, article: Article) => {
    const related = await library.onSameTopic(issue.id, article);
    const visible = related.filter((other) => maySee(c.get('viewer'), other.issue.audience));
    return {
      sameUnits: articlesOfSameUnits(await visibleIssues(c), issue.id, article.number, library.unitsOf).slice(
        0,
        MOST_OF_SAME_UNIT,
      ),
      sameTopic: visible.slice(0, MOST_OF_SAME_TOPIC),
    };
  };

  return app;
}
