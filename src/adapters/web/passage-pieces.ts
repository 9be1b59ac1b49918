import { type Article, type Passage, sectionsOf } from '../../core/bulletin.ts';

/** A run of text of one paragraph: of one passage, or of none. */
export interface Piece {
  text: string;
  /** Id of the passage this is a part of. */
  passage: string | null;
  /** The passage begins here: this piece carries the anchor. */
  begins: boolean;
  /** The passage ends here. */
  ends: boolean;
}

/**
 * Cuts the paragraphs of one section where its passages begin and end; the pieces of a paragraph joined are the
 * paragraph. Passages are slices of the paragraphs joined by one line feed, in reading order and apart from each other;
 * those that are not found are returned in `elsewhere`: they stand in another section of the same name.
 */
export function cutIntoPieces(
  paragraphs: readonly string[],
  passages: readonly Passage[],
): { paragraphs: Piece[][]; elsewhere: Passage[] } {
  const joined = paragraphs.join('\n');
  const elsewhere: Passage[] = [];
  const spans: { id: string; start: number; end: number }[] = [];
  let from = 0;
  for (const passage of passages) {
    const start = joined.indexOf(passage.text, from);
    if (start < 0) {
      elsewhere.push(passage);
      continue;
    }
    from = start + passage.text.length;
    spans.push({ id: passage.id, start, end: from });
  }

  let start = 0;
  const cut = paragraphs.map((paragraph) => {
    const end = start + paragraph.length;
    const pieces: Piece[] = [];
    let at = start;
    const add = (until: number, span: (typeof spans)[number] | null): void => {
      if (until > at) {
        pieces.push({
          text: joined.slice(at, until),
          passage: span?.id ?? null,
          begins: span?.start === at,
          ends: span?.end === until,
        });
      }
      at = Math.max(at, until);
    };
    for (const span of spans) {
      if (span.end <= start || span.start >= end) continue;
      add(span.start, null);
      add(Math.min(span.end, end), span);
    }
    add(end, null);
    start = end + 1;
    return pieces;
  });
  return { paragraphs: cut, elsewhere };
}

interface SectionPieces {
  /** Headings from the outermost section inwards; empty for what stands before the first section. */
  path: string[];
  paragraphs: Piece[][];
}

/** The sections of an article in reading order, cut into pieces. `passages` may hold those of other articles too. */
export function cutArticle(article: Article, passages: readonly Passage[]): SectionPieces[] {
  const key = (path: readonly string[]): string => path.join('\n');
  const own = passages.filter((p) => p.part === 'article' && p.articleNumber === article.number);
  const waiting = new Map<string, Passage[]>();
  for (const p of own) waiting.set(key(p.section), [...(waiting.get(key(p.section)) ?? []), p]);
  return [...sectionsOf(article)].map(({ path, paragraphs }) => {
    const cut = cutIntoPieces(paragraphs, waiting.get(key(path)) ?? []);
    waiting.set(key(path), cut.elsewhere);
    return { path, paragraphs: cut.paragraphs };
  });
}
