import type { Library } from '../asking/library.ts';
import { refusing } from '../asking/parameters.ts';
import type { Verdict } from './judge-answer.ts';
import { shareOf } from './statistics.ts';

/** What one threshold of refusing does; shares from 0 to 1, null where there is no such question. */
export interface CurvePoint {
  /** Share of a question's idf mass that a passage must hold to answer. */
  coverage: number;
  /** Of the unanswerable questions. */
  rightlyRefused: number | null;
  /** Of the answerable questions. */
  wronglyRefused: number | null;
  /** Of all questions. */
  right: number | null;
}

/** Thresholds of the curve. */
const COVERAGES = Array.from({ length: 13 }, (_, i) => (20 + 5 * i) / 100);

/**
 * Asks the same questions at every threshold, the most lenient first. The threshold of questions that lean on the one
 * before moves along at its distance.
 */
export async function refusalCurve(
  askAt: (thresholds: NonNullable<Library['thresholds']>) => Promise<readonly Verdict[]>,
): Promise<CurvePoint[]> {
  const curve: CurvePoint[] = [];
  for (const coverage of COVERAGES) {
    const carriedCoverage = coverage - (refusing.coverage - refusing.carriedCoverage);
    const verdicts = await askAt({ coverage, carriedCoverage });
    const refusedOf = (unanswerable: boolean): number | null =>
      shareOf(
        verdicts.filter((verdict) => verdict.unanswerable === unanswerable),
        ({ refused }) => refused,
      );
    curve.push({
      coverage,
      rightlyRefused: refusedOf(true),
      wronglyRefused: refusedOf(false),
      right: shareOf(verdicts, ({ right }) => right),
    });
  }
  return curve;
}
