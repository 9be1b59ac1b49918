import { describe, expect, it } from 'vitest';
import { createFloodGate } from '../../../src/core/serving/flood.ts';

describe('createFloodGate()', () => {
  it('admits up to the limit in any window, says so once, and stays silent until the burst is over', () => {
    const admit = createFloodGate(3, 60_000);
    const seconds = [0, 1, 2, 3, 4, 30, 59];
    expect(seconds.map((s) => admit('ou_1', s * 1000))).toEqual([
      'yes',
      'yes',
      'yes',
      'say-so',
      'no',
      'no',
      'no',
    ]);
    expect(admit('ou_1', 60_500)).toBe('yes');
    expect(admit('ou_1', 60_600)).toBe('no');
    expect([200_000, 200_001, 200_002, 200_003].map((time) => admit('ou_1', time))).toEqual([
      'yes',
      'yes',
      'yes',
      'say-so',
    ]);
  });

  it('counts each person apart', () => {
    const admit = createFloodGate(1);
    expect([admit('ou_1', 0), admit('ou_2', 0), admit('ou_1', 1)]).toEqual(['yes', 'yes', 'say-so']);
  });

  it('admits again when times go backwards', () => {
    const admit = createFloodGate(1, 60_000);
    expect(admit('ou_1', 10_000_000)).toBe('yes');
    expect(admit('ou_1', 1_000_000)).toBe('yes');
  });
});
