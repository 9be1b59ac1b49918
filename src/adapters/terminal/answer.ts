import { styleText } from 'node:util';
import { understoodAs, verdictOf } from '../../core/answer-sentences.ts';
import type { Answer, Excerpt, ListingItem, PassagePart } from '../../core/bulletin.ts';
import { chineseDate } from '../../core/bulletin.ts';
import { pages } from '../../core/wording.ts';

/** What stands outside the articles has no title of its own. */
const names: Record<PassagePart, string> = {
  article: '',
  note: pages.editorsNote,
  comment: pages.leadersComment,
  colophon: pages.colophon,
};

/**
 * An answer for reading in a terminal; what matched is bold where `colours` says the terminal can show it. `parts` tells
 * of passages outside the articles, by their ids, what they are.
 */
export function formatAnswer(
  answer: Answer,
  { colours, parts = new Map() }: { colours: boolean; parts?: ReadonlyMap<string, PassagePart> },
): string {
  const bold = (text: string): string =>
    colours ? styleText('bold', text, { validateStream: false }) : text;
  const excerptBlock = (excerpt: Excerpt, index: number): string => {
    const { issue, article, section } = excerpt;
    return [
      `${index + 1}. ${[article.title || names[parts.get(excerpt.passage) ?? 'article'], ...section].join(' › ')}`,
      `   ${mark(excerpt.text, excerpt.highlights, bold).replaceAll('\n', '\n   ')}`,
      `   —— ${[article.unit, issue.label, issue.date && chineseDate(issue.date)].filter(Boolean).join('，')}`,
      `   ${excerpt.url}`,
      ...(excerpt.newer ? [`   ${pages.newer(excerpt.newer.label)}${excerpt.newer.text}`] : []),
    ].join('\n');
  };
  const understood = understoodAs(answer);
  return [
    verdictOf(answer) + (understood.length > 0 ? `（${understood.join('；')}）` : ''),
    ...(answer.kind === 'not-found' ? [pages.notFoundAdvice] : []),
    ...answer.excerpts.map(excerptBlock),
    ...answer.listing.map((item, index) => listingBlock(item, index, bold)),
    ...(answer.related.length > 0 ? [pages.nearMissRelated, ...answer.related.map(excerptBlock)] : []),
  ].join('\n\n');
}

function listingBlock(item: ListingItem, index: number, bold: (text: string) => string): string {
  const { label, title = '' } = item;
  const about = [label.includes(title) ? '' : title, item.unit, item.issue?.date].filter(Boolean);
  return [
    `${index + 1}. ${[label, ...about].join('　')}`,
    ...(item.excerpt ? [`   ${mark(item.excerpt.text, item.excerpt.highlights, bold)}`] : []),
    `   ${item.url}`,
  ].join('\n');
}

function mark(text: string, ranges: readonly [number, number][], bold: (text: string) => string): string {
  let at = 0;
  let marked = '';
  for (const [start, end] of ranges) {
    marked += text.slice(at, start) + bold(text.slice(start, end));
    at = end;
  }
  return marked + text.slice(at);
}
