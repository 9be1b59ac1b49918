import { expect, it } from 'vitest';
import { compareRuns } from '../../../src/core/evaluating/compare-runs.ts';
import { goldenReport } from '../../../src/core/evaluating/golden-report.ts';
import { aVerdict } from './sample-answer.ts';

const refused = { kind: 'near-miss', refused: true, inFirst: null, inThree: null } as const;

it('goldenReport() counts by kind and tells what was refused', () => {
  const report = goldenReport([
    aVerdict({ id: 'g1', elapsedMs: 1 }),
    aVerdict({ id: 'g2', right: false, inFirst: false, elapsedMs: 2 }),
    aVerdict({ id: 'g3', right: false, inFirst: false, inThree: false, refused: true, elapsedMs: 3 }),
    aVerdict({ id: 'g4', right: false, wrongUnit: true, notVerbatim: 2, elapsedMs: 4 }),
    aVerdict({ id: 'g5', ...refused, unanswerable: true, relatedFound: true, elapsedMs: 5 }),
    aVerdict({ id: 'g6', ...refused, unanswerable: true, refused: false, right: false, relatedFound: false }),
  ]);
  expect(report.kinds).toEqual([
    { kind: 'how', n: 4, right: 1, quoted: 4, first: 2, three: 3, wronglyRefused: 1, rightlyRefused: 0 },
    {
      kind: 'near-miss',
      n: 2,
      right: 1,
      quoted: 0,
      first: 0,
      three: 0,
      wronglyRefused: 0,
      rightlyRefused: 1,
    },
  ]);
  expect(report).toMatchObject({ n: 6, right: 2, notVerbatim: 2, ms: { p50: 2, p99: 5 } });
  expect(report.refusing).toEqual({
    answerable: 4,
    rightAnswersRefused: 1,
    wrongAnswersGiven: 2,
    wrongUnitShown: 1,
    unanswerable: 2,
    unanswerableAnswered: 1,
    nearMisses: 2,
    relatedFound: 1,
  });
});

it('compareRuns() names what became right and wrong, what is new and what is gone', () => {
  const run = (right: string[], wrong: string[]) => ({
    questions: [...right, ...wrong].map((id) => aVerdict({ id, right: right.includes(id) })),
  });
  expect(compareRuns(run(['g1', 'g2', 'g5'], ['g3']), run(['g1', 'g3'], ['g2', 'g4']))).toEqual({
    becameRight: ['g3'],
    becameWrong: ['g2'],
    added: ['g4'],
    gone: ['g5'],
  });
});
