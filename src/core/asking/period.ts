import { parseNumber } from '../reading/chinese-number.ts';
import { foldedOf } from '../text.ts';

/** Days, both ends inclusive, `YYYY-MM-DD`. */
export interface Period {
  from: string;
  to: string;
}

/** A period a question names and where: `[start, end)` in the folded question. */
export interface NamedPeriod extends Period {
  start: number;
  end: number;
  text: string;
  /** True for 最近, 最新: prefers what is new and excludes nothing. */
  soft: boolean;
}

const YEAR =
  '(?:19|20)\\d{2}|二[〇零○o]\\S{2}|(?<![\\d近过去满前用达共约了])(?:1[5-9]|2\\d|3[0-5])(?=年(?!以|来|内|间|里|多|后|前))';
const MONTH = '1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]';

/** Stands in every period; most sentences have none of it. */
const ANY = /[年月季今近新]|眼下|[明后][天日晚早]|下个?[周星]|(?:19|20)\d\d|二[〇零○o]/u;

const patterns = new Map<string, RegExp>();

function compiled(pattern: string): RegExp {
  const known = patterns.get(pattern) ?? new RegExp(pattern, 'gu');
  patterns.set(pattern, known);
  return known;
}

/**
 * Every period named in a text. `today` (`YYYY-MM-DD`) is the day the text speaks from: the day of the question, or the
 * date of the issue an article stands in.
 */
export function periodsIn(text: string, today: string): NamedPeriod[] {
  const folded = foldedOf(text);
  if (!ANY.test(folded)) return [];
  const year = Number(today.slice(0, 4));
  const found: NamedPeriod[] = [];
  const add = (match: RegExpExecArray, period: Period | null, soft = false): void => {
    const start = match.index;
    const end = start + match[0].length;
    if (period === null || found.some((other) => start < other.end && other.start < end)) return;
    found.push({ ...period, start, end, text: match[0], soft });
  };
  const each = (pattern: string, read: (match: RegExpExecArray) => Period | null, soft = false): void => {
    for (const match of folded.matchAll(compiled(pattern))) add(match, read(match), soft);
  };
  // Longer forms first: what they cover is not read again.
  each(`(${YEAR})年?(?:到|至|-|—|~|－)(${YEAR})年?`, (m) => span(readYear(m[1]), readYear(m[2])));
  each(`(${YEAR})年(${MONTH})月(\\d{1,2})[日号]`, (m) =>
    dayOf(readYear(m[1]), readMonth(m[2]), Number(m[3])),
  );
  each(`自(${YEAR})年[^，,。；;]{1,20}以来`, (m) => ({ from: `${readYear(m[1])}-01-01`, to: today }));
  each(`(${YEAR})年(?:以来|开始|起|至今|到现在|来)`, (m) => ({ from: `${readYear(m[1])}-01-01`, to: today }));
  each(`(${YEAR})年(?:以前|之前|前)`, (m) => ({
    from: '1949-01-01',
    to: `${(readYear(m[1]) ?? 0) - 1}-12-31`,
  }));
  each(`(${YEAR})年(${MONTH})月(?:份)?以来`, (m) => ({
    from: monthOf(readYear(m[1]), readMonth(m[2])).from,
    to: today,
  }));
  each(`(${YEAR})年(${MONTH})月(?:份)?`, (m) => monthOf(readYear(m[1]), readMonth(m[2])));
  each(`(${YEAR})年(上半年|下半年|年?初|年?[底末]|第?[一二三四1-4]季度)`, (m) =>
    partOfYear(readYear(m[1]) ?? year, m[2] as string),
  );
  each(`(去年|今年|前年|本年|上年)(上半年|下半年|年初|年底|第?[一二三四1-4]季度)`, (m) =>
    partOfYear(relativeYear(m[1] as string, year), m[2] as string),
  );
  each(`(去年|今年|前年)(${MONTH})月(?:份)?`, (m) =>
    monthOf(relativeYear(m[1] as string, year), readMonth(m[2])),
  );
  each(`(${YEAR})年度?(?!第?\\d+期)`, (m) => span(readYear(m[1]), readYear(m[1])));
  each('今年以来|年初以来', () => ({ from: `${year}-01-01`, to: today }));
  each('去年以来', () => ({ from: `${year - 1}-01-01`, to: today }));
  each('大前年|去年|上一年|上年度?|今年|本年度?|前年', (m) => {
    const of = relativeYear(m[0], year);
    return span(of, of);
  });
  each('上半年|下半年|第?[一二三四1-4]季度', (m) => partOfYear(year, m[0]));
  each('(?:最近|过去|近|这)(\\d{1,2}|[一二两三四五六七八九十]+)年(?:以?来|里|间)?', (m) => ({
    from: `${year - readSmall(m[1] as string)}${today.slice(4)}`,
    to: today,
  }));
  each('(?:最近|过去|近)(?:半年|(\\d+|[一二两三四五六七八九十]+)个月)', (m) => ({
    from: monthsBefore(today, m[1] ? readSmall(m[1]) : 6),
    to: today,
  }));
  each('上个?月', () => {
    const before = monthsBefore(`${today.slice(0, 7)}-01`, 1);
    return monthOf(Number(before.slice(0, 4)), Number(before.slice(5, 7)));
  });
  each(`(?<![\\d年个])(${MONTH})月份`, (m) => monthOf(year, readMonth(m[1])));
  // 今天 alone is a way of beginning (今天想问下); with an hour or the weather it means the day.
  each('今[天日晚早](?=(?:早上|上午|中午|下午|晚上|天气|气温|[早午晚]饭|下雨))', () => ({
    from: today,
    to: today,
  }));
  each('(?<![落先前以说文聪透])[明后][天日晚早](?!会)|(?<!乡)下周(?!末|边|转|期)|下个月|下个星期', () => ({
    from: dayAfter(today),
    to: monthsBefore(today, -1),
  }));
  each('最近|最新|近期|近来|眼下|新近', () => ({ from: monthsBefore(today, 12), to: today }), true);
  return found.sort((a, b) => a.start - b.start);
}

