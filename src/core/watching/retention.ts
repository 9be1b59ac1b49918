import { CARDS_CHANGE_DAYS } from '../chat.ts';

const DAY_MS = 24 * 3_600_000;
/** Sent answers serve corrections; questions in them go with the others where those are kept for less. */
const SENT_DAYS = CARDS_CHANGE_DAYS + 1;

/** What is forgotten after its time. */
export interface Prunable {
  /** Forgets what is of days (UTC) before that of `time`. @throws StoreError */
  prune(time: number): Promise<void>;
}

/** Lets questions, and what was said of their answers, go after the days they are kept for. @throws StoreError */
export async function forgetOldQuestions(
  { feedback, sent }: { feedback: Prunable; sent: Prunable },
  now: number,
  keepQuestionsDays: number,
): Promise<void> {
  await feedback.prune(now - keepQuestionsDays * DAY_MS);
  await sent.prune(now - Math.min(keepQuestionsDays, SENT_DAYS) * DAY_MS);
}
