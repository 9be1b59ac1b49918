import { createOriginalsShelf } from '../adapters/d1/originals.ts';
import { createFeishuBot, type FeishuBot } from '../adapters/feishu/bot.ts';
import { createFeishuCalls, type FeishuCalls } from '../adapters/feishu/calls.ts';
import { createFeishuMembership } from '../adapters/feishu/chat-members.ts';
import type { Identity } from '../adapters/feishu/identity.ts';
import { filesIn } from '../adapters/formats/files-in.ts';
import { portableReaders } from '../adapters/formats/portable.ts';
import { readWith } from '../adapters/formats/read-with.ts';
import type { IncomingEvent } from '../core/chat.ts';
import type { PendingChanges } from '../core/ports.ts';
import { type ChangeLibrary, createChangeLibrary } from '../core/publishing/change-library.ts';
import { hasSecrecyMark } from '../core/reading/secrecy.ts';
import { createEditors } from '../core/serving/desk/editors.ts';
import type { Handled } from '../core/serving/serve-chat.ts';
import { createViewers } from '../core/serving/viewers.ts';
import { type Afterwards, createAfterwards } from './afterwards.ts';
import type { WorkerParts } from './worker-parts.ts';
import { BundledPdfData } from './worker-pdf-data.ts';

export interface WorkerBot extends Pick<FeishuBot, 'sweep' | 'platform'> {
  webhook(request: Request): Promise<Response>;
  handle(event: IncomingEvent): Promise<Handled>;
  /** Ends what waits for Feishu: it comes again with its event. */
  stop(): Promise<void>;
  /** Resolves when nothing that was begun is under way any more. */
  idle(): Promise<void>;
  afterwards: Afterwards;
  changes: ChangeLibrary;
}

const readers = portableReaders(BundledPdfData);

/** What a publish under way has written down is left to it for so long. */
const UNDER_WAY_MS = 2 * 60_000;

/** A bot for one request, with a limiter of its own (src/README.md, one consumer); null without Feishu credentials. */
export function createWorkerBot(parts: WorkerParts): WorkerBot | null {
  const { config, clock, log, publicUrl, store, sent } = parts;
  const { feishu } = config;
  if (!feishu) return null;
  const calls = createFeishuCalls({ ...feishu, tokenMemory: parts.tokenMemory, clock, log });
  const membership = createFeishuMembership({ calls, clock, log });
  const audiences = () => parts.latest().issues.map(({ audience }) => audience);
  const viewers = createViewers({ audiences, membership, log });
  const editors = createEditors({ ...config, membership });
  const atFirst = parts.seen();
  let afterwards: Afterwards | undefined;
  const changes = createChangeLibrary({
    store,
    // Writing an issue has made it findable.
    reindex: async () => void (await parts.current()),
    keepOriginal: createOriginalsShelf(parts.shelf),
    pending: onlyLeftBehind(parts.pending, () => clock.now() - UNDER_WAY_MS),
    onChange: async (change) => afterwards?.onChange(change),
    clock,
    log,
  });
  let handle: WorkerBot['handle'] = () => Promise.reject(new Error('The bot is not made yet'));
  const bot = createFeishuBot({
    ...feishu,
    calls,
    clock,
    log,
    transport: 'webhook',
    publicUrl,
    ask: parts.ask,
    viewers,
    companion(platform) {
      afterwards = createAfterwards({
        ...parts,
        library: parts.latest,
        platform,
        viewers,
        names: membership,
        teaching: { synonyms: parts.synonyms, golden: parts.golden, editors },
        editorsChat: config.editorsChat,
        hasChanged: async () => (await parts.current()) !== atFirst,
        timeZone: config.timeZone,
      });
      return afterwards;
    },
    inbox: {
      ...parts.inbox,
      // Every click begins with this, and needs the library; events are acknowledged without it.
      async once(key) {
        await parts.current();
        return parts.inbox.once(key);
      },
    },
    sent,
    feedback: parts.feedback,
    admit: parts.admit,
    recent: parts.recent,
    publishing: {
      drafts: parts.drafts,
      store,
      library: changes,
      held: parts.held,
      issues: () => parts.latest().issues,
      filesIn,
      readDocument: (file) => readWith(readers, file),
      pause: async () => undefined,
      editors,
    },
    // Events go through the queue, which hands them to `handle`.
    createWorkers(given) {
      handle = given;
      return { push: () => undefined, stop: () => undefined, idle: async () => undefined };
    },
    hasSecrecyMark,
    identity: identityOf(parts, calls),
  });
  const { webhook } = bot;
  return {
    webhook: webhook as NonNullable<typeof webhook>,
    handle: (event) => handle(event),
    stop: () => bot.stop(0),
    async idle() {
      await bot.idle();
      await changes.settled();
      await bot.idle();
    },
    sweep: bot.sweep,
    platform: bot.platform,
    afterwards: afterwards as unknown as Afterwards,
    changes,
  };
}

/** The bot's own id: from this isolate, from D1, or from Feishu, once and for all. */
function identityOf({ config, known, notes, log }: WorkerParts, { client }: FeishuCalls): Identity {
  const appId = config.feishu?.appId ?? '';
  const name = `self of ${appId}`;
  return {
    now: () => known.self,
    async wait() {
      known.self ??= await notes.read(name);
      if (known.self) return known.self;
      const { openId } = await client.botInfo();
      await notes.write(name, openId);
      log.info({}, 'the bot is known to Feishu');
      known.self = openId;
      return openId;
    },
    start: () => undefined,
    stop: () => undefined,
  };
}

/** Of the changes written down those whose request is over: another one may be in the middle of its publish. */
function onlyLeftBehind(pending: PendingChanges, before: () => number): PendingChanges {
  return { ...pending, list: async () => (await pending.list()).filter(({ at }) => at < before()) };
}
