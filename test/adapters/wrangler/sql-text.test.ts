import { describe, expect, it } from 'vitest';
import { toSqlText } from '../../../src/adapters/wrangler/sql-text.ts';

describe('toSqlText()', () => {
  it.each([
    [
      'texts and numbers in order',
      ['INSERT INTO t VALUES (?, ?)', '甲', 2],
      "INSERT INTO t VALUES ('甲', 2);",
    ],
    ['values by their place', ['SELECT ?2, ?1, ?2', 'a', 'b'], "SELECT 'b', 'a', 'b';"],
    ['null', ['SELECT ?', null], 'SELECT NULL;'],
    ['quotation marks', ['SELECT ?', "it's '; DROP TABLE t; --"], "SELECT 'it''s ''; DROP TABLE t; --';"],
    ['a question mark in a value', ['SELECT ?, ?', '多少？?1', 'b'], "SELECT '多少？?1', 'b';"],
  ] as [string, [string, ...(string | number | null)[]], string][])('writes %s', (_, statement, sql) => {
    expect(toSqlText([statement])).toBe(sql);
  });

  it('puts a long text together from pieces that are short enough and break no character', () => {
    const long = '𠮷川'.repeat(30_000);
    const lines = toSqlText([['INSERT INTO t VALUES (?, ?)', long, 1]]).split('\n');
    const pieces = lines.flatMap((line) => /value \|\| '([^']*)'/.exec(line)?.[1] ?? []);
    expect(pieces.join('')).toBe(long);
    expect(lines.every((line) => Buffer.byteLength(line) < 100_000)).toBe(true);
    expect(() => pieces.map(encodeURIComponent)).not.toThrow();
    expect(lines.at(-2)).toBe('INSERT INTO t VALUES ((SELECT value FROM staged WHERE id = 1), 1);');
  });

  it.each([
    [
      'several texts together',
      ['INSERT INTO t VALUES (?, ?, ?)', '川'.repeat(24_000), '岳'.repeat(24_000), 'a'],
    ],
    ['one text used twice', ['INSERT INTO t VALUES (?1, ?1)', '川'.repeat(20_000)]],
    ['many', [`SELECT ${Array(60).fill('?').join()}`, ...Array(60).fill('川'.repeat(1_000))]],
  ] as [string, [string, ...string[]]][])('no statement is longer than D1 takes: %s', (_, statement) => {
    const lines = toSqlText([statement]).split('\n');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThan(100_000);
    const pieces = lines.flatMap((line) => /value \|\| '([^']*)'/.exec(line)?.[1] ?? []);
    const statementItself = lines.find((line) => line.startsWith(statement[0].slice(0, 13)));
    for (const value of statement.slice(1))
      expect(pieces.includes(value) || statementItself?.includes(`'${value}'`)).toBe(true);
  });
});
