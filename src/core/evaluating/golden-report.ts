import type { Verdict } from './judge-answer.ts';
import { percentile } from './statistics.ts';

/** Counts over some golden questions. */
export interface Tally {
  n: number;
  right: number;
  /** Questions that want a text quoted, and those where it stands in the first excerpt or in the first three. */
  quoted: number;
  first: number;
  three: number;
  /** Answerable and refused, unanswerable and refused. */
  wronglyRefused: number;
  rightlyRefused: number;
}

/** What a run over the golden questions gave; `evaluate --json` prints it as it is. */
export interface GoldenReport extends Tally {
  /** In the order in which the kinds first occur. */
  kinds: ({ kind: string } & Tally)[];
  refusing: {
    answerable: number;
    /** Answerable, and the bot said no. */
    rightAnswersRefused: number;
    /** Answerable, answered, and not right. */
    wrongAnswersGiven: number;
    /** Answered from a unit that was not asked about. */
    wrongUnitShown: number;
    unanswerable: number;
    unanswerableAnswered: number;
    /** Unanswerable with something near to offer, and those where it was offered. */
    nearMisses: number;
    relatedFound: number;
  };
  /** Texts shown that are no slice of a stored passage: must be 0. */
  notVerbatim: number;
  ms: { p50: number; p99: number };
  questions: Verdict[];
}

export function goldenReport(verdicts: readonly Verdict[]): GoldenReport {
  const count = (passes: (verdict: Verdict) => boolean): number => verdicts.filter(passes).length;
  const times = verdicts.map(({ elapsedMs }) => elapsedMs);
  return {
    ...tally(verdicts),
    kinds: [...new Set(verdicts.map(({ kind }) => kind))].map((kind) => ({
      kind,
      ...tally(verdicts.filter((verdict) => verdict.kind === kind)),
    })),
    refusing: {
      answerable: count(({ unanswerable }) => !unanswerable),
      rightAnswersRefused: count(({ unanswerable, refused }) => !unanswerable && refused),
      wrongAnswersGiven: count(({ unanswerable, refused, right }) => !unanswerable && !refused && !right),
      wrongUnitShown: count(({ wrongUnit }) => wrongUnit),
      unanswerable: count(({ unanswerable }) => unanswerable),
      unanswerableAnswered: count(({ unanswerable, right }) => unanswerable && !right),
      nearMisses: count(({ relatedFound }) => relatedFound !== null),
      relatedFound: count(({ relatedFound }) => relatedFound === true),
    },
    notVerbatim: verdicts.reduce((sum, { notVerbatim }) => sum + notVerbatim, 0),
    ms: { p50: percentile(times, 0.5), p99: percentile(times, 0.99) },
    questions: [...verdicts],
  };
}

function tally(verdicts: readonly Verdict[]): Tally {
  const count = (passes: (verdict: Verdict) => boolean): number => verdicts.filter(passes).length;
  return {
    n: verdicts.length,
    right: count(({ right }) => right),
    quoted: count(({ inFirst }) => inFirst !== null),
    first: count(({ inFirst }) => inFirst === true),
    three: count(({ inThree }) => inThree === true),
    wronglyRefused: count(({ unanswerable, refused }) => !unanswerable && refused),
    rightlyRefused: count(({ unanswerable, refused }) => unanswerable && refused),
  };
}
