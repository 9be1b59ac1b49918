import { join } from 'node:path';
import type { Tell } from '../adapters/stores/dictionary-file.ts';
import { renewDictionary } from '../adapters/stores/shipped-dictionary.ts';
import { parseLexicon } from '../core/asking/lexicon.ts';
import { type CollectionLine, createCollection, type Find } from '../core/evaluating/collection.ts';
import type { Segmenter } from '../core/ports.ts';
import { chooseSegmenter, createIndex, readDictionary } from './open-library.ts';

/**
 * A collection that is searched with the segmenter, the dictionary and the engine of the library in `dataDir`, and how
 * long it took to build, in milliseconds, without loading the segmenter's own dictionary.
 */
export async function openCollection(
  lines: readonly CollectionLine[],
  options: {
    dataDir: string;
    log: Tell;
    onArticle: (done: number, of: number) => void;
  },
): Promise<{ find: Find; buildMs: number; segmenter: Segmenter }> {
  await renewDictionary(options.dataDir, options.log);
  const segmenter = chooseSegmenter(options.log);
  const lexicon = parseLexicon(await readDictionary(join(options.dataDir, 'dictionary')));
  const started = performance.now();
  const parts = { segmenter, lexicon, index: createIndex() };
  const find = await createCollection(lines, parts, options.onArticle);
  return { find, buildMs: performance.now() - started, segmenter };
}
