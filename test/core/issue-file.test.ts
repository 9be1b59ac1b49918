import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Article, type Issue, issueId, type Section } from '../../src/core/bulletin.ts';
import { StoreError } from '../../src/core/errors.ts';
import { formatIssue, IssueFileError, parseIssue } from '../../src/core/issue-file.ts';

const head = '---\nbulletin: 云川组工信息\nyear: 2024\nnumber: 6\n---\n';

const troublesome = [
  '#',
  '##  ',
  '>',
  '|',
  '| a | b |',
  '| a |\n| - |\n| 1 |',
  '---',
  '-',
  '单位：',
  '单位：甲；乙',
  '领导批示：',
  '\\',
  '\\n',
  '\\0',
  '',
  ' ',
  '　',
  '\t',
  '\u00A0',
  '\u0085',
  '\u2028',
  '\uFEFF',
  '\r\n',
  '\n\n',
  '；',
  '𠮷野',
  '👩‍👩‍👧',
  'true',
  '2024-03-14',
  'a: b',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...troublesome), fc.string({ unit: 'binary', maxLength: 8 })), {
    maxLength: 4,
  })
  .map((parts) => parts.join(''));

const { section } = fc.letrec<{ section: Section }>((tie) => ({
  section: fc.record({
    heading: text,
    paragraphs: fc.array(text, { maxLength: 3 }),
    sections: fc.oneof(
      { maxDepth: 3 },
      fc.constant([] as Section[]),
      fc.array(tie('section'), { maxLength: 2 }),
    ),
  }),
}));

const article = fc.record({
  title: text,
  units: fc.array(text, { maxLength: 3 }),
  paragraphs: fc.array(text, { maxLength: 3 }),
  sections: fc.array(section, { maxLength: 3 }),
});

const pad = (n: number): string => String(n).padStart(2, '0');
const positive = fc.integer({ min: 1, max: 9999 });
const date = fc
  .tuple(
    fc.integer({ min: 1949, max: 2100 }),
    fc.integer({ min: 1, max: 12 }),
    fc.option(fc.integer({ min: 1, max: 28 })),
  )
  .map(([year, month, day]) => `${year}-${pad(month)}${day === null ? '' : `-${pad(day)}`}`);

const issue: fc.Arbitrary<Issue> = fc
  .record({
    bulletin: text,
    year: fc.integer({ min: 1949, max: 2100 }),
    numbers: fc.array(positive, { maxLength: 3 }),
    supplement: fc.boolean(),
    total: fc.option(positive),
    date: fc.option(date),
    office: fc.option(text),
    audience: fc.oneof(
      fc.constant({ kind: 'everyone' as const }),
      fc.array(text, { maxLength: 2 }).map((chats) => ({ kind: 'chats' as const, chats })),
    ),
    status: fc.constantFrom('published' as const, 'withdrawn' as const),
    version: positive,
    source: fc.record({ file: fc.option(text), format: text, unproofed: fc.boolean() }),
    editorsNote: fc.array(text, { maxLength: 3 }),
    leadersComment: fc.option(text),
    articles: fc.array(article, { maxLength: 3 }),
    colophon: fc.array(text, { maxLength: 3 }),
  })
  .map((fields) => ({
    id: issueId(fields, fields.date),
    ...fields,
    articles: fields.articles.map((body, index): Article => ({ number: index + 1, ...body })),
  }));

