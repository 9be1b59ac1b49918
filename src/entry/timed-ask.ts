import { answerQuestion } from '../core/asking/answer-question.ts';
import type { Library } from '../core/asking/library.ts';
import type { Ask } from '../core/ports.ts';

/** Answers from the library as it is at that moment, and says how long that took, to a tenth of a millisecond. */
export function timedAsk(current: () => Library | Promise<Library>): Ask {
  return async (request) => {
    const started = performance.now();
    const answer = await answerQuestion(request, await current());
    return { ...answer, elapsedMs: Math.round((performance.now() - started) * 10) / 10 };
  };
}
