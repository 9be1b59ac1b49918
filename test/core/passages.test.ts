import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Article, type Issue, type Passage, type Section, sectionsOf } from '../../src/core/bulletin.ts';
import { cut, passagesOf } from '../../src/core/passages.ts';
import { sampleIssue } from '../contracts/sample-issue.ts';

const TABLE = '| 镇 | 套数 |\n| --- | --- |\n| 柳溪镇 | 30 |';

const anySentence = fc
  .tuple(
    fc.array(fc.constantFrom(...'人才公寓驻村网格12𠮷'), { minLength: 1, maxLength: 90 }),
    fc.constantFrom('。', '！', '？', '；'),
  )
  .map(([characters, stop]) => `${characters.join('')}${stop}`);
const anyParagraph = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.array(anySentence, { minLength: 1, maxLength: 8 }).map((sentences) => sentences.join('')),
  },
  fc.constant(TABLE),
);
const anyParagraphs = fc.array(anyParagraph, { maxLength: 5 });
const anyHeading = fc.constantFrom('一、建房', '二、管房', '（一）选址');
const anyArticle: fc.Arbitrary<Omit<Article, 'number'>> = fc.record({
  title: fc.constant('甲县建房'),
  units: fc.constant<string[]>(['甲县委组织部']),
  paragraphs: anyParagraphs,
  sections: fc.array(
    fc.record({
      heading: anyHeading,
      paragraphs: anyParagraphs,
      sections: fc.array(
        fc.record({ heading: anyHeading, paragraphs: anyParagraphs, sections: fc.constant<Section[]>([]) }),
        {
          maxLength: 2,
        },
      ),
    }),
    { maxLength: 3 },
  ),
});
const anyIssue: fc.Arbitrary<Issue> = fc
  .record({
    editorsNote: fc.array(anySentence, { maxLength: 3 }),
    leadersComment: fc.option(anySentence),
    articles: fc.array(anyArticle, { maxLength: 3 }),
    colophon: fc.array(fc.constantFrom('报：市委常委。', '发：各县。', '印数：120份'), { maxLength: 3 }),
  })
  .map((parts) =>
    sampleIssue({ ...parts, articles: parts.articles.map((one, i) => ({ ...one, number: i + 1 })) }),
  );

/** The texts a passage may be a slice of: its section's, or that of its part of the issue. */
function textsOf(issue: Issue, passage: Passage): string[] {
  if (passage.part === 'note') return [issue.editorsNote.join('\n')];
  if (passage.part === 'comment') return [issue.leadersComment ?? ''];
  if (passage.part === 'colophon') return issue.colophon;
  const article = issue.articles.find(({ number }) => number === passage.articleNumber) as Article;
  return [...sectionsOf(article)]
    .filter(({ path }) => path.join('\n') === passage.section.join('\n'))
    .map(({ paragraphs }) => paragraphs.join('\n'));
}

const withoutBlanks = (text: string): string => text.replace(/\s/gu, '');

