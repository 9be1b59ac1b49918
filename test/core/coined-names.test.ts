import { describe, expect, it } from 'vitest';
import { coinedNames } from '../../src/core/coined-names.ts';
import { sampleIssue } from '../adapters/web/sample.ts';

describe('coinedNames()', () => {
  it('counts what stands in quotation marks in titles, headings and text', () => {
    expect([...coinedNames(sampleIssue())]).toEqual([
      ['板凳课堂', 1],
      ['板凳讲师', 1],
      ['住有所安', 1],
    ]);
  });

  it.each([
    '“人”',
    '“他说，明天再来”',
    '“做到了。”',
    '“这一句话长得怎么看都不会是一个名字”',
    '“2024”',
    '“未闭合',
  ])('takes 「%s」 for no name', (text) => {
    const [article] = sampleIssue().articles;
    const issue = sampleIssue({
      articles: [{ ...article!, title: '题目', paragraphs: [text], sections: [] }],
    });
    expect([...coinedNames(issue)]).toEqual([]);
  });
});
