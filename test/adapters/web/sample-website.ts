import { createWebApp } from '../../../src/adapters/web/app.tsx';
import type { WebOptions } from '../../../src/adapters/web/options.ts';
import type { Answer, Issue } from '../../../src/core/bulletin.ts';
import { fixedAsk, fixedLibrary, LOCAL_URL, sampleIssue } from './sample.ts';
import { samplePlayground } from './sample-playground.ts';

/** The web app over `issues` and `answer`, with ways to ask it. Requests come from this machine. */
export function sampleWebsite(
  options: Partial<Omit<WebOptions, 'library'>> & {
    issues?: Issue[];
    answer?: Partial<Answer>;
    library?: Partial<WebOptions['library']>;
  } = {},
) {
  const { issues = [sampleIssue()], answer = {}, library = {}, ...rest } = options;
  const { ask, asked } = fixedAsk(answer);
  const errors: unknown[] = [];
  const app = createWebApp({
    library: { ...fixedLibrary(issues), ...library },
    ask,
    suggest: async () => [],
    clock: { now: () => Date.UTC(2026, 10, 22, 17) },
    publicUrl: LOCAL_URL,
    peerAddress: () => '127.0.0.1',
    health: () => ({ ready: true, issues: issues.length }),
    reportError: (error) => errors.push(error),
    login: null,
    admin: null,
    playground: samplePlayground(),
    ...rest,
  });
  const get = (path: string, init?: RequestInit) => app.request(`${LOCAL_URL}${path}`, init);
  const read = async (path: string) => (await get(path)).text();
  return { app, get, read, asked, errors };
}
