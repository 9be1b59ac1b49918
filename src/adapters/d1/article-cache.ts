import type { IndexedArticle } from '../../core/ports.ts';
import { fromParts } from './article-parts.ts';
import type { Database } from './database.ts';

export interface ArticleCache {
  /** Those that are there, by their number in the database. */
  byId(ids: readonly number[]): Promise<ReadonlyMap<number, IndexedArticle>>;
  /** All of an issue, in reading order. */
  ofIssue(issueId: string): Promise<IndexedArticle[]>;
}

interface Row {
  id: number;
  issue_id: string;
  number: number;
  text: string;
}

/**
 * Articles that were read lately, `most` of them: an article keeps its number and its text for ever, a corrected one
 * gets a new number. NOTE: about 40 KB of memory an article.
 */
export function createArticleCache(database: Database, most = 300): ArticleCache {
  const kept = new Map<number, IndexedArticle>();

  const read = async (condition: string, value: string): Promise<Map<number, IndexedArticle>> => {
    const rows = await database.rows<Row>(
      `SELECT a.id, a.issue_id, a.number, p.text FROM articles a JOIN article_parts p ON p.article_id = a.id
        WHERE ${condition} ORDER BY a.id, p.part`,
      value,
    );
    const parts = new Map<number, Row[]>();
    for (const row of rows) parts.set(row.id, [...(parts.get(row.id) ?? []), row]);
    return new Map(
      [...parts].map(([id, of]) => {
        const { issue_id, number } = of[0] as Row;
        const texts = of.map(({ text }) => text);
        return [id, fromParts(issue_id, number, texts)];
      }),
    );
  };

  return {
    async byId(ids) {
      const wanted = [...new Set(ids)];
      const found = new Map<number, IndexedArticle>();
      for (const id of wanted) {
        const article = kept.get(id);
        if (article === undefined) continue;
        found.set(id, article);
        // The last ones used are the last ones to go.
        kept.delete(id);
        kept.set(id, article);
      }
      const missing = wanted.filter((id) => !found.has(id));
      if (missing.length > 0) {
        const read_ = await read('a.id IN (SELECT value FROM json_each(?))', JSON.stringify(missing));
        for (const [id, article] of read_) {
          found.set(id, article);
          kept.set(id, article);
        }
      }
      for (const id of kept.keys()) {
        if (kept.size <= most) break;
        kept.delete(id);
      }
      return found;
    },
    async ofIssue(issueId) {
      return [...(await read('a.issue_id = ?', issueId)).values()];
    },
  };
}
