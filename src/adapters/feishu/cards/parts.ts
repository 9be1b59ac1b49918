import { understoodAs } from '../../../core/answer-sentences.ts';
import { type Answer, chineseDate, type Excerpt } from '../../../core/bulletin.ts';
import type { Amendment, AnswerView } from '../../../core/chat.ts';
import { afterwards, button, card as words } from '../../../core/wording.ts';
import { type Element, linkButton, paragraph, remark } from '../card-json.ts';
import { highlightedMarkdown } from '../escape.ts';

/** Longest excerpt on a card, UTF-16 units: cards end at 30 KB and an escaped character takes up to six bytes. */
const LONGEST_EXCERPT = 1200;

/** `text` on one line, cut to `length` characters with … where something is missing. */
export function shorten(text: string, length: number): string {
  const characters = [...text.replace(/\s+/gu, ' ').trim()];
  return characters.length <= length ? characters.join('') : cut(characters.slice(0, length - 1).join(''));
}

/** A number at the cut goes with what is missing: 180套 must not read as 18…. */
const cut = (kept: string): string => `${kept.replace(/\d[\d.,]*$/u, '')}…`;

/** The question, how it was understood where that is not plain from it, and what is no longer as it was quoted. */
export function questionPart({ question, amended = [] }: AnswerView, answer: Answer): Element[] {
  const notes = understoodAs(answer);
  const asked = paragraph(words.asked(shorten(question, 120)), {
    text_size: 'notation',
    text_color: 'grey',
    lines: 3,
  });
  return [
    asked,
    ...amended.slice(-MOST_AMENDMENTS).flatMap(amendmentPart),
    ...(amended.length > 0 ? [remark(afterwards.askedAgain)] : []),
    ...(notes.length > 0 ? [remark(shorten(words.source(notes), 200))] : []),
  ];
}

/** A card quotes at most some passages of a few issues; more lines than this would hide the answer. */
const MOST_AMENDMENTS = 4;

export function amendmentPart({ kind, label, url }: Amendment): Element[] {
  return [
    paragraph(afterwards.amended[kind](label), { text_color: 'orange' }),
    ...(url === null ? [] : [linkButton(afterwards.readCorrected, url, 'default')]),
  ];
}

/** The passage as printed, the matched words in red. */
function excerptText({ text, highlights }: Excerpt): Element {
  const shown = text.length > LONGEST_EXCERPT ? cut(text.slice(0, LONGEST_EXCERPT)) : text;
  const within = highlights.filter(([, end]) => end <= LONGEST_EXCERPT);
  return { tag: 'markdown', content: highlightedMarkdown(shown, within) };
}

/** Where an excerpt stands: issue and date; unit, article and section. */
function sourceText({ issue, article, section }: Excerpt): string {
  const first = [issue.label, ...(issue.date ? [chineseDate(issue.date)] : [])];
  const second = [article.unit, article.title && words.article(article.title), words.section(section)];
  return [words.source(first), words.source(second.filter((part) => part !== ''))].join('\n');
}

/** An excerpt with its source and link. */
export function excerptPart(excerpt: Excerpt, isFirst: boolean): Element[] {
  const { newer, url } = excerpt;
  return [
    excerptText(excerpt),
    remark(sourceText(excerpt)),
    ...(newer
      ? [
          paragraph(words.newer(newer.label, shorten(newer.text, 200)), { text_color: 'orange' }),
          linkButton(words.readNewer, newer.url, 'default'),
        ]
      : []),
    linkButton(button.readOriginal, url, isFirst ? 'primary_filled' : 'default'),
  ];
}
