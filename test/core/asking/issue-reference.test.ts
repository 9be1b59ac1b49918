import { describe, expect, it } from 'vitest';
import { issueReference } from '../../../src/core/asking/issue-reference.ts';
import { issueEntry, newestFirst } from '../../../src/core/asking/library.ts';
import { sampleIssue } from '../../contracts/sample-issue.ts';

/** Newest first: 2024 第9、10期 · 2024 第6期 · 2023 增刊第1期 · 2023 第6期 (总第118期) · 2023 第5期. */
const issues = [
  sampleIssue({ numbers: [5], year: 2023, date: '2023-05-18' }),
  sampleIssue({ numbers: [6], year: 2023, date: '2023-06-20', total: 118 }),
  sampleIssue({ numbers: [1], year: 2023, date: '2023-12-08', supplement: true }),
  sampleIssue({ numbers: [6], year: 2024, date: '2024-06-20' }),
  sampleIssue({ numbers: [9, 10], year: 2024, date: '2024-10-25' }),
]
  .map(issueEntry)
  .sort(newestFirst);

const read = (question: string, current: number | null = null): string[] | undefined => {
  const entry = current === null ? null : (issues[current] ?? null);
  const reference = issueReference(question, issues, '2025-06-15', entry);
  return reference?.issues.map(({ label }) => label.replace('《云川组工信息》', ''));
};

describe('issueReference()', () => {
  it.each([
    ['2023年第6期', ['2023年第6期']],
    ['2023年的第6期', ['2023年第6期']],
    ['23年第6期', ['2023年第6期']],
    ['2023年6期', ['2023年第6期']],
    ['去年第6期', ['2024年第6期']],
    ['前年第五期', ['2023年第5期']],
    ['第6期', ['2024年第6期']],
    ['第六期', ['2024年第6期']],
    ['第5期', ['2023年第5期']],
    ['第118期', ['2023年第6期']],
    ['2024年第118期', []],
    ['第9期', ['2024年第9、10期合刊']],
    ['第十期', ['2024年第9、10期合刊']],
    ['第9、10期', ['2024年第9、10期合刊']],
    ['2024年第9-10期合刊', ['2024年第9、10期合刊']],
    ['合刊', ['2024年第9、10期合刊']],
    ['增刊', ['2023年增刊第1期']],
    ['2023年增刊', ['2023年增刊第1期']],
    ['增刊第1期', ['2023年增刊第1期']],
    ['前年的增刊第一期', ['2023年增刊第1期']],
    ['总第118期', ['2023年第6期']],
    ['最近一期', ['2024年第9、10期合刊']],
    ['最新一期', ['2024年第9、10期合刊']],
    ['上一期', ['2024年第6期']],
    ['上期', ['2024年第6期']],
    ['最近两期', ['2024年第9、10期合刊', '2024年第6期']],
    ['这期', ['2024年第9、10期合刊']],
    ['创刊号', ['2023年第5期']],
  ])('reads %s', (text, labels) => {
    expect(read(text)).toEqual(labels);
    expect(read(`${text}有哪些文章`)).toEqual(labels);
  });

  it.each(['2024年第7期', '2022年第6期', '今年第1期', '2023年增刊第2期', '2024年增刊', '总第1期', '第99期'])(
    'reads %s, which the library does not have, as no issue at all',
    (text) => {
      expect(read(text)).toEqual([]);
    },
  );

  it.each([
    '期望',
    '第3期望潮区',
    '对年轻干部有什么期望',
    '长期坚持',
    '任期几年',
    '试用期满',
    '三期工程',
    '第6次会议',
    '第6期间',
    '假期',
    '6套',
    '',
  ])('sees no issue in 「%s」', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('counts 上一期 and 这期 from the issue the talk is about', () => {
    expect(read('上一期呢', 1)).toEqual(['2023年增刊第1期']);
    expect(read('这期还有什么', 3)).toEqual(['2023年第6期']);
    expect(read('上一期呢', issues.length - 1)).toEqual([]);
  });

  it('says where in the question it stands', () => {
    const question = '请问2023年第6期讲了什么';
    const reference = issueReference(question, issues, '2025-06-15', null);
    expect(reference?.text).toBe('2023年第6期');
    expect(question.slice(reference?.start, reference?.end)).toBe('2023年第6期');
  });

  it('finds nothing in an empty library and does not fail', () => {
    for (const question of ['第6期', '最近一期', '上一期', '增刊', '合刊', '创刊号', '这期'])
      expect(issueReference(question, [], '2025-06-15', null)?.issues).toEqual([]);
  });
});
