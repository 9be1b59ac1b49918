import { describe, expect, it } from 'vitest';
import { localTime, nextHour, outsideQuietHours } from '../../src/core/local-time.ts';

const at = (iso: string): number => Date.parse(iso);
const iso = (time: number): string => new Date(time).toISOString();

describe('outsideQuietHours()', () => {
  it.each([
    ['just before nine', 'Asia/Shanghai', '2026-11-22T20:59:59+08:00', '2026-11-22T20:59:59+08:00'],
    ['at nine', 'Asia/Shanghai', '2026-11-22T21:00:00+08:00', '2026-11-23T08:00:00+08:00'],
    ['before midnight', 'Asia/Shanghai', '2026-12-31T23:59:00+08:00', '2027-01-01T08:00:00+08:00'],
    ['after midnight', 'Asia/Shanghai', '2026-11-22T00:10:00+08:00', '2026-11-22T08:00:00+08:00'],
    ['just before eight', 'Asia/Shanghai', '2026-11-22T07:59:59+08:00', '2026-11-22T08:00:00+08:00'],
    ['at eight', 'Asia/Shanghai', '2026-11-22T08:00:00+08:00', '2026-11-22T08:00:00+08:00'],
    ['in another zone', 'Asia/Urumqi', '2026-11-22T21:30:00+08:00', '2026-11-22T21:30:00+08:00'],
    [
      'over the end of summer time',
      'Europe/Berlin',
      '2026-10-24T22:00:00+02:00',
      '2026-10-25T08:00:00+01:00',
    ],
    ['over its beginning', 'Europe/Berlin', '2026-03-28T22:00:00+01:00', '2026-03-29T08:00:00+02:00'],
    ['with half an hour of offset', 'Asia/Kolkata', '2026-11-22T22:00:00+05:30', '2026-11-23T08:00:00+05:30'],
  ])('%s', (_, zone, time, expected) => {
    expect(iso(outsideQuietHours(at(time), zone))).toBe(iso(at(expected)));
  });
});

describe('nextHour()', () => {
  const onMonday = ({ weekday }: { weekday: number }) => weekday === 1;
  it.each([
    ['2026-11-22T10:00:00+08:00', '2026-11-23T09:00:00+08:00'],
    ['2026-11-23T08:59:00+08:00', '2026-11-23T09:00:00+08:00'],
    ['2026-11-23T09:00:00+08:00', '2026-11-23T09:00:00+08:00'],
    ['2026-11-23T09:00:01+08:00', '2026-11-30T09:00:00+08:00'],
  ])('from %s the next Monday at nine is %s', (time, expected) => {
    expect(iso(nextHour(at(time), 9, 'Asia/Shanghai', onMonday))).toBe(iso(at(expected)));
  });
});

describe('localTime()', () => {
  it('tells the date where the readers are', () => {
    const time = at('2026-11-22T16:30:00Z');
    expect(localTime(time, 'Asia/Shanghai')).toEqual({
      year: 2026,
      month: 11,
      day: 23,
      hour: 0,
      minute: 30,
      weekday: 1,
    });
  });
});
