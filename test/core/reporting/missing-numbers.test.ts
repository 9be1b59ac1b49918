import { describe, expect, it } from 'vitest';
import { issueEntry } from '../../../src/core/asking/library.ts';
import { seriesOf } from '../../../src/core/reporting/missing-numbers.ts';
import { sampleIssue } from '../../adapters/web/sample.ts';

const entry = (changes: Parameters<typeof sampleIssue>[0]) => issueEntry(sampleIssue(changes));

describe('seriesOf()', () => {
  it.each([
    ['the numbers that no issue has', [{ numbers: [1] }, { numbers: [4] }], [2, 3]],
    ['none where a 合刊 has two numbers', [{ numbers: [1] }, { numbers: [2, 3] }, { numbers: [4] }], []],
    ['those before the first issue', [{ numbers: [3] }], [1, 2]],
    ['none for a 增刊', [{ numbers: [1] }, { numbers: [5], supplement: true }], []],
    ['none for issues without a number', [{ numbers: [] }], []],
  ])('names %s', (_, issues, missing) => {
    expect(seriesOf(issues.map(entry))).toMatchObject([{ issues: issues.length, missing }]);
  });

  it('keeps bulletins and years apart, newest first', () => {
    const series = seriesOf([entry({ year: 2023 }), entry({}), entry({ bulletin: '清河简报' })]);
    expect(series.map(({ bulletin, year }) => [bulletin, year])).toEqual([
      ['云州组工信息', 2024],
      ['清河简报', 2024],
      ['云州组工信息', 2023],
    ]);
  });
});
