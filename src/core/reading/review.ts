import { type Article, type Issue, type Section, sectionsOf } from '../bulletin.ts';
import { reading as wording } from '../wording.ts';
import { isEnded } from './line-kinds.ts';
import type { Warning, WarningCode } from './reading.ts';

const longestWhere = 24;

/** A warning with the sentence for its code. `where` is cut to a few words. */
export function warn(code: WarningCode, where?: string): Warning {
  const text = wording.warning[code];
  if (where === undefined) return { code, text };
  const characters = [...where];
  const cut = characters.length > longestWhere ? `${characters.slice(0, longestWhere).join('')}…` : where;
  return { code, text, where: cut };
}

/** What an editor should look at in an issue: parts that are missing, and parts that look cut or damaged. */
export function reviewIssue(issue: Issue): Warning[] {
  const warnings: Warning[] = [];
  if (issue.date === null) warnings.push(warn('no-date'));
  if (issue.numbers.length === 0 && !issue.supplement) warnings.push(warn('no-number'));
  if (issue.office === null) warnings.push(warn('no-office'));
  if (issue.source.unproofed) warnings.push(warn('recognised'));
  warnings.push(...reviewUnits(issue));
  for (const paragraph of issue.editorsNote) warnings.push(...reviewParagraph(paragraph));
  for (const article of issue.articles) warnings.push(...reviewArticle(article));
  return warnings;
}

function reviewUnits({ articles, editorsNote, office }: Issue): Warning[] {
  const note = editorsNote.join('');
  const named = (unit: string): boolean => waysToName(unit, office ?? '').some((name) => note.includes(name));
  const noteListsUnits = articles.some((article) => article.units.some(named));
  const someNamed = articles.some((article) => article.units.length > 0);
  const warnings: Warning[] = [];
  if (!someNamed && articles.length > 0) warnings.push(warn('no-unit'));
  for (const { title, units } of articles) {
    if (units.length === 0 && someNamed) warnings.push(warn('no-unit', title));
    if (units.length > 1) warnings.push(warn('several-units', title));
    if (noteListsUnits && units.length > 0 && !units.some(named))
      warnings.push(warn('unit-not-in-note', title));
  }
  return warnings;
}

/** 中共苇州市委老干部局 is 市委老干部局 in its own city's bulletin, and a company's 委员会 its 党委. */
function waysToName(unit: string, office: string): string[] {
  const full = unit.replace(/^中共/u, '').replace(/\s+/gu, '');
  const place = /^\p{Script=Han}{2,4}?(?=[省市县区]委?\p{Script=Han}{2})/u.exec(full)?.[0] ?? '';
  const local = office.includes(place) ? full.slice(place.length) : full;
  // 茅渡镇党委 for 中共白浒县茅渡镇委员会.
  const town = /[县市区](\p{Script=Han}{1,4}(?:镇|乡|街道)\p{Script=Han}+)$/u.exec(full)?.[1] ?? full;
  return [full, local, town].flatMap((name) => [name, name.replace(/委员会$/u, '党委')]);
}

function reviewArticle(article: Article): Warning[] {
  const warnings: Warning[] = [];
  for (const { paragraphs } of sectionsOf(article)) warnings.push(...paragraphs.flatMap(reviewParagraph));
  const visit = (sections: readonly Section[]): void => {
    const numbers = sections.flatMap(({ heading }) => orderOf(heading) ?? []);
    if (numbers.some((number, index) => index > 0 && number !== numbers[index - 1]! + 1 && number !== 1)) {
      warnings.push(warn('numbering-gap', sections[0]!.heading));
    }
    for (const section of sections) {
      if (section.paragraphs.length === 0 && section.sections.length === 0) {
        warnings.push(warn('empty-section', section.heading));
      }
      visit(section.sections);
    }
  };
  visit(article.sections);
  return warnings;
}

function reviewParagraph(paragraph: string): Warning[] {
  if (/\uFFFD|锟斤拷|烫烫烫|(?<=\p{Script=Han})\?{2,}(?=\p{Script=Han}|$)/u.test(paragraph))
    return [warn('damaged-text', paragraph)];
  if (paragraph.startsWith('|')) return [];
  const short = [...paragraph].length < 30;
  return isEnded(paragraph) || short
    ? []
    : [warn('unfinished-paragraph', [...paragraph].slice(-longestWhere).join(''))];
}

const chinese = '一二三四五六七八九';

/** The place in its row that a heading's number gives it; null where it has none. */
function orderOf(heading: string): number | null {
  const match = heading.match(/^[（(]?\s*([一二三四五六七八九十]{1,3}|\d{1,2})\s*[）)、．.]/u);
  if (!match) return null;
  const number = match[1]!;
  if (/^\d/u.test(number)) return Number(number);
  const [tens, ones] = number.includes('十') ? number.split('十') : ['', number];
  const ten = number.includes('十') ? (tens === '' ? 1 : chinese.indexOf(tens!) + 1) : 0;
  return ten * 10 + (ones === '' ? 0 : chinese.indexOf(ones!) + 1);
}
