import pRetry from 'p-retry';
import { PlatformError, PlatformUnreachableError } from '../../core/errors.ts';
import { codes, type Decision } from './codes.ts';

export interface PersistOptions {
  /** Ends the waiting for a next attempt. */
  signal: AbortSignal;
  /** The first wait; it doubles, with some randomness so that many do not come back at once. */
  retryAfterMs: number;
  longestWaitMs: number;
  onRepeat(error: Error): void;
}

/**
 * Repeats `call` while it fails for a reason that passes: no answer, a broken platform, a rate limit (waiting as long as
 * the platform says). Resolves with what it gave, also when `signal` was aborted meanwhile.
 * @throws what it failed with for good, or the reason of `signal`.
 */
export async function persist<T>(call: () => Promise<T>, options: PersistOptions): Promise<T> {
  const { signal, retryAfterMs, longestWaitMs, onRepeat } = options;
  const done: T[] = [];
  try {
    await pRetry(async () => void done.push(await call()), {
      retries: Number.POSITIVE_INFINITY,
      minTimeout: retryAfterMs,
      maxTimeout: longestWaitMs,
      randomize: true,
      signal,
      shouldRetry: ({ error }) => decisionOn(error) === 'again',
      onFailedAttempt: async ({ error }) => {
        if (decisionOn(error) !== 'again') return;
        onRepeat(error);
        if (error instanceof PlatformError && error.retryAfterMs) await pause(error.retryAfterMs, signal);
      },
    });
  } catch (error) {
    if (done.length === 0) throw error;
  }
  return done[0] as T;
}

export function decisionOn(error: unknown): Decision {
  if (error instanceof PlatformUnreachableError) return 'again';
  return (error instanceof PlatformError && codes[error.code]?.decision) || 'give-up';
}

/** Also ends when `signal` is aborted. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    if (signal.aborted) done();
    else signal.addEventListener('abort', done);
  });
}
