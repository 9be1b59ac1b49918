import { chineseDate, type Issue } from '../../../core/bulletin.ts';
import { issueUrl } from '../../../core/links.ts';
import { dayInChina } from '../../../core/local-time.ts';
import { MOST_EDITABLE_ARTICLES } from '../../../core/publishing/corrections.ts';
import type {
  BatchRow,
  BatchView,
  DeskFace,
  Preview,
  ReceiptView,
} from '../../../core/publishing/desk-face.ts';
import { button, card, desk as words } from '../../../core/wording.ts';
import {
  type Card,
  callbackButton,
  cardOf,
  type Element,
  linkButton,
  paragraph,
  plainText,
  remark,
  row,
  rule,
} from '../card-json.ts';
import { type ButtonValue, control } from '../schema.ts';
import type { CardOptions } from './answer-cards.ts';
import { audienceText, correctionForm, withdrawalForm } from './desk-forms.ts';
import { shorten } from './parts.ts';

/** A little less than the 30 KB of a card. */
const ROOM_BYTES = 29_000;
/** Bounds that keep a card under 30 KB and 200 elements, whatever an issue holds. */
const MOST_ARTICLES = 40;
const MOST_WARNINGS = 8;
const MOST_CHANGES = 12;
const MOST_ROWS = 40;
const MOST_SKIPPED = 10;
const MOST_CANDIDATES = 100;

const act = (text: string, value: ButtonValue): Element => callbackButton(text, value);
const warning = (text: string): Element => paragraph(text, { text_color: 'orange' });

/** The cards on which editors decide. */
export function deskCard(face: DeskFace, options: CardOptions): Card {
  switch (face.face) {
    case 'preview':
      return previewCard(face.preview, options);
    case 'batch':
      return batchCard(face.batch);
    case 'receipt':
      return receiptCard(face.receipt, options);
    case 'choose':
      return chooseCard(face.candidates);
    case 'withdrawal':
      return withdrawalCard(face.label, face.titles);
    case 'closed':
      return cardOf(card.summary(shorten(face.text, 60)), [paragraph(face.text)]);
  }
}

/** With fields for as many articles as the card has room for. */
function previewCard(preview: Preview, { short = false }: CardOptions): Card {
  for (const articles of short ? [] : [MOST_EDITABLE_ARTICLES, 6, 3]) {
    const card = previewWith(preview, articles);
    if (new TextEncoder().encode(JSON.stringify(card)).length <= ROOM_BYTES) return card;
  }
  return previewWith(preview, 0);
}

function previewWith(preview: Preview, editableArticles: number): Card {
  const { label, issue, note, held, warnings, endsAt, name } = preview;
  const title = words.previewTitle(shorten(label, 60));
  return cardOf(
    card.summary(title),
    [
      ...(note === null ? [] : [warning(note)]),
      ...(held === null ? [] : [warning(words.heldBy(held))]),
      paragraph(mastheadText(preview)),
      paragraph(words.counts(issue.articles.length, preview.passages), { text_size: 'heading-4' }),
      paragraph(articleList(issue)),
      ...warningPart(warnings),
      ...differencePart(preview),
      rule,
      correctionForm(preview, editableArticles),
      row([act(button.abandon, { act: 'abandon' })]),
      remark(words.endsAt(chineseDate(dayInChina(endsAt)))),
      ...(name === null ? [] : [remark(words.fileName(shorten(name, 80)))]),
    ],
    { title: plainText(title), template: held === null ? 'wathet' : 'orange' },
  );
}

function mastheadText({ issue, groups }: Preview): string {
  const { bulletin, numbers, supplement, total, date, office, audience } = issue;
  const number = numbers.join('、');
  return [
    words.field(words.bulletin, bulletin),
    words.field(words.numberLabel, (supplement ? words.supplementField(number) : number) || words.notRead),
    ...(total === null ? [] : [words.field(words.totalLabel, String(total))]),
    words.field(words.dateLabel, date === null ? words.notRead : chineseDate(date)),
    words.field(words.officeLabel, office ?? words.notRead),
    words.field(words.audienceLabel, audienceText(audience, groups)),
  ].join('\n');
}

function articleList({ articles }: Issue): string {
  const shown = articles
    .slice(0, MOST_ARTICLES)
    .map(({ number, title, units }) =>
      words.articleLine(number, shorten(title, 80), shorten(units.join('、'), 60)),
    );
  const more = articles.length - shown.length;
  return [...shown, ...(more > 0 ? [words.moreArticles(more)] : [])].join('\n');
}

function warningPart(warnings: string[]): Element[] {
  if (warnings.length === 0) return [];
  const more = warnings.length - MOST_WARNINGS;
  const lines = warnings.slice(0, MOST_WARNINGS).map((text) => words.warning(shorten(text, 100)));
  if (more > 0) lines.push(words.moreWarnings(more));
  return [warning([words.warningsTitle(warnings.length), ...lines].join('\n'))];
}

