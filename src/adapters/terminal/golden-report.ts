import type { Excerpt } from '../../core/bulletin.ts';
import type { Asked } from '../../core/evaluating/ask-golden.ts';
import type { Comparison } from '../../core/evaluating/compare-runs.ts';
import type { GoldenReport, Tally } from '../../core/evaluating/golden-report.ts';
import type { CurvePoint } from '../../core/evaluating/refusal-curve.ts';
import { evaluateCommand as wording } from '../../core/wording.ts';
import { formatTable } from './table.ts';

/** Characters of a text that a miss shows. */
const SHOWN = 90;

/** A run over the golden questions, by kind, with what was refused and how long it took. */
export function formatGoldenReport(report: GoldenReport): string {
  const { refusing, ms } = report;
  return [
    formatTable(
      [...wording.head],
      [...report.kinds.map((kind) => tallyRow(kind.kind, kind)), tallyRow(wording.total, report)],
    ),
    '',
    wording.answerable(
      refusing.answerable,
      refusing.rightAnswersRefused,
      refusing.wrongAnswersGiven,
      refusing.wrongUnitShown,
    ),
    wording.unanswerable(refusing.unanswerable, report.rightlyRefused, refusing.unanswerableAnswered),
    wording.related(refusing.nearMisses, refusing.relatedFound),
    wording.notVerbatim(report.notVerbatim),
    wording.milliseconds(ms.p50.toFixed(1), ms.p99.toFixed(1)),
  ].join('\n');
}

function tallyRow(label: string, tally: Tally): (string | number)[] {
  const { n, right, quoted, first, three, wronglyRefused, rightlyRefused } = tally;
  const counted = (count: number, of: number): string =>
    of === 0 ? '–' : `${count} ${wording.percent(count / of)}`;
  return [
    label,
    n,
    counted(right, n),
    counted(first, quoted),
    counted(three, quoted),
    wronglyRefused,
    rightlyRefused,
  ];
}

/** A question that was not answered right: what was shown, and what was wanted. */
export function formatMiss({ question, answer, verdict }: Asked): string {
  const shorten = (text: string): string => {
    const line = text.replaceAll('\n', ' ');
    return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
  };
  const quote = ({ article, text, score }: Excerpt): string =>
    `[${score}] ${article.unit} ${article.title}：${shorten(text)}`;
  const block = (label: string, lines: readonly string[]): string[] =>
    lines.slice(0, 3).map((line) => `    ${label} ${line}`);
  const wanted = [...question.key, ...question.items];
  return [
    wording.missed(question.id, question.kind, question.q, verdict.answerKind),
    ...(question.context.length > 0 ? [`    ${wording.context(question.context.join(' / '))}`] : []),
    ...block(wording.given, answer.excerpts.map(quote)),
    ...block(
      wording.listed,
      answer.listing.map(({ label, title = '' }) => shorten(`${label} ${title}`)),
    ),
    ...block(wording.offered, answer.related.map(quote)),
    question.unanswerable
      ? `    ${wording.shouldRefuse}`
      : `    ${wording.wanted} ${wanted.map(shorten).join(' / ')}`,
  ].join('\n');
}

export function formatComparison({ becameRight, becameWrong, added, gone }: Comparison): string {
  return [
    wording.ids(wording.becameRight, becameRight),
    wording.ids(wording.becameWrong, becameWrong),
    ...(added.length > 0 ? [wording.ids(wording.added, added)] : []),
    ...(gone.length > 0 ? [wording.ids(wording.gone, gone)] : []),
  ].join('\n');
}

/** The refusal curve; `current` is the threshold in use. */
export function formatCurve(curve: readonly CurvePoint[], current: number): string {
  return formatTable(
    [...wording.curveHead],
    curve.map(({ coverage, rightlyRefused, wronglyRefused, right }) => [
      coverage.toFixed(2) + (coverage === current ? ` ${wording.current}` : ''),
      wording.percent(rightlyRefused),
      wording.percent(wronglyRefused),
      wording.percent(right),
    ]),
  );
}
