import { describe, expect, it } from 'vitest';
import { catalogueOf, unitsOf } from '../../src/core/catalogue.ts';
import { sampleIssue } from '../adapters/web/sample.ts';

const march = sampleIssue();
const april = sampleIssue({ numbers: [4], date: '2024-04-02', articles: march.articles.slice(1) });
const old = sampleIssue({ year: 2022, numbers: [12], date: null });
const oldExtra = sampleIssue({ year: 2022, numbers: [12], supplement: true, date: null });
const withdrawn = sampleIssue({ year: 2023, numbers: [1], date: '2023-01-05', status: 'withdrawn' });
const all = [old, march, withdrawn, oldExtra, april];
const ids = (filter?: Parameters<typeof catalogueOf>[1]) =>
  catalogueOf(all, filter).map(({ year, entries }) => [year, entries.map(({ issue }) => issue.id)]);

describe('catalogueOf()', () => {
  it('puts the newest year and issue first, a 增刊 after the issue of its number', () => {
    expect(ids()).toEqual([
      [2024, [april.id, march.id]],
      [2023, [withdrawn.id]],
      [2022, [old.id, oldExtra.id]],
    ]);
  });

  it('keeps to one year', () => {
    expect(ids({ year: 2024 })).toEqual([[2024, [april.id, march.id]]]);
  });

  it('keeps to the articles of one unit and to issues that have some', () => {
    const [first] = catalogueOf([march, april], { unit: '中共清河县委组织部' });
    expect(first?.entries).toEqual([{ issue: march, articles: [march.articles[0]] }]);
  });

  it('lists a withdrawn issue without its articles', () => {
    expect(catalogueOf([withdrawn])[0]?.entries[0]?.articles).toEqual([]);
  });
});

describe('unitsOf()', () => {
  it('counts the published articles of each unit, most first', () => {
    expect(unitsOf([march, april, withdrawn])).toEqual([
      { unit: '东岭区住房和城乡建设局', articles: 2 },
      { unit: '中共东岭区委组织部', articles: 2 },
      { unit: '中共清河县委组织部', articles: 1 },
    ]);
  });
});
