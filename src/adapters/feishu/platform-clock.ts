import type { Clock } from '../../core/ports.ts';

export interface PlatformClock extends Clock {
  /** Takes over the platform's time, from the `Date` header of one of its answers. */
  correct(header: string | undefined): void;
}

/** Below this the header, which has whole seconds and was a while on its way, is no better than what we have. */
const NOTABLE_DRIFT_MS = 2000;

/**
 * The platform's time. Starts from this machine's clock, goes on by a counter that nobody can set (`elapsed`,
 * milliseconds), and follows the platform when the two differ: a clock here that is wrong, or is put back or forward
 * while the program runs, neither makes questions look old nor spent tokens look fresh.
 */
export function createPlatformClock(wall: Clock, elapsed: () => number): PlatformClock {
  let offset = wall.now() - elapsed();
  const now = (): number => Math.round(offset + elapsed());
  return {
    now,
    correct(header) {
      const told = header === undefined ? Number.NaN : Date.parse(header);
      if (Math.abs(told - now()) > NOTABLE_DRIFT_MS) offset = told - elapsed();
    },
  };
}
