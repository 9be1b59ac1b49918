import type { Answer, Issue } from '../bulletin.ts';
import { passagesOf } from '../passages.ts';
import type { Ask, AskRequest } from '../ports.ts';
import type { GoldenQuestion } from './golden-question.ts';
import { judgeAnswer, type StoredTexts, type Verdict } from './judge-answer.ts';

/** A question, the answer with its whole listing, and what is to be thought of it. */
export interface Asked {
  question: GoldenQuestion;
  answer: Answer;
  verdict: Verdict;
}

/**
 * Asks every golden question, in order, as someone who may see everything. `today` stands in where a question does not
 * say when it is asked, `YYYY-MM-DD`; `onAsked` hears how many are done.
 */
export async function askGolden(
  questions: readonly GoldenQuestion[],
  ask: Ask,
  options: { stored: StoredTexts; today: string; onAsked?: (done: number) => void },
): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const question of questions) {
    const { q, context, asOf = options.today } = question;
    const answer = await askWhole(ask, { question: q, context, asOf, viewer: { kind: 'everything' } });
    asked.push({ question, answer, verdict: judgeAnswer(question, answer, options.stored) });
    options.onAsked?.(asked.length);
  }
  return asked;
}

/** What may be quoted from these issues, read from them and not from any index. */
export function storedTexts(issues: readonly Issue[]): StoredTexts {
  return new Map(
    issues
      .flatMap(passagesOf)
      .map(({ issueId, id, section, text }) => [`${issueId}#${id}`, [text, ...section]] as const),
  );
}

/** The answer with every page of its listing. */
async function askWhole(ask: Ask, request: AskRequest): Promise<Answer> {
  const answer = await ask(request);
  const listing = [...answer.listing];
  while (listing.length > 0 && listing.length < answer.total) {
    const page = await ask({ ...request, offset: listing.length });
    if (page.listing.length === 0) break;
    listing.push(...page.listing);
  }
  return { ...answer, listing };
}
