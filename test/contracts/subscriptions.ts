import { expect, it } from 'vitest';
import { StoreError } from '../../src/core/errors.ts';
import type { Subscriber, Subscriptions } from '../../src/core/ports.ts';

const group: Subscriber = { kind: 'group', id: 'oc_1' };
const person: Subscriber = { kind: 'private', id: 'ou_1' };

/**
 * What every Subscriptions does; `create` gives an empty one, `cutOff` takes away what it keeps them on (one in memory has
 * nothing that could go).
 */
export function subscriptionsContract<T extends Subscriptions>(
  create: () => Promise<T>,
  cutOff?: (subscriptions: T) => Promise<void>,
): void {
  it('is empty at first', async () => {
    const subscriptions = await create();
    expect(await subscriptions.all()).toEqual([]);
    expect(await subscriptions.of(group)).toEqual([]);
    expect(await subscriptions.remove(group, null)).toEqual([]);
  });

  it('keeps each subscription once, oldest first, apart by subscriber', async () => {
    const subscriptions = await create();
    const rows = [
      { subscriber: group, topic: '人才', since: 1 },
      { subscriber: person, topic: '人才', since: 2 },
      { subscriber: group, topic: '', since: 3 },
    ];
    for (const row of rows) expect(await subscriptions.add(row)).toBe(true);
    expect(await subscriptions.add({ subscriber: group, topic: '人才', since: 9 })).toBe(false);
    expect(await subscriptions.all()).toEqual(rows);
    expect(await subscriptions.of(group)).toEqual([rows[0], rows[2]]);
    expect(await subscriptions.of(person)).toEqual([rows[1]]);
  });

  it('add() of one twice at once keeps it once', async () => {
    const subscriptions = await create();
    const row = { subscriber: group, topic: '人才', since: 1 };
    const added = await Promise.all([subscriptions.add(row), subscriptions.add(row)]);
    expect(added.sort()).toEqual([false, true]);
    expect(await subscriptions.all()).toEqual([row]);
  });

  it.runIf(cutOff)('says so each time when a change cannot be kept, and stays as it was', async () => {
    const subscriptions = await create();
    const row = { subscriber: group, topic: '人才', since: 1 };
    await subscriptions.add(row);
    await cutOff?.(subscriptions);
    for (const _ of ['once', 'and again']) {
      await expect(subscriptions.add({ ...row, topic: '桐城' })).rejects.toThrow(StoreError);
      await expect(subscriptions.remove(group, null)).rejects.toThrow(StoreError);
    }
    expect(await subscriptions.all()).toEqual([row]);
  });

  it('remove() ends one topic or all, of this subscriber only, and says what it ended', async () => {
    const subscriptions = await create();
    const add = (subscriber: Subscriber, topic: string) => subscriptions.add({ subscriber, topic, since: 1 });
    for (const topic of ['人才', '桐城', '']) await add(group, topic);
    await add(person, '人才');
    expect(await subscriptions.remove(group, '桐')).toEqual([]);
    expect((await subscriptions.remove(group, '桐城')).map(({ topic }) => topic)).toEqual(['桐城']);
    expect((await subscriptions.remove(group, null)).map(({ topic }) => topic)).toEqual(['人才', '']);
    expect(await subscriptions.all()).toEqual([{ subscriber: person, topic: '人才', since: 1 }]);
    expect(await add(group, '人才')).toBe(true);
  });
}
