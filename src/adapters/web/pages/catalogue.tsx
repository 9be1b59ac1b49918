import { chineseDate, type Issue, issueLabel } from '../../../core/bulletin.ts';
import { issueUrl } from '../../../core/links.ts';
import { pages } from '../../../core/wording.ts';

/** All issues by year, newest first. `issues` are those the reader may see. */
export function CataloguePage({ issues }: { issues: readonly Issue[] }) {
  if (issues.length === 0) return <p class="lead">{pages.libraryEmpty}</p>;
  const years = [...new Set(issues.map((issue) => issue.year))].sort((a, b) => b - a);
  const articles = issues.reduce((sum, issue) => sum + issue.articles.length, 0);
  return (
    <>
      <h1>{pages.catalogue}</h1>
      <p class="lead">{pages.libraryCount(issues.length, articles)}</p>
      {years.map((year) => {
        const ofYear = issues.filter((issue) => issue.year === year).sort(newestFirst);
        return (
          <section class="year">
            <h2>{pages.yearHeading(year, ofYear.length)}</h2>
            <ul class="issues">
              {ofYear.map((issue) => (
                <IssueItem issue={issue} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

function IssueItem({ issue }: { issue: Issue }) {
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
        {issue.office ? <span>{issue.office}</span> : null}
        {issue.status === 'withdrawn' ? (
          <span>{pages.withdrawnShort}</span>
        ) : (
          <span>{pages.articleCount(issue.articles.length)}</span>
        )}
      </p>
      {issue.status === 'withdrawn' ? null : (
        <ul class="titles">
          {issue.articles.map((article) => (
            <li>{article.title}</li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** By date where both have one, otherwise by number; a 增刊 after the regular issue of the same number. */
function newestFirst(a: Issue, b: Issue): number {
  if (a.date && b.date && a.date !== b.date) return a.date < b.date ? 1 : -1;
  return (b.numbers[0] ?? 0) - (a.numbers[0] ?? 0) || Number(a.supplement) - Number(b.supplement);
}
