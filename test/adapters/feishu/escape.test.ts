import { HtmlRenderer, Parser } from 'commonmark';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlightedMarkdown } from '../../../src/adapters/feishu/escape.ts';

/** What a reader of the Markdown sees, by the reference parser; anything but plain text and line breaks throws. */
function shown(markdown: string): string {
  const html = new HtmlRenderer().render(new Parser().parse(markdown));
  const inside = /^(?:<p>([\s\S]*)<\/p>\n)?$/.exec(html)?.[1] ?? '';
  const text = inside.replace(/<br>/g, '\n').replace(/<font color='red'>|<\/font>/g, '');
  if (/[<>]/.test(text)) throw new Error(`Not plain: ${html}`);
  const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"' };
  return text.replace(/&\w+;/g, (entity) => entities[entity] ?? entity);
}

/** What must come out: the text without control characters, and without blanks that begin a line. */
const expected = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replace(/\r\n/g, '\n')
    .replace(/^[ \t]+/gm, '');

describe('highlightedMarkdown() of nothing highlighted', () => {
  it.each([
    '<at id=all></at>',
    '<at user_id="all">所有人</at>',
    '[免费领取](http://evil.example)',
    '![x](img_key)',
    '**粗** _斜_ ~~删~~ `码`',
    '# 标题',
    '- 项目\n- 项目',
    '1. 一\n2. 二',
    '1) 一',
    '> 引用',
    '```\n围栏\n```',
    '    缩进',
    '| a | b |\n|---|---|\n| c | d |',
    '标题\n===',
    '---',
    '<font color=red>红</font>',
    '&#60;at id=all&#62;',
    '&lt;at&gt;',
    'http://evil.example www.evil.example',
    ':OK: 1.5万 3.2%',
    '“一码通办”——《办法》（试行）',
    'a\\*b',
  ])('shows 「%s」 as it is', (text) => {
    expect(shown(highlightedMarkdown(text, []))).toBe(expected(text));
  });

  it('shows any text as it is, and leaves no tag in it', () => {
    const characters = fc.constantFrom(...'<>&#*_~`[](){}!\\/"\'$|@=.:+-0123 \n中文“”at');
    const text = fc.oneof(
      fc.string({ unit: characters, maxLength: 60 }),
      fc.string({ unit: 'binary', maxLength: 40 }),
    );
    fc.assert(
      fc.property(text, (raw) => {
        const escaped = highlightedMarkdown(raw, []);
        expect(escaped.replaceAll('<br>', '')).not.toMatch(/[<>*[\]`]/);
        // Blanks at the ends of a paragraph, and lone carriage returns, are white space to Markdown.
        const trimmed = expected(raw)
          .replace(/[ \t]+$/gm, '')
          .trim();
        if (!/\r|\u2028|\u2029|[\ud800-\udfff]|\u0000/.test(raw)) {
          expect(
            shown(escaped)
              .replace(/[ \t]+$/gm, '')
              .trim(),
          ).toBe(trimmed);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves decimal points between digits', () => {
    expect(highlightedMarkdown('增长3.5%。v1.', [])).toBe('增长3.5%。v1&#46;');
  });
});

describe('highlightedMarkdown()', () => {
  it('marks the ranges in red and escapes inside and around them', () => {
    expect(
      highlightedMarkdown('建成*公寓*240套', [
        [2, 6],
        [6, 10],
      ]),
    ).toBe(`建成<font color='red'>&#42;公寓&#42;</font><font color='red'>240套</font>`);
  });

  it('keeps blanks beside a mark', () => {
    expect(highlightedMarkdown('talent code works', [[0, 6]])).toBe(
      `<font color='red'>talent</font> code works`,
    );
  });

  it.each([
    ['backwards', [[4, 2]]],
    ['outside', [[3, 99]]],
    [
      'overlapping',
      [
        [0, 2],
        [1, 2],
      ],
    ],
  ] as [string, [number, number][]][])('passes over a range that is %s', (_, ranges) => {
    const markdown = highlightedMarkdown('人才公寓', ranges);
    expect(markdown.replace(/<[^>]+>/g, '')).toBe('人才公寓');
  });
});
