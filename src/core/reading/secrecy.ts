import type { Line, ReadDocument } from '../ports.ts';
import { reading as wording } from '../wording.ts';
import { foldTraditional } from './traditional.ts';

/** What the marks on a document allow. `reason` is a sentence for its sender. */
export type Secrecy = { verdict: 'allow'; reason: null } | { verdict: 'hold' | 'refuse'; reason: string };

const level = '(?:绝\\s*密|机\\s*密|秘\\s*密)级?';
const period =
  '(?:长期|永久|(?:\\d+|[一二三四五六七八九十百两]+)\\s*(?:年|个月|月|天|日)|[^\\s，。；]{0,8}(?:公布|公开|发布|解密)[^\\s，。；]{0,2}前|启用前)';

/** Marks that make a document classified wherever they stand. ★ is reserved for state secrets. */
const classified = [
  new RegExp(`${level}[ \\t\\u3000]*[★☆⭐✩✪✭✮✯✰]`, 'u'),
  new RegExp(`${level}[ \\t\\u3000]*[*＊](?![*＊])[ \\t\\u3000]*${period}`, 'u'),
  new RegExp(`密\\s*级[\\s:：|｜】\\]]*[:：|｜\\t】][\\s]*${level}(?!信息|文件|事项|资料)`, 'u'),
];

/** A line that is nothing but a level, with the copy number, the urgency or the period that may stand beside it. */
const besideLevel = `(?:特急|加急|特提|平急|(?:№|No\\.?)?\\s*\\d{6}|${period})`;
const levelAlone = new RegExp(
  `^(?:${besideLevel}\\s*)*[【（(\\[〔]?\\s*${level}\\s*[】）)\\]〕]?[:：。]?(?:\\s*${besideLevel})*$`,
  'u',
);
const levelInBrackets = new RegExp(`^[【（(\\[〔]\\s*${level}\\s*[】）)\\]〕]`, 'u');

const internalWord =
  /内部(?:资料|文件|刊物|参考|材料|传阅|使用|发行|掌握|读物)|注意保(?:存|管|密)|不得外传|请勿外传|严禁外传|会后(?:收回|交回|退回)|仅供.{0,12}(?:参阅|参考|内部|传阅)|阅后(?:收回|退回|即焚)/u;
const internalAlone =
  /^[【（(〔[]?(?:工作秘密|(?:此件|公开(?:方式|属性|类别|选项|形式)[:：])?(?:不予公开|不公开|依申请公开|不宜公开)|.{0,40}征求意见稿)[】）)〕\]]?[。]?$/u;
const copyNumber = /^(?:份号[:：])?(?:№|No\.?)?\d{6}$/u;

/** How many lines at the top of a document, and of each of its pages, count as its head. */
const headLines = 12;
const pageHeadLines = 2;
/** A mark of internal use stands on a line of its own; in running text the same words mean nothing. */
const longestMark = 24;

/**
 * Decides on the raw text whether a document may be kept at all: body, headers, footers, text boxes, comments,
 * properties and the file name. `refuse` for state secrets (秘密, 机密, 绝密), `hold` for internal papers.
 * Source of the marks: 保守国家秘密法实施条例 and GB/T 9704-2012 7.2.2, 7.2.3.
 */
export function checkSecrecy(
  document: Pick<ReadDocument, 'lines' | 'properties'>,
  fileName: string,
): Secrecy {
  const head = headOf(document.lines);
  const outside = [
    ...document.lines.filter((line) => line.place !== undefined && line.place !== 'body').map(rawText),
    ...Object.values(document.properties).flatMap((value) => value.split('\n')),
  ]
    .map(clean)
    .filter((line) => line !== '');
  const body = document.lines.map((line) => clean(rawText(line))).filter((line) => line !== '');
  const nameParts = clean(fileName)
    .replace(/\.[a-z0-9]{1,5}$/iu, '')
    .split(/[\s_\-—·、，,.()（）【】[\]〔〕《》]+/u)
    .filter((part) => part !== '');

  const everywhere = [...body, ...outside, clean(fileName)];
  const topmost = [...head, ...outside, ...nameParts];
  if (
    everywhere.some((line) => classified.some((mark) => mark.test(line))) ||
    topmost.some((line) => levelAlone.test(line) || levelInBrackets.test(line))
  ) {
    return { verdict: 'refuse', reason: wording.classified };
  }

  const short = everywhere.filter((line) => [...line].length <= longestMark);
  const internal =
    short.find((line) => internalWord.test(line)) ??
    everywhere.find((line) => internalAlone.test(line.replace(/\s/gu, ''))) ??
    [...body.slice(0, 3), ...outside].find((line) => copyNumber.test(line.replace(/\s/gu, '')));
  if (internal !== undefined) return { verdict: 'hold', reason: wording.internal(internal) };
  return { verdict: 'allow', reason: null };
}

const rawText = (line: Line): string => (line.cells ? line.cells.join('\t') : line.text);

/** Without what hides a mark from the eye of a program but not of a reader: bold and heading signs, zero-width marks. */
function clean(text: string): string {
  return foldTraditional(text)
    .replace(/[\u200B-\u200F\u2060\uFEFF\u00AD]/gu, '')
    .replace(/\*\*(?=\S)(.*?)(?<=\S)\*\*/gu, '$1')
    .replace(/^[\s#>|]+|[\s|]+$/gu, '');
}

function headOf(lines: readonly Line[]): string[] {
  const seen = new Map<number, number>();
  const head: string[] = [];
  let total = 0;
  for (const line of lines) {
    for (const piece of rawText(line).split(/[\f\n]/u)) {
      const text = clean(piece);
      if (text === '') continue;
      total += 1;
      const onPage = (seen.get(line.page ?? 0) ?? 0) + 1;
      seen.set(line.page ?? 0, onPage);
      if (total <= headLines || (line.page !== undefined && onPage <= pageHeadLines)) {
        head.push(text, ...(line.cells ?? []).map(clean), ...text.split('\t').map((part) => part.trim()));
      }
    }
  }
  return head;
}

/** Whether a message bears a secrecy mark. */
export function hasSecrecyMark(text: string): boolean {
  const lines = text.split('\n').map((line) => ({ text: line }));
  return checkSecrecy({ lines, properties: {} }, '').verdict === 'refuse';
}
