import fnv1a from '@sindresorhus/fnv1a';
import { indexTerms } from '../../core/asking/index-terms.ts';
import type { IndexedArticle } from '../../core/ports.ts';
import { toParts } from './article-parts.ts';
import type { Statement } from './database.ts';

/**
 * Passages are numbered article × 10000 + place, so that one number says both.
 * NOTE: of an article with more passages (2 million characters) only these can be found.
 */
export const PLACES = 10_000;

/** JSON in one value: under the 2 MB of D1, at three bytes a UTF-16 unit. */
const LONGEST_VALUE = 500_000;

/** What stands for an issue in the index: its id may hold anything, this is one token. */
export const issueToken = (issueId: string): string => `@${fnv1a(issueId, { size: 64 }).toString(36)}`;

/** Takes an issue's passages out of the index and puts these in; to be run as one batch. */
export function indexStatements(issueId: string, articles: readonly IndexedArticle[]): Statement[] {
  const ofIssue = 'FROM articles WHERE issue_id = ?';
  // The articles of an issue are numbered in one go, so they are a range.
  const range = (table: string, column: string, first: string, last: string): Statement => [
    `DELETE FROM ${table} WHERE ${column} BETWEEN (SELECT ${first} ${ofIssue}) AND (SELECT ${last} ${ofIssue})`,
    issueId,
    issueId,
  ];
  const count = (sign: '+' | '-'): Statement => [
    `UPDATE library SET articles = articles ${sign} (SELECT count(*) ${ofIssue}),
      passages = passages ${sign} (SELECT coalesce(sum(passages), 0) ${ofIssue})`,
    issueId,
    issueId,
  ];
  const indexed = articles.map((article) => {
    const passages = article.passages.map((passage) => indexTerms(article, passage));
    return { number: article.articleNumber, parts: toParts(article), passages };
  });
  const token = issueToken(issueId);
  return [
    count('-'),
    range('passage_terms', 'rowid', `min(id) * ${PLACES}`, `max(id) * ${PLACES} + ${PLACES - 1}`),
    range('article_terms', 'rowid', 'min(id)', 'max(id)'),
    range('article_parts', 'article_id', 'min(id)', 'max(id)'),
    ['DELETE FROM articles WHERE issue_id = ?', issueId],
    ...inValues(
      indexed.map(({ number, passages }) => [number, Math.min(passages.length, PLACES)]),
      `INSERT INTO articles (issue_id, number, passages)
        SELECT ?2, j.value ->> 0, j.value ->> 1 FROM json_each(?1) j ORDER BY j.key`,
      issueId,
    ),
    ...inValues(
      indexed.flatMap(({ number, parts }) => parts.map((text, part) => [number, part, text])),
      `INSERT INTO article_parts (article_id, part, issue_id, number, text)
        SELECT a.id, j.value ->> 1, a.issue_id, a.number, j.value ->> 2 FROM json_each(?1) j
        JOIN articles a ON a.issue_id = ?2 AND a.number = j.value ->> 0`,
      issueId,
    ),
    ...inValues(
      indexed.flatMap(({ number, passages }) =>
        passages
          .slice(0, PLACES)
          .map((terms, place) => [
            number,
            place,
            terms.filter((term) => !term.startsWith('^')).join(' '),
            distinct(terms.filter((term) => term.startsWith('^'))),
          ]),
      ),
      `INSERT INTO passage_terms (rowid, issue, terms, characters)
        SELECT a.id * ${PLACES} + (j.value ->> 1), '${token}', j.value ->> 2, j.value ->> 3 FROM json_each(?1) j
        JOIN articles a ON a.issue_id = ?2 AND a.number = j.value ->> 0`,
      issueId,
    ),
    ...inValues(
      indexed.map(({ number, passages }) => [number, distinct(passages.flat())]),
      `INSERT INTO article_terms (rowid, terms)
        SELECT a.id, j.value ->> 1 FROM json_each(?1) j
        JOIN articles a ON a.issue_id = ?2 AND a.number = j.value ->> 0`,
      issueId,
    ),
    count('+'),
    ['UPDATE library SET revision = revision + 1'],
  ];
}

const distinct = (terms: readonly string[]): string => [...new Set(terms)].join(' ');

/** One statement for as many rows as one value holds. */
function inValues(rows: readonly unknown[][], sql: string, issueId: string): Statement[] {
  const statements: Statement[] = [];
  let value: string[] = [];
  let length = 0;
  const end = (): void => {
    if (value.length > 0) statements.push([sql, `[${value.join(',')}]`, issueId]);
    value = [];
    length = 0;
  };
  for (const row of rows) {
    const json = JSON.stringify(row);
    if (length + json.length > LONGEST_VALUE) end();
    value.push(json);
    length += json.length;
  }
  end();
  return statements;
}
