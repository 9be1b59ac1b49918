import { sectionsOf } from '../../../src/core/bulletin.ts';
import type { ReadDocument } from '../../../src/core/ports.ts';
import type { Reading } from '../../../src/core/reading/reading.ts';

/** How often each letter and digit occurs: what must be the same before and after reading. */
type Characters = Record<string, number>;

function count(texts: Iterable<string>): Characters {
  const characters: Characters = {};
  for (const text of texts) {
    for (const [character] of text.matchAll(/[\p{L}\p{N}]/gu)) {
      characters[character] = (characters[character] ?? 0) + 1;
    }
  }
  return characters;
}

export const charactersIn = ({ lines }: ReadDocument): Characters =>
  count(lines.flatMap((line) => line.cells ?? [line.text]));

/** The texts of the issue, what was left out of it, and the lines that became fields. */
export function charactersOut({ issue, dropped, consumed }: Reading): Characters {
  if (!issue) return count([...dropped, ...consumed]);
  const articles = issue.articles.flatMap((article) => [
    ...titleOf(article.title, consumed),
    ...[...sectionsOf(article)].flatMap(({ path, paragraphs }) => [path.at(-1) ?? '', ...paragraphs]),
  ]);
  return count([
    ...issue.editorsNote,
    issue.leadersComment ?? '',
    ...articles,
    ...issue.colophon,
    ...dropped,
    ...consumed,
  ]);
}

/** A title printed on the masthead's own line is counted there; （无标题） is not printed at all. */
const titleOf = (title: string, consumed: readonly string[]): string[] =>
  title === '（无标题）' || consumed.some((line) => line.includes(`：${title}`)) ? [] : [title];
