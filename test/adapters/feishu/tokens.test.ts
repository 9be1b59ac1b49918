import { describe, expect, it } from 'vitest';
import { createTokens } from '../../../src/adapters/feishu/tokens.ts';

describe('createTokens()', () => {
  const start = (lifetimeMs: number) => {
    const time = { now: 0 };
    let fetched = 0;
    const fetchToken = async () => ({ token: `t-${++fetched}`, lifetimeMs });
    return { tokens: createTokens(fetchToken, { now: () => time.now }), time, fetched: () => fetched };
  };

  it('fetches one token for all who ask at once, and keeps it', async () => {
    const { tokens, fetched } = start(7200_000);
    expect(await Promise.all([tokens.get(), tokens.get(), tokens.get()])).toEqual(['t-1', 't-1', 't-1']);
    expect(await tokens.get()).toBe('t-1');
    expect(fetched()).toBe(1);
  });

  it.each([
    [7200_000, 6600_000],
    [10_000, 9_000],
  ])('renews a token of %i ms when %i ms have passed, not before', async (lifetimeMs, renewAt) => {
    const { tokens, time } = start(lifetimeMs);
    await tokens.get();
    time.now = renewAt - 1;
    expect(await tokens.get()).toBe('t-1');
    time.now = renewAt;
    expect(await tokens.get()).toBe('t-2');
  });

  it('drops the token it is told of, not one fetched since', async () => {
    const { tokens } = start(7200_000);
    const first = await tokens.get();
    tokens.drop(first);
    const second = await tokens.get();
    tokens.drop(first);
    expect([first, second, await tokens.get()]).toEqual(['t-1', 't-2', 't-2']);
  });

  it('asks again after a failure', async () => {
    let calls = 0;
    const tokens = createTokens(
      async () => {
        if (++calls === 1) throw new Error('no answer');
        return { token: 't-2', lifetimeMs: 1000 };
      },
      { now: () => 0 },
    );
    await expect(tokens.get()).rejects.toThrow('no answer');
    expect(await tokens.get()).toBe('t-2');
  });
});
