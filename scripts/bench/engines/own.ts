import { open, readFile } from 'node:fs/promises';
import { createMiniSearchIndex } from '../../../src/adapters/indexes/minisearch.ts';
import {
  createPostingsIndex,
  loadPostingsIndex,
} from '../../../src/adapters/indexes/postings/postings-index.ts';
import type { PassageIndex } from '../../../src/core/ports.ts';
import { type Engine, LIMIT } from './engine.ts';

/** The bot's own engines: words, bigrams and exact counts of both and of single characters. */
export function createPostings(index = createPostingsIndex()): Engine {
  return {
    ...driving(index),
    settle: () => index.settled(),
    async save(path) {
      const file = await open(path, 'w');
      for (const piece of await index.save('')) await file.writeFile(piece);
      await file.close();
    },
    async load(path) {
      const loaded = await loadPostingsIndex(await readFile(path));
      return createPostings(loaded!.index);
    },
  };
}

export function createTunedMiniSearch(): Engine {
  return driving(createMiniSearchIndex());
}

function driving(index: PassageIndex): Engine {
  return {
    add: (issueId, articles) => index.replaceIssue(issueId, articles),
    search: ({ terms }) => index.candidates(terms, LIMIT),
    remove: (issueId) => index.replaceIssue(issueId, []),
  };
}
