import { readFile, writeFile } from 'node:fs/promises';
import MiniSearch, { type Options } from 'minisearch';
import { type Engine, passagesIn } from './engine.ts';

const options: Options = {
  idField: 'key',
  fields: ['title', 'text'],
  tokenize: (text) => text.split(' '),
};

/** MiniSearch as its manual has it, with segmented words. */
export function createPlainMiniSearch(index = new MiniSearch(options)): Engine {
  const keys = new Map<string, string[]>();
  return {
    async add(issueId, articles) {
      const passages = [...passagesIn(issueId, articles)];
      keys.set(
        issueId,
        passages.map(({ key }) => key),
      );
      index.addAll(passages);
    },
    search: async ({ words }) => index.search(words.join(' ')).map(({ id }) => id as string),
    async remove(issueId) {
      index.discardAll(keys.get(issueId) ?? []);
    },
    save: (path) => writeFile(path, JSON.stringify(index)),
    load: async (path) => createPlainMiniSearch(MiniSearch.loadJSON(await readFile(path, 'utf8'), options)),
  };
}
