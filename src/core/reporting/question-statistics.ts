import type { AnswerKind } from '../bulletin.ts';
import type { SentAnswer } from '../chat.ts';
import { dayAt } from '../local-time.ts';
import { foldText } from '../text.ts';

/** How questions ended. `answered` is everything in which something was found. */
export type Ending = 'answered' | 'near-miss' | 'not-found';

export interface DayOfQuestions {
  /** `YYYY-MM-DD` where the readers are. */
  day: string;
  counts: Record<Ending, number>;
}

export interface AskedQuestion {
  /** As it was last asked. */
  question: string;
  times: number;
  ending: Ending;
  /** The day it was last asked. */
  lastDay: string;
}

export interface QuestionStatistics {
  /** One entry a day, oldest first, days without a question too. */
  days: DayOfQuestions[];
  /** Most often asked first. */
  mostAsked: AskedQuestion[];
  /** What found nothing when it was last asked, most often asked first. */
  unanswered: AskedQuestion[];
  /** Answers that took longest to be found, slowest first; only those that took longer than a person notices. */
  slow: { question: string; ms: number; day: string }[];
}

/** From about a tenth of a second on, an answer is felt to take time. */
const NOTICED_MS = 100;
const MOST_SLOW = 100;

/** What was asked in the `days` days up to `now`. Says what was asked and how often, never by whom. */
export function questionStatistics(
  answers: readonly SentAnswer[],
  { now, days, timeZone }: { now: number; days: number; timeZone: string },
): QuestionStatistics {
  const byDay = new Map<string, DayOfQuestions>();
  for (let i = days - 1; i >= 0; i--) {
    const day = dayAt(now, timeZone, i);
    byDay.set(day, { day, counts: { answered: 0, 'near-miss': 0, 'not-found': 0 } });
  }
  const byQuestion = new Map<string, AskedQuestion>();
  for (const { view, kind, sentAt, digest } of [...answers].sort((a, b) => a.sentAt - b.sentAt)) {
    if (digest) continue;
    const day = byDay.get(dayAt(sentAt, timeZone));
    if (!day) continue;
    const ending = endingOf(kind);
    day.counts[ending]++;
    const key = foldText(view.question).folded.replace(/[？?。！!\s]+$/u, '');
    const times = (byQuestion.get(key)?.times ?? 0) + 1;
    byQuestion.set(key, { question: view.question, times, ending, lastDay: day.day });
  }
  const mostAsked = [...byQuestion.values()].sort(
    (a, b) => b.times - a.times || (a.lastDay < b.lastDay ? 1 : -1),
  );
  return {
    days: [...byDay.values()],
    mostAsked,
    unanswered: mostAsked.filter(({ ending }) => ending !== 'answered'),
    slow: answers
      .flatMap(({ view, elapsedMs = 0, sentAt, digest }) => {
        const day = byDay.get(dayAt(sentAt, timeZone))?.day;
        if (digest || !day || elapsedMs <= NOTICED_MS) return [];
        return [{ question: view.question, ms: Math.round(elapsedMs), day }];
      })
      .sort((a, b) => b.ms - a.ms)
      .slice(0, MOST_SLOW),
  };
}

function endingOf(kind: AnswerKind): Ending {
  return kind === 'near-miss' || kind === 'not-found' ? kind : 'answered';
}
