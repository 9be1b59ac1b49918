import type { Answer, Excerpt, Viewer } from '../bulletin.ts';
import type { AnswerView, Chat, Reply, SentAnswer } from '../chat.ts';
import type { Ask, FeedbackEntry } from '../ports.ts';
import { chat as words } from '../wording.ts';

/** One question with all that decides its answer, and how the reader wants to see it. */
export type Inquiry = Pick<SentAnswer, 'chat' | 'context' | 'asOf'> & { view: AnswerView };

/** What is remembered of an answer besides where it went. */
export type Looked = Pick<SentAnswer, 'view' | 'kind' | 'passages'> & { reply: Reply };

/** A question as it is first asked. `at` is the time of the message. */
export function newInquiry(question: string, context: string[], chat: Chat, at: number): Inquiry {
  const view: AnswerView = {
    question,
    offset: 0,
    units: [],
    years: [],
    onlyUnit: null,
    onlyYear: null,
    askReason: false,
  };
  return { chat, context, asOf: dayInChina(at), view };
}

/** Answers an inquiry: the reply to show, and what to remember of it. */
export async function lookUp(ask: Ask, { chat, context, asOf, view }: Inquiry): Promise<Looked> {
  const { question, onlyUnit, onlyYear, offset } = view;
  const narrowed = onlyUnit !== null || onlyYear !== null;
  const answer = await ask({
    // Narrowing is asked in words, so that it means the same as when typed.
    question: narrowed ? words.narrowed(question, onlyUnit, onlyYear) : question,
    context,
    asOf,
    viewer: viewerIn(chat),
    offset,
  });
  const seen = narrowed || offset > 0 ? view : { ...view, ...choices(answer) };
  return {
    reply: answer.kind === 'help' ? { kind: 'help' } : { kind: 'answer', answer, view: seen },
    view: seen,
    kind: answer.kind,
    passages: quoted(answer).map(({ issue, passage }) => ({ issueId: issue.id, passageId: passage })),
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

function quoted({ excerpts, related, listing }: Answer): Excerpt[] {
  return [...excerpts, ...related, ...listing.flatMap(({ excerpt }) => excerpt ?? [])];
}

/**
 * A group sees what the whole group may see. NOTE: a private chat sees what everyone may; issues for named groups are
 * not shown there to their members.
 */
function viewerIn(chat: Chat): Viewer {
  return { kind: 'member', chats: chat.kind === 'group' ? [chat.id] : [] };
}

/** `YYYY-MM-DD` on the calendar of the readers: China has one time zone, UTC+8, and no summer time. */
export function dayInChina(time: number): string {
  return new Date(time + 8 * 3_600_000).toISOString().slice(0, 10);
}
