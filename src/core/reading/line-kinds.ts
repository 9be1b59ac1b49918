import { foldTraditional } from './traditional.ts';

/** What one line or paragraph looks like on its own. Used by healing, articles and headings alike. */

/** Signs that close a sentence or a phrase that needs no more. */
const ended = /(?:[。！？!?；;：:…）)】\]]|(?<=[\p{Script=Han}"”])\.)$/u;
const closers = /[”’"'」』》〉]+$/u;

/** Bold signs and closing quotes taken off the end. */
const bareEnd = (text: string): string =>
  text.slice(-40).trimEnd().replace(/\*\*$/u, '').trimEnd().replace(closers, '');

/** True when nothing has to follow: the text ends in 。！？；：… or a closing bracket, whatever quotes close after it. */
export const isEnded = (text: string): boolean =>
  ended.test(bareEnd(text)) && !endsInNumber.test(text) && openPair(text) === null;

/** A number with nothing after it: its heading is on the next line. */
const endsInNumber = /[（(][一二三四五六七八九十\d]{1,3}[）)]$/u;

const pairs: [string, string][] = [
  ['“', '”'],
  ['（', '）'],
  ['《', '》'],
  ['【', '】'],
  ['「', '」'],
];

const longestQuotation = 400;

/** The pair (“ ” etc.) that is open at the end of a text, the last opened first; null when all are closed. */
export function openPair(text: string): [string, string] | null {
  const open: [string, string][] = [];
  // A pair that has been open for longer was never closed, and says nothing.
  for (const character of text.slice(-longestQuotation)) {
    const opening = pairs.find(([left]) => left === character);
    if (opening) open.push(opening);
    else if (open.at(-1)?.[1] === character) open.pop();
  }
  return open.at(-1) ?? null;
}

export const headingNumbers = {
  chapter: /^第\s*[一二三四五六七八九十百零〇\d]+\s*[章编部分]+(?:\s|　|$|[：:、])/u,
  clause: /^第\s*[一二三四五六七八九十百零〇\d]+\s*条(?:\s|　|$|[：:、])/u,
  first: /^[一二三四五六七八九十]{1,3}\s*[、．.]\s*/u,
  second: /^[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)]\s*[、．.]?\s*/u,
  third: /^\d{1,2}\s*(?:[、．]|\.(?!\d))\s*/u,
  fourth: /^[（(]\s*\d{1,2}\s*[）)]\s*[、．.]?\s*/u,
} as const;

export type HeadingNumber = keyof typeof headingNumbers;

/** How a line is numbered (一、（一）1. …) and the slice that is the number; null when it is not. */
export function headingNumber(text: string): { kind: HeadingNumber; marker: string } | null {
  for (const [kind, pattern] of Object.entries(headingNumbers)) {
    const match = text.match(pattern);
    if (match) return { kind: kind as HeadingNumber, marker: match[0] };
  }
  return null;
}

/** ■ ◆ ※ and their like before a heading of a bulletin. */
export const bulletHeading = /^(?:[■◆●▲★☆◎※◇□▶►✦❖]|○(?![○\d]|\p{Script=Han}?年))\s*(?=\S)/u;

/** 【…】 at the start of a line. */
export const bracketHeading = /^【[^】]{1,20}】/u;

const noteLabel =
  /^[【（(]?\s*(?:编\s*者\s*(?:按|的\s*话)|按\s*语|按(?=\s*[：:])|编\s*后)\s*[】）)]?\s*[：:]?/u;
const commentLabel = /^[【（(]?\s*(?:领\s*导\s*(?:同志)?\s*批\s*示|批\s*示)\s*[】）)]?\s*[：:]?/u;
const contentsLabel =
  /^[【（(]?\s*(?:目\s*录|本\s*期\s*(?:要\s*目|目\s*录|导\s*读|内\s*容)|要\s*目|导\s*读)\s*[】）)]?\s*[：:]?$/u;

export type OpeningLabel = 'note' | 'comment' | 'contents';

/** 编者按, 领导批示 or 目录 at the start of a line, with the slice that is the label. */
export function openingLabel(printed: string): { kind: OpeningLabel; label: string } | null {
  const text = foldTraditional(printed.slice(0, 40)) + printed.slice(40);
  const contents = text.match(contentsLabel);
  if (contents) return { kind: 'contents', label: printed.slice(0, contents[0].length) };
  for (const [kind, pattern] of [
    ['note', noteLabel],
    ['comment', commentLabel],
  ] as const) {
    const match = text.match(pattern);
    // Without a colon or brackets the word must be all there is: 批示件办理情况 is a title.
    if (match && (match[0].length === text.length || /[：:】）)]\s*$/u.test(match[0])))
      return { kind, label: printed.slice(0, match[0].length) };
  }
  return null;
}
