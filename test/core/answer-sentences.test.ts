import { describe, expect, it } from 'vitest';
import { isOverTime, understoodAs, verdictOf } from '../../src/core/answer-sentences.ts';
import type { Answer, Excerpt } from '../../src/core/bulletin.ts';
import { nothing } from '../adapters/web/sample.ts';

const side = (unit: string, issue: string): Excerpt => ({
  issue: { id: issue, label: issue, date: null },
  article: { number: 1, title: '题', unit },
  section: [],
  text: '文',
  highlights: [],
  passage: 'p1',
  url: '',
  score: 1,
});

describe('verdictOf() of a comparison', () => {
  it.each<[string, Excerpt[], string]>([
    ['two units', [side('甲县', '一期'), side('乙县', '二期')], '各单位的原文对照如下：'],
    ['one unit in two issues', [side('甲县', '一期'), side('甲县', '二期')], '各时期的原文对照如下：'],
    ['two things in one issue', [side('甲县', '一期'), side('甲县', '一期')], '各单位的原文对照如下：'],
    ['what was found of one side', [side('甲县', '一期')], '各单位的原文对照如下：'],
  ])('says what is compared: %s', (_, excerpts, sentence) => {
    const answer: Answer = { ...nothing, kind: 'comparison', excerpts };
    expect(verdictOf(answer)).toBe(sentence);
    expect(isOverTime(answer)).toBe(sentence.includes('时期'));
  });
});

it.each(['excerpts', 'comparison'] as const)(
  'verdictOf() of %s says of which side nothing was found',
  (kind) => {
    const answer: Answer = { ...nothing, kind, excerpts: [side('甲县', '一期')], missing: ['2023年'] };
    expect(verdictOf(answer)).toMatch(/^没有找到关于“2023年”的内容。/u);
  },
);

it('isOverTime() takes a county and its hospital for one unit where the question names the county alone', () => {
  const excerpts = [side('甲县', '一期'), side('甲县医院', '二期')];
  const answer = (units: string[]): Answer => ({
    ...nothing,
    kind: 'comparison',
    excerpts,
    understood: { ...nothing.understood, units },
  });
  expect([isOverTime(answer(['甲县'])), isOverTime(answer(['甲县', '甲县医院']))]).toEqual([true, false]);
});

describe('understoodAs()', () => {
  it.each([
    [{ from: '2024-01-01', to: '2024-12-31' }, '只看2024年'],
    [{ from: '2022-01-01', to: '2024-12-31' }, '只看2022年至2024年'],
    [{ from: '2024-03-01', to: '2024-03-31' }, '只看2024年3月'],
    [{ from: '2024-02-01', to: '2024-02-29' }, '只看2024年2月'],
    [{ from: '2023-02-01', to: '2023-02-28' }, '只看2023年2月'],
    [{ from: '2024-02-01', to: '2024-02-28' }, '只看2024年2月1日至2024年2月28日'],
    [{ from: '2024-01-01', to: '2024-06-30' }, '只看2024年1月至6月'],
    [{ from: '2023-11-01', to: '2024-02-29' }, '只看2023年11月至2024年2月'],
    [{ from: '2024-03-14', to: '2024-03-14' }, '只看2024年3月14日'],
    [{ from: '2024-01-01', to: '2025-06-10' }, '只看2024年1月1日至2025年6月10日'],
  ])('names the period %j as %s', (period, name) => {
    expect(understoodAs({ ...nothing, understood: { ...nothing.understood, period } })).toEqual([name]);
  });

  it('says nothing of a question that was read as typed', () => {
    expect(understoodAs(nothing)).toEqual([]);
  });
});
