import { isOverTime, verdictOf } from '../../../core/answer-sentences.ts';
import { type Answer, chineseDate, type Excerpt, type ListingItem } from '../../../core/bulletin.ts';
import type { AnswerView } from '../../../core/chat.ts';
import { searchUrl } from '../../../core/links.ts';
import { card as words } from '../../../core/wording.ts';
import {
  type Card,
  type Column,
  cardOf,
  type Element,
  linkButton,
  panel,
  paragraph,
  plainText,
  remark,
  row,
  rule,
} from '../card-json.ts';
import { answerButtons, narrowing, pageButton, reasonForm } from './controls.ts';
import { excerptPart, questionPart, shorten } from './parts.ts';

/** The first excerpt is open, up to this many more wait in the panel. */
const MORE_EXCERPTS = 3;
const MOST_COLUMNS = 6;

export interface CardOptions {
  /** Base of the links to the pages. */
  publicUrl: string;
  /** A card that was refused is tried once more with less on it: the first excerpt or items, no controls. */
  short?: boolean;
}

/** The card of an answer that is not a help. */
export function answerCard(answer: Answer, view: AnswerView, options: CardOptions): Card {
  switch (answer.kind) {
    case 'comparison':
      return comparisonCard(answer, view, options);
    case 'listing':
      return listingCard(answer, view, options);
    case 'near-miss':
      return nearMissCard(answer, view, options);
    case 'not-found':
    case 'help':
      return notFoundCard(answer, view, options);
    case 'excerpts':
      return excerptsCard(answer, view, options);
  }
}

function excerptsCard(answer: Answer, view: AnswerView, { publicUrl, short = false }: CardOptions): Card {
  const found = answer.excerpts.slice(view.offset);
  const [first, ...rest] = found.length > 0 ? found : answer.excerpts;
  if (!first) return notFoundCard(answer, view, { publicUrl, short });
  const others = rest.slice(0, MORE_EXCERPTS);
  const next = view.offset + 1 + others.length;
  const title = first.article.unit || first.issue.label;
  return cardOf(
    words.summary(shorten(title, 40)),
    [
      ...questionPart(view, answer),
      ...excerptPart(first, true),
      ...(short ? [] : [...othersPanel(others), rule, ...narrowing(view)]),
      ...(short ? [] : [answerButtons(view, next < answer.excerpts.length ? next : null)]),
      ...(view.askReason && !short ? [reasonForm()] : []),
    ],
    {
      title: plainText(shorten(title, 60)),
      ...(first.article.title && { subtitle: plainText(shorten(first.article.title, 80)) }),
      template: 'blue',
    },
  );
}

function othersPanel(excerpts: Excerpt[]): Element[] {
  if (excerpts.length === 0) return [];
  const elements = excerpts.flatMap((excerpt, i) => [
    ...(i > 0 ? [rule] : []),
    ...excerptPart(excerpt, false),
  ]);
  return [panel(words.others(excerpts.length), elements)];
}

const unitHeading = ({ article, issue }: Excerpt): Element =>
  paragraph(shorten(article.unit || issue.label, 40), { text_size: 'heading-4' });

const issueHeading = ({ issue }: Excerpt): Element =>
  paragraph(shorten(issue.label, 40), { text_size: 'heading-4' });

/** One column a unit (or a time, of one unit); units of which nothing was found are named under them. */
function comparisonCard(answer: Answer, view: AnswerView, { short = false }: CardOptions): Card {
  const heading = isOverTime(answer) ? issueHeading : unitHeading;
  const columns = answer.excerpts.slice(0, short ? 2 : MOST_COLUMNS).map(
    (excerpt): Column => ({
      tag: 'column',
      width: 'weighted',
      weight: 1,
      vertical_align: 'top',
      elements: [heading(excerpt), ...excerptPart(excerpt, false)],
    }),
  );
  const title = isOverTime(answer) ? words.comparisonOverTimeTitle : words.comparisonTitle;
  return cardOf(
    words.summary(title),
    [
      ...questionPart(view, answer),
      { tag: 'column_set', flex_mode: 'stretch', horizontal_spacing: '12px', columns },
      ...missingPart(answer),
      ...(short ? [] : [rule, answerButtons(view, null)]),
      ...(view.askReason && !short ? [reasonForm()] : []),
    ],
    { title: plainText(title), template: 'turquoise' },
  );
}

