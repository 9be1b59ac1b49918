import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/core/bulletin.ts';
import { type AskInvented, askOf, buildInvented } from './invented-library.ts';
import { spokenIssues } from './spoken-library.ts';

let ask: AskInvented;
let askSpoken: AskInvented;
beforeAll(async () => {
  ask = askOf(await buildInvented());
  const issues = spokenIssues();
  askSpoken = askOf(await buildInvented(issues), issues);
});

const textsOf = ({ excerpts }: Answer): string[] => excerpts.map(({ text }) => text);
const unitsIn = (answer: Answer): string[] => [
  ...new Set(answer.excerpts.map(({ article }) => article.unit)),
];
const labelsOf = ({ listing }: Answer): string[] => listing.map(({ label }) => label);

describe('answerQuestion()', () => {
  it.each([
    ['芦汀县人才公寓有多少套？', '总数达到210套'],
    ['芦汀的人才公寓月租金是多少', '每平方米4元'],
    ['霜浦的人才公寓租金多少', '每平方米6元'],
    ['霜浦县驻村第一书记有多少名', '64名'],
    ['枫谷区网格员每月补贴多少', '提高到900元'],
    ['候鸟计划请了多少专家', '专家68名'],
    ['荷塘镇的板凳会开了多少场', '126场'],
    ['市公安局怎么带新警', '选配一名师父'],
    ['水下焊接机器人是谁研制的', '柳闻笛'],
    ['老年食堂一餐多少钱', '只付3元'],
    ['板凳会什么时候开', '每周三晚上'],
    ['一扫通办能办哪些业务', '社保、医保、户籍'],
    ['三级网格长', '三级网格长'],
    ['返乡人才的孩子上学怎么办', '子女入学47名'],
  ])('answers 「%s」 with the sentence that says 「%s」', async (question, key) => {
    const answer = await ask(question);
    expect(answer.kind).toBe('excerpts');
    expect(answer.excerpts[0]?.text).toContain(key);
  });

  it('marks the words of the question and those that stand for them', async () => {
    const { excerpts } = await ask('老年食堂有多少家');
    const [first] = excerpts;
    expect(first?.highlights.map(([start, end]) => first.text.slice(start, end)).join(' ')).toContain(
      '老年食堂',
    );
  });

  it('shows the row of a table that is asked for', async () => {
    const answer = await ask('老校舍片区月租金多少');
    expect(textsOf(answer).join('\n')).toContain('| 老校舍片区 | 120 | 5元/平方米 |');
  });

  // The figure stands under 套数, the sentence that is judged does not hold the names of the columns.
  it('counts by the column of a table', async () => {
    const answer = await ask('老校舍片区有多少套');
    expect(textsOf(answer).join('\n')).toContain('| 老校舍片区 | 120 | 5元/平方米 |');
  });

  // 解决 is taken for a deed that the passage must hold.
  it('answers how something everyday is solved', async () => {
    expect(textsOf(await ask('孩子上学怎么解决')).join()).toContain('子女入学47名');
  });

  it('quotes the colophon when it is asked for', async () => {
    const answer = await ask('2023年第5期印了多少份');
    expect(textsOf(answer).join('\n')).toContain('印数：180份');
  });

  it('never shows a withdrawn issue', async () => {
    const answer = await ask('霜浦县建成人才公寓999套');
    expect(JSON.stringify(answer.excerpts.concat(answer.related))).not.toContain('999套');
    expect((await ask('2024年第11期有哪些文章')).kind).toBe('not-found');
  });

  it.each(['帮助', 'help', '你是谁', '你能做什么', '怎么用这个机器人', '？'])(
    'takes 「%s」 for a call for help',
    async (question) => {
      expect((await ask(question)).kind).toBe('help');
    },
  );
});

