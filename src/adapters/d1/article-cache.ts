import type { IndexedArticle, PassageKey } from '../../core/ports.ts';
import { fromParts } from './article-parts.ts';
import type { Database } from './database.ts';

export interface ArticleCache {
  /** Those that are there, by their number in the database. */
  byId(ids: readonly number[]): Promise<ReadonlyMap<number, IndexedArticle>>;
  /** The articles that hold the passages, each once. */
  holding(keys: readonly PassageKey[]): Promise<IndexedArticle[]>;
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
export function createArticleCache(database: Database, most = 200): ArticleCache {
  const kept = new Map<number, IndexedArticle>();
  const byKey = new Map<PassageKey, IndexedArticle>();

  const keep = (id: number, article: IndexedArticle): void => {
    // The last ones used are the last ones to go.
    kept.delete(id);
    kept.set(id, article);
    for (const key of keysOf(article)) byKey.set(key, article);
  };
  const forgetOldest = (): void => {
    for (const [id, article] of kept) {
      if (kept.size <= most) return;
      kept.delete(id);
      for (const key of keysOf(article)) if (byKey.get(key) === article) byKey.delete(key);
    }
  };

  const read = async (ids: string, value: string): Promise<Map<number, IndexedArticle>> => {
    const rows = await database.rows<Row>(
      `SELECT article_id AS id, issue_id, number, text FROM article_parts
        WHERE article_id IN (${ids}) ORDER BY article_id, part`,
      value,
    );
    const parts = new Map<number, Row[]>();
    for (const row of rows) parts.set(row.id, [...(parts.get(row.id) ?? []), row]);
    return new Map(
      [...parts].map(([id, of]) => {
        const { issue_id: issueId, number } = of[0] as Row;
        return [
          id,
          fromParts(
            issueId,
            number,
            of.map(({ text }) => text),
          ),
        ];
      }),
    );
  };
  const ofIssue = async (issueId: string): Promise<IndexedArticle[]> => [
    ...(await read('SELECT id FROM articles WHERE issue_id = ?', issueId)).values(),
  ];

  return {
    ofIssue,
    async byId(ids) {
      const wanted = [...new Set(ids)];
      const missing = wanted.filter((id) => !kept.has(id));
      const found =
        missing.length > 0
          ? await read('SELECT value FROM json_each(?)', JSON.stringify(missing))
          : new Map<number, IndexedArticle>();
      for (const id of wanted) {
        const article = kept.get(id) ?? found.get(id);
        if (article === undefined) continue;
        found.set(id, article);
        keep(id, article);
      }
      forgetOldest();
      return found;
    },
    async holding(keys) {
      const holding = new Set<IndexedArticle>();
      // As a rule all of them were proposed a moment ago.
      const elsewhere = new Map<string, Promise<IndexedArticle[]>>();
      for (const key of keys) {
        const near = byKey.get(key);
        if (near) {
          holding.add(near);
          continue;
        }
        const issueId = key.slice(0, key.lastIndexOf('#'));
        const reading = elsewhere.get(issueId) ?? ofIssue(issueId);
        elsewhere.set(issueId, reading);
        const article = (await reading).find((one) => [...keysOf(one)].includes(key));
        if (article) holding.add(article);
      }
      return [...holding];
    },
  };
}

function* keysOf({ issueId, passages }: IndexedArticle): Generator<PassageKey> {
  for (const { passage } of passages) yield `${issueId}#${passage.id}`;
}
