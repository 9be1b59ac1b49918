import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readSegmentedTexts,
  type SegmentedIssue,
  writeSegmentedTexts,
} from '../../../src/adapters/stores/segmented-texts.ts';
import { anyIssues, indexedIssue } from '../../contracts/passage-index.ts';
import { temporaryFolder } from '../../contracts/temporary-folder.ts';

const folder = temporaryFolder;
const note = { stamp: 'dictionary 1', pair: 'a' };

async function read(path: string, stamp = note.stamp): Promise<SegmentedIssue[]> {
  const issues: SegmentedIssue[] = [];
  for await (const block of readSegmentedTexts(path, stamp)) {
    expect(block.pair).toBe('a');
    issues.push(...block.issues);
  }
  return issues;
}

/** Enough for several blocks. */
const many: SegmentedIssue[] = Array.from({ length: 40 }, (_, i) => ({
  id: `甲报-2024-${i + 10}`,
  hash: `${i}`,
  articles: indexedIssue(`甲报-2024-${i + 10}`, [
    ['人才𠮷', ...Array<string>(60).fill('人才公寓，２０套。'.repeat(20))],
  ]),
}));

describe('readSegmentedTexts()', () => {
  it('gives what was written', async () => {
    await fc.assert(
      fc.asyncProperty(anyIssues, async (issues) => {
        const path = join(folder(), 'texts');
        const written = issues.map(([id, articles]) => ({ id, hash: `hash of ${id}`, articles }));
        await writeSegmentedTexts(path, note, written);
        expect(await read(path)).toEqual(written);
      }),
      { numRuns: 30 },
    );
    const path = join(folder(), 'many');
    await writeSegmentedTexts(path, note, many);
    expect(await read(path)).toEqual(many);
  });

  it('gives nothing of a file that is not there or was made with something else', async () => {
    const path = join(folder(), 'texts');
    expect(await read(path)).toEqual([]);
    await writeSegmentedTexts(path, note, many);
    expect(await read(path, 'dictionary 2')).toEqual([]);
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['cut short', (bytes) => bytes.subarray(0, bytes.length - 9)],
    ['cut in a head', (bytes) => bytes.subarray(0, 20)],
    [
      'with another byte in the middle',
      (bytes) => Buffer.from(bytes.map((byte, i) => (i === bytes.length >> 1 ? byte ^ 1 : byte))),
    ],
    [
      'with lengths beyond its end',
      (bytes) => Buffer.from(bytes.map((byte, i) => (i >= 8 && i < 16 ? 255 : byte))),
    ],
    ['of something else', () => Buffer.from('{"stamp":"dictionary 1"}')],
  ])('gives what stands before the damage of a file %s', async (_, damage) => {
    const path = join(folder(), 'texts');
    await writeSegmentedTexts(path, note, many);
    writeFileSync(path, damage(readFileSync(path)));
    const issues = await read(path);
    expect(issues.length).toBeLessThan(many.length);
    expect(issues).toEqual(many.slice(0, issues.length));
  });
});