describe('answerQuestion() within a unit', () => {
  /** Names people use and what the by-line of an answer must hold; null for units that wrote nothing. */
  const UNITS: [string, RegExp | null][] = [
    ['芦汀', /芦汀县委|荷塘镇/u],
    ['芦汀县', /芦汀县委|荷塘镇/u],
    ['中共芦汀县委组织部', /芦汀县委|荷塘镇/u],
    ['霜浦县', /霜浦县委/u],
    ['霜浦县委', /霜浦县委/u],
    ['枫谷区', /枫谷区委/u],
    ['荷塘镇', /荷塘镇/u],
    ['市公安局', /公安局/u],
    ['公安局党委', /公安局/u],
    ['苇州晴川智能装备', /晴川/u],
    ['荻湾县', null],
    ['市水利局', null],
    ['南陵县', null],
  ];
  const TOPICS = [
    '人才公寓',
    '驻村第一书记',
    '网格员',
    '老年食堂',
    '候鸟计划',
    '一扫通办',
    '民警',
    '机器人',
    '板凳会',
  ];
  const cases = UNITS.flatMap(([name, byline]) => TOPICS.map((topic) => ({ name, byline, topic })));

  it.each(cases)('never answers from another unit: $name, $topic', async ({ name, byline, topic }) => {
    for (const question of [`${name}的${topic}是怎么做的？`, `${name}有多少${topic}`, `${topic} ${name}`]) {
      const answer = await ask(question);
      const shown = [
        ...answer.excerpts.map(({ article }) => article.unit),
        ...answer.listing.map(({ unit }) => unit),
      ];
      expect(
        shown.filter((unit) => byline === null || !byline.test(unit ?? '')),
        question,
      ).toEqual([]);
    }
  });

  it.each([
    ['芦汀', ['芦汀县']],
    ['中共霜浦县委组织部', ['霜浦县']],
    ['市公安局党委', ['市公安局']],
    ['荻湾县', ['荻湾县']],
  ])('says that it read %s as %j', async (name, units) => {
    expect((await ask(`${name}的人才公寓`)).understood.units).toEqual(units);
  });

  it.each([
    ['a unit that wrote about something else', '枫谷区', '人才公寓', /芦汀|霜浦/u],
    ['a unit that is only named in an editor’s note', '荻湾县', '人才公寓', /芦汀|霜浦/u],
    ['a place the library does not know', '南陵县', '人才公寓', /芦汀|霜浦/u],
    ['a unit without the scheme', '枫谷区', '候鸟计划', /霜浦/u],
  ])('is a near-miss for %s, says so and shows what there is', async (_, unit, topic, others) => {
    const answer = await ask(`${unit}的${topic}有多少`);
    expect(answer.kind).toBe('near-miss');
    expect(answer.missing).toContain(unit);
    expect(answer.related.map(({ article }) => article.unit).join()).toMatch(others);
    expect(answer.related.map(({ text }) => text).join()).toContain(topic);
  });

  // 晴川智能 is no alias of 苇州晴川智能装备有限公司党支部: only the name with the place in front is.
  it('knows a company by its short name', async () => {
    expect((await ask('晴川智能写过什么')).understood.units).toEqual(['苇州晴川智能装备']);
  });
});

describe('answerQuestion() within a period', () => {
  it.each([
    ['2023年芦汀县人才公寓有多少套', '150套'],
    ['芦汀县前年的人才公寓有多少套', '150套'],
    ['2024年芦汀县人才公寓有多少套', '210套'],
    ['去年芦汀县人才公寓总数', '210套'],
    ['2024年枫谷区有多少个网格', '358个'],
    ['2023年枫谷区有多少个网格', '312个网格'],
  ])('answers 「%s」 with the figure of that year', async (question, key) => {
    const answer = await ask(question);
    expect(answer.kind).toBe('excerpts');
    expect(answer.excerpts[0]?.text).toContain(key);
  });

  it.each([
    ['2022年芦汀县人才公寓有多少套', '2022年'],
    ['今年芦汀县人才公寓有多少套', '今年'],
    ['霜浦县2023年驻村第一书记有多少名', '2023年'],
    ['芦汀县2024年选派了多少名驻村第一书记', '2024年'],
  ])('is a near-miss for 「%s」 and says what is missing', async (question, missing) => {
    const answer = await ask(question);
    expect(answer.kind).toBe('near-miss');
    expect(answer.missing).toContain(missing);
  });

  it.each(['人才公寓', '驻村第一书记', '网格', '老年食堂', '候鸟计划', '一扫通办', '机器人'])(
    'shows nothing on %s for years of which nothing is known',
    async (topic) => {
      for (const year of ['2019年', '2022年', '今年', '二〇二一年'])
        expect((await ask(`${year}的${topic}有多少`)).excerpts, year).toEqual([]);
    },
  );

  it('says how the period was read, and nothing of 最近', async () => {
    const { understood } = await ask('去年芦汀县的人才公寓');
    expect(understood.period).toEqual({ from: '2024-01-01', to: '2024-12-31' });
    expect((await ask('最近芦汀县的人才公寓')).understood.period).toBeNull();
  });

  it('puts the newest figure first when no time is named', async () => {
    expect((await ask('芦汀县人才公寓有多少套')).excerpts[0]?.issue.date).toBe('2024-06-20');
  });

  it('says beside an older figure that a newer issue gives another', async () => {
    const { excerpts } = await ask('芦汀县2023年人才公寓总数是多少套');
    expect(excerpts[0]?.text).toContain('150套');
    expect(excerpts[0]?.newer).toMatchObject({ label: '《苇州组工信息》2024年第6期' });
    expect(excerpts[0]?.newer?.text).toContain('210套');
  });

  // The newer passage loses strength for standing outside the period, and then falls below the bar.
  it('says so too when the question does not repeat the words of the newer one', async () => {
    const { excerpts } = await ask('2023年芦汀县人才公寓有多少套');
    expect(excerpts[0]?.newer?.text).toContain('210套');
  });

  it('says nothing of a newer figure beside the newest', async () => {
    expect((await ask('2024年芦汀县人才公寓有多少套')).excerpts[0]?.newer).toBeUndefined();
  });
});

