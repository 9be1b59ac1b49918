import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDayFiles, pruneDayFiles } from '../../../src/adapters/inbox/day-files.ts';
import { temporaryFolder } from '../../contracts/temporary-folder.ts';

const HANDLES = '/proc/self/fd';
const MIDNIGHT = Date.UTC(2026, 0, 11);

/** Day files of which two old days stay, a minute before 11 January; `later` is what the clock says from then on. */
async function beforeMidnight() {
  const dir = temporaryFolder();
  let now = MIDNIGHT - 60_000;
  const kept: string[][] = [];
  const files = await openDayFiles({ dir, clock: { now: () => now }, keepDays: 2 }, undefined, (days) => {
    kept.push(days);
  });
  onTestFinished(() => files.close());
  for (let day = 1; day < 8; day++) writeFileSync(join(dir, `2026-01-0${day}.jsonl`), '"old"\n');
  return { dir, files, kept, later: (time: number) => (now = time) };
}

describe('openDayFiles()', () => {
  it('goes on in the new file when an old one cannot be removed', async () => {
    const { dir, files, kept, later } = await beforeMidnight();
    // No file: it cannot be removed as one, not even by root.
    mkdirSync(join(dir, '2025-12-31.jsonl'));
    await files.append('before');
    later(MIDNIGHT + 60_000);
    const handles = existsSync(HANDLES) ? readdirSync(HANDLES).length : null;
    for (const value of ['a', 'b', 'c']) expect((await files.append(value)).day).toBe('2026-01-11');
    if (handles !== null) expect(readdirSync(HANDLES)).toHaveLength(handles);
    expect(readFileSync(join(dir, '2026-01-11.jsonl'), 'utf8')).toBe('"a"\n"b"\n"c"\n');
    const days = ['2026-01-07', '2026-01-10', '2026-01-11'];
    expect(readdirSync(dir).sort()).toEqual(['2025-12-31', ...days].map((day) => `${day}.jsonl`));
    expect(kept).toEqual([days]);
  });

  it('stays in the file of yesterday as long as the new one cannot be opened', async () => {
    const { dir, files, later } = await beforeMidnight();
    mkdirSync(join(dir, '2026-01-11.jsonl'));
    later(MIDNIGHT);
    expect((await files.append('a')).day).toBe('2026-01-10');
    rmdirSync(join(dir, '2026-01-11.jsonl'));
    expect((await files.append('b')).day).toBe('2026-01-11');
  });
});

describe('pruneDayFiles()', () => {
  it('may come for the same files as the turn of the day', async () => {
    for (let round = 0; round < 20; round++) {
      const { dir, files, later } = await beforeMidnight();
      later(MIDNIGHT);
      await Promise.all([files.append('a'), pruneDayFiles(dir, '2026-01-09')]);
      expect(readdirSync(dir).sort()).toEqual(['2026-01-10.jsonl', '2026-01-11.jsonl']);
    }
  });
});
