import { describe, expect, it } from 'vitest';
import { canAnswer, demandOf, isMerelyPlanned } from '../../../src/core/asking/intent.ts';

describe('demandOf()', () => {
  it.each([
    ['桐城怎么引进人才', 'how'],
    ['如何申请人才公寓', 'how'],
    ['有什么好的做法', 'how'],
    ['人才公寓有多少套', 'how-many'],
    ['来了几个专家', 'how-many'],
    ['利率是多少', 'how-many'],
    ['占比多高', 'how-many'],
    ['办理要多久', 'how-many'],
    ['谁牵头负责', 'who'],
    ['县委书记是谁', 'who'],
    ['第一书记叫什么名字', 'who'],
    ['哪位专家来坐诊', 'who'],
    ['什么时候开始的', 'when'],
    ['哪一年启动', 'when'],
    ['每月几号发放', 'when'],
    ['老年食堂在哪里', 'where'],
    ['公寓在什么地方', 'where'],
    ['哪个镇最先试点', 'which'],
    ['和哪所大学合作', 'which'],
    ['柳闻笛是哪个单位的', 'which'],
    ['联系电话是多少', 'contact'],
    ['有哪些措施', 'how'],
    ['有哪些活动', 'list'],
    ['什么是候鸟计划', 'define'],
    ['候鸟计划是什么意思', 'define'],
    ['为什么要减负', 'reason'],
    ['人才公寓', 'any'],
    ['', 'any'],
  ])('「%s」 asks %s', (question, intent) => {
    expect(demandOf(question).intent).toBe(intent);
  });

  it.each([
    ['有多少套', '套'],
    ['几家企业', '家'],
    ['一共多少人', '人'],
    ['多少万元', '万元'],
    ['企业家数是多少', '家'],
    ['有多少', null],
    ['怎么办的', null],
  ])('「%s」 counts %s', (question, measure) => {
    expect(demandOf(question).measure).toBe(measure);
  });

  it.each([
    ['芦汀和霜浦的做法有什么区别', true],
    ['对比一下两地的公寓', true],
    ['各县分别有多少套', true],
    ['芦汀有多少套', false],
    ['怎么办的', false],
  ])('「%s」 compares: %s', (question, compare) => {
    expect(demandOf(question).compare).toBe(compare);
  });

  it.each([
    ['目前有多少套', true],
    ['最新的政策', true],
    ['2023年有多少套', false],
  ])('「%s」 wants the newest: %s', (question, newestFirst) => {
    expect(demandOf(question).newestFirst).toBe(newestFirst);
  });

  it('takes a name in quotation marks for something an answer must hold', () => {
    expect(demandOf('“候鸟计划”请了多少专家').musts).toContain('候鸟计划');
    expect(demandOf('《人才十条》里说了什么').musts).toContain('人才十条');
  });

  it('takes the attribute asked for likewise', () => {
    expect(demandOf('贷款的利率是多少').musts).toContain('利率');
  });
});

describe('canAnswer()', () => {
  it.each([
    ['有多少套', '建成人才公寓150套。', true],
    ['有多少套', '建成人才公寓一百五十套。', true],
    ['有多少套', '建成 150 套人才公寓。', true],
    ['有多少套', '入住人才150名。', false],
    ['有多少套', '公寓配齐了家具。', false],
    ['有多少人', '安置返乡人才102名。', true],
    ['多少万元', '改造投入1800万元。', true],
    ['有多少', '收到建议382条。', true],
    ['有多少', '2023年启动。', false],
    ['有多少套', '2023年启动“1215”工程。', false],
    ['什么时候开始的', '2023年5月启动。', true],
    ['什么时候开会', '每周三晚上在村口开会。', true],
    ['什么时候开始的', '由县委组织部牵头。', false],
    ['联系电话是多少', '电话：0551-6654321。', true],
    ['联系电话是多少', '建成人才公寓150套。', false],
    ['书记是谁', '党支部书记陈广田说。', true],
    ['哪个镇先试点', '先在荷塘镇试点。', true],
    ['哪个镇先试点', '先在三个地方试点。', false],
    ['柳闻笛是哪个单位的', '晴川公司总工程师柳闻笛带队。', true],
    ['柳闻笛是哪个单位的', '柳闻笛、沈苇杭获评先进。', false],
    ['怎么办的', '任何一句话。', true],
    ['人才公寓', '任何一句话。', true],
  ])('「%s」 by 「%s」: %s', (question, sentence, expected) => {
    expect(canAnswer(demandOf(question), sentence)).toBe(expected);
  });
});

describe('Demand.anchor', () => {
  const figures = (question: string, sentence: string): string[] =>
    [...sentence.matchAll(demandOf(question).anchor as RegExp)].map(([figure]) => figure);

  it('leaves out what is for one of many, unless each is asked for', () => {
    const sentence = '选派管家42名，每名管家联系6家企业，共联系252家企业。';
    expect(figures('管家联系了多少家企业', sentence)).toEqual(['252家']);
    expect(figures('每名管家联系多少家企业', sentence)).toContain('6家');
  });

  it('keeps what is for a stretch of time', () => {
    expect(figures('评选多少名网格员', '每年评选20名。')).toEqual(['20名']);
  });

  it('takes 一 in a word for no figure', () => {
    expect(figures('有多少教授进站', '打通“最后一米”，统一管理。')).toEqual([]);
  });
});

describe('isMerelyPlanned()', () => {
  it.each([
    ['公寓有多少套', '下一步，将新建公寓48套。', true],
    ['公寓有多少套', '力争年底前公寓达到200套。', true],
    ['公寓有多少套', '已建成公寓120套。', false],
    ['计划建多少套公寓', '计划新建公寓48套。', false],
    ['怎么建的公寓', '下一步，将新建公寓48套。', false],
  ])('「%s」 with 「%s」: %s', (question, sentence, planned) => {
    expect(isMerelyPlanned(demandOf(question), sentence)).toBe(planned);
  });
});
