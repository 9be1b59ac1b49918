/**
 * A slice of a line for a `markdown` element, to show exactly as it is: every character that could mean something to
 * Markdown or to Feishu's tags (`<at id=all>`, `**`, `[x](…)`, `:OK:`) becomes a numeric entity, as
 * https://open.feishu.cn/document/feishu-cards/card-json-v2-components/content-components/rich-text describes. Leading
 * blanks would open a code block and go; line feeds become `<br>`. A decimal point between digits stays: it means nothing.
 */
function escapeWithin(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replace(/\n[ \t]+/g, '\n')
    .replace(/(?<!\d)\.|\.(?!\d)|[&<>*~_`[\](){}#:+\-!\\/"'$|@=]/g, (c) => `&#${c.charCodeAt(0)};`)
    .replace(/\r?\n/g, '<br>');
}

/** `text` as Markdown with the ranges of `highlights` (`[start, end)` in UTF-16 units, ascending) in red. */
export function highlightedMarkdown(
  text: string,
  highlights: readonly (readonly [number, number])[],
): string {
  const pieces: string[] = [];
  let at = text.length - text.replace(/^[ \t]+/, '').length;
  for (const [start, end] of highlights) {
    if (start < at || end <= start || end > text.length) continue;
    // Colour, not **bold**: beside full-width punctuation Markdown would show the asterisks.
    pieces.push(
      escapeWithin(text.slice(at, start)),
      `<font color='red'>`,
      escapeWithin(text.slice(start, end)),
      '</font>',
    );
    at = end;
  }
  return pieces.join('') + escapeWithin(text.slice(at));
}
