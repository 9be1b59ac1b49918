import { describe, expect, it } from 'vitest';
import {
  type FileReport,
  formatReport,
  formatSummary,
  toJson,
} from '../../../src/adapters/terminal/import-report.ts';
import type { LineChange } from '../../../src/core/publishing/publish.ts';
import { sampleIssue } from '../../contracts/sample-issue.ts';

describe('formatReport()', () => {
  it('is a line for a file that became an issue', () => {
    expect(formatReport({ file: 'a/6.txt', status: 'published', issue: sampleIssue() })).toBe(
      '发布  a/6.txt → 《云川组工信息》2024年第6期',
    );
  });

  it('shows reason, warnings and difference under the file', () => {
    const diff: LineChange[] = [
      { kind: 'removed', text: '旧' },
      { kind: 'added', text: '新' },
    ];
    const report: FileReport = { file: '6.txt', status: 'held', reason: '原因', warnings: ['提醒'], diff };
    expect(formatReport(report).split('\n')).toEqual([
      '待定  6.txt',
      '      原因',
      '      提醒',
      '      - 旧',
      '      + 新',
    ]);
  });

  it('counts what is too long to show', () => {
    const diff = Array.from({ length: 100 }, (_, i): LineChange => ({ kind: 'added', text: `第${i}行` }));
    const lines = formatReport({ file: '6.txt', status: 'replaced', diff }).split('\n');
    expect(lines.length).toBeLessThan(20);
    expect(lines.at(-1)).toContain(String(100 - lines.length + 2));
  });
});

describe('formatSummary()', () => {
  it('counts files by what became of them', () => {
    const statuses = ['published', 'published', 'refused'] as const;
    const table = formatSummary(statuses.map((status) => ({ file: 'x', status })));
    expect(table.split('\n').map((row) => row.split(/ +/))).toEqual([
      ['结果', '文件数'],
      ['发布', '2'],
      ['拒收', '1'],
      ['合计', '3'],
    ]);
  });
});

describe('toJson()', () => {
  it('names the issue by its id and leaves out what is not there', () => {
    expect(toJson({ file: 'x', status: 'unchanged', issue: sampleIssue() })).toEqual({
      file: 'x',
      status: 'unchanged',
      issue: '云川组工信息-2024-06',
    });
    expect(Object.keys(toJson({ file: 'x', status: 'refused', reason: 'r' }))).toEqual([
      'file',
      'status',
      'reason',
    ]);
  });
});
