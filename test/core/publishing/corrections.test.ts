import { describe, expect, it } from 'vitest';
import type { Issue } from '../../../src/core/bulletin.ts';
import { type Corrections, correctIssue, numberField } from '../../../src/core/publishing/corrections.ts';
import { sampleIssue } from '../../contracts/sample-issue.ts';

const GROUPS = ['oc_1', 'oc_2'];

describe('correctIssue()', () => {
  it.each<[string, Corrections, Partial<Omit<Issue, 'id'>>]>([
    ['nothing', {}, {}],
    [
      'empty fields',
      { bulletin: ' ', number: '', date: '', office: '', titles: { 1: '' }, audience: [] },
      {},
    ],
    ['a number', { number: '7' }, { numbers: [7] }],
    ['第7期', { number: '第7期' }, { numbers: [7] }],
    ['a number of another year', { number: '2023年第7期' }, { numbers: [7], year: 2023 }],
    ['full-width figures', { number: '１２' }, { numbers: [12] }],
    ['Chinese figures', { number: '十二' }, { numbers: [12] }],
    ['a joint issue', { number: '5、6' }, { numbers: [5, 6] }],
    ['a supplement', { number: '增刊第1期' }, { numbers: [1], supplement: true }],
    ['a date', { date: '2024-03-15' }, { date: '2024-03-15', year: 2024 }],
    ['the date of a picker', { date: '2024-03-15 +0800' }, { date: '2024-03-15' }],
    ['a Chinese date', { date: '2024年3月15日' }, { date: '2024-03-15' }],
    ['a month', { date: '2024年3月' }, { date: '2024-03' }],
    ['the year with the date', { date: '2023-03-15' }, { date: '2023-03-15', year: 2023 }],
    ['a name', { bulletin: '石塘组工' }, { bulletin: '石塘组工' }],
    ['an office', { office: '市委组织部' }, { office: '市委组织部' }],
    ['groups', { audience: ['oc_2'] }, { audience: { kind: 'chats', chats: ['oc_2'] } }],
    [
      'a group and everyone',
      { audience: ['everyone', 'oc_2'] },
      { audience: { kind: 'chats', chats: ['oc_2'] } },
    ],
    ['everyone', { audience: ['everyone'] }, { audience: { kind: 'everyone' } }],
  ])('takes %s', (_, corrections, expected) => {
    expect(correctIssue(sampleIssue(), corrections, GROUPS)).toEqual(sampleIssue(expected));
  });

  it.each<[string, Corrections, string]>([
    ['a number that is none', { number: '六点五' }, '期号“六点五”看不懂'],
    ['a number 0', { number: '0' }, '期号“0”看不懂'],
    ['a date that is none', { date: '昨天' }, '日期“昨天”看不懂'],
    ['a day that is none', { date: '2024-02-30' }, '日期“2024-02-30”看不懂'],
    ['a group the bot is not in', { audience: ['oc_3'] }, '选的群里没有问报'],
  ])('says what is wrong with %s', (_, corrections, problem) => {
    expect(correctIssue(sampleIssue(), corrections, GROUPS)).toEqual({
      problem: expect.stringContaining(problem),
    });
  });

  it('changes titles and units by the number of the article, and leaves the others', () => {
    const corrected = correctIssue(
      sampleIssue(),
      { titles: { 1: '新\u200b标题\n', 2: '没有这篇' }, units: { 1: '柳溪县；石塘县' } },
      GROUPS,
    ) as Issue;
    expect(corrected.articles.map(({ title, units }) => [title, units])).toEqual([
      ['新 标题', ['柳溪县', '石塘县']],
    ]);
  });

  it('keeps an audience that the bot can no longer name', () => {
    const issue = sampleIssue({ audience: { kind: 'chats', chats: ['oc_old'] } });
    expect(correctIssue(issue, { audience: ['oc_old'] }, GROUPS)).toMatchObject({ audience: issue.audience });
  });

  it.each([
    [[6], false],
    [[5, 6], false],
    [[1], true],
    [[], true],
    [[], false],
  ])('numberField(%j, supplement %s) changes nothing when it comes back', (numbers, supplement) => {
    const issue = sampleIssue({ numbers, supplement });
    expect(correctIssue(issue, { number: numberField(issue) }, GROUPS)).toEqual(issue);
  });
});
