import { mkdir, mkdtemp, readdir, readFile, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type AppendFile, openAppendFile } from '../../../src/adapters/inbox/append-file.ts';
import { StoreError } from '../../../src/core/errors.ts';

const newPath = async (): Promise<string> =>
  join(await mkdtemp(join(tmpdir(), 'wenbao-append-')), 'file.jsonl');

describe('openAppendFile()', () => {
  const opened: AppendFile[] = [];
  const open = async (path: string): Promise<AppendFile> => {
    const file = await openAppendFile(path);
    opened.push(file);
    return file;
  };
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((file) => file.close()));
  });

  it('writes lines in the order of the calls and empties the file in between', async () => {
    const path = await newPath();
    const file = await open(path);
    await Promise.all([file.append('1'), file.append('2'), file.rewrite(() => []), file.append('3')]);
    expect(await readFile(path, 'utf8')).toBe('3\n');
  });

  it('leaves the file as it is when, in its turn, all of it is needed after all', async () => {
    const path = await newPath();
    const file = await open(path);
    await Promise.all([file.append('1'), file.rewrite(() => null), file.append('2')]);
    expect(await readFile(path, 'utf8')).toBe('1\n2\n');
  });

  it('keeps the lines that are needed, and goes on behind them', async () => {
    const path = await newPath();
    const file = await open(path);
    await Promise.all([file.append('1'), file.append('2'), file.rewrite(() => ['2']), file.append('3')]);
    expect(await file.append('4')).toBe(4);
    expect(await readFile(path, 'utf8')).toBe('2\n3\n4\n');
    expect(await readdir(dirname(path))).toEqual(['file.jsonl']);
  });

  it('goes on in the old file when a new one cannot take its place', async () => {
    const path = await newPath();
    const file = await open(path);
    await file.append('1');
    await rename(path, `${path}.aside`);
    await mkdir(path);
    await expect(file.rewrite(() => ['0'])).rejects.toThrow(StoreError);
    await file.append('2');
    const lines = (await readFile(`${path}.aside`, 'utf8')).split('\n');
    expect(lines.filter(Boolean)).toEqual(['1', '2']);
    expect((await readdir(dirname(path))).sort()).toEqual(['file.jsonl', 'file.jsonl.aside']);
  });

  it('begins on a new line in a file that may end in a torn one', async () => {
    const path = await newPath();
    await (await open(path)).append('{"whole":"一"}');
    const file = await open(path);
    const starts = await Promise.all([file.append('{"next":"二"}'), file.append('{"last":3}')]);
    const bytes = await readFile(path);
    expect(starts.map((at) => bytes.subarray(at).toString().split('\n')[0])).toEqual([
      '{"next":"二"}',
      '{"last":3}',
    ]);
    expect((await readFile(path, 'utf8')).split('\n').filter(Boolean)).toEqual([
      '{"whole":"一"}',
      '{"next":"二"}',
      '{"last":3}',
    ]);
  });

  it('tells every caller when the disk takes nothing, naming the file', async () => {
    // Every write to this device fails with "no space left".
    const file = await open('/dev/full');
    const results = await Promise.allSettled([file.append('1'), file.append('2')]);
    for (const result of results) {
      expect(result).toMatchObject({ status: 'rejected', reason: expect.any(StoreError) });
      expect(String((result as PromiseRejectedResult).reason)).toContain('/dev/full');
    }
  });
});
