import type { Answer } from '../../../core/bulletin.ts';
import { pages } from '../../../core/wording.ts';
import { AnswerView } from '../answer-view.tsx';
import { QuestionField } from '../layout.tsx';

/** A page where one can ask without Feishu. */
export function PlaygroundPage({ question, answer }: { question: string; answer: Answer | null }) {
  return (
    <>
      <h1>{pages.playgroundTitle}</h1>
      <p class="lead">{pages.playgroundIntro}</p>
      <form class="ask wide" action="/playground" method="get">
        <QuestionField question={question} />
      </form>
      {answer ? <AnswerView answer={answer} /> : null}
      <h2 class="small-head">{pages.examples}</h2>
      <ul class="examples">
        {pages.exampleQuestions.map((example) => (
          <li>
            <a href={`/playground?q=${encodeURIComponent(example)}`}>{example}</a>
          </li>
        ))}
      </ul>
    </>
  );
}
