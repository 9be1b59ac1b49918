import { describe, expect, it } from 'vitest';
import { mastheadFields } from '../../../src/core/reading/masthead-fields.ts';

describe('mastheadFields()', () => {
  it.each([
    ['第6期', { numbers: [6] }],
    ['第六期', { numbers: [6] }],
    ['第06期', { numbers: [6] }],
    ['第一百二十三期', { numbers: [123] }],
    ['第二十期', { numbers: [20] }],
    ['(第 6 期)', { numbers: [6] }],
    ['第 123 期', { numbers: [123] }],
    ['第６期', { numbers: [6] }],
    ['（总第 2345 期）', { total: 2345 }],
    ['〔2024〕6号', { year: 2024, numbers: [6] }],
    ['云组通[2024]6号', { year: 2024, numbers: [6], agency: '云组通' }],
    ['云组通（2024）6号', { year: 2024, numbers: [6], agency: '云组通' }],
    ['云府﹝2009﹞24號', { year: 2009, numbers: [24], agency: '云府' }],
    ['【2024】6号', { year: 2024, numbers: [6] }],
    ['2024 年第 6 期', { year: 2024, numbers: [6] }],
    ['〔2025〕第12期', { year: 2025, numbers: [12] }],
    ['〔2024〕第6期（总第55期）', { year: 2024, numbers: [6], total: 55 }],
    ['二〇二四年第六期', { year: 2024, numbers: [6] }],
    ['No.7', { numbers: [7] }],
    ['增刊', { supplement: true }],
    ['增刊第2期', { supplement: true, numbers: [2] }],
    ['2023年增刊（3）', { supplement: true, year: 2023, numbers: [3] }],
    ['第6期（增刊）', { supplement: true, numbers: [6] }],
    ['第5、6期合刊', { numbers: [5, 6] }],
    ['第5期、第6期合刊', { numbers: [5, 6] }],
    ['第5-7期（合刊）', { numbers: [5, 6, 7] }],
    ['创刊号', { numbers: [1] }],
    [
      '云川虫情2026年第13期：稻飞虱防治警报',
      { year: 2026, numbers: [13], title: '稻飞虱防治警报', rest: ['云川虫情'] },
    ],
    ['2024年03月14日', { date: '2024-03-14' }],
    ['２０２４年３月１４日', { date: '2024-03-14' }],
    ['二○二四年三月十四日', { date: '2024-03-14' }],
    ['二零二四年三月十四日', { date: '2024-03-14' }],
    ['二O二四年三月十四日', { date: '2024-03-14' }],
    ['二OO四年十二月三十一日', { date: '2004-12-31' }],
    ['二0一七年十月二十日', { date: '2017-10-20' }],
    ['二〇〇四年十二月十七日', { date: '2004-12-17' }],
    ['1 9 9 3 年 5 月 2 日', { date: '1993-05-02' }],
    ['2024-03-14', { date: '2024-03-14' }],
    ['2024.3.14', { date: '2024-03-14' }],
    ['2024年3月', { date: '2024-03' }],
    ['2024年2月30日', {}],
    [' 年7月3日', { monthDay: { month: 7, day: 3 } }],
    ['2021年12月29日印发（共印1份）', { date: '2021-12-29' }],
    [
      '中共云川市委组织部研究室            2024年3月14日',
      { date: '2024-03-14', rest: ['中共云川市委组织部研究室'] },
    ],
    ['第6期\t2024年3月14日', { numbers: [6], date: '2024-03-14' }],
  ])('reads %s', (line, expected) => {
    const fields = mastheadFields(line);
    expect(fields).toMatchObject(expected);
    const wanted = Object.keys(expected);
    const found = Object.keys(fields).filter((key) => key !== 'rest');
    expect(found.filter((key) => !wanted.includes(key))).toEqual([]);
  });
});
