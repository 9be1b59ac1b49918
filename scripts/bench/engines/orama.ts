import { create, insertMultiple, removeMultiple, search } from '@orama/orama';
import { type Engine, LIMIT, passagesIn } from './engine.ts';

/** Orama, segmented words in place of its own tokenizer for Chinese. */
export function createOrama(): Engine {
  const database = create({
    schema: { title: 'string', text: 'string' },
    components: {
      tokenizer: { language: 'words', normalizationCache: new Map(), tokenize: (text) => text.split(' ') },
    },
  });
  const ids = new Map<string, string[]>();
  return {
    async add(issueId, articles) {
      const passages = [...passagesIn(issueId, articles)].map(({ key, ...rest }) => ({ id: key, ...rest }));
      ids.set(issueId, await insertMultiple(database, passages, passages.length));
    },
    async search({ words }) {
      const { hits } = await search(database, { term: words.join(' '), limit: LIMIT });
      return hits.map(({ id }) => id);
    },
    async remove(issueId) {
      await removeMultiple(database, ids.get(issueId) ?? []);
    },
  };
}
