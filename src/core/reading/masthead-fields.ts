import { findDate, foldForNumbers, numeral, parseNumber } from './chinese-number.ts';

/** What one line of a masthead says, and what is left of it. */
export interface MastheadFields {
  year?: number;
  numbers?: number[];
  supplement?: boolean;
  total?: number;
  /** `YYYY-MM-DD` or `YYYY-MM`. */
  date?: string;
  /** A day and month whose year is not printed. */
  monthDay?: { month: number; day: number };
  /** 发文机关代字 before a document number: 云组通 of 云组通〔2024〕6号. */
  agency?: string;
  /** The title that follows the number after a colon: 病虫情报2026年第13期：稻飞虱防治警报. */
  title?: string;
  /** What is left when numbers and dates are taken out. */
  rest: string[];
}

const open = '[〔﹝\\[［（(【]';
const close = '[〕﹞\\]］）)】]';
const yearOf = '(?<year>\\d{4}|[〇一二三四五六七八九]{4})';
const list = `(?<list>${numeral}(?:\\s*(?:期?[、,，/至-]|期?—|期?－|和|期?第)\\s*第?\\s*${numeral})*)`;

const totalPattern = new RegExp(
  `${open}?\\s*(?:[总總]|累[计計])第?\\s*[:：]?(?<total>${numeral})(?:\\s*[、,，至-]\\s*${numeral})*\\s*期\\s*${close}?`,
  'u',
);
/** From the most telling to the least; each stands for one way to print the number. */
const numberPatterns = [
  new RegExp(
    `${open}?\\s*${open}${yearOf}年?${close}\\s*(?:第\\s*)?${list}\\s*(?<sign>[号號期])\\s*${close}?`,
    'u',
  ),
  new RegExp(`${open}?\\s*${yearOf}\\s*年?\\s*[,，]?\\s*(?:度)?第\\s*${list}\\s*期\\s*${close}?`, 'u'),
  new RegExp(`${open}?\\s*第\\s*${list}\\s*[期号號]\\s*${close}?`, 'u'),
  new RegExp(`${open}?\\s*[Nn][Oo][.．:：]?\\s*(?<list>\\d{1,5})\\s*${close}?`, 'u'),
  new RegExp(`${open}?\\s*(?<list>\\d{1,4}(?:\\s*[、,，/-]\\s*\\d{1,4})*)\\s*期\\s*${close}?`, 'u'),
];
const supplementPattern = new RegExp(
  `${open}?\\s*(?:${yearOf}年)?\\s*增\\s*刊\\s*(?:(?:第\\s*)?${open}?(?<list>${numeral})${close}?\\s*[期号]?)?\\s*${close}?`,
  'u',
);
const jointPattern = new RegExp(`${open}?\\s*合\\s*刊\\s*号?\\s*${close}?`, 'u');
const firstPattern = new RegExp(`${open}?\\s*[创創]\\s*刊\\s*[号號]\\s*${close}?`, 'u');
const yearAlone = new RegExp(`^${open}?\\s*${yearOf}\\s*年(?:度)?\\s*${close}?$`, 'u');
const monthDayPattern = /(?<![\d年])\s*年?\s*(?<month>\d{1,2})月(?<day>\d{1,2})日/u;

/** Reads number, year, total, supplement and date from a line; `rest` is what is printed beside them. */
export function mastheadFields(line: string): MastheadFields {
  const fields: MastheadFields = { rest: [] };
  let text = foldForNumbers(line);
  const take = (pattern: RegExp): Record<string, string | undefined> | null => {
    const match = text.match(pattern);
    if (!match) return null;
    text = `${text.slice(0, match.index)}\u0001${text.slice(match.index! + match[0].length)}`;
    return match.groups ?? {};
  };

  const total = take(totalPattern);
  if (total) fields.total = parseNumber(total.total!)!;

  const date = findDate(text);
  // 2024年3月第6期 is a year and a month of the numbering; findDate takes it as the month it was issued in.
  if (date) {
    fields.date = date.date;
    text = text.replace(date.match, '\u0001');
  }

  const supplement = take(supplementPattern);
  if (supplement) {
    fields.supplement = true;
    if (supplement.list) fields.numbers = [parseNumber(supplement.list)!];
    if (supplement.year) fields.year = parseNumber(supplement.year)!;
  }
  if (take(firstPattern)) fields.numbers = [1];
  let numberedAsDocument = false;
  for (const pattern of numberPatterns) {
    if (fields.numbers) break;
    const found = take(pattern);
    if (!found) continue;
    const numbers = numbersOf(found.list!);
    if (numbers.length === 0) continue;
    fields.numbers = numbers;
    numberedAsDocument = found.sign !== undefined && found.sign !== '期';
    if (found.year) fields.year = parseNumber(found.year)!;
  }
  take(jointPattern);

  const monthDay = fields.date ? null : take(monthDayPattern);
  if (monthDay) fields.monthDay = { month: Number(monthDay.month), day: Number(monthDay.day) };
  const year = take(yearAlone);
  if (year) fields.year = parseNumber(year.year!)!;
  if (fields.year !== undefined && (fields.year < 1949 || fields.year > 2100)) delete fields.year;

  if (fields.numbers && text.includes('\u0001')) {
    const [before, after] = [
      text.slice(0, text.lastIndexOf('\u0001')),
      text.slice(text.lastIndexOf('\u0001') + 1),
    ];
    const title = after.match(/^\s*[：:]\s*(\S.{3,})$/u);
    if (title) {
      fields.title = title[1]!;
      text = before;
    }
  }
  const rest = text
    .split('\u0001')
    .map((part) =>
      part
        .replace(
          /^[\s（()）[\]【】《》〈〉,，、|｜/·.•:：-]+|[\s（()）[\]【】《》〈〉,，、|｜/·.•:：-]+$/gu,
          '',
        )
        .trim(),
    )
    .filter((part) => part !== '');
  // A short word right before 〔2024〕6号 stands for the office, it is no name of a bulletin.
  if (numberedAsDocument && rest.length > 0 && [...rest.at(-1)!].length <= 6) fields.agency = rest.pop()!;
  fields.rest = rest;
  return fields;
}

/** 5、6 and 5-6 as [5, 6]; 5—7 as [5, 6, 7]; empty when it is no list of numbers. */
function numbersOf(printed: string): number[] {
  const numbers = [...printed.matchAll(new RegExp(numeral, 'gu'))].map(([number]) => parseNumber(number)!);
  const [first, last] = numbers;
  if (numbers.length === 2 && /[-—－至]/u.test(printed) && last! > first! && last! - first! <= 12) {
    return Array.from({ length: last! - first! + 1 }, (_, index) => first! + index);
  }
  return numbers.filter((number) => number >= 1);
}
