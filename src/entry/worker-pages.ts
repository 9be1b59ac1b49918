import { createFeishuCalls } from '../adapters/feishu/calls.ts';
import { createFeishuMembership } from '../adapters/feishu/chat-members.ts';
import { createFeishuLogin } from '../adapters/feishu/login.ts';
import { createWebApp } from '../adapters/web/app.tsx';
import { createPageLibrary } from '../adapters/web/page-library.ts';
import type { LoginPlatform, Membership } from '../core/ports.ts';
import { unproofedIssues } from '../core/reporting/unproofed-issues.ts';
import { addSynonym } from '../core/serving/learning.ts';
import { createSuggestFromLibrary } from '../core/suggesting/suggest-from-library.ts';
import type { WorkerParts } from './worker-parts.ts';

/** The pages; made once for an isolate. `parts.current` is to be called before each request. */
export function createWorkerPages(parts: WorkerParts): (request: Request) => Promise<Response> {
  const { config, publicUrl, store, clock, log, sent } = parts;
  const app = createWebApp({
    library: createPageLibrary({ current: parts.latest, store }),
    ask: parts.ask,
    suggest: createSuggestFromLibrary({ ...parts, library: parts.latest }),
    clock,
    publicUrl,
    health: () => ({ ready: true, issues: parts.latest().issues.length, engine: 'd1-fts5' }),
    reportError: (error) => log.error({ err: error }, 'a page failed'),
    login:
      config.feishu && config.sessionSecret !== null
        ? { platform: loginOf(parts), sessionSecret: config.sessionSecret }
        : null,
    admin: {
      admins: config.admins,
      timeZone: config.timeZone,
      sent,
      held: parts.held,
      broken: () => [],
      unproofed: () => unproofedIssues(store),
      addSynonym: (group, by) => addSynonym(parts, group, by),
      lastBackup: async () => Number(await parts.notes.read('last backup')) || null,
    },
    // Cloudflare tells it and lets nobody else.
    peerAddress: (c) => c.req.header('cf-connecting-ip'),
    // A room to play in is for one machine.
    playground: null,
  });
  return async (request) => app.fetch(request);
}

/** Logging in, with what calls Feishu made anew for each call. NOTE: who is in which chat is asked each time. */
function loginOf({ config, clock, log, tokenMemory, known }: WorkerParts): LoginPlatform {
  const feishu = config.feishu as NonNullable<typeof config.feishu>;
  const calls = () => createFeishuCalls({ ...feishu, clock, log, tokenMemory });
  const membership: Membership = {
    chatsOf: (...asked) => createFeishuMembership({ calls: calls(), clock, log }).chatsOf(...asked),
  };
  const login = (): LoginPlatform => createFeishuLogin({ ...feishu, calls: calls(), membership });
  return {
    authorizeUrl: (request) => login().authorizeUrl(request),
    redeem: (...proof) => login().redeem(...proof),
    async homeTenant() {
      known.tenant ??= await login().homeTenant();
      return known.tenant;
    },
    chatsOf: membership.chatsOf,
  };
}
