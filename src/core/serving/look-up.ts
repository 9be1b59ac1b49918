import type { Answer, Excerpt } from '../bulletin.ts';
import type { AnswerView, Chat, Reply, SentAnswer } from '../chat.ts';
import { passageAt } from '../links.ts';
import { dayInChina } from '../local-time.ts';
import type { Ask, FeedbackEntry } from '../ports.ts';
import { chat as words } from '../wording.ts';
import { markOf } from './naming.ts';
import type { Viewers } from './viewers.ts';

/** One question with all that decides its answer, and how the reader wants to see it. */
export type Inquiry = Pick<SentAnswer, 'chat' | 'asker' | 'context' | 'asOf'> & { view: AnswerView };

/** What looking up needs. */
export interface Sources {
  ask: Ask;
  viewers: Viewers;
}

/** What is remembered of an answer besides where it went. */
export type Looked = Pick<SentAnswer, 'view' | 'kind' | 'passages' | 'elapsedMs'> & { reply: Reply };

/** A question as it is first asked. */
export function newInquiry(
  question: string,
  context: string[],
  { chat, sender, sentAt }: { chat: Chat; sender: string; sentAt: number },
): Inquiry {
  return { chat, asker: sender, context, asOf: dayInChina(sentAt), view: plainView(question) };
}

export const plainView = (question: string): AnswerView => ({
  question,
  offset: 0,
  units: [],
  years: [],
  onlyUnit: null,
  onlyYear: null,
  askReason: false,
});

/** Answers an inquiry: the reply to show, and what to remember of it. */
export async function lookUp({ ask, viewers }: Sources, inquiry: Inquiry): Promise<Looked> {
  const { chat, asker, context, asOf, view } = inquiry;
  const { question, onlyUnit, onlyYear, offset } = view;
  const narrowed = onlyUnit !== null || onlyYear !== null;
  const answer = await ask({
    // Narrowing is asked in words, so that it means the same as when typed.
    question: narrowed ? words.narrowed(question, onlyUnit, onlyYear) : question,
    context,
    asOf,
    viewer: await viewers.inChat(chat, asker),
    offset,
  });
  const seen = narrowed || offset > 0 ? view : { ...view, ...choices(answer) };
  return {
    reply: answer.kind === 'help' ? { kind: 'help' } : { kind: 'answer', answer, view: seen },
    view: seen,
    kind: answer.kind,
    elapsedMs: answer.elapsedMs,
    passages: quoted(answer),
  };
}

/** What an editor should hear of: questions that found nothing. null when something was found. */
export function gap({ kind, view }: Looked, chatId: string, at: number): FeedbackEntry | null {
  if (kind !== 'near-miss' && kind !== 'not-found') return null;
  return { at, chatId, question: view.question, verdict: kind };
}

/** What the reader may narrow the answer to: units and years of which it has several, and the question named none. */
function choices(answer: Answer): Pick<AnswerView, 'units' | 'years'> {
  if (answer.kind !== 'excerpts') return { units: [], years: [] };
  const { units: asked, period, issue: askedIssue } = answer.understood;
  const articles = answer.excerpts.filter(({ article }) => article.number > 0 && article.unit !== '');
  const units = [...new Set(articles.map(({ article }) => article.unit))];
  const years = answer.excerpts.flatMap(({ issue }) => (issue.date ? [Number(issue.date.slice(0, 4))] : []));
  const distinctYears = [...new Set(years)].sort((a, b) => b - a);
  return {
    units: units.length > 1 && asked.length === 0 ? units.slice(0, 10) : [],
    years: distinctYears.length > 1 && !period && !askedIssue ? distinctYears.slice(0, 10) : [],
  };
}

function quoted({ excerpts, related, listing }: Answer): SentAnswer['passages'] {
  const shown: Excerpt[] = [...excerpts, ...related, ...listing.flatMap(({ excerpt }) => excerpt ?? [])];
  return [
    ...shown.map(({ issue, article: { title, unit }, section, passage }) => {
      return { issueId: issue.id, passageId: passage, mark: markOf({ issue, title, unit, section }) };
    }),
    ...shown.flatMap(({ newer }) => (newer && passageAt(newer.url)) ?? []),
    ...listing.flatMap(({ issue, title, unit }) =>
      issue ? [{ issueId: issue.id, passageId: '', mark: markOf({ issue, title, unit }) }] : [],
    ),
  ];
}