describe('answerQuestion() within an issue', () => {
  const ISSUES = [
    ['2023年第5期', '苇州组工信息-2023-05'],
    ['2023年增刊第1期', '苇州组工信息-2023-s01'],
    ['2024年第6期', '苇州组工信息-2024-06'],
    ['2024年第9、10期合刊', '苇州组工信息-2024-09_10'],
    ['《芦汀组织工作简报》2024年第3期', '芦汀组织工作简报-2024-03'],
  ];
  const TOPICS = ['人才公寓', '驻村第一书记', '网格', '老年食堂', '候鸟计划', '板凳会'];

  it.each(ISSUES.flatMap(([name, id]) => TOPICS.map((topic) => ({ name, id, topic }))))(
    'never answers from another issue: $name, $topic',
    async ({ name, id, topic }) => {
      const answer = await ask(`${name}里${topic}怎么做的`);
      const shown = [...answer.excerpts, ...answer.listing].map(({ issue }) => issue?.id);
      expect(shown.filter((other) => other !== id)).toEqual([]);
    },
  );

  it('answers from the issue that is named, and says which', async () => {
    const answer = await ask('2023年第5期芦汀县的人才公寓有多少套');
    expect(answer.excerpts[0]?.text).toContain('150套');
    expect(answer.understood.issue).toBe('《苇州组工信息》2023年第5期');
  });

  it.each(['2024年第7期', '2022年第6期', '2025年增刊'])('does not find %s, and says so', async (name) => {
    const answer = await ask(`${name}有哪些文章`);
    expect(answer.kind).toBe('not-found');
    expect(answer.missing).toEqual([name]);
  });

  // Only units are looked for outside the lock.
  it('is a near-miss when the topic stands in another issue only', async () => {
    const answer = await ask('2024年第6期的老年食堂怎么办的');
    expect(answer.kind).toBe('near-miss');
    expect(answer.related[0]?.text).toContain('老年食堂');
  });
});

describe('answerQuestion() that finds nothing', () => {
  it.each(['量子计算机怎么造', '霜浦县的高铁站', '足球比赛谁赢了', '芦汀县的地铁几号线', '火星移民计划'])(
    'answers 「%s」 with no excerpt',
    async (question) => {
      const answer = await ask(question);
      expect(['near-miss', 'not-found']).toContain(answer.kind);
    },
  );

  it('says which name it did not find', async () => {
    expect((await ask('鲲鹏计划是什么')).missing.join()).toContain('鲲鹏');
  });

  // Where the engine proposes nothing at all, no word is named.
  it('says which words it did not find, also when nothing is near', async () => {
    expect((await ask('量子计算机')).missing.join('')).toContain('量子计算机');
  });
});

