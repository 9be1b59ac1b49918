import type { Answer } from '../../../core/bulletin.ts';
import { searchUrl } from '../../../core/links.ts';
import { pages } from '../../../core/wording.ts';
import { AnswerView } from '../answer-view.tsx';
import { FilterFields, type FilterProps } from '../filter-form.tsx';
import { QuestionField } from '../layout.tsx';

interface SearchProps {
  question: string;
  /** null while nothing was asked. */
  answer: Answer | null;
  /** How many items of a listing were skipped. */
  offset: number;
  filter: FilterProps;
}

export function SearchPage({ question, answer, offset, filter }: SearchProps) {
  return (
    <>
      <h1>{pages.searchTitle}</h1>
      <p class="lead">{pages.searchIntro}</p>
      <search>
        <form class="ask wide" action="/search" method="get">
          <QuestionField question={question} />
          <div class="filters">
            <FilterFields {...filter} />
          </div>
        </form>
      </search>
      {answer ? <AnswerView answer={answer} /> : <Examples />}
      {answer && answer.total > offset + answer.listing.length ? (
        <p>
          <a class="button" href={moreUrl(question, filter, offset + answer.listing.length)} rel="next">
            {pages.more}
          </a>
        </p>
      ) : null}
    </>
  );
}

function moreUrl(question: string, { unit, year }: FilterProps, offset: number): string {
  return `/search?${new URLSearchParams({ q: question, unit, year, offset: String(offset) })}`;
}

function Examples() {
  return (
    <section>
      <h2 class="small-head">{pages.examples}</h2>
      <ul class="examples">
        {pages.exampleQuestions.map((question) => (
          <li>
            <a href={searchUrl('', question)}>{question}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
