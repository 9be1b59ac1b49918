import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlaps, type Period, periodsIn, span } from '../../../src/core/asking/period.ts';

const TODAY = '2025-06-15';
const read = (text: string): string[] =>
  periodsIn(text, TODAY).map(({ from, to, soft }) => `${from}..${to}${soft ? ' soft' : ''}`);

describe('periodsIn()', () => {
  it.each([
    ['2023年', '2023-01-01..2023-12-31'],
    ['２０２３年', '2023-01-01..2023-12-31'],
    ['2023 年', '2023-01-01..2023-12-31'],
    ['2023年度', '2023-01-01..2023-12-31'],
    ['23年', '2023-01-01..2023-12-31'],
    ['二〇二三年', '2023-01-01..2023-12-31'],
    ['二○二三年', '2023-01-01..2023-12-31'],
    ['二零二三年', '2023-01-01..2023-12-31'],
    ['今年', '2025-01-01..2025-12-31'],
    ['本年度', '2025-01-01..2025-12-31'],
    ['去年', '2024-01-01..2024-12-31'],
    ['上一年', '2024-01-01..2024-12-31'],
    ['前年', '2023-01-01..2023-12-31'],
    ['大前年', '2022-01-01..2022-12-31'],
    ['2023年5月18日', '2023-05-18..2023-05-18'],
    ['2021年到2023年', '2021-01-01..2023-12-31'],
    ['2021至2023年', '2021-01-01..2023-12-31'],
    ['2021-2023年', '2021-01-01..2023-12-31'],
    ['2021—2023年', '2021-01-01..2023-12-31'],
    ['2021年以来', '2021-01-01..2025-06-15'],
    ['2021年起', '2021-01-01..2025-06-15'],
    ['自2021年启动以来', '2021-01-01..2025-06-15'],
    ['2022年4月以来', '2022-04-01..2025-06-15'],
    ['今年以来', '2025-01-01..2025-06-15'],
    ['去年以来', '2024-01-01..2025-06-15'],
    ['2022年以前', '1949-01-01..2021-12-31'],
    ['2022年之前', '1949-01-01..2021-12-31'],
    ['下半年', '2025-07-01..2025-12-31'],
    ['去年下半年', '2024-07-01..2024-12-31'],
    ['一季度', '2025-01-01..2025-03-31'],
    ['2023年第四季度', '2023-10-01..2023-12-31'],
    ['2022年初', '2022-01-01..2022-03-31'],
    ['2022年年底', '2022-10-01..2022-12-31'],
    ['去年年底', '2024-10-01..2024-12-31'],
    ['近三年', '2022-06-15..2025-06-15'],
    ['最近3年', '2022-06-15..2025-06-15'],
    ['近两年来', '2023-06-15..2025-06-15'],
    ['过去五年', '2020-06-15..2025-06-15'],
    ['最近十年', '2015-06-15..2025-06-15'],
    ['近半年', '2024-12-15..2025-06-15'],
    ['近3个月', '2025-03-15..2025-06-15'],
    ['上个月', '2025-05-01..2025-05-31'],
    ['5月份', '2025-05-01..2025-05-31'],
    ['去年12月', '2024-12-01..2024-12-31'],
    ['最近', '2024-06-15..2025-06-15 soft'],
    ['最新', '2024-06-15..2025-06-15 soft'],
  ])('reads %s as %s', (text, period) => {
    expect(read(text)).toEqual([period]);
    expect(read(`芦汀县${text}建了多少套公寓`)).toEqual([period]);
  });

  it.each(['食堂今天中午吃什么', '今天天气怎么样', '今晚下雨吗'])(
    'takes the day for the period in 「%s」',
    (text) => {
      expect(read(text)).toEqual(['2025-06-15..2025-06-15']);
    },
  );

  it.each(['明天', '后天', '下周', '下个月'])('takes %s for what is to come', (text) => {
    const [period, ...others] = periodsIn(`夜校${text}讲什么`, TODAY);
    expect(others).toEqual([]);
    expect(period).toMatchObject({ text, soft: false });
    expect(overlaps(period as Period, { from: '1949-01-01', to: TODAY })).toBe(false);
  });

  it('takes 今天 for a way of beginning elsewhere', () => {
    expect(read('今天想问下人才公寓有多少套')).toEqual([]);
  });

  it.each([
    '芦汀县建了多少套公寓',
    '第2023期',
    '2023套',
    '十四五规划',
    '3年免租',
    '工作10年以上',
    '15年内还清',
    '全年',
    '每年',
    '半年考核一次',
    '',
  ])('reads no period in 「%s」', (text) => {
    expect(read(text)).toEqual([]);
  });

  // 底 and 末 directly after 年 give the first quarter.
  it.each([
    ['2022年底', '2022-10-01..2022-12-31'],
    ['2022年末', '2022-10-01..2022-12-31'],
  ])('reads %s as the last quarter', (text, period) => {
    expect(read(text)).toEqual([period]);
  });

  // 10年 is taken for 2010年, 20年 for 2020年.
  it.each([
    ['近10年', ['2015-06-15..2025-06-15']],
    ['任职满20年', []],
    ['干了30年', []],
    ['上世纪90年代', []],
  ])('reads two digits in 「%s」 as a number of years', (text, periods) => {
    expect(read(text)).toEqual(periods);
  });

  // Every month is given 31 days; `to` is shown to people (2025-06-31).
  it.each([
    ['上半年', '2025-01-01..2025-06-30'],
    ['2024年2月', '2024-02-01..2024-02-29'],
    ['第二季度', '2025-04-01..2025-06-30'],
    ['去年9月', '2024-09-01..2024-09-30'],
  ])('ends %s with a day that exists', (text, period) => {
    expect(read(text)).toEqual([period]);
  });

  it('reads several periods in their order and says where they stand', () => {
    const text = '2023年比去年多，上半年呢';
    const periods = periodsIn(text, TODAY);
    expect(periods.map((period) => text.slice(period.start, period.end))).toEqual([
      '2023年',
      '去年',
      '上半年',
    ]);
    expect(periods.map((period) => period.text)).toEqual(['2023年', '去年', '上半年']);
  });

  it('reads a longer form once', () => {
    expect(read('自2021年6月以来')).toHaveLength(1);
    expect(read('今年上半年')).toHaveLength(1);
    expect(read('2021年到2023年')).toHaveLength(1);
  });

  it('counts 今年 and 去年 from the day the text speaks from', () => {
    const [period] = periodsIn('去年', '2022-03-01');
    expect(period).toMatchObject({ from: '2021-01-01', to: '2021-12-31' });
  });

  it('goes back over the new year', () => {
    expect(periodsIn('上个月', '2025-01-10')[0]).toMatchObject({ from: '2024-12-01', to: '2024-12-31' });
    expect(periodsIn('近3个月', '2025-02-10')[0]).toMatchObject({ from: '2024-11-10', to: '2025-02-10' });
  });

  it('never overlaps itself and never runs backwards, whatever it reads', () => {
    const anyText = fc
      .array(
        fc.constantFrom(
          '2023',
          '21',
          '年',
          '月',
          '去',
          '今',
          '上半',
          '以来',
          '近',
          '三',
          '个',
          '最近',
          '到',
          '底',
          '第',
          '季度',
          '日',
          '7',
        ),
        {
          maxLength: 10,
        },
      )
      .map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(anyText, (text) => {
        let at = 0;
        for (const { start, end, from, to } of periodsIn(text, TODAY)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          expect(from).toMatch(/^\d{4}-\d{2}-\d{2}$/u);
          expect(to).toMatch(/^\d{4}-\d{2}-\d{2}$/u);
          at = end;
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('periodsIn() of what is to come', () => {
  it.each(['明天', '后天下午', '明晚', '下周', '下个星期', '下个月'])('reads 「%s」', (text) => {
    const [period] = periodsIn(`${text}开会吗`, '2025-06-15');
    expect(period?.from).toBe('2025-06-16');
  });

  it.each(['医生乡下周末坐诊', '落后天数', '说明天数'])('reads none in 「%s」', (text) => {
    expect(periodsIn(text, '2025-06-15')).toEqual([]);
  });
});

describe('overlaps()', () => {
  const year = { from: '2023-01-01', to: '2023-12-31' };
  it.each([
    ['the same', year, true],
    ['one day of it', { from: '2023-05-18', to: '2023-05-18' }, true],
    ['its last day', { from: '2023-12-31', to: '2025-01-01' }, true],
    ['all around it', { from: '2020-01-01', to: '2025-12-31' }, true],
    ['the year after', { from: '2024-01-01', to: '2024-12-31' }, false],
    ['the day before', { from: '2022-12-31', to: '2022-12-31' }, false],
  ])('of a year and %s', (_, other, expected) => {
    expect(overlaps(year, other)).toBe(expected);
    expect(overlaps(other, year)).toBe(expected);
  });
});

describe('span()', () => {
  it('is the whole of its years, and nothing without one of them', () => {
    expect(span(2021, 2023)).toEqual({ from: '2021-01-01', to: '2023-12-31' });
    expect(span(null, 2023)).toBeNull();
    expect(span(2021, null)).toBeNull();
  });
});