describe('answerQuestion() comparing', () => {
  it('shows one excerpt a unit for units that are named', async () => {
    const answer = await ask('芦汀和霜浦的人才公寓有什么不同');
    expect(answer.kind).toBe('comparison');
    expect(unitsIn(answer)).toEqual(['中共芦汀县委组织部', '中共霜浦县委组织部']);
    expect(answer.understood.units).toEqual(['芦汀县', '霜浦县']);
  });

  it('says which of them has nothing', async () => {
    const answer = await ask('芦汀县、霜浦县和枫谷区的人才公寓各有多少套');
    expect(answer.kind).toBe('comparison');
    expect(unitsIn(answer).join()).not.toContain('枫谷');
    expect(answer.missing).toContain('枫谷区');
  });

  it('compares all units that have something when none is named', async () => {
    const answer = await ask('几个县的驻村第一书记有什么不同');
    expect(answer.kind).toBe('comparison');
    expect(unitsIn(answer).sort()).toEqual(['中共芦汀县委组织部', '中共霜浦县委组织部']);
  });

  it('compares 各县', async () => {
    expect((await ask('各县的人才公寓分别有多少套')).kind).toBe('comparison');
  });
});

describe('answerQuestion() listing', () => {
  it.each([
    [
      '2023年第5期有哪些文章',
      3,
      ['让新芦汀人住得下来', '霜浦县为返乡人才备好房子', '枫谷区用网格兜住小区里的事'],
    ],
    ['2023年增刊讲了什么', 2, ['候鸟计划', '晒实绩']],
    ['总第101期有哪些文章', 3, ['让新芦汀人住得下来']],
    ['最近一期', 2, ['一扫通办', '老年食堂']],
    ['上一期有哪些文章', 5, ['芦汀青舍', '师徒结对']],
    ['合刊有什么', 2, ['一扫通办']],
    ['芦汀县登过几篇', 5, ['老年食堂', '夜间板凳会', '晒实绩']],
    ['霜浦写过哪些文章', 3, ['候鸟计划']],
    ['市公安局发过几篇文章', 1, ['师徒结对']],
    ['霜浦县', 3, ['候鸟计划']],
    ['2023年有哪些文章', 5, ['候鸟计划', '让新芦汀人住得下来']],
    ['关于人才公寓的文章有哪些', 3, ['芦汀青舍', '返乡人才']],
  ])('「%s」 gives all %i', async (question, total, titles) => {
    const answer = await ask(question);
    expect(answer.kind).toBe('listing');
    expect(answer.total).toBe(total);
    expect(answer.listing).toHaveLength(total);
    for (const title of titles) expect(labelsOf(answer).join('\n')).toContain(title);
  });

  it.each([
    ['哪些县写过人才公寓？', ['芦汀县', '霜浦县']],
    ['有几个县写过驻村第一书记', ['芦汀县', '霜浦县']],
    ['哪些县有网格', ['枫谷区']],
  ])('「%s」 gives the units, each with a passage on the topic', async (question, units) => {
    const answer = await ask(question);
    expect(answer.kind).toBe('listing');
    expect(answer.listing.map(({ type, label }) => [type, label]).sort()).toEqual(
      units.map((unit) => ['unit', unit]).sort(),
    );
    for (const { excerpt, url } of answer.listing) {
      expect(excerpt).toBeDefined();
      expect(url).toMatch(/^https:\/\/wenbao\.example\/issues\//u);
    }
  });

  it('gives the issues, newest first', async () => {
    const answer = await ask('目录');
    expect(answer.listing.map(({ type }) => type)).toEqual(Array(5).fill('issue'));
    expect(labelsOf(answer)).toEqual([
      '《苇州组工信息》2024年第9、10期合刊',
      '《苇州组工信息》2024年第6期',
      '《芦汀组织工作简报》2024年第3期',
      '《苇州组工信息》2023年增刊第1期',
      '《苇州组工信息》2023年第5期',
    ]);
    expect((await ask('2024年出了几期')).total).toBe(3);
  });

  it('gives ten at a time, and the rest at an offset', async () => {
    const question = '最近有哪些文章';
    const first = await ask(question);
    const second = await ask(question, { offset: 10 });
    expect([first.total, second.total]).toEqual([13, 13]);
    expect([first.listing.length, second.listing.length]).toEqual([10, 3]);
    expect(new Set([...first.listing, ...second.listing].map(({ url }) => url)).size).toBe(13);
  });

  it('gives an empty page behind the end', async () => {
    const answer = await ask('目录', { offset: 50 });
    expect([answer.kind, answer.listing, answer.total]).toEqual(['listing', [], 5]);
  });
});

describe('answerQuestion() with several questions in one message', () => {
  it('answers each, the best of each first', async () => {
    const answer = await ask('芦汀县人才公寓租金多少？老年食堂一餐多少钱？');
    expect(answer.kind).toBe('excerpts');
    const [first, second] = textsOf(answer);
    expect(first).toContain('每平方米4元');
    expect(second).toContain('只付3元');
  });

  it('answers for two units', async () => {
    const answer = await ask('芦汀县的人才公寓多少套？霜浦县第一书记多少名？');
    const [first, second] = textsOf(answer);
    expect(first).toContain('210套');
    expect(second).toContain('64名');
  });

  // Only the first question's unit is named.
  it('names the units of all of them', async () => {
    const answer = await ask('芦汀县的人才公寓多少套？霜浦县第一书记多少名？');
    expect(answer.understood.units).toEqual(['芦汀县', '霜浦县']);
  });

  it('answers what it can and says what it did not find', async () => {
    const answer = await ask('候鸟计划是什么？一扫通办是什么？量子计算机是什么？');
    expect(textsOf(answer)[0]).toContain('候鸟计划');
    expect(textsOf(answer)[1]).toContain('一扫通办');
    expect(answer.missing.join('')).toContain('量子');
  });
});

describe('answerQuestion() with a correction', () => {
  it.each([
    ['蘆汀縣人才公寓有多少套', '210套', []],
    ['luting rencai gongyu 有多少套', '210套', [{ from: 'luting rencai gongyu', to: '芦汀人才公寓' }]],
    ['双浦的候鸟计划', '专家68名', [{ from: '双浦', to: '霜浦' }]],
    ['候鸟计化请了多少专家', '专家68名', [{ from: '候鸟计化', to: '候鸟计划' }]],
  ])('answers 「%s」 and shows what was read as what', async (question, key, corrected) => {
    const answer = await ask(question);
    expect(answer.excerpts[0]?.text).toContain(key);
    expect(answer.understood.corrected).toEqual(corrected);
    expect(answer.question).toBe(question);
  });
});

describe('answerQuestion() however it is put', () => {
  it.each([
    ['榆湾县选派了多少科技副总', '科技副总36名'],
    ['多少科技副总进企业挂职', '科技副总36名'],
    ['棠渡县有多少村级会计', '217名村级会计'],
    ['技能比武有多少会计', '217名村级会计'],
    ['会计比武有多少村级会计参加', '217名村级会计'],
    ['夜校讲了多少课', '讲了68场'],
    ['强村公司多久晒一次账', '每季度晒一次账'],
    ['砚溪县的公寓叫什么名字', '“砚里小院”'],
    ['砚溪县村医每月发多少钱？', '岗位补贴800元'],
    ['村医每月补贴发多少钱', '岗位补贴800元'],
    ['棠渡口背榜上有几名', '“口碑榜”'],
    ['一陆同办事多少项', '91项业务'],
  ])('answers 「%s」 with 「%s」', async (question, key) => {
    const answer = await askSpoken(question);
    expect(answer.kind).toBe('excerpts');
    expect(answer.excerpts[0]?.text).toContain(key);
  });

  it.each([
    ['人才公寓押金收多少', '市里的人才公寓押金收多少'],
    ['夜校怎么报名', '县里的夜校怎么报名'],
    ['夜校怎么报名', '刊登的夜校整体怎么报名'],
    ['人才公寓', '人才公寓登过没有'],
    ['强村公司多久晒一次账', '强村公司多长时间晒一次账'],
    ['下访时间是几天', '最近一次下访时间是几天'],
  ])('answers 「%s」 and 「%s」 alike', async (plain, spoken) => {
    const [first, second] = [await askSpoken(plain), await askSpoken(spoken)];
    expect(first.kind).toBe('excerpts');
    expect(textsOf(second)).toEqual(textsOf(first));
  });

  it.each([
    ['工艺顾问年薪多少', '年薪'],
    ['工艺顾问奖金多少', '奖金'],
    ['工艺顾问工资多少', '工资'],
    ['陶砚秋年龄', '年龄'],
    ['陶砚秋多大年纪', '年纪'],
    ['陶砚秋是什么学历', '学历'],
    ['陶砚秋籍贯', '籍贯'],
  ])('refuses 「%s」 where the text does not say it', async (question, missing) => {
    const answer = await askSpoken(question);
    expect(answer.kind).toBe('near-miss');
    expect(answer.missing).toEqual([missing]);
  });

  it.each([
    ['陶砚秋是哪里人', '柯望湖是哪里人', '槐岭人'],
    ['夜校的地址', '一路通办窗口的地址', '设在各镇便民大厅'],
    ['工艺顾问奖金多少', '最美庭院奖金多少', '每户奖金1500元'],
    ['工艺顾问收入多少', '砚溪县强村公司收入多少', '经营收入3100万元'],
    ['陶砚秋年龄', '柯望湖年龄', '58岁'],
    ['陶砚秋学历', '柯望湖学历', '中专毕业'],
  ])('refuses 「%s」 and answers 「%s」', async (refused, answered, key) => {
    expect((await askSpoken(refused)).kind).toBe('near-miss');
    expect((await askSpoken(answered)).excerpts[0]?.text).toContain(key);
  });

  it.each(['明天银铃夜校讲什么', '银铃夜校明天开课吗', '下周夜校几点开课', '柏川区明天下访几天'])(
    'refuses 「%s」, which is still to come',
    async (question) => {
      const answer = await askSpoken(question);
      expect(answer.kind).toBe('near-miss');
      expect(answer.missing.join()).toMatch(/明天|下周/u);
    },
  );

  it.each(['强村公司哪家多', '强村公司谁多', '强村公司哪个县多'])(
    'answers 「%s」 with the figures, and nothing without one',
    async (question) => {
      const texts = textsOf(await askSpoken(question));
      expect(texts).toHaveLength(2);
      expect(texts.join('\n')).toMatch(/27家.*\n.*19家/u);
    },
  );
});

describe('answerQuestion() comparing years', () => {
  it.each([
    '砚溪县2023年和2024年相比人才公寓有什么变化',
    '砚溪县2023年和2024年人才公寓各有多少套',
    '砚溪县人才公寓2023年有多少套，2024年呢',
    '去年跟前年比，砚溪县的人才公寓有什么变化',
    '砚溪县人才公寓前后两年有什么变化',
    '砚溪县的人才公寓两年来有什么变化',
    '砚溪县的人才公寓增加了多少套',
    '砚溪县人才公寓套数有什么变化',
  ])('shows one of each for 「%s」', async (question) => {
    const answer = await askSpoken(question);
    expect(answer.kind).toBe('comparison');
    expect(textsOf(answer).sort().join('\n')).toMatch(/^2023年.*96套.*\n2024年.*138套.*$/u);
    expect(unitsIn(answer)).toEqual(['中共砚溪县委组织部']);
  });

  it('names the year of which nothing is there', async () => {
    const answer = await askSpoken('砚溪县2020年和2024年人才公寓各有多少套');
    expect(textsOf(answer)).toEqual([expect.stringContaining('138套')]);
    expect(answer.missing).toEqual(['2020年']);
  });
});

describe('answerQuestion() listing', () => {
  it.each([
    ['哪些县办了夜校', ['柏川区']],
    ['哪些县请了工艺顾问', ['榆湾县']],
    ['哪些县评了最美庭院', ['砚溪县']],
    ['哪些县给村医发了补贴', ['砚溪县']],
    ['哪几个县组建了强村公司', ['棠渡县']],
    // In the title alone.
    ['哪些县搞练兵', ['棠渡县']],
    ['哪些县办了练兵', ['棠渡县']],
  ])('lists who did it for 「%s」', async (question, units) => {
    const answer = await askSpoken(question);
    expect(answer.kind).toBe('listing');
    expect(labelsOf(answer)).toEqual(units);
  });

  it.each(['砚溪县供过哪些稿', '砚溪县供过哪些稿子', '砚溪县投过哪些稿'])(
    'lists the articles of the county for 「%s」',
    async (question) => {
      const { kind, total } = await askSpoken(question);
      expect([kind, total]).toEqual(['listing', 4]);
    },
  );

  it.each([
    ['从窗口前移到流程再造分了几步', ['一、窗口前移', '二、流程再造', '三、结果可查']],
    ['窗口前移、流程再造、结果可查，写了几块？', ['一、窗口前移', '二、流程再造', '三、结果可查']],
    ['2024年第8期柏川区那篇分几个部分', ['一、到点就开', '二、有人肯来']],
    ['2023年第4期榆湾县分几个部分', ['一、租金分档', '二、谁来住']],
  ])('shows the headings for 「%s」', async (question, headings) => {
    expect(textsOf(await askSpoken(question))).toEqual(headings);
  });
});