/** What publishing would change, paragraph by paragraph. */
function differencePart({ difference, groups }: Preview): Element[] {
  if (!difference) return [];
  const { version, status, lines, audience } = difference;
  const removed = lines.filter(({ kind }) => kind === 'removed').length;
  const title =
    status === 'withdrawn'
      ? words.wasWithdrawn(version)
      : lines.length === 0
        ? words.sameAsPublished(version)
        : words.differenceTitle(version, removed, lines.length - removed);
  const changes = lines.slice(0, MOST_CHANGES).map(({ kind, text }) => words[kind](shorten(text, 150)));
  const more = lines.length - changes.length;
  if (more > 0) changes.push(words.moreChanges(more));
  return [
    rule,
    warning(title),
    ...(changes.length > 0 ? [paragraph(changes.join('\n'))] : []),
    ...(audience ? [warning(words.otherAudience(audienceText(audience, groups)))] : []),
  ];
}

function batchCard({ rows, skipped, note, endsAt, name }: BatchView): Card {
  const title = words.batchTitle(rows.length);
  const left = rows.length - MOST_ROWS;
  const listed = rows.slice(0, MOST_ROWS).map(rowText);
  const notTaken = skipped
    .slice(0, MOST_SKIPPED)
    .map((one) => words.skipped(shorten(one.name, 60), shorten(one.reason, 80)));
  const moreSkipped = skipped.length - notTaken.length;
  return cardOf(
    card.summary(title),
    [
      ...(note === null ? [] : [warning(note)]),
      paragraph([...listed, ...(left > 0 ? [words.moreArticles(left)] : [])].join('\n')),
      ...(skipped.length === 0
        ? []
        : [
            warning(
              [
                words.batchSkipped(skipped.length),
                ...notTaken,
                ...(moreSkipped > 0 ? [words.moreWarnings(moreSkipped)] : []),
              ].join('\n'),
            ),
          ]),
      row([act(words.publishAll, { act: 'publish' }), act(button.abandon, { act: 'abandon' })]),
      remark(words.batchHint),
      remark(words.endsAt(chineseDate(dayInChina(endsAt)))),
      ...(name === null ? [] : [remark(words.fileName(shorten(name, 80)))]),
    ],
    { title: plainText(title), template: 'wathet' },
  );
}

function rowText({ label, articles, passages, warnings, held, changes }: BatchRow): string {
  const remarks = [
    changes === null ? words.batchNew : words.batchChanges(changes),
    ...(warnings > 0 ? [words.batchWarnings(warnings)] : []),
    ...(held ? [words.batchHeld] : []),
  ];
  return card.source([words.batchRow(shorten(label, 60), articles, passages), ...remarks]);
}

function receiptCard({ issues }: ReceiptView, { publicUrl }: CardOptions): Card {
  const [first] = issues;
  const articles = issues.reduce((sum, issue) => sum + issue.articles, 0);
  const text =
    issues.length === 1 && first
      ? words.receipt(shorten(first.label, 60), first.articles)
      : words.receiptMany(issues.length, articles);
  return cardOf(
    card.summary(shorten(text, 60)),
    [
      paragraph(text),
      ...(issues.length > 1
        ? [
            remark(
              issues
                .slice(0, MOST_ROWS)
                .map(({ label }) => shorten(label, 60))
                .join('\n'),
            ),
          ]
        : []),
      ...(issues.length === 1 && first && first.version > 1
        ? [remark(words.receiptVersion(first.version))]
        : []),
      row([
        ...(issues.length === 1 && first
          ? [linkButton(words.openIssue, issueUrl(publicUrl, first.id), 'primary')]
          : []),
        act(button.withdraw, { act: 'withdraw' }),
      ]),
    ],
    { title: plainText(words.receiptTitle), template: 'green' },
  );
}

function chooseCard(candidates: { id: string; label: string }[]): Card {
  return cardOf(
    card.summary(words.chooseTitle),
    [
      {
        tag: 'select_static',
        name: control.chooseIssue,
        placeholder: plainText(words.choose),
        options: candidates
          .slice(0, MOST_CANDIDATES)
          .map(({ id, label }) => ({ text: plainText(shorten(label, 60)), value: id })),
      },
      row([act(words.keepIt, { act: 'keep' })]),
    ],
    { title: plainText(words.chooseTitle), template: 'orange' },
  );
}

function withdrawalCard(label: string, titles: string[]): Card {
  const title = words.withdrawalTitle(shorten(label, 60));
  const shown = titles
    .slice(0, MOST_ARTICLES)
    .map((one, index) => words.articleLine(index + 1, shorten(one, 80), ''));
  return cardOf(
    card.summary(title),
    [paragraph(shown.join('\n')), withdrawalForm(), row([act(words.keepIt, { act: 'keep' })])],
    { title: plainText(title), template: 'orange' },
  );
}

/** `YYYY-MM-DD` of the day in China. */
