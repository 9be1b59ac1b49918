import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../src/adapters/formats/index.ts';
import { formatIssue, parseIssue } from '../../../src/core/issue-file.ts';
import { readIssue } from '../../../src/core/reading/read-issue.ts';

const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });

const exported = `---
bulletin: 云川组工信息
year: 2024
number: 6
date: "2024-03-14"
office: 中共云川市委组织部研究室
audience:
  - oc_1
status: withdrawn
version: 3
source: 第6期.docx
format: docx
---

> 编者的话。

# 题目 一

单位：中共青禾县委组织部

# 题目 二

## 一、小节

\\# 不是标题。

| 县 | 数 |
| --- | --- |
| 青禾 | 3 |
`;

describe('readDocument() of Markdown', () => {
  it('takes an exported issue as it is, and begins its versions anew', async () => {
    const document = await readDocument(file('云川组工信息-2024-06.md', exported));
    const { verdict, issue } = readIssue(document, '云川组工信息-2024-06.md');
    expect(verdict).toBe('publish');
    expect(issue).toEqual({ ...parseIssue(exported), status: 'published', version: 1 });
    expect(parseIssue(formatIssue(issue!))).toEqual(issue);
  });

  it('names the line where an exported issue was broken by hand', async () => {
    const broken = exported.replace('number: 6', 'munber: 6');
    const { verdict, reason } = readIssue(await readDocument(file('a.md', broken)), 'a.md');
    expect(verdict).toBe('refuse');
    expect(reason).toMatch(/第4行.*munber/u);
  });

  it('looks for secrecy marks in an exported issue too', async () => {
    const marked = exported.replace('编者的话。', '秘密★1年');
    expect(readIssue(await readDocument(file('a.md', marked)), 'a.md').verdict).toBe('refuse');
  });

  it('gives headings their level and takes marks of Markdown off', async () => {
    const { lines, format } = await readDocument(
      file('a.md', '## 标题 ##\n\n> 引用\n- 条目\n[链接](https://example.org)\\*\n***\n#3楼\n'),
    );
    expect(format).toBe('markdown');
    expect(lines.filter((line) => line.text !== '')).toEqual([
      { text: '标题', headingLevel: 2, wholeParagraph: true },
      { text: '引用' },
      { text: '条目' },
      { text: '链接*' },
      { text: '#3楼' },
    ]);
  });
});
