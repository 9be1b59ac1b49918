import { describe, expect, it } from 'vitest';
import { mergeLines } from '../../src/core/merge-lines.ts';

const text = (...lines: string[]): string => lines.map((line) => `${line}\n`).join('');
const before = text('# 注', '甲=乙', '丙=丁', '# weak', '工作');

describe('mergeLines()', () => {
  it.each<[string, { local: string; now: string; merged: string }]>([
    [
      'puts what is new where it stands in the newer one, before lines that were added at the end',
      {
        local: text('# 注', '甲=乙', '丙=丁', '# weak', '工作', '# 编辑添加', '自=己'),
        now: text('# 注', '甲=乙', '戊=己', '丙=丁', '# weak', '工作', '开展'),
        merged: text('# 注', '甲=乙', '戊=己', '丙=丁', '# weak', '工作', '开展', '# 编辑添加', '自=己'),
      },
    ],
    [
      'takes out what the newer one has no more, and keeps out what was taken out here',
      {
        local: text('# 注', '丙=丁', '# weak', '工作', '自=己'),
        now: text('# 注', '甲=乙', '# weak', '工作'),
        merged: text('# 注', '# weak', '工作', '自=己'),
      },
    ],
    [
      'moves a line from one section to another',
      {
        local: text('自=己', '# 注', '甲=乙', '丙=丁', '# weak', '工作'),
        now: text('# 注', '丙=丁', '# weak', '工作', '甲=乙'),
        merged: text('自=己', '# 注', '丙=丁', '# weak', '工作', '甲=乙'),
      },
    ],
    [
      'keeps both forms of a line that both changed, and what both added once',
      {
        local: text('# 注', '甲=乙=本地', '丙=丁', '# weak', '工作', '同=样'),
        now: text('# 注', '甲=乙=新版', '丙=丁', '同=样', '# weak', '工作'),
        merged: text('# 注', '甲=乙=新版', '甲=乙=本地', '丙=丁', '# weak', '工作', '同=样'),
      },
    ],
    [
      'takes lines that Windows ended for the same',
      {
        local: `${before}自=己\n`.replaceAll('\n', '\r\n'),
        now: text('# 注', '甲=乙', '# weak', '工作'),
        merged: text('# 注', '甲=乙', '# weak', '工作', '自=己'),
      },
    ],
  ])('%s', (_, { local, now, merged }) => {
    expect(mergeLines(local, { before, now })).toBe(merged);
    expect(mergeLines(merged, { before, now })).toBe(merged);
  });
});
