import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FeishuBot, FeishuBotOptions } from '../adapters/feishu/bot.ts';
import { createMetrics } from '../adapters/prometheus/metrics.ts';
import { readLastBackup } from '../adapters/stores/backup.ts';
import type { WebOptions } from '../adapters/web/options.ts';
import type { Config } from '../config.ts';
import type { Clock, HeldStore, Inbox, Log } from '../core/ports.ts';
import type { LiveLibrary } from './live-library.ts';

/** Work that is under way for so long, with nothing done meanwhile, has come to a halt. */
const HALTED_MS = 5 * 60_000;

interface Operations {
  /** Counts and times the answers. */
  measured: ReturnType<typeof createMetrics>['measured'];
  onHandled: NonNullable<FeishuBotOptions['onHandled']>;
  /** The same inbox; notes whether it still takes events. */
  watched(inbox: Inbox): Inbox;
  /** For the pages. `bot` is null without credentials. */
  pages(bot: FeishuBot | null): Required<Pick<WebOptions, 'metrics' | 'readiness' | 'onRequest'>>;
}

/** What keeps a running bot in sight: figures and readiness. */
export function createOperations(options: {
  config: Config;
  library: LiveLibrary;
  held: HeldStore;
  clock: Clock;
  log: Log;
}): Operations {
  const { config, library, held, clock, log } = options;
  const { dataDir } = config;
  const state = (name: string): string => join(dataDir, 'state', name);
  let running: FeishuBot | null = null;
  let lastMoved = performance.now();
  /** False from an event that could not be kept to the next one that could. */
  let takesEvents = true;

  const metrics = createMetrics({
    async library() {
      const { issues, index } = library.current();
      return {
        issues: issues.length,
        articles: (await index.totals()).articles,
        passages: (await index.totals()).passages,
        broken: library.broken().length,
        held: (await held.list()).length,
      };
    },
    indexBytes: () => sizeOfFilesIn(state('index')),
    lastBackup: () => readLastBackup(dataDir),
    feishu: config.feishu && (() => figuresOf(running)),
  });

  function isInboxMoving(bot: FeishuBot): boolean {
    const { pending, oldestPendingMs } = bot.status();
    const isIdle = performance.now() - lastMoved > HALTED_MS;
    return takesEvents && (pending === 0 || oldestPendingMs < HALTED_MS || !isIdle);
  }

  return {
    measured: metrics.measured,
    watched: (inbox) => ({
      ...inbox,
      async accept(event) {
        try {
          const isNew = await inbox.accept(event);
          takesEvents = true;
          return isNew;
        } catch (error) {
          takesEvents = false;
          throw error;
        }
      },
    }),
    onHandled(event, outcome) {
      lastMoved = performance.now();
      metrics.handled(event, outcome, Math.max(0, clock.now() - event.at) / 1000);
    },
    pages(bot) {
      running = bot;
      return {
        metrics: {
          token: config.metricsToken,
          read: async () => ({ text: await metrics.text(), contentType: metrics.contentType }),
        },
        readiness() {
          const checks = {
            library: true,
            ...(bot && { connection: bot.status().ready, inbox: isInboxMoving(bot) }),
          };
          return { ready: Object.values(checks).every(Boolean), ...checks };
        },
        onRequest({ tookMs, ...request }) {
          metrics.request(request.route, request.status, Math.max(0, tookMs) / 1000);
          log.debug({ ...request, tookMs }, 'a request was answered');
        },
      };
    },
  };
}

function figuresOf(bot: FeishuBot | null) {
  const nothing = { pending: 0, oldestPendingMs: 0, sending: 0, oldestSendingMs: 0, waitingForLimits: 0 };
  return bot?.status() ?? { ready: false, connection: null, ...nothing, counts: {}, codes: {} };
}

async function sizeOfFilesIn(folder: string): Promise<number | null> {
  try {
    const names = await readdir(folder);
    const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch {
    return null;
  }
}