function listingCard(answer: Answer, view: AnswerView, { short = false }: CardOptions): Card {
  const { listing, total } = answer;
  const items = short ? listing.slice(0, 5) : listing;
  const { offset } = view;
  const end = offset + items.length;
  const pages = [
    ...(offset > 0 ? [pageButton(words.previousPage, Math.max(0, offset - listing.length))] : []),
    ...(end < total ? [pageButton(words.nextPage, end)] : []),
  ];
  const title = words.listingTitle(total);
  return cardOf(
    words.summary(title),
    [
      ...questionPart(view, answer),
      ...(items.length === 0 ? [paragraph(words.listingEmpty)] : items.map(listingRow)),
      ...missingPart(answer),
      ...(items.length < total ? [remark(words.listingPage(offset + 1, end, total))] : []),
      ...(pages.length > 0 && !short ? [row(pages)] : []),
    ],
    { title: plainText(title), template: 'wathet' },
  );
}

function listingRow(item: ListingItem): Element {
  const { type, label, title, unit, issue, excerpt, url } = item;
  const article = title ? words.article(title) : '';
  const heading = (type === 'article' && title) || [label, article].filter(Boolean).join(' ');
  const where = issue && !heading.includes(issue.label) ? issue.label : '';
  const printed = words.source([where, issue?.date ? chineseDate(issue.date) : ''].filter(Boolean));
  const source = [shorten(unit ?? '', 60), printed].filter(Boolean).join('\n');
  return {
    tag: 'column_set',
    flex_mode: 'none',
    horizontal_spacing: '8px',
    columns: [
      {
        tag: 'column',
        width: 'weighted',
        weight: 5,
        vertical_align: 'center',
        vertical_spacing: '2px',
        elements: [
          paragraph(shorten(heading, 100)),
          ...(source ? [remark(source)] : []),
          ...(excerpt ? [remark(shorten(excerpt.text, 120))] : []),
        ],
      },
      {
        tag: 'column',
        width: 'auto',
        vertical_align: 'center',
        elements: [linkButton(words.openItem, url, 'default')],
      },
    ],
  };
}

/** Says first what was not found; what there is comes after, plainly not as the answer. */
function nearMissCard(answer: Answer, view: AnswerView, { publicUrl, short = false }: CardOptions): Card {
  const [first, ...others] = answer.related.slice(0, short ? 1 : 1 + MORE_EXCERPTS);
  return cardOf(
    words.summary(words.nearMissTitle),
    [
      ...questionPart(view, answer),
      verdict(answer),
      paragraph(words.nearMissRelated),
      rule,
      ...(first ? [unitHeading(first), ...excerptPart(first, false)] : []),
      ...othersPanel(others),
      ...(short ? [] : [rule, searchRow(publicUrl, view)]),
      ...(short ? [] : [answerButtons(view, null)]),
      ...(view.askReason && !short ? [reasonForm()] : []),
    ],
    { title: plainText(words.nearMissTitle), template: 'orange' },
  );
}

function notFoundCard(answer: Answer, view: AnswerView, { publicUrl }: CardOptions): Card {
  return cardOf(
    words.summary(words.notFoundTitle),
    [
      ...questionPart(view, answer),
      verdict(answer),
      remark(words.notFoundAdvice),
      searchRow(publicUrl, view),
    ],
    { title: plainText(words.notFoundTitle), template: 'grey' },
  );
}

/** What was not found, as on the pages; long questions may miss many words. */
const verdict = (answer: Answer): Element => paragraph(shorten(verdictOf(answer), 200));

function searchRow(publicUrl: string, { question }: AnswerView): Element {
  return row([
    linkButton(words.catalogue, publicUrl, 'default'),
    // Buttons end at some thousand characters of address.
    linkButton(words.searchPage, searchUrl(publicUrl, shorten(question, 60)), 'default'),
  ]);
}

function missingPart({ missing }: Answer): Element[] {
  if (missing.length === 0) return [];
  return [paragraph(words.missing(missing.slice(0, 10).map((one) => shorten(one, 40))))];
}
