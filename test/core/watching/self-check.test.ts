import { describe, expect, it } from 'vitest';
import { selfCheck as check, type Findings } from '../../../src/core/watching/self-check.ts';

const selfCheck = (findings: Findings): string[] => check(findings).map(({ sentence }) => sentence);
const now = Date.UTC(2026, 10, 22, 1);
const days = (count: number): number => now - count * 24 * 3_600_000;
const fine: Findings = {
  now,
  issues: 14,
  broken: [],
  held: [],
  dictionary: [],
  freeBytes: 2 ** 40,
  lastBackup: days(1),
  backupFailure: null,
  platformCodes: {},
  lacking: [],
};
const held = (since: number) => ({
  id: 'a',
  name: '来件.docx',
  reason: '',
  since: new Date(since).toISOString(),
});

describe('selfCheck()', () => {
  it.each<[string, Partial<Findings>]>([
    ['all is well', {}],
    ['a file has waited for an hour', { held: [held(now - 3_600_000)] }],
    ['the disk cannot be asked', { freeBytes: null }],
    ['there is nothing to back up', { issues: 0, lastBackup: null }],
    ['the clock was set back', { lastBackup: days(-3), held: [held(days(-2))] }],
  ])('says nothing when %s', (_, findings) => {
    expect(selfCheck({ ...fine, ...findings })).toEqual([]);
  });

  it.each<[string, Partial<Findings>, RegExp]>([
    ['a disk that is nearly full', { freeBytes: 99 * 2 ** 20 }, /磁盘只剩 99 MB/],
    ['what the app lacks', { lacking: ['飞书应用：机器人能力没有启用'] }, /机器人能力没有启用/],
    ['a code that a person must see to', { platformCodes: { 99991672: 3 } }, /99991672，共 3 次：缺少权限/],
    [
      'broken files',
      { broken: [{ path: 'b/x.md', line: 1, reason: '' }] },
      /1 个刊物文件读不了.*b\/x\.md.*reindex/,
    ],
    ['files that wait', { held: [held(days(2))] }, /1 个待定文件.*来件\.docx.*held/],
    ['a dictionary of years ago', { dictionary: ['synonyms.txt'] }, /词典 synonyms\.txt.*doctor/],
    ['a backup that failed', { backupFailure: '磁盘已满' }, /备份没有做成：磁盘已满/],
    ['no backup at all', { lastBackup: null }, /没有备份过/],
    ['an old backup', { lastBackup: days(9) }, /9 天前/],
  ])('names %s and what to do', (_, findings, expected) => {
    expect(selfCheck({ ...fine, ...findings })).toEqual([expect.stringMatching(expected)]);
  });

  it('names five of many files', () => {
    const broken = Array.from({ length: 40 }, (_, i) => ({ path: `${i}.md`, line: 1, reason: '' }));
    const [sentence] = selfCheck({ ...fine, broken });
    expect(sentence).toContain('40 个');
    expect(sentence).toContain('4.md等');
    expect(sentence).not.toContain('5.md');
  });

  it('knows the same thing again by what it is about, and another one', () => {
    const about = (findings: Partial<Findings>): string[] =>
      check({ ...fine, ...findings }).map((one) => one.about);
    const broken = (path: string) => ({ broken: [{ path, line: 1, reason: '' }] });
    expect(about({ lastBackup: days(9) })).toEqual(about({ lastBackup: days(10) }));
    expect(about({ platformCodes: { 230006: 1 } })).toEqual(about({ platformCodes: { 230006: 40 } }));
    expect(about({ backupFailure: 'a' })).toEqual(about({ backupFailure: 'b' }));
    expect(about(broken('2024-01.md'))).not.toEqual(about(broken('2024-02.md')));
    expect(about({ platformCodes: { 230006: 1 } })).not.toEqual(about({ platformCodes: { 230035: 1 } }));
  });
});
