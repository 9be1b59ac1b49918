import fnv1a from '@sindresorhus/fnv1a';
import type { Issue, Passage, PassagePart } from './bulletin.ts';
import { sectionsOf } from './bulletin.ts';
import { foldedOf, sentencesOf } from './text.ts';

/** Longest passage, in UTF-16 units, that is not cut; longer text is cut between sentences. */
const LONGEST = 300;
/** A passage shorter than this takes the next paragraph of its section with it, when both fit. */
const SHORTEST = 80;
/** What cut passages aim at. About 250 characters did best in `retrieval` measurements (R@1 on policy texts). */
const TARGET = 220;

/**
 * Every passage of an issue, in reading order: the editor's note, the leader's comment, the articles section by section,
 * the colophon. Each is a slice of its section's paragraphs joined by one line feed, so `join('\n').includes(text)`
 * holds. A table and each line of the colophon are passages of their own. Ids depend on the passage's own text alone:
 * a correction elsewhere in the issue leaves them as they are.
 */
export function passagesOf(issue: Issue): Passage[] {
  const seen = new Map<string, number>();
  const passages: Passage[] = [];
  const add = (part: PassagePart, articleNumber: number, section: string[], text: string): void => {
    const base = `p${fnv1a(foldedOf(text), { size: 64 }).toString(36)}`;
    const repeats = seen.get(base) ?? 0;
    seen.set(base, repeats + 1);
    const id = repeats === 0 ? base : `${base}x${repeats + 1}`;
    passages.push({ id, issueId: issue.id, part, articleNumber, section, text });
  };
  for (const text of cut(issue.editorsNote)) add('note', 0, [], text);
  if (issue.leadersComment) add('comment', 0, [], issue.leadersComment);
  for (const article of issue.articles) {
    for (const { path, paragraphs } of sectionsOf(article)) {
      for (const text of cut(paragraphs)) add('article', article.number, path, text);
    }
  }
  for (const line of issue.colophon) add('colophon', 0, [], line);
  return passages;
}

/** Cuts the paragraphs of one section into passages, in order. */
export function cut(paragraphs: readonly string[]): string[] {
  const passages: string[] = [];
  let open = '';
  const close = (): void => {
    if (open !== '') passages.push(open);
    open = '';
  };
  for (const paragraph of paragraphs) {
    const isTable = paragraph.startsWith('|');
    if (isTable || paragraph.length > LONGEST) {
      close();
      passages.push(...(isTable ? [paragraph] : cutParagraph(paragraph)));
      continue;
    }
    const joined = open === '' ? paragraph : `${open}\n${paragraph}`;
    if (open !== '' && (open.length >= SHORTEST || joined.length > LONGEST)) {
      close();
      open = paragraph;
    } else open = joined;
  }
  close();
  return passages;
}

/** Cuts a long paragraph between sentences into pieces of about equal length, none far over `LONGEST`. */
function cutParagraph(paragraph: string): string[] {
  const pieces = Math.ceil(paragraph.length / TARGET);
  const aim = paragraph.length / pieces;
  const passages: string[] = [];
  let start = 0;
  let end = 0;
  for (const [, sentenceEnd] of sentencesOf(paragraph)) {
    const isFull =
      end > start &&
      (sentenceEnd - start > LONGEST || Math.abs(sentenceEnd - start - aim) > Math.abs(end - start - aim));
    if (isFull) {
      passages.push(paragraph.slice(start, end));
      start = end;
    }
    end = sentenceEnd;
  }
  passages.push(paragraph.slice(start));
  return passages.map((text) => text.trim()).filter((text) => text !== '');
}
