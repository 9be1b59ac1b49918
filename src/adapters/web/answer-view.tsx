import type { Answer, Excerpt, ListingItem } from '../../core/bulletin.ts';
import { chineseDate } from '../../core/bulletin.ts';
import { passageUrl } from '../../core/links.ts';
import { pages } from '../../core/wording.ts';

/** An answer as a page shows it: the same object that cards are made of. */
export function AnswerView({ answer }: { answer: Answer }) {
  return (
    <section class="result" aria-labelledby="answer-verdict">
      <h2 class="verdict" id="answer-verdict">
        {verdict(answer)}
      </h2>
      <UnderstoodLine answer={answer} />
      {answer.kind === 'not-found' ? <p>{pages.notFoundAdvice}</p> : null}
      {answer.excerpts.map((excerpt) => (
        <ExcerptView excerpt={excerpt} />
      ))}
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

function verdict(answer: Answer): string {
  const missing = answer.missing.join('、');
  switch (answer.kind) {
    case 'excerpts':
      return pages.found(answer.excerpts.length);
    case 'comparison':
      return pages.comparison;
    case 'listing':
      return pages.listed(answer.listing.length, answer.total);
    case 'near-miss':
      return pages.nearMiss(missing);
    case 'not-found':
      return pages.notFoundAnswer(missing);
    case 'help':
      return pages.help;
  }
}

/** How the question was read, so that the asker can see what the answer is an answer to. */
function UnderstoodLine({ answer: { understood } }: { answer: Answer }) {
  const { units, issue, period, corrected, carriedOver } = understood;
  const parts = [
    ...corrected.map(({ from, to }) => pages.readAs(from, to)),
    units.length > 0 ? pages.lockedToUnit(units.join('、')) : null,
    issue ? pages.lockedToIssue(issue) : null,
    period ? pages.lockedToPeriod(period.from, period.to) : null,
    carriedOver.length > 0 ? pages.carriedOver(carriedOver.join('、')) : null,
  ].filter((part) => part !== null);
  if (parts.length === 0) return null;
  return (
    <p class="understood meta">
      {parts.map((part) => (
        <span>{part}</span>
      ))}
    </p>
  );
}

function ExcerptView({ excerpt }: { excerpt: Excerpt }) {
  const { issue, article, section } = excerpt;
  const url = passageUrl('', issue.id, article.number, excerpt.passage);
  return (
    <article class="answer">
      <h3>
        <a href={url}>{article.title}</a>
      </h3>
      {section.length > 0 ? <div class="path">{section.join(' › ')}</div> : null}
      <blockquote cite={url}>
        <Highlighted text={excerpt.text} ranges={excerpt.highlights} />
      </blockquote>
      <div class="meta">
        {article.unit ? <span>{article.unit}</span> : null}
        <span>{issue.label}</span>
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
  return (
    <li>
      <h3>
        <a href={pathOf(item.url)}>{item.title ?? item.label}</a>
      </h3>
      <p class="meta">
        {item.title && item.title !== item.label ? <span>{item.label}</span> : null}
        {item.unit ? <span>{item.unit}</span> : null}
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
