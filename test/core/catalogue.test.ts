import { describe, expect, it } from 'vitest';
import { issueEntry, newestFirst } from '../../src/core/asking/library.ts';
import { catalogueOf, choicesOf } from '../../src/core/catalogue.ts';
import { fixedLibrary, sampleIssue } from '../adapters/web/sample.ts';

const march = issueEntry(sampleIssue());
const april = issueEntry(
  sampleIssue({ numbers: [4], date: '2024-04-02', articles: sampleIssue().articles.slice(1) }),
);
const old = issueEntry(sampleIssue({ year: 2022, numbers: [12], date: null }));
const unitsOf = fixedLibrary([
  sampleIssue(),
  sampleIssue({ numbers: [4], articles: sampleIssue().articles.slice(1) }),
]).unitsOf;
const all = [old, march, april].sort(newestFirst);

describe('catalogueOf()', () => {
  it('puts the newest year and issue first', () => {
    expect(
      catalogueOf(all, {}, unitsOf).map(({ year, issues }) => [year, issues.map(({ id }) => id)]),
    ).toEqual([
      [2024, [april.id, march.id]],
      [2022, [old.id]],
    ]);
  });

  it('keeps to one year', () => {
    expect(catalogueOf(all, { year: 2022 }, unitsOf).map(({ year }) => year)).toEqual([2022]);
  });

  it('keeps to the articles of one unit and to issues that have some', () => {
    const [first] = catalogueOf([april, march], { unit: '清河县' }, unitsOf);
    expect(first?.issues).toEqual([{ ...march, articles: [march.articles[0]] }]);
  });
});

describe('choicesOf()', () => {
  it('counts the articles of each unit, most first, and names the years, newest first', () => {
    expect(choicesOf([march, april], unitsOf)).toEqual({
      units: [
        { unit: '东岭区', articles: 2 },
        { unit: '东岭区住房和城乡建设局', articles: 2 },
        { unit: '清河县', articles: 1 },
      ],
      years: [2024],
    });
    expect(choicesOf(all, unitsOf).years).toEqual([2024, 2022]);
  });
});
