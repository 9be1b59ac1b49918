import { beforeAll, describe, expect, it } from 'vitest';
import { type Corrected, correctQuestion } from '../../../src/core/asking/correct.ts';
import type { Library } from '../../../src/core/asking/library.ts';
import { buildInvented } from './invented-library.ts';
import { spokenIssues } from './spoken-library.ts';

let library: Library;
let spoken: Library;
beforeAll(async () => {
  library = (await buildInvented()).current();
  spoken = (await buildInvented(spokenIssues())).current();
});

const read = (question: string): Promise<Corrected> => correctQuestion(question, library);

describe('correctQuestion()', () => {
  it.each([
    ['蘆汀縣人才公寓有多少套', '芦汀县人才公寓有多少套'],
    ['霜浦縣的專家怎麼請', '霜浦县的专家怎么请'],
  ])('reads traditional 「%s」 without a word about it', async (question, folded) => {
    expect(await read(question)).toEqual({ folded, corrected: [] });
  });

  it.each([
    ['luting', '芦汀'],
    ['LuTing', '芦汀'],
    ['ｌｕｔｉｎｇ', '芦汀'],
    ['luting xian', '芦汀县'],
    ['rencai gongyu', '人才公寓'],
    ['rencaigongyu', '人才公寓'],
    ['houniao jihua', '候鸟计划'],
    ['shuangpu rencai gongyu', '霜浦人才公寓'],
    ['zhucun diyi shuji', '驻村第一书记'],
  ])('reads the pinyin 「%s」 as %s and says so', async (question, folded) => {
    const { folded: to, corrected } = await read(question);
    expect(to).toBe(folded);
    expect(corrected.map((one) => one.to).join('')).toBe(folded);
    expect(corrected.map((one) => one.from).join(' ')).toBe(question.normalize('NFKC').toLowerCase());
  });

  it('reads pinyin among characters', async () => {
    expect(await read('luting有多少套')).toEqual({
      folded: '芦汀有多少套',
      corrected: [{ from: 'luting', to: '芦汀' }],
    });
  });

  it('reads question words in pinyin and does not report them', async () => {
    const { folded, corrected } = await read('duoshao');
    expect(folded).toBe('多少');
    expect(corrected).toEqual([]);
  });

  it.each(['the quick brown fox', 'app', 'wifi', 'gdp', 'v2.0', 'ou_x'])(
    'leaves %s alone, which is no pinyin',
    async (question) => {
      expect((await read(question)).corrected).toEqual([]);
    },
  );

  it.each([
    ['双浦的专家', '双浦', '霜浦'],
    ['露汀县有多少套', '露汀县', '芦汀县'],
    ['风谷区的网格', '风谷区', '枫谷区'],
    ['后鸟计划', '后鸟计划', '候鸟计划'],
    ['人才公愚', '人才公愚', '人才公寓'],
    ['芦汀青社', '芦汀青社', '芦汀青舍'],
  ])('reads the homophone in 「%s」: %s as %s', async (question, from, to) => {
    expect(await read(question)).toEqual({ folded: question.replace(from, to), corrected: [{ from, to }] });
  });

  // To the segmenter 渡口, 办事 and 里住 are words.
  it.each([
    ['棠渡口背榜有几名', '口背榜', '口碑榜'],
    ['一陆同办事多少项', '一陆同办', '一路通办'],
    ['燕里小苑里住了谁', '燕里小苑', '砚里小院'],
  ])(
    'reads the homophone in 「%s」 though its borders are none of the segmenter: %s as %s',
    async (question, from, to) => {
      expect(await correctQuestion(question, spoken)).toEqual({
        folded: question.replace(from, to),
        corrected: [{ from, to }],
      });
    },
  );

  it.each([
    ['候鸟计化请了谁', '候鸟计化', '候鸟计划'],
    ['夜间板登会', '夜间板登会', '夜间板凳会'],
    ['一扫通板', '一扫通板', '一扫通办'],
  ])('forgives one wrong character in the coined name of 「%s」', async (question, from, to) => {
    expect(await read(question)).toEqual({ folded: question.replace(from, to), corrected: [{ from, to }] });
  });

  it('corrects several words of one question', async () => {
    const { folded, corrected } = await read('双浦县的后鸟计划');
    expect(folded).toBe('霜浦县的候鸟计划');
    expect(corrected).toEqual([
      { from: '双浦县', to: '霜浦县' },
      { from: '后鸟计划', to: '候鸟计划' },
    ]);
  });

  // Syllables are counted in characters, places in UTF-16 units.
  it.each(['𠮷双浦的专家', '😀双浦的专家'])(
    'reads a homophone behind a character above U+FFFF: %s',
    async (question) => {
      expect((await read(question)).corrected).toEqual([{ from: '双浦', to: '霜浦' }]);
    },
  );

  it.each([
    ['五十万元', '50万元'],
    ['奖励二十万元', '奖励20万元'],
    ['一百五十套', '150套'],
    ['十三五规划', '十三五规划'],
    ['两三个人', '两三个人'],
    ['第一书记', '第一书记'],
  ])('reads the figures of 「%s」 as bulletins print them: %s', async (question, folded) => {
    expect(await read(question)).toEqual({ folded, corrected: [] });
  });

  it.each([
    '人才公寓有多少套',
    '芦汀县怎么解决住房问题',
    '孩子上学怎么办',
    '驻村干部多久轮换一次',
    '老人吃饭怎么解决',
    '网格员每天干什么',
    '第一书记是谁',
    '哪些县有人才公寓',
    '芦汀和霜浦有什么区别',
    '请问一下候鸟计划是什么',
    '谢谢',
    '你好，在吗',
    '这个机器人好用吗',
    '一共发了几期',
    '2023年第5期讲了什么',
    '社保怎么办理',
    '帮我查一下专家下乡',
    '公安局怎么带新民警',
    '荷塘镇开会讲什么',
    '水下焊接机器人是谁研制的',
    '租金贵不贵',
    '博士来了有什么优惠',
    '能不能先住后签',
    '物业费谁出',
    '返乡人才安置了多少',
    '小孩入学找谁',
    '给基层减负的办法',
    '表格太多怎么办',
    '食堂一餐多少钱',
    '怎么申请公租房',
    '今天天气怎么样',
    '市委书记是谁',
    '量子计算机是什么',
    '有没有养老金的政策',
    '乡村医生的待遇',
    '人才吗',
  ])('corrects nothing in the ordinary question 「%s」', async (question) => {
    expect((await read(question)).corrected).toEqual([]);
  });

  it.each(['', '？', '\u202e\u0007', '\ud842'])('takes %j as it comes', async (question) => {
    expect((await read(question)).corrected).toEqual([]);
  });
});