describe('passagesOf()', () => {
  it('gives slices of one section each, and all of the text in reading order', () => {
    fc.assert(
      fc.property(anyIssue, (issue) => {
        const passages = passagesOf(issue);
        for (const passage of passages) {
          expect(
            textsOf(issue, passage).some((text) => text.includes(passage.text)),
            passage.text,
          ).toBe(true);
          expect(passage.issueId).toBe(issue.id);
        }
        const whole = [
          ...issue.editorsNote,
          issue.leadersComment ?? '',
          ...issue.articles.flatMap((article) =>
            [...sectionsOf(article)].flatMap(({ paragraphs }) => paragraphs),
          ),
          ...issue.colophon,
        ];
        expect(withoutBlanks(passages.map(({ text }) => text).join(''))).toBe(withoutBlanks(whole.join('')));
      }),
      { numRuns: 60 },
    );
  });

  it('gives ids that are unique in the issue and safe in a URL', () => {
    fc.assert(
      fc.property(anyIssue, (issue) => {
        const ids = passagesOf(issue).map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) expect(id).toMatch(/^[a-z0-9]{6,20}$/u);
      }),
      { numRuns: 60 },
    );
  });

  it('tells equal paragraphs of one issue apart', () => {
    const one = { title: '甲', units: [], sections: [], paragraphs: ['同一句话。'] };
    const issue = sampleIssue({ articles: [1, 2, 3].map((number) => ({ ...one, number })) });
    const ids = passagesOf(issue)
      .filter(({ part }) => part === 'article')
      .map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
  });

  it('names the part, the article and the heading path of each passage', () => {
    const issue = sampleIssue({
      leadersComment: '可推广。',
      articles: [
        {
          number: 1,
          title: '甲县建房',
          units: ['甲县委组织部'],
          paragraphs: ['导语。'],
          sections: [
            {
              heading: '一、建房',
              paragraphs: [],
              sections: [{ heading: '（一）选址', paragraphs: ['选在学校边。'], sections: [] }],
            },
          ],
        },
      ],
    });
    expect(
      passagesOf(issue).map(({ part, articleNumber, section, text }) => [part, articleNumber, section, text]),
    ).toEqual([
      ['note', 0, [], '现将两地做法刊发如下。'],
      ['comment', 0, [], '可推广。'],
      ['article', 1, [], '导语。'],
      ['article', 1, ['一、建房', '（一）选址'], '选在学校边。'],
      ['colophon', 0, [], '报：省委组织部'],
      ['colophon', 0, [], '送：市直各单位'],
    ]);
  });

  it.each<[string, (issue: Issue) => Issue]>([
    ['the figure of another paragraph', (issue) => replaceIn(issue, '乙县建房86套。', '乙县建房96套。')],
    [
      'the title',
      (issue) => ({ ...issue, articles: issue.articles.map((one) => ({ ...one, title: '改了' })) }),
    ],
    ['an article before it', (issue) => ({ ...issue, articles: issue.articles.slice(1) })],
    ["the editor's note", (issue) => ({ ...issue, editorsNote: ['改了。', '又加一段。'] })],
    ['the colophon', (issue) => ({ ...issue, colophon: [] })],
    ['white space in the paragraph itself', (issue) => replaceIn(issue, '选派42名', '选派 42 名')],
  ])('keeps the id of a passage when %s is corrected', (_, correct) => {
    const article = (number: number, ...paragraphs: string[]): Article => ({
      number,
      title: `第${number}篇`,
      units: [],
      paragraphs,
      sections: [],
    });
    const issue = sampleIssue({
      articles: [article(1, '乙县建房86套。'), article(2, '丙县选派42名干部驻村。')],
    });
    const idOf = (of: Issue): string | undefined => passagesOf(of).find(({ text }) => /丙县/u.test(text))?.id;
    expect(idOf(correct(issue))).toBe(idOf(issue));
  });

  it('gives another id to a passage whose own words are corrected', () => {
    const idOf = (text: string): string =>
      passagesOf(sampleIssue({ editorsNote: [text], articles: [], colophon: [] }))[0]!.id;
    expect(idOf('建房86套。')).not.toBe(idOf('建房96套。'));
  });
});

function replaceIn(issue: Issue, from: string, to: string): Issue {
  return JSON.parse(JSON.stringify(issue).replaceAll(from, to)) as Issue;
}

describe('cut()', () => {
  const sentence = (length: number): string => `${'字'.repeat(length - 1)}。`;
  const lengths = (...paragraphs: string[]): number[] => cut(paragraphs).map(({ length }) => length);

  it.each<[string, string[], number[]]>([
    ['nothing', [], []],
    ['a short paragraph', [sentence(20)], [20]],
    ['short paragraphs together', [sentence(30), sentence(30)], [61]],
    ['a short paragraph with a long one it still goes with', [sentence(60), sentence(200)], [261]],
    ['paragraphs that would be too long together', [sentence(60), sentence(280)], [60, 280]],
    ['paragraphs that are long enough alone', [sentence(100), sentence(100)], [100, 100]],
    ['a paragraph of 300 characters whole', [sentence(150) + sentence(150)], [300]],
    ['a longer one between its sentences', [sentence(200) + sentence(200)], [200, 200]],
    ['a long one evenly', [sentence(100).repeat(6)], [200, 200, 200]],
    ['one sentence that is too long, whole', [sentence(500)], [500]],
  ])('passes %s', (_, paragraphs, expected) => {
    expect(lengths(...paragraphs)).toEqual(expected);
  });

  it('leaves a table alone, however long and whatever stands beside it', () => {
    const long = `${TABLE}\n${'| 柳溪镇 | 30 |\n'.repeat(60)}`.trim();
    expect(cut([sentence(20), TABLE, sentence(20), long])).toEqual([sentence(20), TABLE, sentence(20), long]);
  });

  it('makes passages of 80 to 300 characters where the sentences allow', () => {
    fc.assert(
      fc.property(anyParagraphs, (paragraphs) => {
        const passages = cut(paragraphs);
        for (const [i, passage] of passages.entries()) {
          if (passage.startsWith('|')) continue;
          // A sentence is at most 91 characters here: no passage needs to reach far over 300.
          expect(passage.length).toBeLessThanOrEqual(300 + 91);
          const next = passages[i + 1];
          if (passage.length >= 80 || next === undefined || next.startsWith('|')) continue;
          const isWholeParagraph = paragraphs.join('\n').split('\n').includes(next);
          if (isWholeParagraph) expect(passage.length + 1 + next.length).toBeGreaterThan(300);
        }
      }),
    );
  });
});
