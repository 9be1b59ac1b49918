import { type Article, chineseDate, type Issue, issueLabel } from '../../../core/bulletin.ts';
import { articleUrl, issueUrl } from '../../../core/links.ts';
import type { passagesOf } from '../../../core/passages.ts';
import { pages } from '../../../core/wording.ts';
import { Notices } from '../notices.tsx';
import { cutArticle } from '../passage-pieces.ts';
import { Paragraphs } from '../passage-text.tsx';

export function ArticlePage(props: {
  issue: Issue;
  article: Article;
  passages: ReturnType<typeof passagesOf>;
}) {
  const { issue, article } = props;
  return (
    <>
      <nav class="crumbs" aria-label={pages.breadcrumbs}>
        <ol>
          <li>
            <a href="/">{pages.catalogue}</a>
          </li>
          <li>
            <a href={issueUrl('', issue.id)}>{issueLabel(issue)}</a>
          </li>
        </ol>
      </nav>
      <Notices issue={issue} />
      <article>
        <header class="article-head">
          <h1>{article.title}</h1>
          <p class="meta">
            {article.units.length > 0 ? <span>{article.units.join('、')}</span> : null}
            {issue.date ? (
              <span>
                <time datetime={issue.date}>{chineseDate(issue.date)}</time>
              </span>
            ) : null}
          </p>
        </header>
        <div class="text">
          {cutArticle(article, props.passages).map(({ path, paragraphs }) => (
            <>
              <Heading path={path} />
              <Paragraphs paragraphs={paragraphs} />
            </>
          ))}
        </div>
      </article>
      <Neighbours issue={issue} article={article} />
    </>
  );
}

function Heading({ path }: { path: string[] }) {
  const text = path.at(-1);
  if (path.length === 0) return null;
  if (path.length === 1) return <h2>{text}</h2>;
  return path.length === 2 ? <h3>{text}</h3> : <h4>{text}</h4>;
}

function Neighbours({ issue, article }: { issue: Issue; article: Article }) {
  const at = issue.articles.indexOf(article);
  const previous = issue.articles[at - 1];
  const next = issue.articles[at + 1];
  if (!previous && !next) return null;
  const link = (neighbour: Article, label: string, rel: string) => (
    <a href={articleUrl('', issue.id, neighbour.number)} rel={rel}>
      <span class="meta">{label}</span> {neighbour.title}
    </a>
  );
  return (
    <nav class="neighbours" aria-label={pages.neighbours}>
      {previous ? link(previous, pages.previousArticle, 'prev') : null}
      {next ? link(next, pages.nextArticle, 'next') : null}
    </nav>
  );
}
