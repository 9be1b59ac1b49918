import type { Element } from 'domhandler';
import { attributeOf, childOf, childrenOf } from './docx-xml.ts';

interface Level {
  format: string;
  /** `%1、`, `（%2）` … */
  text: string;
  start: number;
}

/**
 * Counts automatic numbers as Word does: the number a paragraph shows is not in its text. Returns the label of the
 * next paragraph with this numbering (一、, （二）, 3.), `''` for bullets and unknown numbering.
 */
export function createNumbering(root: Element | null): (id: string, level: number) => string {
  const abstracts = new Map(
    childrenOf(root, 'w:abstractNum').map((abstract) => [
      abstract.attribs['w:abstractNumId'] ?? '',
      levelsOf(abstract),
    ]),
  );
  const lists = new Map(
    childrenOf(root, 'w:num').map((list) => {
      const abstract = attributeOf(list, 'w:abstractNumId') ?? '';
      const overrides = childrenOf(list, 'w:lvlOverride').map((override): [number, number] => [
        Number(override.attribs['w:ilvl'] ?? 0),
        Number(attributeOf(override, 'w:startOverride') ?? Number.NaN),
      ]);
      return [list.attribs['w:numId'] ?? '', { abstract, starts: new Map(overrides) }];
    }),
  );
  /** Counters by abstract numbering, so that two lists of one kind go on counting; a list with its own start begins anew. */
  const counters = new Map<string, number[]>();
  const begun = new Set<string>();

  return (id, level) => {
    const list = lists.get(id);
    const levels = list && abstracts.get(list.abstract);
    const own = levels?.[level];
    if (!list || !levels || !own) return '';
    const counts = counters.get(list.abstract) ?? [];
    counters.set(list.abstract, counts);
    const restart = list.starts.get(level);
    if (restart !== undefined && restart >= 0 && !begun.has(`${id} ${level}`)) counts[level] = restart - 1;
    begun.add(`${id} ${level}`);
    counts[level] = (counts[level] ?? own.start - 1) + 1;
    counts.length = level + 1;
    if (own.format === 'bullet' || own.format === 'none') return '';
    return own.text.replace(/%(\d)/gu, (_, digit: string) => {
      const at = Number(digit) - 1;
      return formatNumber(counts[at] ?? levels[at]?.start ?? 1, levels[at]?.format ?? 'decimal');
    });
  };
}

function levelsOf(abstract: Element): Level[] {
  const levels: Level[] = [];
  for (const level of childrenOf(abstract, 'w:lvl')) {
    levels[Number(level.attribs['w:ilvl'] ?? 0)] = {
      format: attributeOf(level, 'w:numFmt') ?? 'decimal',
      text: childOf(level, 'w:lvlText')?.attribs['w:val'] ?? '',
      start: Number(attributeOf(level, 'w:start') ?? 1),
    };
  }
  return levels;
}

const chinese = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

function formatNumber(number: number, format: string): string {
  if (/chinese|ideograph|japanese|taiwanese|korean/iu.test(format)) return chineseNumber(number);
  if (format === 'decimalFullWidth')
    return String(number).replace(/\d/gu, (digit) => String.fromCharCode(0xfee0 + digit.charCodeAt(0)));
  if (/circle/iu.test(format) && number >= 1 && number <= 20)
    return String.fromCodePoint(0x2460 + number - 1);
  if (format === 'upperLetter') return String.fromCharCode(64 + ((number - 1) % 26) + 1);
  if (format === 'lowerLetter') return String.fromCharCode(96 + ((number - 1) % 26) + 1);
  return String(number);
}

/** 1 to 99 as 一 to 九十九; larger numbers as digits. */
function chineseNumber(number: number): string {
  if (number < 1 || number > 99) return String(number);
  const tens = Math.floor(number / 10);
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : chinese[tens]}十`;
  return `${ten}${number % 10 === 0 ? '' : chinese[number % 10]}`;
}
