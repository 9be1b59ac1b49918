import { describe, expect, it } from 'vitest';
import { createD1Database, type D1Binding } from '../../../src/adapters/d1/database.ts';
import { StoreError } from '../../../src/core/errors.ts';

/** A binding whose calls fail with these messages, one after another, and then work. */
function failing(...messages: string[]): { binding: D1Binding; calls: () => number } {
  let calls = 0;
  const answer = <T>(): Promise<{ results: T[]; meta: { changes: number; rows_read: number } }> => {
    const message = messages[calls++];
    if (message !== undefined) return Promise.reject(new Error(message));
    return Promise.resolve({ results: [{ n: 1 } as T], meta: { changes: 1, rows_read: 7 } });
  };
  const prepared = { bind: () => prepared, all: answer } as ReturnType<D1Binding['prepare']>;
  return { binding: { prepare: () => prepared, batch: async () => [await answer()] }, calls: () => calls };
}

describe('createD1Database()', () => {
  it.each([
    ['D1_ERROR: Network connection lost.'],
    ['D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.'],
    ['D1_ERROR: D1 DB is overloaded. Requests queued for too long.'],
  ])('reads again after %s', async (message) => {
    const { binding, calls } = failing(message, message);
    expect(await createD1Database(binding).rows('SELECT 1')).toEqual([{ n: 1 }]);
    expect(calls()).toBe(3);
  });

  it('gives up reading after three attempts', async () => {
    const lost = 'D1_ERROR: Network connection lost.';
    const { binding, calls } = failing(lost, lost, lost, lost);
    await expect(createD1Database(binding).rows('SELECT 1')).rejects.toThrow(StoreError);
    expect(calls()).toBe(3);
  });

  it('asks once where the statement itself is wrong, and never changes twice', async () => {
    const wrong = failing('D1_ERROR: no such table: issues: SQLITE_ERROR');
    await expect(createD1Database(wrong.binding).rows('SELECT 1')).rejects.toThrow('no such table: issues');
    const lost = failing('D1_ERROR: Network connection lost.');
    await expect(createD1Database(lost.binding).change(['DELETE FROM t'])).rejects.toThrow(StoreError);
    expect([wrong.calls(), lost.calls()]).toEqual([1, 1]);
  });

  it('tells what each call cost', async () => {
    const used: object[] = [];
    const database = createD1Database(failing().binding, (usage) => used.push(usage));
    await database.rows('SELECT 1');
    expect(used).toEqual([{ calls: 1, rowsRead: 7, rowsWritten: 0 }]);
  });
});
