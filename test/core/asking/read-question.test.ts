import { beforeAll, describe, expect, it } from 'vitest';
import type { Library } from '../../../src/core/asking/library.ts';
import { isStrong } from '../../../src/core/asking/query.ts';
import { readQuestion } from '../../../src/core/asking/read-question.ts';
import { sampleIssue } from '../../contracts/sample-issue.ts';
import { askOf, buildInvented } from './invented-library.ts';
import { spokenIssues } from './spoken-library.ts';

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

describe('readQuestion()', () => {
  let library: Library;
  beforeAll(async () => {
    library = (await buildInvented(spokenIssues())).current();
  });
  const read = (question: string) => readQuestion(question, '2025-06-15', library, library.issues, null);
  const wordsOf = async (question: string): Promise<string> =>
    (await read(question)).content
      .flat()
      .map(({ text }) => text)
      .join('');

  it.each([
    ['选派了多少科技副总？', '选派科技副总'],
    ['有多少村级会计？', '村级会计'],
    ['建了多少人才公寓？', '建人才公寓'],
  ])('keeps what is counted whole: 「%s」', async (question, words) => {
    expect(await wordsOf(question)).toBe(words);
  });

  it.each([
    ['砚溪县2023年和2024年相比，人才公寓多了几套', '2023-01-01', '2024-12-31'],
    ['去年跟前年比，砚溪县的人才公寓怎么样', '2023-01-01', '2024-12-31'],
    ['2024年的人才公寓与2022年的人才公寓', '2022-01-01', '2024-12-31'],
  ])(
    'takes each of two periods out of the words, and all they span for the period: 「%s」',
    async (question, from, to) => {
      const reading = await read(question);
      expect(reading.periods).toHaveLength(2);
      expect(reading.period).toMatchObject({ from, to });
      expect(reading.rest).not.toMatch(/年/u);
    },
  );

  it.each([
    ['人才公寓', '市里的人才公寓'],
    ['人才公寓', '县里的人才公寓登过没有'],
    ['夜校开课', '夜校开课一次多长时间'],
    ['夜校报名', '那期刊登的夜校怎么报名'],
    ['人才公寓', '人才公寓落地了吗'],
  ])('finds nothing that says more than 「%s」 in 「%s」', async (words, question) => {
    const strong = (await read(question)).content.flat().filter(isStrong);
    expect(strong.map(({ text }) => text).join('')).toBe(words);
  });
});

describe('a question about recent years', () => {
  it('counts them from the newest issue of a library that ended', async () => {
    const issues = [
      sampleIssue({
        year: 2021,
        numbers: [3],
        date: '2021-03-01',
        articles: [
          {
            number: 1,
            title: '芦汀县开办夜校',
            units: ['中共芦汀县委组织部'],
            paragraphs: ['2020年以来，芦汀县开办夜校12所。'],
            sections: [],
          },
        ],
      }),
    ];
    const ask = askOf(await buildInvented(issues), issues);
    const { excerpts, understood } = await ask('芦汀县近三年开办了多少所夜校');
    expect(understood.period).toEqual({ from: '2018-03-01', to: '2021-03-01' });
    expect(excerpts[0]?.text).toContain('12所');
  });
});
