import { createWebApp } from '../../../src/adapters/web/app.tsx';
import type { WebOptions } from '../../../src/adapters/web/options.ts';
import type { Answer, Issue } from '../../../src/core/bulletin.ts';
import { fixedAsk, fixedLibrary, sampleIssue } from './sample.ts';
import { PUBLIC_URL, samplePlayground } from './sample-playground.ts';

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
    publicUrl: PUBLIC_URL,
    health: () => ({ ready: true, issues: issues.length }),
    reportError: (error) => errors.push(error),
    login: null,
    admin: null,
    playground: samplePlayground(),
    ...rest,
  });
  const get = (path: string, init?: RequestInit) => app.request(`http://127.0.0.1:8787${path}`, init);
  const read = async (path: string) => (await get(path)).text();
  return { app, get, read, asked, errors };
}
