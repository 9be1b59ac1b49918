/**
 * How one text stands in an issue file. Ordinary Chinese text stands as it is, so that people can edit it. A backslash
 * takes the special meaning from the character after it; `\n` is a line feed, `\r` a carriage return and `\0` nothing
 * at all: it marks an empty text and keeps white space at the edges from being trimmed.
 */
const letters: Record<string, string> = { n: '\n', r: '\r', '0': '' };

/** A text as one line. `special` are further characters to take the meaning from, wherever they stand. */
export function escapeLine(text: string, special = ''): string {
  if (text === '') return '\\0';
  let line = '';
  for (const character of text) {
    if (character === '\n') line += '\\n';
    else if (character === '\r') line += '\\r';
    else if (character === '\\' || special.includes(character)) line += `\\${character}`;
    else line += character;
  }
  if (/^\s/u.test(line)) line = `\\0${line}`;
  if (/\s$/u.test(line)) line = `${line}\\0`;
  return line;
}

export function unescapeLine(line: string): string {
  return line.replace(/\\([\s\S]|$)/gu, (_, after: string) => letters[after] ?? after);
}

/** Splits a line at `separator` wherever no backslash stands before it, and reads each part. */
export function splitEscaped(line: string, separator: string): string[] {
  const parts = [''];
  for (const [piece] of line.matchAll(/\\[\s\S]?|[^\\]/gu)) {
    if (piece === separator) parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return parts.map((part) => unescapeLine(part.trim()));
}

/** True for a Markdown table that can stand in the file as it is: every line starts with `|`. */
const isPlainTable = (text: string): boolean =>
  !text.includes('\r') && text.split('\n').every((line) => line.startsWith('|') && line === line.trim());

/** A paragraph as a block of lines: a table as it is, anything else as one line that nothing mistakes for markup. */
export function escapeParagraph(text: string): string {
  if (isPlainTable(text)) return text;
  const line = escapeLine(text);
  return /^(?:[#>|]|-{3,}$)/u.test(line) ? `\\${line}` : line;
}

/** A block of lines as a paragraph: a table as it is, anything else with its wrapped lines joined. */
export function unescapeParagraph(lines: readonly string[]): string {
  return lines[0]?.startsWith('|') ? lines.join('\n') : unescapeWrapped(lines);
}

/** Joins lines that someone wrapped by hand, with a space only where both sides are Latin letters or digits. */
export function unescapeWrapped(lines: readonly string[]): string {
  return lines.map(unescapeLine).reduce((text, line) => {
    const gap = /[\p{Script=Latin}\p{Nd}]$/u.test(text) && /^[\p{Script=Latin}\p{Nd}]/u.test(line) ? ' ' : '';
    return `${text}${gap}${line}`;
  });
}
