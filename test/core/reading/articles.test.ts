import { expect, it } from 'vitest';
import { readIssue } from '../../../src/core/reading/read-issue.ts';

/** Lines of an issue under its masthead. */
function articlesIn(body: string[]): [string, string[]][] {
  const lines = ['芦汀组织工作', '2023年第6期', '中共芦汀县委组织部', '2023年11月3日', ...body];
  const document = {
    format: 'text',
    lines: lines.map((text) => ({ text })),
    properties: {},
    recognised: false,
  } as const;
  const { issue } = readIssue(document, '');
  return (issue?.articles ?? []).map(({ title, units }) => [title, units]);
}

it('takes a title that could name a body for the title it is', () => {
  const articles = articlesIn([
    '新农人撑起荷塘乡',
    '中共芦汀县荷塘镇委员会',
    '荷塘镇新农人由去年的74名增加到121名，网络销售竹制品6200万元。',
    '老支书工作站',
    '中共芦汀县白鹭镇委员会',
    '白鹭镇聘请退职老支书16名，每周一坐班，每月巡村不少于4次。',
  ]);
  expect(articles).toEqual([
    ['新农人撑起荷塘乡', ['中共芦汀县荷塘镇委员会']],
    ['老支书工作站', ['中共芦汀县白鹭镇委员会']],
  ]);
});

it('takes two bodies under an article for those that wrote it', () => {
  const articles = articlesIn([
    '荷塘镇办好老年食堂',
    '荷塘镇建成老年食堂12个，每餐8元。',
    '荷塘镇人才工作站',
    '中共芦汀县荷塘镇委员会',
    '白鹭镇巡村有了日程',
    '白鹭镇干部每月巡村不少于4次。',
    '中共芦汀县白鹭镇委员会',
  ]);
  expect(articles.map(([title]) => title)).toEqual(['荷塘镇办好老年食堂', '白鹭镇巡村有了日程']);
});
