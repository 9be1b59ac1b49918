import { isOverTime, understoodAs, verdictOf } from '../../core/answer-sentences.ts';
import type { Answer, Excerpt, ListingItem } from '../../core/bulletin.ts';
import { chineseDate } from '../../core/bulletin.ts';
import { passageUrl } from '../../core/links.ts';
import { pages } from '../../core/wording.ts';

/** An answer as a page shows it: the same object that cards are made of. */
export function AnswerView({ answer }: { answer: Answer }) {
  const isComparison = answer.kind === 'comparison';
  const sideOf = ({ article, issue }: Excerpt): string => (isOverTime(answer) ? issue.label : article.unit);
  return (
    <section class="result" aria-labelledby="answer-verdict">
      <h2 class="verdict" id="answer-verdict">
        {verdictOf(answer)}
      </h2>
      <UnderstoodLine answer={answer} />
      {answer.kind === 'not-found' ? <p>{pages.notFoundAdvice}</p> : null}
      <div class={isComparison ? 'comparison' : undefined}>
        {answer.excerpts.map((excerpt) => (
          <ExcerptView excerpt={excerpt} side={isComparison ? sideOf(excerpt) : ''} />
        ))}
      </div>
      {answer.listing.length > 0 ? (
        <ol class="issues">
          {answer.listing.map((item) => (
            <ListingItemView item={item} />
          ))}
        </ol>
      ) : null}
      {answer.related.length > 0 ? (
        <>
          <h3 class="small-head">{pages.nearMissRelated}</h3>
          {answer.related.map((excerpt) => (
            <ExcerptView excerpt={excerpt} />
          ))}
        </>
      ) : null}
    </section>
  );
}

/** How the question was read, so that the asker can see what the answer is an answer to. */
function UnderstoodLine({ answer }: { answer: Answer }) {
  const parts = understoodAs(answer);
  if (parts.length === 0) return null;
  return (
    <p class="understood meta">
      {parts.map((part) => (
        <span>{part}</span>
      ))}
    </p>
  );
}

/** `side`: what a side of a comparison is read by, its unit or its issue. */
function ExcerptView({ excerpt, side = '' }: { excerpt: Excerpt; side?: string }) {
  const { issue, article, section } = excerpt;
  const url = passageUrl('', issue.id, article.number, excerpt.passage);
  return (
    <article class="answer">
      {side ? <p class="side">{side}</p> : null}
      <h3>
        {/* What stands outside the articles (编者按, 版记) has no title. */}
        <a href={url}>{article.title || issue.label}</a>
      </h3>
      {section.length > 0 ? <div class="path">{section.join(' › ')}</div> : null}
      <blockquote cite={url}>
        <Highlighted text={excerpt.text} ranges={excerpt.highlights} />
      </blockquote>
      <div class="meta">
        {article.unit && article.unit !== side ? <span>{article.unit}</span> : null}
        {issue.label !== side ? <span>{issue.label}</span> : null}
        {issue.date ? (
          <span>
            <time datetime={issue.date}>{chineseDate(issue.date)}</time>
          </span>
        ) : null}
      </div>
      {excerpt.newer ? (
        <p class="newer">
          {pages.newer(excerpt.newer.label)}
          <a href={pathOf(excerpt.newer.url)}>{excerpt.newer.text}</a>
        </p>
      ) : null}
    </article>
  );
}

function Highlighted({ text, ranges }: { text: string; ranges: readonly [number, number][] }) {
  let at = 0;
  const parts = ranges.map(([start, end]) => {
    const before = text.slice(at, start);
    at = end;
    return (
      <>
        {before}
        <mark>{text.slice(start, end)}</mark>
      </>
    );
  });
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}

function ListingItemView({ item }: { item: ListingItem }) {
  // A list of units (哪些县 …) is read by its units, any other by its titles.
  const heading = item.type === 'unit' ? item.label : (item.title ?? item.label);
  const rest = [item.type === 'unit' ? item.title : item.label, item.type === 'unit' ? null : item.unit];
  return (
    <li>
      <h3>
        <a href={pathOf(item.url)}>{heading}</a>
      </h3>
      <p class="meta">
        {rest.map((text) => (text && text !== heading ? <span>{text}</span> : null))}
        {item.issue?.date ? (
          <span>
            <time datetime={item.issue.date}>{chineseDate(item.issue.date)}</time>
          </span>
        ) : null}
      </p>
      {item.excerpt ? (
        <blockquote>
          <Highlighted text={item.excerpt.text} ranges={item.excerpt.highlights} />
        </blockquote>
      ) : null}
    </li>
  );
}

/** Links of an answer are made for cards and carry the public address; on our own pages only their path is wanted. */
function pathOf(url: string): string {
  const { pathname, search, hash } = new URL(url, 'http://localhost');
  return `${pathname}${search}${hash}`;
}
