/** Times of day where the readers are. Time zones are IANA names (`Asia/Shanghai`). */

interface LocalTime {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  /** 0 is Sunday. */
  weekday: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const formats = new Map<string, Intl.DateTimeFormat>();

/** @throws RangeError for a time zone that does not exist */
export function localTime(time: number, timeZone: string): LocalTime {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
  formats.set(timeZone, format);
  const part = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = part;
  return { year, month, day, hour, minute, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() };
}

/** The calendar day, `YYYY-MM-DD`; `back` days earlier. */
export function dayAt(time: number, timeZone: string, back = 0): string {
  const { year, month, day } = localTime(time, timeZone);
  return new Date(Date.UTC(year, month - 1, day - back)).toISOString().slice(0, 10);
}

/** China has one time zone and no summer time: what bulletins and their readers mean by a day. */
const CHINA_MS = 8 * HOUR_MS;

/** `YYYY-MM-DD` on the calendar of the bulletins, wherever the program runs. */
export const dayInChina = (time: number): string => new Date(time + CHINA_MS).toISOString().slice(0, 10);

/** `HH:MM` there. */
export const timeInChina = (time: number): string => new Date(time + CHINA_MS).toISOString().slice(11, 16);

/** The first moment at or after `time` at which clocks show `hour`:00, on a day that `isDay` accepts (default any). */
export function nextHour(
  time: number,
  hour: number,
  timeZone: string,
  isDay: (local: LocalTime) => boolean = () => true,
): number {
  const { year, month, day } = localTime(time, timeZone);
  for (let days = 0; ; days++) {
    const at = timeOfDay(Date.UTC(year, month - 1, day, hour) + days * DAY_MS, timeZone);
    if (at >= time && isDay(localTime(at, timeZone))) return at;
  }
}

/** When clocks show what UTC clocks show at `shown`. Looked for twice, because summer time may begin in between. */
export function timeOfDay(shown: number, timeZone: string): number {
  let time = shown;
  for (let i = 0; i < 2; i++) {
    const { year, month, day, hour, minute } = localTime(time, timeZone);
    time += shown - Date.UTC(year, month - 1, day, hour, minute);
  }
  return time;
}

/** Nobody is sent what they have not asked for just now between these hours. */
const QUIET_FROM = 21;
const QUIET_TO = 8;

/** `time`, or 08:00 when it lies in the quiet hours from 21:00 to 08:00. */
export function outsideQuietHours(time: number, timeZone: string): number {
  const { hour } = localTime(time, timeZone);
  return hour >= QUIET_FROM || hour < QUIET_TO ? nextHour(time, QUIET_TO, timeZone) : time;
}
