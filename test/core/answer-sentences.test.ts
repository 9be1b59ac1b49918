import { describe, expect, it } from 'vitest';
import { understoodAs } from '../../src/core/answer-sentences.ts';
import { nothing } from '../adapters/web/sample.ts';

describe('understoodAs()', () => {
  it.each([
    [{ from: '2024-01-01', to: '2024-12-31' }, '只看2024年'],
    [{ from: '2022-01-01', to: '2024-12-31' }, '只看2022年 至 2024年'],
    [{ from: '2024-01-01', to: '2024-06-30' }, '只看2024-01-01 至 2024-06-30'],
    [{ from: '2024-03-14', to: '2024-03-14' }, '只看2024-03-14'],
  ])('names the period %j as %s', (period, name) => {
    expect(understoodAs({ ...nothing, understood: { ...nothing.understood, period } })).toEqual([name]);
  });

  it('says nothing of a question that was read as typed', () => {
    expect(understoodAs(nothing)).toEqual([]);
  });
});
