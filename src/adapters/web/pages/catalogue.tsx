import { type Article, chineseDate, type Issue, issueLabel } from '../../../core/bulletin.ts';
import type { CatalogueYear } from '../../../core/catalogue.ts';
import { articleUrl, issueUrl } from '../../../core/links.ts';
import { pages } from '../../../core/wording.ts';
import { FilterForm, type FilterProps } from '../filter-form.tsx';

export interface CatalogueProps {
  /** What is left after the filters. */
  years: readonly CatalogueYear[];
  /** All there is for this reader, for the counts in the head. */
  issues: number;
  articles: number;
  filter: FilterProps;
}

/** All issues by year, newest first, with the titles of their articles. */
export function CataloguePage({ years, issues, articles, filter }: CatalogueProps) {
  return (
    <>
      <h1>{pages.catalogue}</h1>
      {issues === 0 ? (
        <p class="lead">{pages.libraryEmpty}</p>
      ) : (
        <>
          <p class="lead">{pages.libraryCount(issues, articles)}</p>
          <FilterForm {...filter} />
        </>
      )}
      {issues > 0 && years.length === 0 ? <p class="notice">{pages.nothingUnderFilter}</p> : null}
      {years.map(({ year, entries }) => (
        <section class="year">
          <h2>{pages.yearHeading(year, entries.length)}</h2>
          <ul class="issues">
            {entries.map(({ issue, articles }) => (
              <IssueItem issue={issue} articles={articles} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function IssueItem({ issue, articles }: { issue: Issue; articles: readonly Article[] }) {
  return (
    <li>
      <h3>
        <a href={issueUrl('', issue.id)}>{issueLabel(issue)}</a>
      </h3>
      <p class="meta">
        {issue.date ? (
          <span>
            <time datetime={issue.date}>{chineseDate(issue.date)}</time>
          </span>
        ) : null}
        {issue.status === 'withdrawn' ? <span>{pages.withdrawnShort}</span> : null}
      </p>
      <ul class="titles">
        {articles.map((article) => (
          <li>
            <a href={articleUrl('', issue.id, article.number)}>{article.title}</a>
          </li>
        ))}
      </ul>
    </li>
  );
}
