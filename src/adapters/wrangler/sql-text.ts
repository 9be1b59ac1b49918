/** A statement with `?` or `?1` for each value. */
export type Statement = readonly [sql: string, ...values: (string | number | null)[]];

/** D1 takes 100,000 bytes a statement; a character is up to three of them. */
const LONGEST_LITERAL = 25_000;

/**
 * Statements as text that needs no values, for `wrangler d1 execute --file`. A long text is put together in a table of
 * its own, piece by piece, and taken from there.
 */
export function toSqlText(statements: readonly Statement[]): string {
  const lines: string[] = [];
  let staged = 0;
  const stage = (text: string): string => {
    const id = ++staged;
    lines.push(`INSERT INTO staged VALUES (${id}, '');`);
    for (let at = 0; at < text.length; ) {
      let end = Math.min(text.length, at + LONGEST_LITERAL);
      // Not between the two halves of a character.
      if (/[\ud800-\udbff]/.test(text[end - 1] ?? '') && end < text.length) end--;
      lines.push(`UPDATE staged SET value = value || ${quoted(text.slice(at, end))} WHERE id = ${id};`);
      at = end;
    }
    return `(SELECT value FROM staged WHERE id = ${id})`;
  };
  const literal = (value: string | number | null | undefined): string => {
    if (value === null || value === undefined) return 'NULL';
    if (typeof value === 'number') return String(value);
    return value.length > LONGEST_LITERAL ? stage(value) : quoted(value);
  };
  for (const [sql, ...values] of statements) {
    const literals = values.map(literal);
    let next = 0;
    // No `?` stands in the texts of our statements.
    const text = sql.replace(
      /\?(\d*)/g,
      (_, place: string) => literals[place === '' ? next++ : Number(place) - 1] ?? 'NULL',
    );
    lines.push(`${text};`);
  }
  if (staged === 0) return lines.join('\n');
  const table = 'CREATE TABLE IF NOT EXISTS staged (id INTEGER PRIMARY KEY, value TEXT NOT NULL);';
  return [table, 'DELETE FROM staged;', ...lines, 'DROP TABLE staged;'].join('\n');
}

/** NUL cannot stand in a text of SQL, and no document needs it. */
const quoted = (text: string): string => `'${text.replaceAll("'", "''").replaceAll('\u0000', '')}'`;
