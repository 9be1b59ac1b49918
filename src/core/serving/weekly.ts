import { nextHour } from '../local-time.ts';
import type { Agenda, ChatPlatform, Clock, Feedback, SentAnswers, Task } from '../ports.ts';
import { weekBefore, weeklyReport } from '../reporting/weekly-report.ts';

export interface WeeklyOptions {
  agenda: Pick<Agenda, 'add'>;
  sent: Pick<SentAnswers, 'since'>;
  feedback: Pick<Feedback, 'since'>;
  platform: Pick<ChatPlatform, 'send'>;
  /** Where editors are; null: nobody is told. */
  editorsChat: string | null;
  clock: Clock;
  timeZone: string;
}

/** The report of a week to the editors' chat, each Monday morning. */
export interface Weekly {
  /** Puts the next one on the agenda; one that stands there already stays as it is. @throws StoreError */
  plan(): Promise<void>;
  /** False when it should be tried again later. @throws StoreError */
  run(task: Task): Promise<boolean>;
}

const MONDAY = 1;
const HOUR = 9;
const DAY_MS = 24 * 3_600_000;

export function createWeekly(options: WeeklyOptions): Weekly {
  const { agenda, sent, feedback, platform, editorsChat, clock, timeZone } = options;
  let planned = 0;

  return {
    async plan() {
      if (editorsChat === null) return;
      const due = nextHour(clock.now(), HOUR, timeZone, ({ weekday }) => weekday === MONDAY);
      if (due === planned) return;
      const day = new Date(due).toISOString().slice(0, 10);
      await agenda.add({ key: `weekly/${day}`, due, work: { kind: 'weekly' } });
      planned = due;
    },

    async run({ key, due }) {
      // Long after, most of what it counts is forgotten.
      if (editorsChat === null || clock.now() - due > 6 * DAY_MS) return true;
      const { from } = weekBefore(due, timeZone);
      const said = { answers: await sent.since(from), feedback: await feedback.since(from) };
      const report = weeklyReport(said, due, timeZone);
      if (report.total === 0 && report.leastUseful.length === 0) return true;
      const face = { show: 'weekly', report, chat: editorsChat } as const;
      const options = { key, at: clock.now() };
      const delivery = await platform.send({ chatId: editorsChat }, { kind: 'learning', face }, options);
      return delivery.status === 'sent' || (delivery.why !== 'stopped' && delivery.why !== 'expired');
    },
  };
}
