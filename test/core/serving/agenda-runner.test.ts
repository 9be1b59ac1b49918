import { describe, expect, it } from 'vitest';
import { createMemoryAgenda } from '../../../src/adapters/inbox/memory.ts';
import type { Task } from '../../../src/core/ports.ts';
import { createAgendaRunner } from '../../../src/core/serving/agenda-runner.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };
const task = (key: string, due = 1): Task => ({ key, due, work: { kind: 'weekly' } });

function runner(run: (task: Task) => Promise<boolean>) {
  const agenda = createMemoryAgenda();
  const look = createAgendaRunner({ agenda, run, clock: { now: () => 10 }, log });
  return { agenda, look };
}

describe('createAgendaRunner()', () => {
  it('does what is due once, and nothing before its time', async () => {
    const done: string[] = [];
    const { agenda, look } = runner(async ({ key }) => Boolean(done.push(key)));
    for (const one of [task('b', 2), task('a', 1), task('later', 11)]) await agenda.add(one);
    await look();
    await look();
    expect(done).toEqual(['a', 'b']);
  });

  it('tries again what could not be done, and does the rest', async () => {
    const tried: string[] = [];
    const { agenda, look } = runner(async ({ key }) => {
      tried.push(key);
      if (key === 'broken') throw new Error('broken');
      return key !== 'not yet';
    });
    for (const key of ['broken', 'not yet', 'fine']) await agenda.add(task(key));
    await look();
    await look();
    expect(tried.sort()).toEqual(['broken', 'broken', 'fine', 'not yet', 'not yet']);
  });

  it('does nothing twice when it is called while it is at work, and sees what was added before the call', async () => {
    const done: string[] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { agenda, look } = runner(async ({ key }) => {
      await held;
      return Boolean(done.push(key));
    });
    await agenda.add(task('a'));
    const first = look();
    await Promise.resolve();
    await agenda.add(task('b'));
    const others = [look(), look(), look()];
    release();
    await Promise.all([first, ...others]);
    expect(done).toEqual(['a', 'b']);
  });
});
