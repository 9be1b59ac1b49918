/** A statement with `?` or `?1` for each value. */
export type Statement = readonly [sql: string, ...values: (string | number | null)[]];

/** Bytes of a statement; D1 takes 100,000. */
const LONGEST_STATEMENT = 90_000;
/** Characters of one that puts a piece of text by: each is up to three bytes. */
const LONGEST_PIECE = 25_000;

/**
 * Statements as text that needs no values, for `wrangler d1 execute --file`. Where a statement would be too long, its
 * longest text is put together in a table of its own, piece by piece, and taken from there, then the next longest.
 */
export function toSqlText(statements: readonly Statement[]): string {
  const lines: string[] = [];
  let staged = 0;
  const stage = (text: string): string => {
    const id = ++staged;
    lines.push(`INSERT INTO staged VALUES (${id}, '');`);
    for (let at = 0; at < text.length; ) {
      let end = Math.min(text.length, at + LONGEST_PIECE);
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
    return quoted(value);
  };
  for (const [sql, ...values] of statements) {
    const literals = values.map(literal);
    const inPlace = (): string => {
      let next = 0;
      // No `?` stands in the texts of our statements.
      return sql.replace(
        /\?(\d*)/g,
        (_, place: string) => literals[place === '' ? next++ : Number(place) - 1] ?? 'NULL',
      );
    };
    const byLength = [...values.keys()].sort((a, b) => literals[b]!.length - literals[a]!.length);
    let text = inPlace();
    for (const at of byLength) {
      const value = values[at];
      if (utf8Length(text) <= LONGEST_STATEMENT) break;
      if (typeof value !== 'string') continue;
      literals[at] = stage(value);
      text = inPlace();
    }
    lines.push(`${text};`);
  }
  if (staged === 0) return lines.join('\n');
  const table = 'CREATE TABLE IF NOT EXISTS staged (id INTEGER PRIMARY KEY, value TEXT NOT NULL);';
  return [table, 'DELETE FROM staged;', ...lines, 'DROP TABLE staged;'].join('\n');
}

const utf8Length = (text: string): number => new TextEncoder().encode(text).length;

/** NUL cannot stand in a text of SQL, and no document needs it. */
const quoted = (text: string): string => `'${text.replaceAll("'", "''").replaceAll('\u0000', '')}'`;
