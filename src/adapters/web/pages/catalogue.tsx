import type { IssueEntry } from '../../../core/asking/library.ts';
import { chineseDate } from '../../../core/bulletin.ts';
import type { CatalogueYear } from '../../../core/catalogue.ts';
import { articleUrl, issueUrl } from '../../../core/links.ts';
import { pages } from '../../../core/wording.ts';
import { FilterForm, type FilterProps } from '../filter-form.tsx';

interface CatalogueProps {
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
      {years.map(({ year, issues: ofYear }) => (
        <section class="year">
          <h2>{pages.yearHeading(year, ofYear.length)}</h2>
          <ul class="issues">
            {ofYear.map((issue) => (
              <IssueItem issue={issue} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function IssueItem({ issue }: { issue: IssueEntry }) {
  return (
    <li>
      <h3>
        <a href={issueUrl('', issue.id)}>{issue.label}</a>
      </h3>
      <p class="meta">
        {issue.date ? (
          <span>
            <time datetime={issue.date}>{chineseDate(issue.date)}</time>
          </span>
        ) : null}
      </p>
      <ul class="titles">
        {issue.articles.map((article) => (
          <li>
            <a href={articleUrl('', issue.id, article.number)}>{article.title}</a>
          </li>
        ))}
      </ul>
    </li>
  );
}
