import { describe, expect, it } from 'vitest';
import { createGazetteer } from '../../../src/core/asking/gazetteer.ts';
import { indexedArticles } from '../../../src/core/asking/index-terms.ts';
import { isBy, timeliness } from '../../../src/core/asking/locks.ts';
import { createTokenizer } from '../../../src/core/asking/terms.ts';
import type { IndexedArticle } from '../../../src/core/ports.ts';
import { sampleIssue } from '../../contracts/sample-issue.ts';
import { createListSegmenter } from './list-segmenter.ts';

const tokenizer = createTokenizer(createListSegmenter());

/** The one article of an issue of `date` with this body. */
function articleOf(date: string, ...paragraphs: string[]): IndexedArticle {
  const issue = sampleIssue({
    date,
    editorsNote: [],
    colophon: [],
    articles: [{ number: 1, title: '甲', units: ['柳溪县委组织部'], paragraphs, sections: [] }],
  });
  return indexedArticles(issue, tokenizer)[0] as IndexedArticle;
}

describe('isBy()', () => {
  const issue = sampleIssue({
    articles: ['柳溪县委组织部', '石桥县委组织部'].map((unit, i) => ({
      number: i + 1,
      title: unit,
      units: [unit],
      paragraphs: ['柳溪县和石桥县都建了公寓。'],
      sections: [],
    })),
  });
  const { units } = createGazetteer([issue], []);
  const articles = indexedArticles(issue, tokenizer).filter(({ articleNumber }) => articleNumber > 0);

  it.each([
    ['柳溪县', [true, false]],
    ['石桥县', [false, true]],
  ])('knows the articles of %s, whatever places they name', (name, expected) => {
    const unit = units.filter((one) => one.name === name);
    expect(articles.map((article) => isBy(unit, article))).toEqual(expected);
  });

  it('is true for any of several units and false for none', () => {
    expect(articles.map((article) => isBy(units, article))).toEqual([true, true]);
    expect(articles.map((article) => isBy([], article))).toEqual([false, false]);
  });
});

describe('timeliness()', () => {
  const year = (n: number): { from: string; to: string } => ({ from: `${n}-01-01`, to: `${n}-12-31` });

  /** Of one sentence that stands alone in an article. */
  const of = (sentence: string, asked: number, printed: string): number =>
    timeliness(year(asked), sentence, sentence, articleOf(printed, sentence), printed);

  it.each([
    ['the year itself', '2023年建成公寓150套。', 2023, '2023-05-18', 2],
    ['the year itself, printed later', '2022年建成公寓150套。', 2022, '2023-05-18', 2],
    ['another year', '2023年建成公寓150套。', 2022, '2023-05-18', 0],
    ['another year, though printed in the year asked for', '2022年建成公寓150套。', 2023, '2023-05-18', 0],
    ['今年 of its issue', '今年建成公寓150套。', 2023, '2023-05-18', 2],
    ['今年 of another issue', '今年建成公寓150套。', 2024, '2023-05-18', 0],
    ['去年 of its issue', '去年建成公寓150套。', 2022, '2023-05-18', 2],
    [
      'a year that another is compared with',
      '2023年建成公寓150套，比2022年增加30套。',
      2022,
      '2023-05-18',
      0,
    ],
    [
      'a year it is told apart from, spaced as Word does',
      '与 2019 年只建一处不同，现在共建公寓150套。',
      2019,
      '2023-05-18',
      0,
    ],
    ['a longer time that holds the year', '2021年以来建成公寓150套。', 2022, '2023-05-18', 1],
    ['now, printed in the year', '目前有公寓150套。', 2023, '2023-05-18', 2],
    ['now, printed in another year', '目前有公寓150套。', 2020, '2023-05-18', 0],
    ['no time, printed in the year', '建成公寓150套。', 2023, '2023-05-18', 2],
    ['no time, printed early in the year after', '建成公寓150套。', 2022, '2023-02-18', 2],
    ['no time, printed long after', '建成公寓150套。', 2020, '2023-05-18', 0],
  ])('of a sentence about %s', (_, sentence, asked, printed, expected) => {
    expect(of(sentence, asked, printed)).toBe(expected);
  });

  it('takes the year from the sentence before', () => {
    const passage = '2021年启动建设。建成公寓150套。';
    const article = articleOf('2023-05-18', passage);
    expect(timeliness(year(2021), '建成公寓150套。', passage, article, '2023-05-18')).toBe(2);
  });

  it('takes the year from the beginning of the article', () => {
    const article = articleOf(
      '2023-05-18',
      `2022年，柳溪县建公寓。${'另有几项工作。'.repeat(12)}`,
      '建成公寓150套。',
    );
    const passage = article.passages.at(-1)?.passage.text as string;
    expect(timeliness(year(2022), '建成公寓150套。', passage, article, '2023-05-18')).toBe(2);
    expect(timeliness(year(2020), '建成公寓150套。', passage, article, '2023-05-18')).toBe(0);
  });
});
