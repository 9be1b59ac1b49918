import type { Clock } from '../../core/ports.ts';

const WINDOW_MS = 60_000;

/**
 * Counts requests by the minute. Returns the seconds to wait, 0 when the request may pass. NOTE: counted in this process
 * (on Workers: in this isolate), so that several processes let a multiple through.
 */
export function createRateLimit({ clock, perMinute }: { clock: Clock; perMinute: number }) {
  let window = 0;
  let counts = new Map<string, number>();
  return (key: string): number => {
    const now = clock.now();
    if (now - window >= WINDOW_MS || now < window) {
      window = now;
      counts = new Map();
    }
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count > perMinute ? Math.ceil((window + WINDOW_MS - now) / 1000) : 0;
  };
}
