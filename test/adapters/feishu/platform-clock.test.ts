import { describe, expect, it } from 'vitest';
import { createPlatformClock } from '../../../src/adapters/feishu/platform-clock.ts';

describe('createPlatformClock()', () => {
  const NOON = Date.UTC(2026, 10, 22, 12);
  const at = (ms: number): string => new Date(ms).toUTCString();

  it("goes on by the counter, whatever is done to this machine's clock", () => {
    let wall = NOON;
    let elapsed = 1000;
    const clock = createPlatformClock({ now: () => wall }, () => elapsed);
    elapsed += 5000;
    wall -= 3_600_000;
    expect(clock.now()).toBe(NOON + 5000);
  });

  it('follows the platform when the two differ, and not for the seconds a header is always wrong by', () => {
    const clock = createPlatformClock({ now: () => NOON }, () => 0);
    clock.correct(at(NOON - 1000));
    expect(clock.now()).toBe(NOON);
    clock.correct(at(NOON + 3_600_000));
    expect(clock.now()).toBe(NOON + 3_600_000);
  });

  it.each([undefined, '', 'yesterday'])('does not follow the header %j', (header) => {
    const clock = createPlatformClock({ now: () => NOON }, () => 0);
    clock.correct(header);
    expect(clock.now()).toBe(NOON);
  });
});
