import {
  chineseDate,
  type Issue,
  issueLabel,
  type Passage,
  type PassagePart,
} from '../../../core/bulletin.ts';
import { articleUrl, issueUrl } from '../../../core/links.ts';
import type { LostPassage } from '../../../core/lost-passage.ts';
import { pages } from '../../../core/wording.ts';
import { LostPassageNotice, Notices } from '../notices.tsx';
import { cutIntoPieces } from '../passage-pieces.ts';
import { Paragraphs, PassageTools } from '../passage-text.tsx';

interface IssueProps {
  issue: Issue;
  passages: readonly Passage[];
  publicUrl: string;
  lost: LostPassage | 'unknown' | null;
}

export function IssuePage({ issue, passages, publicUrl, lost }: IssueProps) {
  const label = issueLabel(issue);
  const pieces = (part: PassagePart, paragraphs: readonly string[]) =>
    cutIntoPieces(
      paragraphs,
      passages.filter((p) => p.part === part),
    ).paragraphs;
  return (
    <>
      <nav class="crumbs" aria-label={pages.breadcrumbs}>
        <ol>
          <li>
            <a href="/">{pages.catalogue}</a>
          </li>
          <li>
            <a href={`/?year=${issue.year}`}>{pages.yearOf(issue.year)}</a>
          </li>
        </ol>
      </nav>
      <Notices issue={issue} />
      <LostPassageNotice lost={lost} />
      <article data-citation={label} data-citation-url={issueUrl(publicUrl, issue.id)}>
        <header class="masthead">
          <h1>
            <span class="bulletin">{issue.bulletin}</span>{' '}
            <span class="number">{label.slice(issue.bulletin.length + 2)}</span>
          </h1>
          <p class="meta">
            {issue.total === null ? null : <span>{pages.total(issue.total)}</span>}
            {issue.office ? <span>{issue.office}</span> : null}
            {issue.date ? (
              <span>
                <time datetime={issue.date}>{chineseDate(issue.date)}</time>
              </span>
            ) : null}
          </p>
        </header>
        {issue.leadersComment ? (
          <section class="boxed">
            <h2>{pages.leadersComment}</h2>
            <Paragraphs paragraphs={pieces('comment', [issue.leadersComment])} />
          </section>
        ) : null}
        {issue.editorsNote.length > 0 ? (
          <section class="boxed">
            <h2>{pages.editorsNote}</h2>
            <Paragraphs paragraphs={pieces('note', issue.editorsNote)} />
          </section>
        ) : null}
        <section>
          <h2 class="visually-hidden">{pages.contents}</h2>
          <ol class="contents">
            {issue.articles.map((article) => (
              <li>
                <a href={articleUrl('', issue.id, article.number)}>{article.title}</a>
                {article.units.length > 0 ? <div class="meta">{article.units.join('、')}</div> : null}
              </li>
            ))}
          </ol>
        </section>
        {issue.colophon.length > 0 ? (
          <section class="colophon">
            <h2 class="visually-hidden">{pages.colophon}</h2>
            <Paragraphs paragraphs={pieces('colophon', issue.colophon)} />
          </section>
        ) : null}
      </article>
      <PassageTools />
    </>
  );
}
