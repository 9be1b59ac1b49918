import type { IndexedArticle, PassageIndex, PassageKey } from '../../core/ports.ts';
import { type ArticleCache, createArticleCache } from './article-cache.ts';
import type { Database } from './database.ts';
import { indexStatements, issueToken, PLACES } from './index-statements.ts';

/** More issues than this are not named in the query; what is proposed is sifted afterwards. */
const MOST_NAMED = 200;
/** What the index knows: words, numbers, and bigrams (`~`). Anything else would be read as query language. */
const TERM = /^~?(?:\p{Script=Han}+|[a-z0-9][a-z0-9._+#%-]*)$/u;

/**
 * D1's FTS5 as an engine: BM25 over words and bigrams, which SQLite orders (`ORDER BY rank`, so that D1 counts the rows
 * given, not the rows looked at); counts come from `fts5vocab`, which looks a term up and reads no row at all.
 */
export function createD1PassageIndex(
  database: Database,
  articles: ArticleCache = createArticleCache(database),
): PassageIndex {
  const propose = async (query: string, limit: number): Promise<PassageKey[]> => {
    const found = await database.rows<{ rowid: number }>(
      'SELECT rowid FROM passage_terms WHERE passage_terms MATCH ? ORDER BY rank LIMIT ?',
      query,
      limit,
    );
    const places = found.map(({ rowid }) => ({ id: Math.floor(rowid / PLACES), place: rowid % PLACES }));
    const held = await articles.byId(places.map(({ id }) => id));
    return places.flatMap(({ id, place }) => {
      const article = held.get(id);
      const passage = article?.passages[place];
      return article && passage ? [`${article.issueId}#${passage.passage.id}`] : [];
    });
  };

  return {
    name: 'd1-fts5',
    async candidates(terms, limit, issueIds) {
      const known = [...new Set(terms)].filter((term) => TERM.test(term));
      if (known.length === 0 || issueIds?.size === 0) return [];
      const wanted = `{terms} : (${known.map((term) => `"${term}"`).join(' OR ')})`;
      if (issueIds === undefined) return propose(wanted, limit);
      const among = (): Promise<PassageKey[]> => {
        const tokens = [...issueIds].map((id) => `"${issueToken(id)}"`);
        return propose(`{issue} : (${tokens.join(' OR ')}) AND ${wanted}`, limit);
      };
      if (issueIds.size <= MOST_NAMED) return among();
      // Nearly all issues as a rule: a few more than wanted hold enough of them.
      const proposed = await propose(wanted, 2 * limit);
      const within = proposed.filter((key) => issueIds.has(key.slice(0, key.lastIndexOf('#'))));
      if (within.length < limit && proposed.length === 2 * limit) return among();
      return within.slice(0, limit);
    },
    async statistics(terms) {
      if (terms.length === 0) return { passages: [], articles: [] };
      const counts = await database.rows<{ passages: number | null; articles: number | null }>(
        `SELECT (SELECT doc FROM passage_counts WHERE term = j.value) AS passages,
          (SELECT doc FROM article_counts WHERE term = j.value) AS articles
          FROM json_each(?) j ORDER BY j.key`,
        JSON.stringify(terms),
      );
      return {
        passages: counts.map(({ passages }) => passages ?? 0),
        articles: counts.map(({ articles }) => articles ?? 0),
      };
    },
    async totals() {
      const [totals] = await database.rows<{ passages: number; articles: number }>(
        'SELECT passages, articles FROM library',
      );
      return totals ?? { passages: 0, articles: 0 };
    },
    async replaceIssue(issueId, articles: readonly IndexedArticle[]) {
      await database.change(...indexStatements(issueId, articles));
    },
  };
}
