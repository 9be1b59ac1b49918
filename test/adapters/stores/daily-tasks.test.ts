import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDailyTasks } from '../../../src/adapters/stores/daily-tasks.ts';
import { temporaryFolder } from '../../contracts/temporary-folder.ts';
import { createLog } from '../feishu/start-bot.ts';

const china = (text: string): number => Date.parse(`${text}+08:00`);

/** One task at 9 o'clock, on a clock that a test sets. */
async function nineOClock(options: { file?: string; fail?: () => boolean } = {}) {
  const { file = join(temporaryFolder(), 'daily.json'), fail = () => false } = options;
  const clock = { time: china('2026-11-22T08:00'), now: () => clock.time };
  const runs: string[] = [];
  const { log, logged } = createLog();
  const tasks = await createDailyTasks({
    file,
    clock,
    log,
    timeZone: 'Asia/Shanghai',
    tasks: [
      {
        name: 'look',
        hour: 9,
        async run(now) {
          runs.push(new Date(now + 8 * 3_600_000).toISOString().slice(5, 16));
          if (fail()) throw new Error('no');
        },
      },
    ],
  });
  onTestFinished(() => tasks.stop());
  const at = async (text: string): Promise<void> => {
    clock.time = china(text);
    await tasks.tick();
  };
  return { at, runs, file, logged };
}

describe('createDailyTasks()', () => {
  it('runs a task once a day, from its hour on, as in China', async () => {
    const { at, runs } = await nineOClock();
    for (const time of ['22T08:59', '22T09:01', '22T23:00', '23T00:30', '23T12:00'])
      await at(`2026-11-${time}`);
    expect(runs).toEqual(['11-22T09:01', '11-23T12:00']);
  });

  it('remembers over a restart what is done, and catches up on what is not', async () => {
    const first = await nineOClock();
    await first.at('2026-11-22T09:30');
    const second = await nineOClock({ file: first.file });
    await second.at('2026-11-22T10:00');
    await second.at('2026-11-25T20:00');
    expect(second.runs).toEqual(['11-25T20:00']);
  });

  it('knows what a file of an earlier version says is done', async () => {
    const file = join(temporaryFolder(), 'daily.json');
    writeFileSync(file, '{"backup":"2026-11-22","look":"2026-11-22"}');
    const { at, runs } = await nineOClock({ file });
    await at('2026-11-22T10:00');
    expect(runs).toEqual([]);
    await at('2026-11-23T10:00');
    expect(readFileSync(file, 'utf8')).toBe('{"backup":"2026-11-22","look":"2026-11-23"}');
  });

  it('does not end when the day cannot be written down', async () => {
    const { at, runs, logged } = await nineOClock({ file: '/dev/null/daily.json' });
    await at('2026-11-22T10:00');
    await at('2026-11-22T10:05');
    expect(runs).toHaveLength(1);
    expect(logged).toEqual([expect.stringContaining('a daily task failed')]);
  });

  it('tries again an hour after a failure', async () => {
    let failing = true;
    const { at, runs, logged } = await nineOClock({ fail: () => failing });
    await at('2026-11-22T09:00');
    await at('2026-11-22T09:30');
    failing = false;
    await at('2026-11-22T10:01');
    await at('2026-11-22T11:30');
    expect(runs).toEqual(['11-22T09:00', '11-22T10:01']);
    expect(logged).toEqual([expect.stringContaining('a daily task failed')]);
  });

  it.each(['{"look":"20', '[]', 'null', '{"look":"2099-01-01"}'])(
    'goes on from a file with %s',
    async (text) => {
      const file = join(temporaryFolder(), 'daily.json');
      writeFileSync(file, text);
      const { at, runs } = await nineOClock({ file });
      await at('2026-11-22T09:00');
      expect(runs).toHaveLength(1);
      expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ look: '2026-11-22' });
    },
  );
});
