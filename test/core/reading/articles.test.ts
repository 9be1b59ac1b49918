import { expect, it } from 'vitest';
import { readIssue } from '../../../src/core/reading/read-issue.ts';

const MASTHEAD = ['芦汀组织工作', '2023年第6期', '中共芦汀县委组织部', '2023年11月3日'];

const read = (lines: string[]) =>
  readIssue(
    { format: 'text', lines: lines.map((text) => ({ text })), properties: {}, recognised: false },
    '',
  );

/** Titles and units of the articles of an issue with this body under its masthead. */
function articlesIn(body: string[]): [string, string[]][] {
  const { issue } = read([...MASTHEAD, ...body]);
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

it.each(['○', '◎', '☆', '◇', '-', '1.', ''])(
  'finds the first title again under a contents list with %s',
  (mark) => {
    const titles = ['荷塘镇办好老年食堂', '白鹭镇“鹭友”计划升级加力'];
    const articles = articlesIn([
      '本期要目',
      ...titles.map((title) => `${mark}${title}`),
      titles[0]!,
      '中共芦汀县荷塘镇委员会',
      '荷塘镇建成老年食堂12个，每餐8元，由镇里的老党员轮流值班。',
      titles[1]!,
      '中共芦汀县白鹭镇委员会',
      '“鹭友”计划实施三年来，白鹭镇共引进返乡青年112人。',
    ]);
    expect(articles).toEqual([
      [titles[0], ['中共芦汀县荷塘镇委员会']],
      [titles[1], ['中共芦汀县白鹭镇委员会']],
    ]);
  },
);

it('parts the title from a contents list that words it differently', () => {
  const articles = articlesIn([
    '本期要目',
    '老年食堂办到家门口',
    '荷塘镇办好老年食堂',
    '中共芦汀县荷塘镇委员会',
    '荷塘镇建成老年食堂12个，每餐8元，由镇里的老党员轮流值班。',
  ]);
  expect(articles).toEqual([['荷塘镇办好老年食堂', ['中共芦汀县荷塘镇委员会']]]);
});

it('parts the phrases of a title where the second begins with who writes', () => {
  const articles = articlesIn([
    '“小哥”有了歇脚地',
    '荷塘镇扎实推进新业态党建',
    '中共芦汀县荷塘镇委员会',
    '荷塘镇有快递员和骑手312人，建成歇脚点9个。',
    '当好“百姓身边的名医”',
    '县第二人民医院推行党员医生包联制度',
    '芦汀县第二人民医院党委',
    '医院有党员医生86名，每人包联2个村。',
    '以高质量党建引领县级医院',
    '高质量发展的做法',
    '芦汀县第一人民医院党委',
    '医院有党员医生102名。',
  ]);
  expect(articles.map(([title]) => title)).toEqual([
    '“小哥”有了歇脚地 荷塘镇扎实推进新业态党建',
    '当好“百姓身边的名医” 县第二人民医院推行党员医生包联制度',
    '以高质量党建引领县级医院高质量发展的做法',
  ]);
});

/** Headings of the one article with these paragraphs, and what is warned of it. */
function readArticle(paragraphs: string[], { unit = '中共芦汀县委组织部', note = '' } = {}) {
  const opening = note === '' ? [] : [`编者按：${note}`];
  const { issue, warnings } = read([...MASTHEAD, ...opening, '办好老年食堂', unit, ...paragraphs]);
  return {
    headings: issue?.articles[0]?.sections.map(({ heading }) => heading),
    warnings: warnings.map(({ code }) => code),
  };
}

it.each([
  [
    'two characters',
    ['建站。在村口建成食堂12个，每天供餐。', '送餐。由邻居给老人送餐，风雨无阻。'],
    ['建站', '送餐'],
  ],
  [
    'numbered sentences, however they read',
    ['1. 食堂更多了。今年建成12个，比去年多5个。', '2. 菜更好了。每餐两荤两素，一周不重样。'],
    ['1. 食堂更多了', '2. 菜更好了'],
  ],
  [
    'phrases, but not the sentence with a comma that the article begins with',
    [
      '村子越大，老人越难吃上热饭。芦汀县建成老年食堂12个。',
      '划好灶台。每个食堂由镇里验收，合格才开伙。',
      '配好人手。每个食堂有厨师2名，都有健康证。',
    ],
    ['划好灶台', '配好人手'],
  ],
  [
    'phrases with a comma, the first among them',
    [
      '划好灶台，让老人有地方吃饭。每个食堂由镇里验收，合格才开伙。',
      '配好人手，让老人吃得放心。每个食堂有厨师2名，都有健康证。',
    ],
    ['划好灶台，让老人有地方吃饭', '配好人手，让老人吃得放心'],
  ],
  ['no numbered figures', ['1. 建成食堂12个。每天供餐。', '2. 送餐96户。风雨无阻。'], []],
])('takes for headings %s', (_, paragraphs, headings) => {
  expect(readArticle(paragraphs).headings).toEqual(headings);
});

it.each([
  ['中共芦汀县委老干部局', '会上，县委老干部局、霜浦县委组织部作了发言。'],
  ['芦汀城投集团委员会', '会上，芦汀城投集团党委、霜浦县委组织部作了发言。'],
  ['中共芦汀县委组织部', '会上，芦汀县委组织部、霜浦县委组织部作了发言。'],
  ['中共霜浦县茅渡镇委员会', '会上，茅渡镇党委、霜浦县委组织部作了发言。'],
])('knows %s in the note “%s”', (unit, note) => {
  const body = ['荷塘镇建成老年食堂12个，每餐8元，由镇里的老党员轮流值班。'];
  const other = ['白鹭镇巡村有了日程', '中共霜浦县委组织部', '白鹭镇干部每月巡村不少于4次，有记录可查。'];
  expect(readArticle([...body, ...other], { unit, note }).warnings).not.toContain('unit-not-in-note');
});

it('warns of a unit that the note does not name', () => {
  const body = ['荷塘镇建成老年食堂12个，每餐8元，由镇里的老党员轮流值班。'];
  const other = ['白鹭镇巡村有了日程', '中共霜浦县委组织部', '白鹭镇干部每月巡村不少于4次，有记录可查。'];
  const note = '会上，芦汀县委组织部作了发言。';
  expect(readArticle([...body, ...other], { note }).warnings).toContain('unit-not-in-note');
});