export function overlaps(a: Period, b: Period): boolean {
  return a.from <= b.to && b.from <= a.to;
}

/** The whole of the years `from` to `to`. */
export function span(from: number | null, to: number | null): Period | null {
  return from === null || to === null ? null : { from: `${from}-01-01`, to: `${to}-12-31` };
}

function relativeYear(word: string, year: number): number {
  if (word.startsWith('大前年')) return year - 3;
  if (word.startsWith('前年')) return year - 2;
  return /^[去上]/u.test(word) ? year - 1 : year;
}

function readYear(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d{4}$/u.test(text)) return Number(text);
  if (/^\d{2}$/u.test(text)) return 2000 + Number(text);
  return parseNumber(text.replace(/[零○o]/gu, '〇'));
}

function readMonth(text: string | undefined): number {
  return readSmall(text ?? '1');
}

function readSmall(text: string): number {
  return parseNumber(text.replace('两', '二')) ?? 1;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

function monthOf(year: number | null, month: number): Period {
  const last = new Date(Date.UTC(year ?? 0, month, 0)).getUTCDate();
  return { from: `${year}-${two(month)}-01`, to: `${year}-${two(month)}-${two(last)}` };
}

function dayOf(year: number | null, month: number, day: number): Period {
  const date = `${year}-${two(month)}-${two(day)}`;
  return { from: date, to: date };
}

/** 上半年, 年初, 底, 第三季度 … of a year. */
function partOfYear(year: number, part: string): Period {
  const months = (from: number, to: number): Period => ({
    from: monthOf(year, from).from,
    to: monthOf(year, to).to,
  });
  if (part === '上半年') return months(1, 6);
  if (part === '下半年') return months(7, 12);
  if (/初$/u.test(part)) return months(1, 3);
  if (/[底末]$/u.test(part)) return months(10, 12);
  const quarter = readSmall(/[一二三四1-4]/u.exec(part)?.[0] ?? '1');
  return months(quarter * 3 - 2, quarter * 3);
}

/** The same day so many months earlier. */
export function monthsBefore(day: string, months: number): string {
  const total = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months;
  return `${Math.floor(total / 12)}-${two((total % 12) + 1)}-${day.slice(8, 10) || '01'}`;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
