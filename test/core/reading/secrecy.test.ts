import { describe, expect, it } from 'vitest';
import type { Line } from '../../../src/core/ports.ts';
import { readIssue } from '../../../src/core/reading/read-issue.ts';
import { checkSecrecy } from '../../../src/core/reading/secrecy.ts';

const lines = (text: string): Line[] => text.split('\n').map((line) => ({ text: line }));
const check = (text: string, fileName = '第6期.docx') =>
  checkSecrecy({ lines: lines(text), properties: {} }, fileName).verdict;

describe('checkSecrecy()', () => {
  it.each([
    '秘密★1年\n云川组工信息\n第6期',
    '绝密★30年',
    '机 密 ★ 5 年',
    '秘密★长期',
    '秘密☆一年',
    '绝密*20年',
    '**绝密*20年**\n某某专报',
    '# **秘密★1年**\n# 某某简报',
    '秘密★正式公布前',
    '機密★10年',
    '密级：秘密',
    '密 级：机 密',
    '秘密\n\n中共某某市委文件',
    '特急 机密\n某某专报',
    '000123\n秘密\n某某文件',
    '（秘密）\n组工信息\n第2期',
    '【机密】某某专报',
    '秘\u200B密★1年',
    `${'正文。\n'.repeat(40)}附件：秘密★3年`,
  ])('refuses %j', (text) => {
    expect(check(text)).toBe('refuse');
  });

  it.each([
    '内部资料　注意保存\n某某简报',
    '内部参考\n2024年第3期',
    '內部資料 注意保存',
    '不得外传\n某某专报',
    '工作秘密\n某某简报',
    '某某通知\n正文。\n（此件不公开）',
    '某某通知\n正文。\n公开属性：依申请公开',
    '某某简报\n正文。\n（仅供领导参阅）',
    '会后收回\n某某会议材料',
    '关于某某办法的征求意见稿\n正文。',
    '000123\n某某市人民政府文件',
  ])('holds %j', (text) => {
    expect(check(text)).toBe('hold');
  });

  it.each([
    '云川组工信息\n第6期\n中共云川市委组织部研究室',
    '某某简报\n第2期\n组织开展保密宣传教育月活动，学习保守国家秘密法，提高保密意识。',
    '这是一个秘密的故事',
    '某某信息\n加强商业秘密保护，规范工作秘密管理。',
    '科技简报\n全县开展★★★★★星级支部评定。',
    '某某信息\n教育干部严守**国家机密**，筑牢思想防线。',
    '市国家保密局\n关于开展内部资料清理工作的情况报告已经印发各单位，请各单位认真组织学习。',
  ])('allows %j', (text) => {
    expect(check(text)).toBe('allow');
  });

  it.each([
    ['a header', { text: '秘密★1年', place: 'header' as const }],
    ['a footer', { text: '机密', place: 'footer' as const }],
    ['a text box', { text: '机密★10年', place: 'textbox' as const }],
    ['a comment', { text: '密级：秘密', place: 'comment' as const }],
    ['a table cell', { text: '', cells: ['秘密', '特急'], table: 0 }],
    ['cells side by side', { text: '', cells: ['密级', '机密'], table: 0 }],
    ['the top of a later page', { text: '秘密', page: 9 }],
  ])('refuses a mark in %s', (_, line) => {
    const body = Array.from({ length: 30 }, (): Line => ({ text: '正文正文。', page: 1 }));
    const marked = 'cells' in line ? [line, ...body] : [...body, line];
    expect(checkSecrecy({ lines: marked, properties: {} }, 'a.docx').verdict).toBe('refuse');
  });

  it.each(['秘密★1年 组工信息.docx', '【机密】专报.pdf', '（秘密）第3期.doc', '组工信息-秘密.txt'])(
    'refuses the file name %s',
    (name) => {
      expect(check('某某简报\n第1期', name)).toBe('refuse');
    },
  );

  it('refuses a mark in the properties', () => {
    expect(checkSecrecy({ lines: [], properties: { keywords: '机密' } }, 'a.docx').verdict).toBe('refuse');
    expect(checkSecrecy({ lines: [], properties: { title: '商业秘密保护' } }, 'a.docx').verdict).toBe(
      'allow',
    );
  });
});

describe('readIssue()', () => {
  it('keeps nothing of a classified document', () => {
    const document = {
      format: 'text',
      lines: lines('机密★5年\n某某专报\n第3期\n不应留下的正文。'),
      properties: {},
      recognised: false,
    };
    const reading = readIssue(document, '专报.txt');
    expect(reading).toMatchObject({
      verdict: 'refuse',
      issue: null,
      warnings: [],
      dropped: [],
      consumed: [],
    });
    expect(JSON.stringify(reading)).not.toMatch(/专报|正文/u);
  });
});
