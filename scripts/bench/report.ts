import { formatTable } from '../../src/adapters/terminal/table.ts';
import { benchCommand as wording } from '../../src/core/wording.ts';
import type { AnswerFigures } from './measure-answers.ts';
import type { BotFigures } from './measure-bot.ts';
import type { BusyFigures } from './measure-busy.ts';
import type { Crowd } from './measure-crowd.ts';
import type { D1Figures } from './measure-d1.ts';
import type { EngineFigures } from './measure-engine.ts';
import type { ImportFigures } from './measure-import.ts';
import type { PublishingFigures } from './measure-publishing.ts';
import type { Soak } from './measure-soak.ts';
import type { StateFigures } from './measure-state.ts';
import type { Percentiles } from './timings.ts';

export interface Report {
  machine: { processor: string; processors: number; memoryGb: number; node: string };
  /** `YYYY-MM-DD` */
  date: string;
  /** Engines and answers are the medians of so many runs. */
  runs: number;
  engines: EngineFigures[];
  answers: AnswerFigures[];
  publishing: PublishingFigures[];
  d1: D1Figures[];
  imported: ImportFigures | null;
  state: StateFigures | null;
  busy: BusyFigures | null;
  bot: BotFigures | null;
  crowd: Crowd | null;
  soak: Soak | null;
}

/** 10000 as 10k, 1000000 as 1m. */
export function sizeName(passages: number): string {
  return passages >= 1e6 ? `${passages / 1e6}m` : `${passages / 1e3}k`;
}

export function formatReport({
  machine,
  date,
  runs,
  engines,
  answers,
  publishing,
  d1,
  imported,
  state,
  busy,
  bot,
  crowd,
  soak,
}: Report): string {
  const { processor, processors, memoryGb, node } = machine;
  const parts = [`${date}  ${processor} × ${processors}  ${memoryGb} GB  Node ${node}`];
  if (runs > 1) parts.push(wording.medians(runs));
  for (const size of new Set(engines.map(({ passages }) => passages))) {
    const ofSize = engines.filter(({ passages }) => passages === size);
    const rows = ofSize.map((one) => engineRow(one, ofSize[0]!));
    parts.push(`${wording.enginesTitle(sizeName(size))}\n${formatTable([...wording.engineHead], rows)}`);
  }
  if (answers.length > 0)
    parts.push(`${wording.answersTitle}\n${formatTable([...wording.answerHead], answers.map(answerRow))}`);
  if (publishing.length > 0) {
    const rows = publishing.map(publishingRow);
    parts.push(`${wording.publishingTitle}\n${formatTable([...wording.publishingHead], rows)}`);
  }
  for (const one of d1) {
    const title = wording.d1Title(sizeName(one.passages));
    parts.push(`${title}\n${formatTable(['', ''], d1Rows(one))}`);
  }
  if (imported !== null) parts.push(`${wording.importTitle}\n${formatTable(['', ''], importRows(imported))}`);
  if (state !== null) parts.push(`${wording.stateTitle}\n${formatTable(['', ''], stateRows(state))}`);
  if (busy !== null) parts.push(`${wording.busyTitle}\n${formatTable(['', ''], busyRows(busy))}`);
  if (crowd !== null) parts.push(`${wording.crowdTitle}\n${formatTable(['', ''], crowdRows(crowd))}`);
  if (soak !== null)
    parts.push(`${wording.soakTitle(soak.minutes)}\n${formatTable(['', ''], soakRows(soak))}`);
  if (bot !== null) parts.push(`${wording.botTitle}\n${formatTable(['', ''], botRows(bot))}`);
  return `${parts.join('\n\n')}\n`;
}

function d1Rows(one: D1Figures): string[][] {
  const { d1Rows: words } = wording;
  const { answerMs, rowsRead, calls, bundleKib } = one;
  const round = (value: number): string => value.toFixed(0);
  return [
    [words.answer, `${round(answerMs.p50)} / ${round(answerMs.p95)}`],
    [words.rowsRead, `${rowsRead.p50} / ${rowsRead.p95} / ${rowsRead.most}`],
    [words.calls, `${calls.p50} / ${calls.most}`],
    [words.rowsWritten, `${one.rowsWrittenPerIssue}`],
    [words.open, `${round(one.openMs)} / ${one.openRows}`],
    [words.load, `${one.passagesPerSecond}`],
    [words.size, `${round(one.databaseMb)} / ${((one.databaseMb * 1024) / one.passages).toFixed(1)}`],
    [words.cold, `${round(one.cold.ackMs)} / ${round(one.cold.answerMs)}`],
    [words.bundle, `${bundleKib.raw} / ${bundleKib.gzip}`],
    ...one.plan.map((line, i) => [i === 0 ? words.plan : '', line]),
  ];
}

function engineRow(one: EngineFigures, ours: EngineFigures): string[] {
  const { p50, p95, p99 } = one.questionMs;
  return [
    one.engine,
    short(one.buildMsPer1000),
    short(one.buildMsPer1000 / ours.buildMsPer1000),
    short(one.bytesPerPassage / 1e3),
    short(p50),
    short(p95),
    short(p99),
    short(p50 / ours.questionMs.p50),
    short(p99 / ours.questionMs.p99),
    one.recall === null ? '–' : one.recall.toFixed(3),
    short(one.addMs),
    short(one.removeMs),
    short(seconds(one.saveMs)),
    short(seconds(one.loadMs)),
    short(one.fileBytesPerPassage === null ? null : one.fileBytesPerPassage / 1e3),
  ];
}

