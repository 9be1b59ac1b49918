import { describe, expect, it } from 'vitest';
import type { Issue } from '../../../src/core/bulletin.ts';
import { createLibraryOverview } from '../../../src/core/publishing/library-overview.ts';
import { sampleIssue } from '../../contracts/sample-issue.ts';

const numbered = (number: number, changes: Partial<Issue> = {}): Issue =>
  sampleIssue({ numbers: [number], ...changes });

describe('createLibraryOverview()', () => {
  it.each<[string, Issue[], Issue, string[]]>([
    ['the first issue of all', [], numbered(6), []],
    ['the next number', [numbered(5)], numbered(6), []],
    ['one number missing', [numbered(4)], numbered(6), ['库里缺2024年第5期']],
    ['several missing', [numbered(2)], numbered(6), ['库里缺2024年第3至5期']],
    ['a gap further back', [numbered(1), numbered(5)], numbered(6), []],
    ['later numbers only', [numbered(9)], numbered(6), []],
    ['number 1 of a new year', [numbered(40, { year: 2023 })], numbered(1), []],
    ['number 2 of a new year', [numbered(40, { year: 2023 })], numbered(2), ['库里缺2024年第1期']],
    ['a 合刊 that closes up', [numbered(4)], sampleIssue({ numbers: [5, 6] }), []],
    ['after a 合刊', [sampleIssue({ numbers: [4, 5] })], numbered(6), []],
    ['another bulletin', [numbered(1, { bulletin: '柳溪组工信息' })], numbered(6), []],
    ['a 增刊', [numbered(1)], numbered(6, { supplement: true }), []],
    [
      'a 增刊 before it',
      [numbered(4), numbered(5, { supplement: true })],
      numbered(6),
      ['库里缺2024年第5期'],
    ],
    ['no number', [numbered(1)], sampleIssue({ numbers: [] }), []],
    ['a withdrawn issue before it', [numbered(5, { status: 'withdrawn' })], numbered(6), []],
  ])('gap() after %s', (_, library, issue, warnings) => {
    expect(createLibraryOverview(library).gap(issue)).toEqual(warnings);
  });

  it('duplicates() names an article that stands word for word in another issue', () => {
    const overview = createLibraryOverview([numbered(5)]);
    const again = numbered(6);
    again.articles[0]!.paragraphs = ['柳溪县选派42名农技专家驻村。'];
    expect(overview.duplicates(again)).toEqual([
      '《柳溪县：把人才请到田间》与《云川组工信息》2024年第5期中的一篇文字完全相同，可能是重复',
    ]);
  });

  it('duplicates() is quiet about the issue itself, other figures and withdrawn issues', () => {
    const other = numbered(7);
    other.articles[0]!.paragraphs = ['柳溪县选派 43 名农技专家驻村。'];
    const overview = createLibraryOverview([numbered(5, { status: 'withdrawn' }), numbered(6)]);
    expect(overview.duplicates(numbered(6))).toEqual([]);
    expect(overview.duplicates(other)).toEqual([]);
    expect(createLibraryOverview([numbered(5, { status: 'withdrawn' })]).duplicates(numbered(6))).toEqual([]);
  });

  it('add() makes what was just published known', () => {
    const overview = createLibraryOverview([]);
    overview.add(numbered(3));
    expect(overview.gap(numbered(5))).toEqual(['库里缺2024年第4期']);
  });
});
