import { describe, expect, it } from 'vitest';
import { removePageFurniture } from '../../../src/core/reading/page-furniture.ts';

const bare = (text: string) => {
  const { lines, dropped } = removePageFurniture(text.split('\n').map((line) => ({ text: line })));
  return { kept: lines.map((line) => line.text).filter((line) => line !== ''), dropped };
};

describe('removePageFurniture()', () => {
  it.each([
    '- 3 -',
    '－ 3 －',
    '— 2 —',
    '·5·',
    '第 1 页，共 5 页',
    '第1页/共5页',
    '3/12',
    'Page 2 of 7',
    '━━━━━━',
  ])('takes off %s', (line) => {
    expect(bare(`前一段。\n${line}\n后一段。`)).toEqual({ kept: ['前一段。', '后一段。'], dropped: [line] });
  });

  it('takes off a bare number at the edge of a page', () => {
    expect(bare('前一段。\n3\n\f后一段。').kept).toEqual(['前一段。', '后一段。']);
  });

  it('takes off bare numbers that count up through the text', () => {
    expect(bare('甲。\n1\n乙。\n2\n丙。').dropped).toEqual(['1', '2']);
  });

  it('keeps a bare number that is no page', () => {
    expect(bare('甲。\n2024\n乙。').kept).toEqual(['甲。', '2024', '乙。']);
  });

  it('takes off a running header and keeps the masthead', () => {
    const page = (number: number): string => `云川组工信息\n第${number}页的正文在这里。\n— ${number} —`;
    const { kept, dropped } = bare([1, 2, 3].map(page).join('\n'));
    expect(kept.filter((line) => line === '云川组工信息')).toHaveLength(1);
    expect(dropped.filter((line) => line === '云川组工信息')).toHaveLength(2);
  });

  it('takes zero-width characters out and leaves them unnamed', () => {
    expect(bare('组\u200B工\u200D信\uFEFF息')).toEqual({ kept: ['组工信息'], dropped: [] });
  });
});
