import { beforeAll, describe, expect, it } from 'vitest';
import { createMiniSearchIndex } from '../../src/adapters/indexes/minisearch.ts';
import { createNodejiebaSegmenter } from '../../src/adapters/segmenters/nodejieba.ts';
import { createFileIssueStore } from '../../src/adapters/stores/files.ts';
import { indexedArticles } from '../../src/core/asking/index-terms.ts';
import { issueEntry, type Library, newestFirst } from '../../src/core/asking/library.ts';
import { createTokenizer } from '../../src/core/asking/terms.ts';
import type { Article, Issue } from '../../src/core/bulletin.ts';
import type { UnitsOf } from '../../src/core/catalogue.ts';
import {
  articlesOfSameUnits,
  articlesOnSameTopic,
  type PlacedArticle,
} from '../../src/core/related-articles.ts';

let issues: Issue[];
let library: Pick<Library, 'issues' | 'index' | 'tokenizer' | 'readArticles'>;

beforeAll(async () => {
  ({ issues } = await createFileIssueStore({ dataDir: 'data' }).readAll());
  const tokenizer = createTokenizer(createNodejiebaSegmenter());
  const index = createMiniSearchIndex();
  const indexed = new Map(issues.map((issue) => [issue.id, indexedArticles(issue, tokenizer)]));
  for (const [id, articles] of indexed) await index.replaceIssue(id, articles);
  library = {
    issues: issues.map(issueEntry).sort(newestFirst),
    index,
    tokenizer,
    async readArticles(keys) {
      const all = [...indexed.values()].flat();
      return all.filter(({ issueId, passages }) =>
        passages.some(({ passage }) => keys.includes(`${issueId}#${passage.id}`)),
      );
    },
  };
});

const unitsOf: UnitsOf = (id, number) =>
  issues.find((issue) => issue.id === id)?.articles.find((article) => article.number === number)?.units ?? [];

/** The article of the sample library whose title holds `words`, and its issue. */
function titled(words: string): { issueId: string; article: Article } {
  for (const issue of issues) {
    const article = issue.articles.find(({ title }) => title.includes(words));
    if (article) return { issueId: issue.id, article };
  }
  throw new Error(`No article in the sample library is titled with 「${words}」`);
}
const titles = (articles: PlacedArticle[]) => articles.map(({ article }) => article.title);

describe('articlesOfSameUnits()', () => {
  it('gives the other articles of a unit, newest first', () => {
    const { issueId, article } = titled('启动“岫里安居”工程');
    const others = articlesOfSameUnits(library.issues, issueId, article.number, unitsOf);
    expect(titles(others)[0]).toContain('再添72套房源');
    expect(others.every((other) => other.article.units.includes('中共云岫县委组织部'))).toBe(true);
    expect(titles(others)).not.toContain(article.title);
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
    const related = await articlesOnSameTopic(library, titled(of).article);
    expect(titles(related.slice(0, 3)).join()).toContain(expected);
  });

  it('gives articles of other units only, and only of issues that are there', async () => {
    const { article } = titled('“红潮网格”');
    const related = await articlesOnSameTopic(library, article);
    expect(related.flatMap((other) => other.article.units)).not.toContain(article.units[0]);
    expect(await articlesOnSameTopic({ ...library, issues: [] }, article)).toEqual([]);
  });
});
