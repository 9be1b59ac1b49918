import type { Answer } from '../../../core/bulletin.ts';
import { pages } from '../../../core/wording.ts';
import { AnswerView } from '../answer-view.tsx';
import { SearchForm } from '../layout.tsx';

/** A page where one can ask without Feishu. */
export function PlaygroundPage(props: { question: string; answer: Answer | null; problem?: string }) {
  return (
    <>
      <h1>{pages.playgroundTitle}</h1>
      <p class="lead">{pages.playgroundIntro}</p>
      <SearchForm question={props.question} action="/playground" />
      {props.problem ? <p class="notice">{props.problem}</p> : null}
      {props.answer ? <AnswerView answer={props.answer} /> : null}
      <h2 class="related-head">{pages.examples}</h2>
      <ul class="examples">
        {pages.exampleQuestions.map((question) => (
          <li>
            <a href={`/playground?q=${encodeURIComponent(question)}`}>{question}</a>
          </li>
        ))}
      </ul>
    </>
  );
}
