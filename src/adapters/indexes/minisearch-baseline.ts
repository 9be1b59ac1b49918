import MiniSearch from 'minisearch';
import type { CollectionLine, Find } from '../../core/evaluating/collection.ts';

/** Lines a search gives back at most. */
const LIMIT = 100;

/**
 * What anyone gets from MiniSearch in five lines: default parameters, `cut` (jieba's search mode over the whole text) as
 * the tokenizer. `npm run evaluate -- --baseline` sets it beside the bot's own ranking. It has no excerpts.
 */
export function createMiniSearchBaseline(
  lines: readonly CollectionLine[],
  cut: (text: string) => string[],
): Find {
  const engine = new MiniSearch<CollectionLine>({ fields: ['title', 'text'], tokenize: cut });
  engine.addAll(lines);
  return async (question) => {
    const ranked = engine.search(question).slice(0, LIMIT);
    return { ranked: ranked.map(({ id }) => id as string), excerpts: [] };
  };
}
