import type { IndexedArticle, IndexedPassage } from '../../core/ports.ts';

/** UTF-16 units of a part: three bytes each at most, so a part stays well under the 2 MB of a row. */
const LONGEST_PART = 400_000;

/** An indexed article as the parts it is kept in. What all passages share is left out of them. */
export function toParts(article: IndexedArticle): string[] {
  const { folded, words, passages } = article;
  const kept = passages.map(({ passage, folded, words }) => {
    const { id, part, section, text } = passage;
    return [id, part, section, text, folded, words];
  });
  const text = JSON.stringify([folded, words, kept]);
  return Array.from({ length: Math.ceil(text.length / LONGEST_PART) }, (_, i) =>
    text.slice(i * LONGEST_PART, (i + 1) * LONGEST_PART),
  );
}

type Kept = [string, string, [string, IndexedPassage['passage']['part'], string[], string, string, string][]];

export function fromParts(issueId: string, articleNumber: number, parts: readonly string[]): IndexedArticle {
  const [folded, words, kept] = JSON.parse(parts.join('')) as Kept;
  return {
    issueId,
    articleNumber,
    folded,
    words,
    passages: kept.map(([id, part, section, text, folded, words]) => ({
      passage: { id, issueId, part, articleNumber, section, text },
      folded,
      words,
    })),
  };
}
