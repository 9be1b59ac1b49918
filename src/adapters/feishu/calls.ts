import type { Log } from '../../core/ports.ts';
import { createFeishuClient, type FeishuClient, type FeishuClientOptions } from './client.ts';
import { createLimiter, FEISHU_LIMITS, type Limiter, type Limits } from './limits.ts';
import { persist } from './persist.ts';
import type { PlatformClock } from './platform-clock.ts';

export interface FeishuCallsOptions
  extends Pick<FeishuClientOptions, 'appId' | 'appSecret' | 'domain' | 'tokenMemory'> {
  clock: PlatformClock;
  log: Log;
  /** Changed by tests only. */
  tuning?: CallTuning;
}

export interface CallTuning {
  limits?: Limits;
  timeoutMs?: number;
  /** The first wait before a call is repeated, and the longest. */
  retryAfterMs?: number;
  longestWaitMs?: number;
  /** How long a call for which a person waits is repeated. */
  patienceMs?: number;
}

/** The way to Feishu, one for all who call: Feishu counts the calls of an app, whoever makes them. */
export interface FeishuCalls {
  client: FeishuClient;
  limiter: Limiter;
  /**
   * Makes a call when its turn has come, behind messages and cards, and again while it fails for a reason that passes;
   * for five seconds unless told otherwise, as a person waits. @throws what it failed with last
   */
  patiently<T>(call: () => Promise<T>, withinMs?: number): Promise<T>;
  /** How often the platform gave which code; 0 is success, `unreachable` no proper answer. */
  codes: Readonly<Record<string, number>>;
}

const PATIENCE_MS = 5000;

export function createFeishuCalls({ log, tuning = {}, ...options }: FeishuCallsOptions): FeishuCalls {
  const { retryAfterMs = 1000, longestWaitMs = 10_000, patienceMs = PATIENCE_MS } = tuning;
  const codes: Record<string, number> = {};
  const client = createFeishuClient({
    ...options,
    onDate: options.clock.correct,
    onOutcome(code) {
      const key = code === null ? 'unreachable' : String(code);
      codes[key] = (codes[key] ?? 0) + 1;
    },
    ...(tuning.timeoutMs && { timeoutMs: tuning.timeoutMs }),
  });
  const limiter = createLimiter(tuning.limits ?? FEISHU_LIMITS);
  return {
    client,
    limiter,
    codes,
    async patiently(call, withinMs = patienceMs) {
      const signal = AbortSignal.timeout(withinMs);
      let last: Error | undefined;
      try {
        return await persist(() => limiter.other(call), {
          signal,
          retryAfterMs,
          longestWaitMs,
          onRepeat(error) {
            last = error;
            log.debug({ err: error }, 'Feishu will be asked again');
          },
        });
      } catch (error) {
        throw signal.aborted ? (last ?? error) : error;
      }
    },
  };
}
