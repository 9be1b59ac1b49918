import { Index } from 'flexsearch';
import { type Engine, LIMIT, passagesIn } from './engine.ts';

/** FlexSearch with segmented words, passages that hold only some of them too; it has no BM25. */
export function createFlexSearch(): Engine {
  const index = new Index({ tokenize: 'strict', encode: (text: string) => text.split(' ') });
  const keys: string[] = [];
  const numbers = new Map<string, number[]>();
  return {
    async add(issueId, articles) {
      const own: number[] = [];
      for (const { key, title, text } of passagesIn(issueId, articles)) {
        own.push(keys.push(key) - 1);
        index.add(keys.length - 1, `${title} ${text}`);
      }
      numbers.set(issueId, own);
    },
    async search({ words }) {
      const found = index.search(words.join(' '), { limit: LIMIT, suggest: true }) as number[];
      return found.map((number) => keys[number]!);
    },
    async remove(issueId) {
      for (const number of numbers.get(issueId) ?? []) index.remove(number);
    },
  };
}