function answerRow(one: AnswerFigures): string[] {
  return [
    sizeName(one.passages),
    ...[one.answerMs.p50, one.answerMs.p95, one.answerMs.p99].map(short),
    ...[one.understandMs.p50, one.understandMs.p99, one.findMs.p50, one.findMs.p99].map(short),
    ...[one.bytesPerPassage / 1e3, one.segmentMsPer1000, one.putMs, one.removeMs].map(short),
    ...[one.saveMs, one.loadMs].map((ms) => short(seconds(ms))),
  ];
}

function publishingRow({ passages, previewMs, searchableMs, thirtyMs }: PublishingFigures): string[] {
  const both = ({ p50, p95 }: Percentiles): string => `${short(p50)} / ${short(p95)}`;
  const { text, docx, pdf, zip } = previewMs;
  return [sizeName(passages), ...[text, docx, pdf, zip, searchableMs].map(both), short(seconds(thirtyMs))];
}

function importRows({ articlesPerSecond, pdf }: ImportFigures): string[][] {
  const rows = wording.importRows;
  return [
    [rows.text, short(articlesPerSecond.text)],
    [rows.docx, short(articlesPerSecond.docx)],
    [rows.pdf(pdf.pages), short(pdf.seconds)],
  ];
}

function stateRows({ seen, sent, feedback }: StateFigures): string[][] {
  const rows = wording.stateRows;
  const both = ({ p50, p99 }: Percentiles): string => `${short(p50)} / ${short(p99)}`;
  return [
    [rows.seenOpen(seen.messages), short(seen.openMs / 1e3)],
    [rows.seenMemory, short(seen.megabytes)],
    [rows.seenLookUp, both(seen.lookUpMs)],
    [rows.seenSettle, both(seen.settleMs)],
    [rows.sentOpen(sent.answers), short(sent.openMs / 1e3)],
    [rows.sentMemory, short(sent.megabytes)],
    [rows.sentRecord, both(sent.recordMs)],
    [rows.sentFind, both(sent.findMs)],
    [rows.sentQuoting, short(sent.quotingMs / 1e3)],
    [rows.feedbackOpen(feedback.rows), short(feedback.openMs / 1e3)],
    [rows.feedbackRecord, both(feedback.recordMs)],
    [rows.feedbackRead, short(feedback.readAllMs / 1e3)],
  ];
}

function busyRows(busy: BusyFigures): string[][] {
  const rows = wording.busyRows;
  const { p50, p99, longest } = busy.answerMs;
  return [
    [rows.questions, `${busy.questions}`],
    [rows.answer, [p50, p99, longest].map(short).join(' / ')],
    [rows.standstill, `${short(busy.standstillMs.p99)} / ${short(busy.standstillMs.longest)}`],
    [rows.import, short(busy.importSeconds)],
    [rows.takeOver, short(busy.takeOverSeconds)],
  ];
}

function botRows(bot: BotFigures): string[][] {
  const rows = wording.botRows;
  const both = ({ p50, p95 }: Percentiles): string => `${short(p50)} / ${short(p95)}`;
  return [
    [rows.firstAnswer, short(bot.firstAnswerMs / 1e3)],
    [rows.batchAnswer, short(bot.batchAnswerMs)],
    [rows.start, short(bot.startMs / 1e3)],
    [rows.memory, short(bot.residentMegabytes)],
    [rows.event, both(bot.eventToCardMs)],
    [rows.catalogue, both(bot.pageMs.catalogue)],
    [rows.issue, both(bot.pageMs.issue)],
    [rows.search, both(bot.pageMs.search)],
    [rows.import, short(bot.articlesPerSecond)],
  ];
}

function seconds(ms: number | null): number | null {
  return ms === null ? null : ms / 1e3;
}

/** Three digits, which is more than times are good for. */
function short(value: number | null): string {
  if (value === null) return '–';
  return value >= 100 ? value.toFixed(0) : Number(value.toPrecision(3)).toString();
}

function crowdRows({ card, ack, seconds, wrong, breaches }: Crowd): string[][] {
  const rows = wording.crowdRows;
  return [
    [rows.card, `${short(card.p50)} / ${short(card.p95)}`],
    [rows.ack, `${short(ack.p50)} / ${short(ack.p95)}`],
    [rows.seconds, short(seconds)],
    [rows.wrong, `${wrong}`],
    [rows.breaches, `${breaches}`],
  ];
}

function soakRows(soak: Soak): string[][] {
  const rows = wording.soakRows;
  const ends = ({ first, last }: { first: number; last: number }): string =>
    `${short(first)} → ${short(last)}`;
  const { residentMegabytes: resident, heapMegabytes: heap } = soak;
  return [
    [rows.questions, `${soak.questions}`],
    [rows.wrong, `${soak.refused} / ${soak.lost} / ${soak.doubled}`],
    [rows.card, `${short(soak.cardMs.p50)} / ${short(soak.cardMs.p95)}`],
    [rows.resident, `${ends(resident)}  (${short(resident.growthPerHour)}/h)`],
    [rows.heap, `${ends(heap)}  (${short(heap.growthPerHour)}/h)`],
    [rows.files, ends(soak.openFiles)],
    [rows.handles, ends(soak.handles)],
  ];
}
