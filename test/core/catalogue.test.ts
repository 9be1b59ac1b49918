import { describe, expect, it } from 'vitest';
import { issueEntry, newestFirst } from '../../src/core/asking/library.ts';
import { catalogueOf, choicesOf } from '../../src/core/catalogue.ts';
import { sampleIssue } from '../adapters/web/sample.ts';

const march = issueEntry(sampleIssue());
const april = issueEntry(
  sampleIssue({ numbers: [4], date: '2024-04-02', articles: sampleIssue().articles.slice(1) }),
);
const old = issueEntry(sampleIssue({ year: 2022, numbers: [12], date: null }));
const all = [old, march, april].sort(newestFirst);

describe('catalogueOf()', () => {
  it('puts the newest year and issue first', () => {
    expect(catalogueOf(all, {}).map(({ year, issues }) => [year, issues.map(({ id }) => id)])).toEqual([
      [2024, [april.id, march.id]],
      [2022, [old.id]],
    ]);
  });

  it('keeps to one year', () => {
    expect(catalogueOf(all, { year: 2022 }).map(({ year }) => year)).toEqual([2022]);
  });

  it('keeps to the articles of one unit and to issues that have some', () => {
    const [first] = catalogueOf([april, march], { unit: '中共清河县委组织部' });
    expect(first?.issues).toEqual([{ ...march, articles: [march.articles[0]] }]);
  });
});

describe('choicesOf()', () => {
  it('counts the articles of each unit, most first, and names the years, newest first', () => {
    expect(choicesOf([march, april])).toEqual({
      units: [
        { unit: '东岭区住房和城乡建设局', articles: 2 },
        { unit: '中共东岭区委组织部', articles: 2 },
        { unit: '中共清河县委组织部', articles: 1 },
      ],
      years: [2024],
    });
    expect(choicesOf(all).years).toEqual([2024, 2022]);
  });
});
