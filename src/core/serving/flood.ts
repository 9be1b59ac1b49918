import type { Eventually } from '../ports.ts';

/** `yes`: take it. `say-so`: too many, tell the person. `no`: too many, and told already in this burst. */
export type Admission = 'yes' | 'say-so' | 'no';

/** Lets a person's question or click of this time pass, or not. */
export type FloodGate = (person: string, at: number) => Eventually<Admission>;

/**
 * Keeps one person from flooding the bot: at most `limit` admissions in any `windowMs`. `at` is the time of the message,
 * not of its handling, so that work left over from before a restart counts as it was sent.
 */
export function createFloodGate(limit: number, windowMs = 60_000): (person: string, at: number) => Admission {
  const seen = new Map<string, { times: number[]; told: boolean }>();
  let newest = 0;

  return (person, at) => {
    newest = Math.max(newest, at);
    if (seen.size > 10_000) forgetQuiet();
    const state = seen.get(person) ?? { times: [], told: false };
    state.times = state.times.filter((time) => Math.abs(at - time) < windowMs);
    seen.set(person, state);
    if (state.times.length === 0) state.told = false;
    if (state.times.length < limit) {
      state.times.push(at);
      return 'yes';
    }
    if (state.told) return 'no';
    state.told = true;
    return 'say-so';
  };

  function forgetQuiet(): void {
    for (const [person, { times }] of seen) {
      if (!times.some((time) => time > newest - windowMs)) seen.delete(person);
    }
  }
}
