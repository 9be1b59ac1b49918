import MiniSearch from 'minisearch';
import { indexTerms } from '../../core/asking/index-terms.ts';
import type { IndexedArticle, IndexTotals, PassageIndex, PassageKey } from '../../core/ports.ts';

interface Entry {
  id: number;
  terms: string;
}

/**
 * MiniSearch as an engine: BM25 over words and bigrams in one field. It proposes; `core/asking/rank.ts` ranks.
 * Terms are spelt as hex digits because MiniSearch's radix tree looks through all children of a node at each step and
 * Chinese gives its root thousands: building is about three times faster, with the same results.
 */
export function createMiniSearchIndex(): PassageIndex {
  const engine = new MiniSearch<Entry>({
    fields: ['terms'],
    storeFields: [],
    tokenize: (text) => text.split(' '),
    processTerm: spellAsHex,
    searchOptions: { bm25: { k: 0.9, b: 0.4, d: 0 } },
  });
  const keys = new Map<number, PassageKey>();
  const issues = new Map<string, { ids: number[]; articles: string[][]; passages: string[][] }>();
  const passageFrequency = new Map<string, number>();
  const articleFrequency = new Map<string, number>();
  const totals: IndexTotals = { passages: 0, articles: 0 };
  let nextId = 0;

  const remove = (issueId: string): void => {
    const old = issues.get(issueId);
    if (old === undefined) return;
    issues.delete(issueId);
    engine.discardAll(old.ids);
    for (const id of old.ids) keys.delete(id);
    for (const terms of old.passages) count(passageFrequency, terms, -1);
    for (const terms of old.articles) count(articleFrequency, terms, -1);
    totals.passages -= old.passages.length;
    totals.articles -= old.articles.length;
  };

  const add = (issueId: string, articles: readonly IndexedArticle[]): void => {
    const entry = { ids: [] as number[], articles: [] as string[][], passages: [] as string[][] };
    for (const article of articles) {
      const ofArticle = new Set<string>();
      for (const passage of article.passages) {
        const terms = indexTerms(article, passage);
        const distinct = [...new Set(terms)];
        for (const term of distinct) ofArticle.add(term);
        entry.passages.push(distinct);
        const id = nextId++;
        keys.set(id, `${issueId}#${passage.passage.id}`);
        entry.ids.push(id);
        engine.add({ id, terms: terms.filter((term) => !term.startsWith('^')).join(' ') });
      }
      entry.articles.push([...ofArticle]);
    }
    for (const terms of entry.passages) count(passageFrequency, terms, 1);
    for (const terms of entry.articles) count(articleFrequency, terms, 1);
    totals.passages += entry.passages.length;
    totals.articles += entry.articles.length;
    issues.set(issueId, entry);
  };

  return {
    name: 'minisearch',
    async candidates(terms, limit, issueIds) {
      const known = terms.filter((term) => !term.startsWith('^') && passageFrequency.has(term));
      if (known.length === 0) return [];
      const found = engine.search(
        { combineWith: 'OR', queries: [known.join(' ')] },
        issueIds ? { filter: ({ id }) => issueIds.has(issueOf(keys.get(id) as PassageKey)) } : {},
      );
      return found.slice(0, limit).map(({ id }) => keys.get(id) as PassageKey);
    },
    async statistics(terms) {
      return {
        passages: terms.map((term) => passageFrequency.get(term) ?? 0),
        articles: terms.map((term) => articleFrequency.get(term) ?? 0),
      };
    },
    async totals() {
      return { ...totals };
    },
    async replaceIssue(issueId, articles) {
      remove(issueId);
      if (articles.length > 0) add(issueId, articles);
    },
  };
}

function count(frequencies: Map<string, number>, terms: readonly string[], by: 1 | -1): void {
  for (const term of terms) {
    const now = (frequencies.get(term) ?? 0) + by;
    if (now === 0) frequencies.delete(term);
    else frequencies.set(term, now);
  }
}

function issueOf(key: PassageKey): string {
  return key.slice(0, key.lastIndexOf('#'));
}

function spellAsHex(term: string): string {
  let hex = '';
  for (let i = 0; i < term.length; i++) hex += term.charCodeAt(i).toString(16).padStart(4, '0');
  return hex;
}
