import type { Answer, AnswerKind, Excerpt } from '../bulletin.ts';
import type { PassageKey } from '../ports.ts';
import type { GoldenQuestion } from './golden-question.ts';

/** The text of every passage in the store, and the headings it stands under. */
export type StoredTexts = ReadonlyMap<PassageKey, readonly string[]>;

/** What became of one golden question. */
export interface Verdict {
  id: string;
  kind: string;
  unanswerable: boolean;
  answerKind: AnswerKind;
  right: boolean;
  /** A wanted text stands in the first excerpt, in one of the first three; null where no text is wanted. */
  inFirst: boolean | null;
  inThree: boolean | null;
  /** The answer was near-miss or not-found. */
  refused: boolean;
  /** An excerpt of a unit that was not asked about, shown as the answer. */
  wrongUnit: boolean;
  /** One of the passages worth offering was among the related ones; null where none is named. */
  relatedFound: boolean | null;
  /** Texts shown that are no slice of the passage they are said to come from, nor of a heading over it. */
  notVerbatim: number;
  elapsedMs: number;
}

/** Kinds of answers with which the bot says no. */
const REFUSALS: readonly string[] = ['near-miss', 'not-found'];
/** Kinds of answers that quote. */
const QUOTATIONS: readonly string[] = ['excerpts', 'comparison'];

/**
 * Compares an answer, with the whole of its listing, to what the question wants. This is the one place that says
 * what `right` means:
 * - Unanswerable: refused, nothing quoted. Related passages are allowed, they are not presented as the answer.
 * - A listing: every item is on it and the total is right. Order is free, and so are further items unless a total is
 *   given: what else touches on a topic is a matter of opinion.
 * - Help: that kind of answer, nothing else to compare.
 * - Everything else quotes. A wanted text stands in the first excerpt, because that is the one people read; where
 *   several texts only answer together (`all`), each stands in some excerpt shown.
 * - A unit or an issue that the question names binds everything shown: a right first excerpt does not make up for a
 *   wrong one below it, because on the card both look like the answer.
 */
export function judgeAnswer(question: GoldenQuestion, answer: Answer, stored: StoredTexts): Verdict {
  const refused = REFUSALS.includes(answer.kind);
  const wanted = [...question.key, ...question.gold];
  const foundInFirst = (n: number): boolean | null =>
    wanted.length === 0 ? null : holdsAny(answer.excerpts.slice(0, n), wanted);
  const inFirst = foundInFirst(1);
  const wrongUnit = !keepsUnit(question, answer);
  return {
    id: question.id,
    kind: question.kind,
    unanswerable: question.unanswerable,
    answerKind: answer.kind,
    right:
      kindsWanted(question).includes(answer.kind) &&
      (!question.unanswerable || answer.excerpts.length === 0) &&
      (question.all ? question.key.every((key) => holdsAny(answer.excerpts, [key])) : inFirst !== false) &&
      holdsItems(question, answer) &&
      !wrongUnit &&
      keepsIssue(question, answer),
    inFirst,
    inThree: foundInFirst(3),
    refused,
    wrongUnit,
    relatedFound: question.related.length === 0 ? null : holdsAny(answer.related, question.related),
    notVerbatim: countNotVerbatim(answer, stored),
    elapsedMs: answer.elapsedMs,
  };
}

function kindsWanted({ answerKind, unanswerable }: GoldenQuestion): readonly string[] {
  return answerKind ?? (unanswerable ? REFUSALS : QUOTATIONS);
}

function holdsAny(excerpts: readonly Excerpt[], wanted: readonly string[]): boolean {
  return excerpts.some(({ text }) => wanted.some((part) => comparable(text).includes(comparable(part))));
}

/** Line breaks and `*` come from how a text was set or pasted, not from what it says. */
function comparable(text: string): string {
  return text.replace(/[\s*]/gu, '');
}

function holdsItems({ items, total }: GoldenQuestion, { listing, total: given }: Answer): boolean {
  const shown = listing.map(({ label, title, unit, issue }) =>
    comparable([label, title, unit, issue?.label].join('|')),
  );
  return (
    (total === undefined || total === given) &&
    items.every((item) => shown.some((text) => text.includes(comparable(item))))
  );
}

function keepsUnit({ unit }: GoldenQuestion, { excerpts }: Answer): boolean {
  return unit === undefined || excerpts.every(({ article }) => article.unit.includes(unit));
}

function keepsIssue({ issue }: GoldenQuestion, { excerpts, listing }: Answer): boolean {
  const named = [...excerpts, ...listing].flatMap((shown) => shown.issue ?? []);
  return issue === undefined || named.every(({ id }) => id === issue);
}

function countNotVerbatim(answer: Answer, stored: StoredTexts): number {
  const listed = answer.listing.flatMap(({ excerpt }) => excerpt ?? []);
  let count = 0;
  for (const { issue, passage, text, newer } of [...answer.excerpts, ...answer.related, ...listed]) {
    const texts = stored.get(`${issue.id}#${passage}`) ?? [];
    if (!texts.some((whole) => whole.includes(text))) count++;
    // A newer figure names its passage by its link alone.
    if (newer && ![...stored.values()].flat().some((whole) => whole.includes(newer.text))) count++;
  }
  return count;
}
