import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIdTable } from '../../../src/adapters/inbox/id-table.ts';

describe('createIdTable()', () => {
  it('holds what a Map holds', () => {
    const change = fc.tuple(fc.string({ maxLength: 3 }), fc.maxSafeNat());
    fc.assert(
      fc.property(fc.array(change, { maxLength: 400 }), (changes) => {
        const table = createIdTable();
        for (const [id, value] of changes) table.set(id, value);
        const map = new Map(changes);
        expect([...map.keys()].map((id) => [id, table.get(id)])).toEqual([...map]);
        expect(table.get('longer than any of them')).toBeUndefined();
      }),
    );
  });

  it('keeps ten thousand apart that differ in one character', () => {
    const table = createIdTable();
    const ids = Array.from({ length: 10_000 }, (_, i) => `om_${i.toString(36).padStart(32, '-')}`);
    for (const [i, id] of ids.entries()) table.set(id, i);
    expect(ids.map((id) => table.get(id))).toEqual(ids.map((_, i) => i));
    expect(table.get('om_')).toBeUndefined();
  });
});
