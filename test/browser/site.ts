import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChineseText } from '../../src/adapters/chinese/chinese-text.ts';
import { createMiniSearchSuggester } from '../../src/adapters/indexes/minisearch-suggester.ts';
import { createFileIssueStore } from '../../src/adapters/stores/files.ts';
import { createWebApp } from '../../src/adapters/web/app.tsx';
import type { LoginOptions } from '../../src/adapters/web/options.ts';
import { createPageLibrary } from '../../src/adapters/web/page-library.ts';
import type { IssueStore } from '../../src/core/ports.ts';
import { listen } from '../../src/entry/http-server.ts';
import { openLibrary } from '../../src/entry/open-library.ts';
import { sampleIssue } from '../adapters/web/sample.ts';
import { samplePlayground } from '../adapters/web/sample-playground.ts';

export interface Site {
  /** `http://127.0.0.1:…` */
  origin: string;
  store: IssueStore;
  /** Reads an issue from the store again. */
  reindexIssue(issueId: string): Promise<void>;
  /** Errors that ended in an error page. */
  errors: unknown[];
  close(): Promise<void>;
}

/** The pages over a copy of the sample library and `sampleIssue`, on a real port. With `login` there is no playground. */
export async function openSite({ login = null }: { login?: LoginOptions | null } = {}): Promise<Site> {
  const dataDir = await mkdtemp(join(tmpdir(), 'wenbao-browser-'));
  await cp('data', dataDir, { recursive: true });
  const clock = { now: () => Date.now() };
  const store = createFileIssueStore({ dataDir });
  await store.write(sampleIssue());
  const errors: unknown[] = [];
  const handler: { fetch: (request: Request, env: object) => Response | Promise<Response> } = {
    fetch: () => new Response(),
  };
  const server = await listen((request, env) => handler.fetch(request, env), { host: '127.0.0.1', port: 0 });
  const origin = server.localUrl;
  const library = await openLibrary({ dataDir, store, publicUrl: origin, log: () => {} });
  const suggester = createMiniSearchSuggester({ chinese: createChineseText() });
  for (const issue of (await store.readAll()).issues) suggester.replaceIssue(issue);
  handler.fetch = createWebApp({
    library: createPageLibrary({ current: library.current, store }),
    ask: library.ask,
    suggest: suggester.suggest,
    clock,
    publicUrl: origin,
    health: () => ({ ready: true }),
    reportError: (error) => errors.push(error),
    login,
    admin: {
      admins: [],
      sent: { since: () => [] },
      held: { list: async () => [] },
      broken: library.broken,
      unproofed: async () => [],
      lastBackup: async () => null,
    },
    playground: login ? null : samplePlayground({ ask: library.ask, now: clock.now(), publicUrl: origin }),
  }).fetch;
  return {
    origin,
    store,
    errors,
    reindexIssue: library.reindexIssue,
    async close() {
      await server.close();
      await rm(dataDir, { recursive: true });
    },
  };
}
