import { expect, it } from 'vitest';
import { StoreError } from '../../src/core/errors.ts';
import type { Agenda, Task } from '../../src/core/ports.ts';

const task = (key: string, due: number): Task => ({
  key,
  due,
  work: {
    kind: 'digest',
    issueId: '云川组工信息-2024-06',
    version: 1,
    subscriber: { kind: 'group', id: 'oc_1' },
  },
});

/** What every Agenda does; `create` gives an empty one, `cutOff` takes away what it is kept on (not one in memory). */
export function agendaContract<T extends Agenda>(
  create: () => Promise<T>,
  cutOff?: (agenda: T) => Promise<void>,
): void {
  it('has nothing to do at first', async () => {
    expect(await (await create()).due(Number.MAX_SAFE_INTEGER)).toEqual([]);
  });

  it('due() gives what is due and not done, earliest first', async () => {
    const agenda = await create();
    for (const one of [task('c', 30), task('a', 10), task('b', 20)]) await agenda.add(one);
    expect(await agenda.due(20)).toEqual([task('a', 10), task('b', 20)]);
    await agenda.done('a');
    expect(await agenda.due(30)).toEqual([task('b', 20), task('c', 30)]);
  });

  it('add() takes a key once, also after it was done', async () => {
    const agenda = await create();
    expect(await agenda.add(task('a', 10))).toBe(true);
    expect(await agenda.add(task('a', 99))).toBe(false);
    await agenda.done('a');
    expect(await agenda.add(task('a', 10))).toBe(false);
    expect(await agenda.due(100)).toEqual([]);
  });

  it('add() of one twice at once takes it once', async () => {
    const agenda = await create();
    const added = await Promise.all([agenda.add(task('a', 10)), agenda.add(task('a', 10))]);
    expect(added.sort()).toEqual([false, true]);
  });

  it.runIf(cutOff)('add() says so each time when a task cannot be kept', async () => {
    const agenda = await create();
    await cutOff?.(agenda);
    for (const _ of ['once', 'and again'])
      await expect(agenda.add(task('a', 10))).rejects.toThrow(StoreError);
    expect(await agenda.due(10)).toEqual([]);
  });
}
