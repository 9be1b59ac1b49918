import { createChineseText } from '../adapters/chinese/chinese-text.ts';
import { createConsoleLog } from '../adapters/cloudflare/console-log.ts';
import { createQueuedInbox, type JobQueue } from '../adapters/cloudflare/queue.ts';
import { createD1Agenda } from '../adapters/d1/agenda.ts';
import { createD1Audit } from '../adapters/d1/audit.ts';
import { type Bucket, createShelf } from '../adapters/d1/bucket.ts';
import { createD1Database, type D1Binding } from '../adapters/d1/database.ts';
import { createD1DraftStore, createD1PendingChanges } from '../adapters/d1/drafts.ts';
import { createD1Feedback } from '../adapters/d1/feedback.ts';
import { createD1FloodGate } from '../adapters/d1/flood-gate.ts';
import { createD1HeldStore } from '../adapters/d1/held.ts';
import { createD1Inbox } from '../adapters/d1/inbox.ts';
import { createD1IssueStore } from '../adapters/d1/issue-store.ts';
import { createD1GoldenQuestions, createD1Synonyms } from '../adapters/d1/learning.ts';
import { createD1Library } from '../adapters/d1/library.ts';
import { createD1Notes } from '../adapters/d1/notes.ts';
import { createD1RecentQuestions } from '../adapters/d1/recent-questions.ts';
import { createD1SentAnswers } from '../adapters/d1/sent-answers.ts';
import { createD1Subscriptions } from '../adapters/d1/subscriptions.ts';
import { createPlatformClock } from '../adapters/feishu/platform-clock.ts';
import type { TokenMemory } from '../adapters/feishu/tokens.ts';
import { createJiebaWebSegmenter } from '../adapters/segmenters/jieba-web.ts';
import { loadConfig, secretsOf } from '../config.ts';
import type { Library } from '../core/asking/library.ts';
import { ConfigError } from '../core/errors.ts';
import type { ChineseText } from '../core/ports.ts';
import { workers as wording } from '../core/wording.ts';
import { timedAsk } from './timed-ask.ts';

/** What wrangler.toml binds, beside variables and secrets. */
interface Bindings {
  DB: D1Binding;
  FILES: Bucket;
  JOBS: JobQueue;
}

export type WorkerEnv = Partial<Bindings> & Record<string, unknown>;

/** Questions and clicks a person may send in a minute. */
const QUESTIONS_PER_MINUTE = 10;

/**
 * What an isolate keeps from one request to the next: plain data and bindings. Whatever calls Feishu is made for each
 * request, because a promise of one request may not be waited for in another.
 * @throws ConfigError naming every binding and variable that is missing
 */
export function openWorkerParts(env: WorkerEnv, jieba: WebAssembly.Module) {
  const missing = (['DB', 'FILES', 'JOBS'] as const).filter((name) => !env[name]);
  if (missing.length > 0) throw new ConfigError(wording.missingBindings(missing));
  const { DB, FILES, JOBS } = env as unknown as Bindings;
  const config = loadConfig(stringsOf(env));
  const log = createConsoleLog({ level: config.logLevel, secrets: secretsOf(config) });
  const clock = createPlatformClock({ now: Date.now }, () => performance.now());
  const { publicUrl } = config;
  // Whoever works on the queue knows no address.
  if (publicUrl === null) throw new ConfigError(wording.noPublicUrl);
  const database = createD1Database(DB);
  const shelf = createShelf(FILES);
  const chinese = lazily(createChineseText);
  const library = createD1Library({
    database,
    segmenter: createJiebaWebSegmenter(jieba),
    chinese,
    publicUrl,
  });
  const kept = createD1Inbox({ database, clock });

  let latest: Library | null = null;
  const current = async (): Promise<Library> => {
    latest = await library.current();
    return latest;
  };

  return {
    config,
    log,
    clock,
    publicUrl,
    database,
    shelf,
    ask: timedAsk(current),
    chinese,
    coinedIn: library.coinedIn,
    /** Reads what has changed of the library; to be called at the beginning of each request. */
    current,
    /** The library as the last `current` found it; null before the first. */
    seen: (): Library | null => latest,
    latest(): Library {
      if (!latest) throw new Error('The library is not read yet: call current() first');
      return latest;
    },
    kept,
    inbox: createQueuedInbox({ inbox: kept, queue: JOBS, log }),
    queue: JOBS,
    store: createD1IssueStore({ database, ...library }),
    sent: createD1SentAnswers({ database, clock }),
    feedback: createD1Feedback(database),
    admit: createD1FloodGate(database, QUESTIONS_PER_MINUTE),
    recent: createD1RecentQuestions(database),
    held: createD1HeldStore({ database, shelf }),
    drafts: createD1DraftStore({ database, shelf }),
    pending: createD1PendingChanges(database),
    subscriptions: createD1Subscriptions(database),
    agenda: createD1Agenda({ database, clock }),
    audit: createD1Audit(database),
    synonyms: createD1Synonyms(database),
    golden: createD1GoldenQuestions(database),
    notes: createD1Notes(database),
    tokenMemory: { current: null } as TokenMemory,
    /** The bot's own id and the organisation of the app, once they are known. */
    known: { self: null as string | null, tenant: null as string | null },
  };
}

export type WorkerParts = ReturnType<typeof openWorkerParts>;

function stringsOf(env: WorkerEnv): Record<string, string | undefined> {
  const strings = Object.entries(env).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(strings) as Record<string, string>;
}

/** The tables of characters take a while to load; few requests need them. */
function lazily(create: () => ChineseText): ChineseText {
  let made: ChineseText | null = null;
  const chinese = (): ChineseText => {
    made ??= create();
    return made;
  };
  return { toSimplified: (text) => chinese().toSimplified(text), pinyin: (text) => chinese().pinyin(text) };
}
