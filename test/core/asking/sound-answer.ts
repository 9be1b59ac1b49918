import { expect } from 'vitest';
import {
  type Answer,
  type Excerpt,
  type Issue,
  issueLabel,
  maySee,
  sectionsOf,
  type Viewer,
} from '../../../src/core/bulletin.ts';
import { passagesOf } from '../../../src/core/passages.ts';

/**
 * What every answer keeps to, whatever was asked: verbatim slices of published issues that `viewer` may see, marks
 * inside them, and nothing in a field that its kind leaves empty. Reads `issues`, never an index.
 */
export function expectSound(answer: Answer, issues: readonly Issue[], viewer: Viewer): void {
  const { kind, question } = answer;
  const isRefusal = kind === 'near-miss' || kind === 'not-found' || kind === 'help';
  if (isRefusal || kind === 'listing') expect(answer.excerpts, question).toEqual([]);
  else expect(answer.excerpts.length, question).toBeGreaterThan(0);
  if (kind === 'near-miss') expect(answer.related.length, question).toBeGreaterThan(0);
  else expect(answer.related, question).toEqual([]);
  if (kind === 'listing') expect(answer.total, question).toBeGreaterThanOrEqual(answer.listing.length);
  else expect([answer.listing, answer.total], question).toEqual([[], 0]);

  const visible = new Map(
    issues
      .filter(({ status, audience }) => status === 'published' && maySee(viewer, audience))
      .map((issue) => [issue.id, issue]),
  );
  const items = answer.listing.map(({ issue }) => issue?.id).filter((id) => id !== undefined);
  for (const id of items) expect([...visible.keys()], question).toContain(id);
  const listed = answer.listing.map(({ excerpt }) => excerpt).filter((excerpt) => excerpt !== undefined);
  for (const excerpt of [...answer.excerpts, ...answer.related, ...listed])
    expectExcerpt(excerpt, visible.get(excerpt.issue.id), question);
}

function expectExcerpt(excerpt: Excerpt, issue: Issue | undefined, question: string): void {
  if (issue === undefined)
    throw new Error(`「${question}」 quotes ${excerpt.issue.id}, which is not to be seen`);
  const { text, highlights, article, section } = excerpt;
  expect(excerpt.issue, question).toEqual({ id: issue.id, label: issueLabel(issue), date: issue.date });
  const stored = issue.articles.find(({ number }) => number === article.number);
  expect(article.title, question).toBe(stored?.title ?? '');
  expect(article.unit, question).toBe(stored?.units.join('、') ?? issue.office ?? '');
  const texts =
    stored === undefined
      ? [issue.editorsNote.join('\n'), issue.leadersComment ?? '', ...issue.colophon]
      : [...sectionsOf(stored)]
          .filter(({ path }) => path.join('\n') === section.join('\n'))
          .flatMap(({ paragraphs }) => [paragraphs.join('\n'), ...section]);
  expect(text, question).not.toBe('');
  expect(
    texts.some((whole) => whole.includes(text)),
    `「${question}」 ${text}`,
  ).toBe(true);
  expect(passageIds(issue), question).toContain(excerpt.passage);
  expect(excerpt.url, question).toMatch(new RegExp(`#${excerpt.passage}$`, 'u'));
  expect(excerpt.score, question).toBeGreaterThanOrEqual(0);
  expect(excerpt.score, question).toBeLessThanOrEqual(1);
  let at = 0;
  for (const [start, end] of highlights) {
    expect(start, question).toBeGreaterThanOrEqual(at);
    expect(end, question).toBeGreaterThan(start);
    expect(end, question).toBeLessThanOrEqual(text.length);
    at = end;
  }
}

const idsOf = new WeakMap<Issue, string[]>();

function passageIds(issue: Issue): string[] {
  const ids = idsOf.get(issue) ?? passagesOf(issue).map(({ id }) => id);
  idsOf.set(issue, ids);
  return ids;
}
