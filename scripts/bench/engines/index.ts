import type { Engine } from './engine.ts';
import { createFlexSearch } from './flexsearch.ts';
import { createPlainMiniSearch } from './minisearch.ts';
import type { EngineName } from './names.ts';
import { createOrama } from './orama.ts';
import { createPostings, createTunedMiniSearch } from './own.ts';
import { createFts5 } from './sqlite.ts';

export const engines: Record<EngineName, () => Engine | Promise<Engine>> = {
  postings: () => createPostings(),
  'minisearch (words + bigrams)': createTunedMiniSearch,
  minisearch: () => createPlainMiniSearch(),
  orama: createOrama,
  flexsearch: createFlexSearch,
  'sqlite fts5': () => createFts5(),
};
