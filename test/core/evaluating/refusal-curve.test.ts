import { expect, it } from 'vitest';
import { refusalCurve } from '../../../src/core/evaluating/refusal-curve.ts';
import { aVerdict } from './sample-answer.ts';

it('refusalCurve() gives shares of the unanswerable and of the answerable at every threshold', async () => {
  const asked: { coverage: number; carriedCoverage: number }[] = [];
  const curve = await refusalCurve(async (thresholds) => {
    asked.push(thresholds);
    const isRefused = (coverage: number): boolean => coverage < thresholds.coverage;
    return [
      aVerdict({ refused: isRefused(0.6), right: !isRefused(0.6) }),
      aVerdict({ refused: isRefused(0.9), right: !isRefused(0.9) }),
      aVerdict({ unanswerable: true, refused: isRefused(0.4), right: isRefused(0.4) }),
    ];
  });
  expect(curve.map(({ coverage }) => coverage)).toEqual(asked.map(({ coverage }) => coverage));
  expect(curve[0]).toEqual({ coverage: 0.2, rightlyRefused: 0, wronglyRefused: 0, right: 2 / 3 });
  expect(curve.find(({ coverage }) => coverage === 0.5)).toMatchObject({ rightlyRefused: 1, right: 1 });
  expect(curve.at(-1)).toEqual({ coverage: 0.8, rightlyRefused: 1, wronglyRefused: 0.5, right: 2 / 3 });
  const distances = asked.map(({ coverage, carriedCoverage }) => (coverage - carriedCoverage).toFixed(3));
  expect(new Set(distances).size).toBe(1);
});
