import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Issue } from '../../../src/core/bulletin.ts';
import type { Line } from '../../../src/core/ports.ts';
import { readIssue } from '../../../src/core/reading/read-issue.ts';

/** One paragraph a line, the source of every layout. */
const sources = [
  'page-breaks-and-two-levels',
  'numbered-four-levels',
  'plain-without-headings',
  'unit-above',
  'digest-without-units',
  'leaders-comment',
].map((name): [string, string[]] => {
  const path = new URL(`../../fixtures/formats/text/${name}.expected.json`, import.meta.url);
  const { issue } = JSON.parse(readFileSync(path, 'utf8')) as { issue: Issue };
  return [name, paragraphsOf(issue)];
});

/** An issue as its paragraphs stood in print: masthead, labels, titles, headings run in or on lines of their own. */
function paragraphsOf(issue: Issue): string[] {
  const body: string[] = [issue.bulletin, `${issue.year}年第${issue.numbers[0]}期`];
  if (issue.office) body.push(issue.office);
  const [year, month, day] = issue.date!.split('-').map(Number);
  body.push(`${year}年${month}月${day}日`);
  if (issue.leadersComment !== null) body.push(`领导批示：${issue.leadersComment}`);
  if (issue.editorsNote.length > 0) body.push(`编者按：${issue.editorsNote.join('')}`);
  for (const article of issue.articles) {
    body.push(article.title, ...article.units, ...article.paragraphs);
    const visit = (sections: Issue['articles'][number]['sections'], above: string): void => {
      for (const { heading, paragraphs, sections: inner } of sections) {
        const numbered = /^[一二三四五六七八九十\d（(]/u.test(heading);
        if (numbered) body.push(heading, ...paragraphs);
        else if (inner.length === 0) body.push(`${above}${heading}。${paragraphs.join('')}`);
        visit(inner, numbered ? '' : `${heading}。`);
      }
    };
    visit(article.sections, '');
  }
  return [...body, ...issue.colophon];
}

const widthOf = (text: string): number =>
  [...text].reduce(
    (sum, character) => sum + (/[\u0000-\u2E7F]/u.test(character) && !/[“”‘’…—]/u.test(character) ? 0.5 : 1),
    0,
  );

/** Lines of `width` characters; punctuation begins no line, a number is not cut. */
function wrap(text: string, width: number, indent: number): string[] {
  const lines: string[] = [];
  let line = '';
  let room = width - indent;
  for (const [piece] of text.matchAll(/[\d.%]+|[\s\S]/gu)) {
    if (line !== '' && widthOf(line + piece) > room) {
      const keep = /[，。；：、”）》！？]/u.test(piece) ? line.length - 1 : line.length;
      lines.push(line.slice(0, keep));
      line = line.slice(keep);
      room = width;
    }
    line += piece;
  }
  return [...lines, line];
}

type Layout = (paragraphs: readonly string[]) => string;

const isTitle = (paragraph: string): boolean => widthOf(paragraph) <= 26 && !/[。；]$/u.test(paragraph);

const wrapped =
  (width: number, indented: boolean, gap: string): Layout =>
  (paragraphs) =>
    paragraphs
      .map((paragraph) => {
        if (isTitle(paragraph)) return paragraph;
        const lines = wrap(paragraph, width, indented ? 2 : 0);
        return (indented ? '　　' : '') + lines.join('\n');
      })
      .join(gap);

const paged =
  (layout: Layout, linesPerPage: number): Layout =>
  (paragraphs) =>
    layout(paragraphs)
      .split('\n')
      .map((line, index) =>
        (index + 1) % linesPerPage === 0 ? `${line}\n\n— ${(index + 1) / linesPerPage} —\n` : line,
      )
      .join('\n');

const layouts: [string, Layout][] = [
  ['one paragraph a line', (paragraphs) => paragraphs.join('\n')],
  ['paragraphs apart by blank lines', (paragraphs) => paragraphs.join('\n\n')],
  [
    'indented by full-width spaces',
    (paragraphs) => paragraphs.map((text) => (isTitle(text) ? text : `　　${text}`)).join('\n'),
  ],
  [
    'indented by no-break spaces',
    (paragraphs) => paragraphs.map((text) => `\u00A0\u00A0\u00A0\u00A0${text}`).join('\n'),
  ],
  ['apart by lines with a zero-width space', (paragraphs) => paragraphs.join('\n\u200B\n')],
  [
    'with form feeds between pages',
    (paragraphs) => paragraphs.map((text, index) => (index % 7 === 6 ? `\f${text}` : text)).join('\n\n'),
  ],
  ...[26, 28, 30, 31, 38, 43].flatMap((width): [string, Layout][] => [
    [`wrapped at ${width}, indented`, wrapped(width, true, '\n')],
    [`wrapped at ${width}, apart by blank lines`, wrapped(width, false, '\n\n')],
    [`wrapped at ${width}, on pages of 22 lines`, paged(wrapped(width, true, '\n'), 22)],
  ]),
];

/** White space is compared away: what stood at the end of a wrapped line is gone. */
const read = (text: string) => {
  const lines = text.split('\n').map((line): Line => ({ text: line }));
  const { issue } = readIssue({ format: 'text', lines, properties: {}, recognised: false }, '');
  return JSON.parse(
    JSON.stringify(issue, (_, value) => (typeof value === 'string' ? value.replace(/\s/gu, '') : value)),
  ) as Issue | null;
};

describe.each(sources)('readIssue() of %s', (_, paragraphs) => {
  const plain = read(paragraphs.join('\n\n'));

  it.each(layouts)('reads the same %s', (__, layout) => {
    expect(plain?.articles.length).toBeGreaterThan(0);
    expect(read(layout(paragraphs))).toEqual(plain);
  });
});
