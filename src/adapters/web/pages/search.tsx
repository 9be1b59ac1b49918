import type { Answer } from '../../../core/bulletin.ts';
import { searchUrl } from '../../../core/links.ts';
import { pages } from '../../../core/wording.ts';
import { AnswerView } from '../answer-view.tsx';
import { SearchForm } from '../layout.tsx';

/** `answer` is null while nothing was asked; `problem` says why there is none although something was. */
export function SearchPage(props: { question: string; answer: Answer | null; problem?: string }) {
  return (
    <>
      <h1>{pages.searchTitle}</h1>
      <p class="lead">{pages.searchIntro}</p>
      <SearchForm question={props.question} />
      {props.problem ? <p class="notice">{props.problem}</p> : null}
      {props.answer ? <AnswerView answer={props.answer} /> : <Examples />}
    </>
  );
}

function Examples() {
  return (
    <section>
      <h2 class="related-head">{pages.examples}</h2>
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
