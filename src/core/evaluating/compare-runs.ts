import { z } from 'zod';
import type { Verdict } from './judge-answer.ts';

/** As much of an earlier `evaluate --json` as comparing takes. */
export const earlierRun = z.object({
  questions: z.array(z.object({ id: z.string(), right: z.boolean() })),
});
type EarlierRun = z.infer<typeof earlierRun>;

/** What changed between two runs, as ids in the order of the later one. */
export interface Comparison {
  becameRight: string[];
  becameWrong: string[];
  /** Asked in one run only. */
  added: string[];
  gone: string[];
}

export function compareRuns(before: EarlierRun, now: { questions: readonly Verdict[] }): Comparison {
  const wasRight = new Map(before.questions.map(({ id, right }) => [id, right]));
  const asked = new Set(now.questions.map(({ id }) => id));
  const became = (right: boolean): string[] =>
    now.questions.filter((one) => one.right === right && wasRight.get(one.id) === !right).map(({ id }) => id);
  return {
    becameRight: became(true),
    becameWrong: became(false),
    added: [...asked].filter((id) => !wasRight.has(id)),
    gone: [...wasRight.keys()].filter((id) => !asked.has(id)),
  };
}
