import pRetry from 'p-retry';
import type { Log } from '../../core/ports.ts';
import type { FeishuClient } from './client.ts';

export interface Identity {
  /** The bot's open_id; waits until the platform has told it. */
  wait(): Promise<string>;
  /** null until it is known. */
  now(): string | null;
  /** Begins asking, and goes on until there is an answer. */
  start(): void;
  stop(): void;
}

/** The bot knows itself by its open_id, which only the platform can tell: names and mention types can be anybody's. */
export function createIdentity(client: FeishuClient, log: Log, retryAfterMs = 1000): Identity {
  const stopping = new AbortController();
  let openId: string | null = null;
  let tell: (openId: string) => void;
  const known = new Promise<string>((resolve) => {
    tell = resolve;
  });

  async function ask(): Promise<void> {
    const bot = await pRetry(() => client.botInfo(), {
      retries: Number.POSITIVE_INFINITY,
      minTimeout: retryAfterMs,
      maxTimeout: 60_000,
      signal: stopping.signal,
      onFailedAttempt: ({ error, attemptNumber }) =>
        log.error({ err: error, attemptNumber }, 'Feishu does not tell who the bot is; asking again'),
    });
    openId = bot.openId;
    tell(bot.openId);
    log.info({ name: bot.name }, 'the bot is known to Feishu');
  }

  return {
    wait: () => known,
    now: () => openId,
    start: () =>
      void ask().catch((error: unknown) => {
        if (!stopping.signal.aborted) log.error({ err: error }, 'asking who the bot is broke down');
      }),
    stop: () => stopping.abort(),
  };
}
