import { digestOf } from '../../core/asking/digest.ts';
import type { Issue } from '../../core/bulletin.ts';
import { ConflictError } from '../../core/errors.ts';
import type { IndexedArticle, IssueStore } from '../../core/ports.ts';
import { storage } from '../../core/wording.ts';
import { type Database, guard, isOvertaken, type Statement } from './database.ts';
import { indexStatements } from './index-statements.ts';

/** How an issue is made ready to be found. */
export interface Indexing {
  /** A published issue, cut into words. */
  articlesOf(issue: Issue): Promise<IndexedArticle[]>;
  /** Toneless pinyin of a word, syllables joined. */
  soundOf(word: string): string;
}

/** Issues read at once: a few megabytes. */
const PAGE = 50;

/**
 * Published issues in D1. Writing one writes its version, its digest and its part of the index in one batch, so that a
 * failure in the middle leaves everything as it was. `articlesOf` cuts a published issue for the index.
 */
export function createD1IssueStore(options: { database: Database; page?: number } & Indexing): IssueStore {
  const { database, articlesOf, page = PAGE } = options;
  return {
    async readAll() {
      const issues: Issue[] = [];
      for (let after = ''; ; ) {
        const rows = await database.rows<{ id: string; issue: string }>(
          'SELECT id, issue FROM issues WHERE id > ? ORDER BY id LIMIT ?',
          after,
          page,
        );
        issues.push(...rows.map(({ issue }) => JSON.parse(issue) as Issue));
        const last = rows.at(-1);
        if (last === undefined || rows.length < page) break;
        after = last.id;
      }
      return { issues: issues.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)), broken: [] };
    },
    async read(id) {
      const [row] = await database.rows<{ issue: string }>('SELECT issue FROM issues WHERE id = ?', id);
      return row ? (JSON.parse(row.issue) as Issue) : null;
    },
    async write(issue, over) {
      const articles = issue.status === 'published' ? await articlesOf(issue) : [];
      try {
        await database.change(...writeStatements(issue, { ...options, articles }, over));
      } catch (error) {
        if (isOvertaken(error)) throw new ConflictError(storage.conflict(issue.id));
        throw error;
      }
    },
    async versions(id) {
      const rows = await database.rows<{ issue: string }>(
        'SELECT issue FROM versions WHERE id = ? ORDER BY seq',
        id,
      );
      return rows.map(({ issue }) => JSON.parse(issue) as Issue);
    },
  };
}

/** An issue cut for the index: no article for one that is withdrawn. */
export type CutIssue = Pick<Indexing, 'soundOf'> & { articles: readonly IndexedArticle[] };

/** The version of an issue that the caller has seen; null: there was none. */
export interface Seen {
  version: number | null;
}

const stillThere = (id: string, over?: Seen): Statement[] =>
  over ? guard('(SELECT version FROM issues WHERE id = ?) IS ?', id, over.version) : [];

/** Everything that writing an issue changes, to be run as one batch, which is refused where `over` is no longer there. */
export function writeStatements(issue: Issue, { articles, soundOf }: CutIssue, over?: Seen): Statement[] {
  const { id, status, version } = issue;
  return [
    ...stillThere(id, over),
    [
      `INSERT INTO versions SELECT id, (SELECT coalesce(max(seq), 0) + 1 FROM versions WHERE id = ?1), issue
        FROM issues WHERE id = ?1`,
      id,
    ],
    ...indexStatements(id, articles),
    wordsStatement(articles, soundOf),
    [
      `INSERT INTO issues SELECT ?1, ?2, ?3, revision, ?4, ?5 FROM library WHERE true
        ON CONFLICT (id) DO UPDATE SET (status, version, revision, issue, digest)
          = (excluded.status, excluded.version, excluded.revision, excluded.issue, excluded.digest)`,
      id,
      status,
      version,
      JSON.stringify(issue),
      JSON.stringify(digestOf(issue)),
    ],
  ];
}

/** What is made of an issue, made anew; the issue itself stays as it is. To be run as one batch, as `writeStatements`. */
export function reindexStatements(issue: Issue, { articles, soundOf }: CutIssue, over?: Seen): Statement[] {
  return [
    ...stillThere(issue.id, over),
    ...indexStatements(issue.id, articles),
    wordsStatement(articles, soundOf),
    [
      'UPDATE issues SET digest = ?, revision = (SELECT revision FROM library) WHERE id = ?',
      JSON.stringify(digestOf(issue)),
      issue.id,
    ],
  ];
}

/** Words that pinyin may spell. Most of them are known after the first issues. */
function wordsStatement(articles: readonly IndexedArticle[], soundOf: Indexing['soundOf']): Statement {
  const texts = articles.flatMap((article) => [article, ...article.passages]);
  const words = new Set(texts.flatMap(({ words }) => words.split(' ')));
  const rows = [...words]
    .filter((word) => /^\p{Script=Han}{2,12}$/u.test(word))
    .map((word) => [word, soundOf(word)]);
  return [
    'INSERT OR IGNORE INTO words SELECT value ->> 0, value ->> 1 FROM json_each(?)',
    JSON.stringify(rows),
  ];
}
