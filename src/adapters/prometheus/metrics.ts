import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { AnswerKind } from '../../core/bulletin.ts';
import type { IncomingEvent, Outcome } from '../../core/chat.ts';
import type { Ask } from '../../core/ports.ts';

/** What is read at the moment somebody looks; nothing of it may hold a name, an id or a text. */
interface MetricsSources {
  library(): Promise<{ issues: number; articles: number; passages: number; broken: number; held: number }>;
  /** Bytes of the saved index; null when there is none. */
  indexBytes(): Promise<number | null>;
  /** Milliseconds since 1970; null when there never was one. */
  lastBackup(): Promise<number | null>;
  /** null without credentials. */
  feishu: (() => FeishuFigures) | null;
}

export interface FeishuFigures {
  ready: boolean;
  connection: { connections: number } | null;
  pending: number;
  oldestPendingMs: number;
  sending: number;
  oldestSendingMs: number;
  waitingForLimits: number;
  counts: Record<string, number>;
  codes: Record<string, number>;
}

interface Metrics {
  /** The same answers, counted by kind and timed. */
  measured(ask: Ask): Ask;
  handled(event: IncomingEvent, outcome: Outcome | null, seconds: number): void;
  /** `route` is a pattern such as `/issues/:id`, never an address. */
  request(route: string, status: number, seconds: number): void;
  /** All figures in the text format of Prometheus. */
  text(): Promise<string>;
  contentType: string;
}

/** Upper bounds in seconds: an answer takes milliseconds, an event waits for the platform, at most half an hour. */
const ANSWER_SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
const EVENT_SECONDS = [0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30, 60, 300, 1800];

/**
 * The figures of a running bot. Labels hold words of this program and codes of the platform only: what people ask, who
 * they are and what the library says is in none of them.
 */
export function createMetrics(sources: MetricsSources): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];

  const answers = new Histogram({
    name: 'wenbao_answer_seconds',
    help: 'Questions answered by kind of answer, and the time it took to find it',
    labelNames: ['kind'],
    buckets: ANSWER_SECONDS,
    registers,
  });
  const events = new Histogram({
    name: 'wenbao_event_seconds',
    help: 'Events of the platform by type and outcome, from their time to the end of the work on them',
    labelNames: ['type', 'outcome'],
    buckets: EVENT_SECONDS,
    registers,
  });
  const requests = new Histogram({
    name: 'wenbao_request_seconds',
    help: 'Requests to the pages by route and status',
    labelNames: ['route', 'status'],
    buckets: ANSWER_SECONDS,
    registers,
  });

  const gauge = (name: string, help: string): Gauge => new Gauge({ name, help, registers });
  const read = {
    issues: gauge('wenbao_library_issues', 'Published issues'),
    articles: gauge('wenbao_library_articles', 'Articles of published issues'),
    passages: gauge('wenbao_index_passages', 'Passages that can be found'),
    broken: gauge('wenbao_library_broken_files', 'Issue files that cannot be read'),
    held: gauge('wenbao_library_held_files', 'Imported files that wait for a person'),
    indexBytes: gauge('wenbao_index_bytes', 'Size of the saved index'),
    lastBackup: gauge('wenbao_last_backup_timestamp_seconds', 'When the last backup was completed'),
  };
  const feishu = sources.feishu && {
    figures: sources.feishu,
    ready: gauge('wenbao_feishu_ready', '1 while questions of the platform can be taken'),
    reconnects: gauge('wenbao_feishu_reconnects', 'Times the long connection came up again since the start'),
    pending: gauge('wenbao_inbox_depth', 'Events taken and not yet dealt with'),
    oldestPendingMs: gauge('wenbao_inbox_age_seconds', 'Age of the oldest of them'),
    sending: gauge('wenbao_outbox_depth', 'Messages on their way out'),
    oldestSendingMs: gauge('wenbao_outbox_age_seconds', 'How long the longest of them has been'),
    waitingForLimits: gauge('wenbao_outbox_waiting', 'Calls that wait for the limits of the platform'),
    counts: new Counter({
      name: 'wenbao_feishu_happenings_total',
      help: 'Events by type, messages sent, not sent and repeated, requests refused',
      labelNames: ['what'],
      registers,
    }),
    codes: new Counter({
      name: 'wenbao_feishu_calls_total',
      help: 'Calls of the platform by the code it gave: 0 is success, unreachable no proper answer',
      labelNames: ['code'],
      registers,
    }),
  };

  async function readSources(): Promise<void> {
    const [library, indexBytes, lastBackup] = await Promise.all([
      sources.library(),
      sources.indexBytes(),
      sources.lastBackup(),
    ]);
    read.issues.set(library.issues);
    read.articles.set(library.articles);
    read.passages.set(library.passages);
    read.broken.set(library.broken);
    read.held.set(library.held);
    read.indexBytes.set(indexBytes ?? 0);
    read.lastBackup.set((lastBackup ?? 0) / 1000);
    if (feishu) readFeishu(feishu);
  }

  function readFeishu(gauges: NonNullable<typeof feishu>): void {
    const figures = gauges.figures();
    gauges.ready.set(figures.ready ? 1 : 0);
    gauges.reconnects.set(Math.max(0, (figures.connection?.connections ?? 0) - 1));
    gauges.pending.set(figures.pending);
    gauges.oldestPendingMs.set(figures.oldestPendingMs / 1000);
    gauges.sending.set(figures.sending);
    gauges.oldestSendingMs.set(figures.oldestSendingMs / 1000);
    gauges.waitingForLimits.set(figures.waitingForLimits);
    // The bot counts since its start; here is only a copy.
    gauges.counts.reset();
    for (const [what, times] of Object.entries(figures.counts)) gauges.counts.inc({ what }, times);
    gauges.codes.reset();
    for (const [code, times] of Object.entries(figures.codes)) gauges.codes.inc({ code }, times);
  }

  return {
    contentType: registry.contentType,
    measured: (ask) => async (request) => {
      const stop = answers.startTimer();
      const answer = await ask(request);
      stop({ kind: answer.kind satisfies AnswerKind });
      return answer;
    },
    handled({ type }, outcome, seconds) {
      events.observe({ type, outcome: outcome ?? 'stopped' }, seconds);
    },
    request(route, status, seconds) {
      requests.observe({ route, status: String(status) }, seconds);
    },
    async text() {
      await readSources();
      return registry.metrics();
    },
  };
}