describe('formatIssue() and parseIssue()', () => {
  it('give back any issue as it was', () => {
    fc.assert(
      fc.property(issue, (original) => {
        expect(parseIssue(formatIssue(original))).toEqual(original);
      }),
      { numRuns: 500 },
    );
  });

  it('give back any issue from a file saved with CR LF and a byte order mark', () => {
    fc.assert(
      fc.property(issue, (original) => {
        expect(parseIssue(`\uFEFF${formatIssue(original).replaceAll('\n', '\r\n')}`)).toEqual(original);
      }),
    );
  });

  it('keep ordinary text free of escapes', () => {
    const original: Issue = {
      id: '云川组工信息-2024-06',
      bulletin: '云川组工信息',
      year: 2024,
      numbers: [6],
      supplement: false,
      total: 55,
      date: '2024-03-14',
      office: '中共云川市委组织部研究室',
      audience: { kind: 'everyone' },
      status: 'published',
      version: 1,
      source: { file: '第6期.docx', format: 'docx', unproofed: false },
      editorsNote: ['“一码办”（试行）——50%、2.0版。', '第二段。'],
      leadersComment: '',
      articles: [
        {
          number: 1,
          title: '建强队伍 服务大局',
          units: ['中共青禾县委组织部', '云川市人社局'],
          paragraphs: ['2024年，青禾县……'],
          sections: [
            {
              heading: '一、压实责任',
              paragraphs: ['单位：万元', '| 县 | 数 |\n| --- | --- |\n| 青禾 | 3 |'],
              sections: [{ heading: '（一）怎么看', paragraphs: ['- 看实绩。'], sections: [] }],
            },
          ],
        },
      ],
      colophon: ['报：市委领导。', '发：各县（市、区）委组织部。'],
    };
    expect(formatIssue(original)).toBe(`---
bulletin: 云川组工信息
year: 2024
number: 6
total: 55
date: "2024-03-14"
office: 中共云川市委组织部研究室
audience: everyone
status: published
version: 1
source: 第6期.docx
format: docx
---

> “一码办”（试行）——50%、2.0版。
>
> 第二段。

领导批示：

# 建强队伍 服务大局

单位：中共青禾县委组织部；云川市人社局

2024年，青禾县……

## 一、压实责任

单位：万元

| 县 | 数 |
| --- | --- |
| 青禾 | 3 |

### （一）怎么看

- 看实绩。

---

报：市委领导。

发：各县（市、区）委组织部。
`);
  });
});

describe('parseIssue()', () => {
  it('fills in what a file written by hand leaves out', () => {
    const parsed = parseIssue(`${head}\n# 题目\n单位：青禾县委组织部\n第一行，\n第二行。\n##小节\n正文。\n`);
    expect(parsed).toMatchObject({
      id: '云川组工信息-2024-06',
      date: null,
      total: null,
      office: null,
      supplement: false,
      audience: { kind: 'everyone' },
      status: 'published',
      version: 1,
      source: { file: null, format: 'markdown', unproofed: false },
      leadersComment: null,
      articles: [
        {
          title: '题目',
          units: ['青禾县委组织部'],
          paragraphs: ['第一行，第二行。'],
          sections: [{ heading: '小节', paragraphs: ['正文。'], sections: [] }],
        },
      ],
    });
  });

  it.each([
    ['no front matter', '# 题目\n', 1, '---'],
    ['front matter that never ends', '---\nbulletin: 甲\n', 3, '没有'],
    ['broken YAML', '---\nbulletin: 甲\nyear: [2024\n---\n', 3, '格式'],
    ['a key twice', '---\nbulletin: 甲\nyear: 2024\nyear: 2025\n---\n', 4, '格式'],
    ['an unknown key', '---\nbulletin: 甲\nyear: 2024\nmunber: 6\n---\n', 4, 'munber'],
    ['no bulletin', '---\nyear: 2024\n---\n', 2, 'bulletin'],
    ['no year', '---\nbulletin: 甲\n---\n', 2, 'year'],
    ['a year out of range', '---\nbulletin: 甲\nyear: 24\n---\n', 3, 'year'],
    ['a number that is text', '---\nbulletin: 甲\nyear: 2024\nnumber: 六\n---\n', 4, 'number'],
    ['a date of another form', '---\nbulletin: 甲\nyear: 2024\ndate: 2024年3月14日\n---\n', 4, 'date'],
    ['an audience that is neither', '---\nbulletin: 甲\nyear: 2024\naudience: some\n---\n', 4, 'audience'],
    ['a status that is neither', '---\nbulletin: 甲\nyear: 2024\nstatus: draft\n---\n', 4, 'status'],
    ['text before the first article', `${head}\n正文。\n`, 7, '第一篇'],
    ['a section before the first article', `${head}\n## 小节\n`, 7, '小节'],
    ['a note after an article', `${head}\n# 题目\n\n> 编者按\n`, 9, '编者按'],
    ['two comments', `${head}\n领导批示：\n\n领导批示：好\n`, 9, '两次'],
    ['a heading in the colophon', `${head}\n# 题目\n\n---\n\n# 又一题\n`, 11, '版记'],
  ])('names the line and the reason: %s', (_, file, line, reason) => {
    let thrown: unknown;
    try {
      parseIssue(file);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(IssueFileError);
    expect(thrown).toBeInstanceOf(StoreError);
    expect(thrown).toMatchObject({ line, name: 'IssueFileError' });
    expect((thrown as IssueFileError).reason).toContain(reason);
  });
});
