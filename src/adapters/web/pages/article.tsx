import { type Article, chineseDate, type Issue, issueLabel, type Passage } from '../../../core/bulletin.ts';
import { articleUrl, issueUrl } from '../../../core/links.ts';
import type { LostPassage } from '../../../core/lost-passage.ts';
import type { PlacedArticle } from '../../../core/related-articles.ts';
import { pages } from '../../../core/wording.ts';
import { LostPassageNotice, Notices } from '../notices.tsx';
import { cutArticle } from '../passage-pieces.ts';
import { Paragraphs, PassageTools } from '../passage-text.tsx';

interface ArticleProps {
  issue: Issue;
  article: Article;
  passages: readonly Passage[];
  publicUrl: string;
  sameUnits: readonly PlacedArticle[];
  sameTopic: readonly PlacedArticle[];
  /** What became of the passage a link asked for; `unknown` when no version ever held it. */
  lost: LostPassage | 'unknown' | null;
}

export function ArticlePage(props: ArticleProps) {
  const { issue, article } = props;
  const citation = pages.citationHead(issueLabel(issue), article.units.join('、'), article.title);
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
      <LostPassageNotice lost={props.lost} />
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
        <div
          class="text"
          data-citation={citation}
          data-citation-url={articleUrl(props.publicUrl, issue.id, article.number)}
        >
          {cutArticle(article, props.passages).map(({ path, paragraphs }) => (
            <>
              <Heading path={path} />
              <Paragraphs paragraphs={paragraphs} />
            </>
          ))}
        </div>
      </article>
      <PassageTools />
      <details class="cite no-print">
        <summary>{pages.citeArticle}</summary>
        <p class="citation">
          {citation}
          <br />
          {articleUrl(props.publicUrl, issue.id, article.number)}
        </p>
      </details>
      <Neighbours issue={issue} article={article} />
      <Others heading={pages.sameUnits} articles={props.sameUnits} />
      <Others heading={pages.sameTopic} articles={props.sameTopic} />
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
      <span class="meta">{label}</span>
      {neighbour.title}
    </a>
  );
  return (
    <nav class="neighbours no-print" aria-label={pages.neighbours}>
      {previous ? link(previous, pages.previousArticle, 'prev') : null}
      {next ? link(next, pages.nextArticle, 'next') : null}
    </nav>
  );
}

function Others({ heading, articles }: { heading: string; articles: readonly PlacedArticle[] }) {
  if (articles.length === 0) return null;
  return (
    <section class="others no-print">
      <h2>{heading}</h2>
      <ul>
        {articles.map(({ issue, article }) => (
          <li>
            <a href={articleUrl('', issue.id, article.number)}>{article.title}</a>
            <span class="meta">{issue.label}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
