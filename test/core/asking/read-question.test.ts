import { describe, expect, it } from 'vitest';
import { sampleIssue } from '../../contracts/sample-issue.ts';
import { askOf, buildInvented } from './invented-library.ts';

describe('a question that names a bulletin', () => {
  const issueOf = (bulletin: string, date: string, title: string) =>
    sampleIssue({
      bulletin,
      year: 2024,
      numbers: [1],
      date,
      articles: [
        {
          number: 1,
          title,
          units: ['中共芦汀县委组织部'],
          paragraphs: [`${title}，取得成效。`],
          sections: [],
        },
      ],
    });

  // The newer issue is of the bulletin whose name stands within the other's.
  it('means the longest name in it', async () => {
    const issues = [
      issueOf('组织工作简报', '2024-03-01', '全省统一换届考察办法'),
      issueOf('芦汀组织工作简报', '2024-01-10', '芦汀县开办夜校'),
    ];
    const ask = askOf(await buildInvented(issues), issues);
    const { listing } = await ask('芦汀组织工作简报2024年第1期有哪些文章？');
    expect(listing.map(({ title }) => title)).toEqual(['芦汀县开办夜校']);
  });
});
