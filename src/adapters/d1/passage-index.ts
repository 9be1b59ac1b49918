import { createTurns } from '../../core/in-turn.ts';
import type { IndexedArticle, IndexTotals, PassageIndex, PassageKey } from '../../core/ports.ts';
import { type ArticleCache, createArticleCache } from './article-cache.ts';
import type { Database } from './database.ts';
import { indexStatements, issueToken, PLACES } from './index-statements.ts';

/** More issues than this are not named in the query; what is proposed is sifted afterwards. */
const MOST_NAMED = 200;
/** What the index knows: words, numbers, and bigrams (`~`). Anything else would be read as query language. */
const TERM = /^~?(?:\p{Script=Han}+|[a-z0-9][a-z0-9._+#%-]*)$/u;

/**
 * FTS5 looks at every passage of every term, a microsecond or two each. At 100,000 passages a tenth of this made questions
 * a fifth faster and gave every sixth another answer: it is a bound for libraries far larger.
 */
const MOST_POSTINGS = 200_000;
/** So many are looked for however frequent they are. */
const LEAST_TERMS = 6;
const MOST_REMEMBERED = 20_000;

interface Counts {
  passages: number;
  articles: number;
}

/** What was counted in one state of the library. */
interface Remembered {
  counts: Map<string, Counts>;
  totals: IndexTotals | null;
}

export const createRemembered = (): Remembered => ({ counts: new Map(), totals: null });

/**
 * D1's FTS5 as an engine: BM25 over words and bigrams, which SQLite orders (`ORDER BY rank`, so that D1 counts the rows
 * given, not the rows looked at); counts come from `fts5vocab`, which looks a term up and reads no row at all.
 * `remembered` gives what was counted of the library as it now is: nothing where others may change it.
 */
export function createD1PassageIndex(
  database: Database,
  articles: ArticleCache = createArticleCache(database),
  remembered: () => Remembered = createRemembered,
): PassageIndex {
  const countsOf = async (terms: readonly string[]): Promise<Counts[]> => {
    const { counts: known } = remembered();
    const missing = [...new Set(terms)].filter((term) => !known.has(term));
    const rows =
      missing.length === 0
        ? []
        : await database.rows<{ term: string; passages: number | null; articles: number | null }>(
            `SELECT j.value AS term, (SELECT doc FROM passage_counts WHERE term = j.value) AS passages,
              (SELECT doc FROM article_counts WHERE term = j.value) AS articles FROM json_each(?) j`,
            JSON.stringify(missing),
          );
    const found = new Map(
      rows.map(({ term, passages, articles }) => [
        term,
        { passages: passages ?? 0, articles: articles ?? 0 },
      ]),
    );
    if (known.size + found.size > MOST_REMEMBERED) known.clear();
    for (const [term, counts] of found) known.set(term, counts);
    return terms.map((term) => found.get(term) ?? known.get(term) ?? { passages: 0, articles: 0 });
  };

  /** The rarest terms, as long as they stand in so many passages together. */
  const affordable = async (terms: readonly string[]): Promise<string[]> => {
    const counts = await countsOf(terms);
    const rarest = terms
      .map((term, i) => ({ term, passages: counts[i]?.passages ?? 0 }))
      .filter(({ passages }) => passages > 0)
      .sort((a, b) => a.passages - b.passages);
    let sum = 0;
    const kept = rarest.filter(({ passages }, i) => {
      sum += passages;
      return i < LEAST_TERMS || sum <= MOST_POSTINGS;
    });
    return kept.map(({ term }) => term);
  };

  const inTurn = createTurns();

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
      const known = await affordable([...new Set(terms)].filter((term) => TERM.test(term)));
      if (known.length === 0 || issueIds?.size === 0) return [];
      const wanted = `{terms} : (${known.map((term) => `"${term}"`).join(' OR ')})`;
      if (issueIds === undefined) return propose(wanted, limit);
      const among = (): Promise<PassageKey[]> => {
        const tokens = [...issueIds].map((id) => `"${issueToken(id)}"`);
        return propose(`{issue} : (${tokens.join(' OR ')}) AND ${wanted}`, limit);
      };
      if (issueIds.size <= MOST_NAMED) return among();
      // As a rule these are all issues, and what is proposed is among them.
      const proposed = await propose(wanted, limit);
      const isWithin = (key: PassageKey): boolean => issueIds.has(key.slice(0, key.lastIndexOf('#')));
      return proposed.every(isWithin) ? proposed : among();
    },
    async statistics(terms) {
      const counts = await countsOf(terms);
      return {
        passages: counts.map(({ passages }) => passages),
        articles: counts.map(({ articles }) => articles),
      };
    },
    async totals() {
      const known = remembered();
      if (known.totals) return known.totals;
      const [totals] = await database.rows<IndexTotals>('SELECT passages, articles FROM library');
      known.totals = totals ?? { passages: 0, articles: 0 };
      return known.totals;
    },
    replaceIssue(issueId, articles: readonly IndexedArticle[]) {
      // Two calls of one process may arrive at D1 in any order.
      return inTurn(async () => void (await database.change(...indexStatements(issueId, articles))));
    },
  };
}
