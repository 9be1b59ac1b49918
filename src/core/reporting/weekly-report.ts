import type { SentAnswer } from '../chat.ts';
import { localTime, timeOfDay } from '../local-time.ts';
import type { FeedbackEntry } from '../ports.ts';
import { foldText } from '../text.ts';
import { type AskedQuestion, type DayOfQuestions, questionStatistics } from './question-statistics.ts';

/** What editors should hear of a week. Says what was asked and how often, never by whom. */
export interface WeeklyReport {
  /** First and last day, `YYYY-MM-DD`. */
  from: string;
  to: string;
  days: DayOfQuestions[];
  total: number;
  /** What found nothing when it was last asked, most often asked first. */
  notFound: AskedQuestion[];
  mostAsked: AskedQuestion[];
  /** Answers that were of no use to most, worst first. */
  leastUseful: { question: string; useful: number; useless: number; reasons: string[] }[];
}

/** More of each list would make the card too long. */
const MOST_LISTED = 5;
const DAY_MS = 24 * 3_600_000;

/** The seven days before the day of `due`; `answers` and `feedback` may reach further. */
export function weeklyReport(
  { answers, feedback }: { answers: readonly SentAnswer[]; feedback: readonly FeedbackEntry[] },
  due: number,
  timeZone: string,
): WeeklyReport {
  const { from, to } = weekBefore(due, timeZone);
  const within = (time: number): boolean => time >= from && time < to;
  const asked = answers.filter(({ sentAt }) => within(sentAt));
  const { days, mostAsked, unanswered } = questionStatistics(asked, { now: to - 1, days: 7, timeZone });
  return {
    from: days[0]?.day ?? '',
    to: days.at(-1)?.day ?? '',
    days,
    total: mostAsked.reduce((sum, { times }) => sum + times, 0),
    notFound: unanswered.slice(0, MOST_LISTED),
    mostAsked: mostAsked.slice(0, MOST_LISTED),
    leastUseful: leastUseful(feedback.filter(({ at }) => within(at))).slice(0, MOST_LISTED),
  };
}

/** From the midnight seven days ago to that of the day of `due`. */
export function weekBefore(due: number, timeZone: string): { from: number; to: number } {
  const { year, month, day } = localTime(due, timeZone);
  const midnight = Date.UTC(year, month - 1, day);
  return { from: timeOfDay(midnight - 7 * DAY_MS, timeZone), to: timeOfDay(midnight, timeZone) };
}

function leastUseful(feedback: readonly FeedbackEntry[]): WeeklyReport['leastUseful'] {
  const byQuestion = new Map<string, WeeklyReport['leastUseful'][number]>();
  for (const { question, verdict, reason } of feedback) {
    if (verdict !== 'useful' && verdict !== 'useless') continue;
    const key = foldText(question).folded;
    const one = byQuestion.get(key) ?? { question, useful: 0, useless: 0, reasons: [] };
    byQuestion.set(key, one);
    // A reason comes after its 没用 and does not count again.
    if (reason === undefined) one[verdict]++;
    else if (!one.reasons.includes(reason)) one.reasons.push(reason);
  }
  return [...byQuestion.values()]
    .filter(({ useless }) => useless > 0)
    .sort((a, b) => b.useless - b.useful - (a.useless - a.useful) || b.useless - a.useless);
}
