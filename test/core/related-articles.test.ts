import { beforeAll, describe, expect, it } from 'vitest';
import { createMiniSearchIndex } from '../../src/adapters/indexes/minisearch.ts';
import { createNodejiebaSegmenter } from '../../src/adapters/segmenters/nodejieba.ts';
import { createFileIssueStore } from '../../src/adapters/stores/files.ts';
import { indexedArticles } from '../../src/core/asking/index-terms.ts';
import { createTokenizer, type Tokenizer } from '../../src/core/asking/terms.ts';
import type { Issue } from '../../src/core/bulletin.ts';
import type { PassageIndex } from '../../src/core/ports.ts';
import {
  articlesOfSameUnits,
  articlesOnSameTopic,
  type PlacedArticle,
} from '../../src/core/related-articles.ts';

let issues: Issue[];
let engine: { index: PassageIndex; tokenizer: Tokenizer };

beforeAll(async () => {
  ({ issues } = await createFileIssueStore({ dataDir: 'data' }).readAll());
  const tokenizer = createTokenizer(await createNodejiebaSegmenter());
  const index = createMiniSearchIndex();
  for (const issue of issues) await index.replaceIssue(issue.id, indexedArticles(issue, tokenizer));
  engine = { index, tokenizer };
});

/** The article of the sample library whose title holds `words`. */
function titled(words: string): PlacedArticle {
  for (const issue of issues) {
    const article = issue.articles.find(({ title }) => title.includes(words));
    if (article) return { issue, article };
  }
  throw new Error(`No article in the sample library is titled with 「${words}」`);
}
const titles = (articles: PlacedArticle[]) => articles.map(({ article }) => article.title);

describe('articlesOfSameUnits()', () => {
  it('gives the other articles of a unit, newest first', () => {
    const others = articlesOfSameUnits(issues, titled('启动“岫里安居”工程'));
    expect(titles(others)[0]).toContain('再添72套房源');
    expect(others.every(({ article }) => article.units.includes('中共云岫县委组织部'))).toBe(true);
    expect(titles(others)).not.toContain(titled('启动“岫里安居”工程').article.title);
  });

  it('leaves withdrawn issues out', () => {
    const withdrawn = issues.map((issue): Issue => ({ ...issue, status: 'withdrawn' }));
    expect(articlesOfSameUnits(withdrawn, titled('启动“岫里安居”工程'))).toEqual([]);
  });
});

describe('articlesOnSameTopic()', () => {
  it.each([
    ['“红潮网格”', '“红砚网格”'],
    ['“一表通”为基层减负', '“减负十条”'],
    ['启动“岫里安居”工程', '“澜港青寓”'],
    ['“强村公司”蹚出', '“蓝色牧场”'],
    ['“汐苗计划”培养年轻干部', '“警苗工程”'],
  ])('%s leads to %s among the first three', async (of, expected) => {
    const related = await articlesOnSameTopic(engine, issues, titled(of));
    expect(titles(related.slice(0, 3)).join()).toContain(expected);
  });

  it('gives articles of other units only, and only of the issues it was given', async () => {
    const of = titled('“红潮网格”');
    const related = await articlesOnSameTopic(engine, issues, of);
    expect(related.flatMap(({ article }) => article.units)).not.toContain(of.article.units[0]);
    expect(await articlesOnSameTopic(engine, [of.issue], of)).toEqual([]);
  });
});
