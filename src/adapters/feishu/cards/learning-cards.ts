import { chineseDate, type Excerpt } from '../../../core/bulletin.ts';
import type { LearningFace } from '../../../core/chat.ts';
import type { DayOfQuestions, Ending } from '../../../core/reporting/question-statistics.ts';
import type { WeeklyReport } from '../../../core/reporting/weekly-report.ts';
import { button, card as cardWords, learning as words } from '../../../core/wording.ts';
import {
  type Card,
  type Chart,
  callbackButton,
  cardOf,
  type Element,
  type Form,
  paragraph,
  plainText,
  remark,
  row,
  rule,
} from '../card-json.ts';
import { type ButtonValue, control } from '../schema.ts';
import type { CardOptions } from './answer-cards.ts';
import { excerptPart, shorten } from './parts.ts';

/** The cards by which editors learn from questions. */
export function learningCard(face: LearningFace, options: CardOptions): Card {
  switch (face.show) {
    case 'weekly':
      return weeklyCard(face.report, face.chat, options);
    case 'synonym':
      return synonymCard(face.words, face.chat);
    case 'golden':
      return goldenCard(face.question, face.candidates, face.chat, options);
  }
}

const click = (text: string, value: ButtonValue): Element => callbackButton(text, value);
const heading = (text: string): Element => paragraph(text, { text_size: 'heading-4' });

function weeklyCard(report: WeeklyReport, chat: string, { short = false }: CardOptions): Card {
  const { from, to, days, total, notFound, mostAsked, leastUseful } = report;
  const title = words.weeklyTitle(chineseDate(from), chineseDate(to));
  const missed = days.reduce((sum, { counts }) => sum + counts['near-miss'] + counts['not-found'], 0);
  const questions = (list: WeeklyReport['notFound']): Element[] =>
    list.length === 0
      ? [remark(words.none)]
      : list.map(({ question, times }) =>
          questionRow(words.times(shorten(question, 60), times), question, chat),
        );
  return cardOf(
    cardWords.summary(title),
    [
      paragraph(words.weeklySummary(total, missed)),
      ...(short ? [] : [chartOf(days)]),
      heading(words.notFound),
      ...questions(notFound),
      synonymForm(),
      rule,
      heading(words.mostAsked),
      ...questions(mostAsked),
      rule,
      heading(words.leastUseful),
      ...(leastUseful.length === 0 ? [remark(words.none)] : leastUseful.map(uselessRow)),
    ],
    { title: plainText(title), template: 'wathet' },
  );
}

/** A golden question is short; a card ends at 30 KB. */
const inButton = (question: string): string => [...question].slice(0, 200).join('');

/** A question beside its button. */
const questionRow = (text: string, question: string, chat: string): Element => ({
  tag: 'column_set',
  flex_mode: 'none',
  horizontal_spacing: '8px',
  columns: [
    { tag: 'column', width: 'weighted', weight: 4, vertical_align: 'center', elements: [paragraph(text)] },
    {
      tag: 'column',
      width: 'auto',
      vertical_align: 'center',
      elements: [click(words.makeGolden, { act: 'choose-golden', question: inButton(question), chat })],
    },
  ],
});

function uselessRow({ question, useful, useless, reasons }: WeeklyReport['leastUseful'][number]): Element {
  const known: Readonly<Record<string, string>> = cardWords.reasons;
  return paragraph(
    words.useless(
      shorten(question, 60),
      useless,
      useful,
      reasons.map((reason) => known[reason] ?? shorten(reason, 20)),
    ),
  );
}

const ENDINGS = ['answered', 'near-miss', 'not-found'] as const satisfies readonly Ending[];

/** Questions a day, stacked by how they ended. */
function chartOf(days: readonly DayOfQuestions[]): Chart {
  const values = days.flatMap(({ day, counts }) =>
    ENDINGS.map((ending) => ({ day: day.slice(5), ending: words.endings[ending], count: counts[ending] })),
  );
  return {
    tag: 'chart',
    aspect_ratio: '16:9',
    color_theme: 'brand',
    chart_spec: {
      type: 'bar',
      title: { text: words.chartTitle },
      data: { values },
      xField: 'day',
      yField: 'count',
      seriesField: 'ending',
      stack: true,
      legends: { visible: true, orient: 'bottom' },
    },
  };
}

const synonymForm = (): Form => ({
  tag: 'form',
  name: 'synonym_form',
  elements: [
    remark(words.synonymHint),
    {
      tag: 'input',
      name: control.synonym,
      placeholder: plainText(words.synonymExample),
      max_length: 150,
      width: 'fill',
    },
    {
      tag: 'button',
      text: plainText(words.addSynonym),
      type: 'default',
      name: control.proposeSynonym,
      form_action_type: 'submit',
    },
  ],
});

function synonymCard(group: string[], chat: string): Card {
  return cardOf(
    cardWords.summary(words.synonymTitle),
    [
      heading(words.synonymWords(group)),
      remark(words.synonymEffect),
      row([
        click(button.confirm, { act: 'add-synonym', words: group, chat }),
        click(button.abandon, { act: 'leave' }),
      ]),
    ],
    { title: plainText(words.synonymTitle), template: 'wathet' },
  );
}

function goldenCard(
  question: string,
  candidates: readonly Excerpt[],
  chat: string,
  { short = false }: CardOptions,
): Card {
  const shown = candidates.slice(0, short ? 1 : candidates.length);
  return cardOf(
    cardWords.summary(words.goldenTitle),
    [
      heading(shorten(question, 120)),
      remark(words.goldenHint),
      ...shown.flatMap((excerpt) => [
        rule,
        ...excerptPart(excerpt, false),
        click(words.thisOne, {
          act: 'add-golden',
          question: inButton(question),
          issueId: excerpt.issue.id,
          passageId: excerpt.passage,
          chat,
        }),
      ]),
      rule,
      click(button.abandon, { act: 'leave' }),
    ],
    { title: plainText(words.goldenTitle), template: 'wathet' },
  );
}
