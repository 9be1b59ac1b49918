import { describe, expect, it } from 'vitest';
import { createNodejiebaSegmenter } from '../../../src/adapters/segmenters/nodejieba.ts';
import { canAnswer, isMerelyPlanned } from '../../../src/core/asking/answer-forms.ts';
import { demandOf } from '../../../src/core/asking/intent.ts';
import { createTokenizer } from '../../../src/core/asking/terms.ts';

const tokenizer = createTokenizer(createNodejiebaSegmenter());

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
    ['夜校晚上几点开课', 'when'],
    ['夜校几时开门', 'when'],
    ['夜校星期几开课', 'when'],
    ['多久晒一次账', 'when'],
    ['多长时间轮换一次', 'when'],
    ['哪家的强村公司多', 'how-many'],
    ['谁的公寓租金便宜', 'how-many'],
    ['哪个村的补贴高？', 'how-many'],
    ['老年食堂在哪里', 'where'],
    ['公寓在什么地方', 'where'],
    ['哪个镇最先试点', 'which'],
    ['和哪所大学合作', 'which'],
    ['柳闻笛是哪个单位的', 'which'],
    ['联系电话是多少', 'contact'],
    ['打不通老人电话怎么办', 'how'],
    ['打了专员电话几天回话', 'how-many'],
    ['有哪些措施', 'how'],
    ['有哪些活动', 'list'],
    ['哪几个县有夜校', 'list'],
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
    ['多少科技副总', null],
    ['多少村级会计', null],
    ['多少人才公寓', null],
    ['多少项目', null],
    ['多少人', '人'],
    ['多少村', '村'],
    ['多少天', '天'],
    ['多少套房源', '套'],
    ['多少个人参加', '个'],
    ['多少场次', '场'],
    ['多少名干部', '名'],
  ])('takes the beginning of a word for no measure: %s', (question, measure) => {
    expect(demandOf(question, tokenizer.plainWords).measure).toBe(measure);
  });

  it.each(['公寓的房间数量', '车间数量是多少', '公寓有多少，套数额外再说'])(
    'takes no measure from 数量 and 数额: %s',
    (question) => {
      expect(demandOf(question).measure).toBeNull();
    },
  );

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

  it.each([
    ['那个计划有多少志愿者', '志愿者'],
    ['评上的一共多少名志愿者', '志愿者'],
    ['公寓租金多少钱', '租金'],
    ['一平米租金大概是多少', '租金'],
    // A deed is put in many ways, and the measure says what is counted.
    ['帮忙解决了多少', null],
    ['有几支队伍', null],
    ['多少钱一斤', null],
    ['人才公寓总数是多少', null],
    ['怎么收租金', null],
  ])('「%s」 counts %s', (question, counted) => {
    expect(demandOf(question, (text) => tokenizer.plainWords(text)).counted).toBe(counted);
  });

  it.each([
    ['村里有没有食堂', ['食堂']],
    ['青年公寓要不要交押金', ['押金']],
    ['钱要不要退回去', []],
  ])('「%s」 asks for the being of %s', (question, musts) => {
    expect(demandOf(question, (text) => tokenizer.plainWords(text)).musts).toEqual(musts);
  });

  it.each(['最多拿增长的百分之几', '听漏的方师傅找出多少', '建的一共多少'])(
    'takes nothing of 「%s」 for an attribute',
    (question) => {
      expect(demandOf(question, (text) => tokenizer.plainWords(text)).musts).toEqual([]);
    },
  );

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

describe('canAnswer() of how long and who', () => {
  it.each([
    ['报装现在要几天', '办理时限由15个工作日压减到3个工作日。', true],
    ['报装现在要几天', '工程实施四年来，公寓增加到742套。', false],
    ['任期几年', '聘期3年，期满考核。', true],
    ['任期几年', '计划实施三年来，引进48人。', false],
    ['房租是市价几折', '租金为同地段市场价的60%。', true],
    ['板凳会晚上几点开', '今年以来开会1307场。', false],
    ['板凳会晚上几点开', '每晚7点开会。', true],
    ['董事长叫什么', '集团常年在建项目60余个。', false],
    ['董事长叫什么', '集团董事长严苇白带队招商。', true],
    ['县委书记是谁', '县委书记、县长每月外出招商不少于1次。', false],
    ['村书记叫啥', '从外地回来的严苇白当上村书记后，办起农场。', true],
    ['校长叫什么', '学校由党委书记、校长带队赴海外和京沪等地招聘14场。', false],
    ['老板叫什么名字', '在外做电子元件的皇甫苇回乡办厂。', true],
    ['查了多少村', '到24个乡镇抽查48个村进行查看。', true],
    ['一年至少去几趟', '每年到村不少于4次。', true],
    ['给博士多少购房补贴', '发放购房补贴，升级人才新政2.0。', false],
    ['给博士多少购房补贴', '购房补贴20万元。', true],
    ['服务日是哪天', '每月第一个周三现场办公。', true],
    ['大赛在哪里举办', '举办首届大赛，吸引84个项目报名，一等奖30万元。', false],
    ['大赛在哪里举办', '首届大赛在开发区会展中心举办。', true],
    ['推进会在哪里召开', '推进会在苇州市召开。', true],
    ['纠纷拖了多少年', '其中最长的是拖了16年的林地纠纷。', true],
    ['聘了多少年', '计划于2016年启动。', false],
    ['董事长是谁', '公司董事长由镇党委副书记骆苇兼任。', true],
    ['党支部书记是谁', '党支部书记严苇白兼任副总经理。', true],
  ])('「%s」 and “%s”: %s', (question, sentence, answers) => {
    expect(canAnswer(demandOf(question), sentence)).toBe(answers);
  });
});

describe('Demand.prefers', () => {
  it.each([
    ['最多给多少钱', '最高300万元', '投入200万元'],
    ['最少要待几天', '不少于22天', '去年驻村22天'],
  ])('of 「%s」 is %s rather than %s', (question, bound, plain) => {
    const { prefers } = demandOf(question);
    expect([prefers?.test(bound), prefers?.test(plain)]).toEqual([true, false]);
  });
});

describe('canAnswer() of two sentences', () => {
  it.each([
    ['money', '工艺顾问的年薪多少', '年薪30万元。', '聘请工艺顾问12名。'],
    ['money', '庭院评比奖金多少', '每户奖金1500元。', '评出最美庭院160户。'],
    ['money', '强村公司的利润是多少', '实现利润820万元。', '利润比上年增长12%。'],
    ['money', '村医的工资是多少', '每月工资2600元。', '村医46名，服务9个村。'],
    ['money', '夜校的经费要多少', '经费每年6万元。', '夜校办了68场。'],
    ['an age', '村医的年龄', '村医柯望湖今年58岁。', '村医柯望湖守着卫生室。'],
    ['an age', '柯望湖多大年纪？', '柯望湖，1966年7月出生。', '柯望湖行医31年。'],
    ['a degree', '柯望湖的学历', '柯望湖，中专毕业。', '柯望湖守着卫生室。'],
    ['an origin', '柯望湖的籍贯', '柯望湖，祖籍槐岭。', '柯望湖守着卫生室。'],
    ['an origin', '柯望湖是哪里人', '柯望湖，槐岭人，今年58岁。', '柯望湖守着卫生室。'],
    ['a place', '夜校的地址', '夜校设在老电影院。', '夜校教剪纸和木工。'],
    ['an hour', '夜校几点开课', '夜校晚上七点开课。', '夜校教剪纸和木工。'],
    ['an hour', '大厅几点关门', '大厅24小时开着。', '大厅不关灯。'],
    ['how often', '多久晒一次账', '每季度晒一次账。', '账目晒在村口。'],
    ['how often', '多长时间轮换一次', '每月轮换。', '由支部安排轮换。'],
    ['a thing by its name', '公寓叫什么名字', '公寓取名“砚里小院”。', '公寓由陶砚秋负责。'],
    ['a thing by its name', '夜市品牌的名字叫什么', '打响“灯河”品牌。', '品牌由陶砚秋牵头。'],
    ['a thing by its name', '这个计划叫什么名字', '推出《归雁十条》。', '计划由陶砚秋牵头。'],
    ['who holds an office', '夜校的校长是谁', '陶砚秋，老年夜校校长，教剪纸。', '校长每天开门。'],
    ['who holds an office', '镇长是谁', '镇长陶砚秋说。', '强化责任，和村干部、镇长一起走访。'],
    ['who holds an office', '党支部书记是谁', '陶砚秋担任党支部书记。', '明确任务，由党支部书记负责落实。'],
    ['who holds an office', '县委书记叫什么', '县委书记陶砚秋出席。', '第一书记陶砚秋驻村。'],
    ['a thing by its name', '夜校叫什么名字', '办起“银铃夜校”。', '夜校由陶砚秋负责。'],
    ['a school', '和哪所大学合作', '与江东工大合作。', '合作规模不断扩大。'],
    ['a place', '食堂的地址在哪', '食堂开在老粮站。', '食堂每天供餐。'],
    ['money', '村里收入多少', '年收入30万。', '办了30场。'],
    ['lessons by 场', '夜校讲了多少课', '全年讲了68场。', '夜校有6间教室。'],
    ['a share', '学员里女同志占几成', '女同志占72%。', '女同志来了72名。'],
  ])('asks for %s: 「%s」', (_, question, right, wrong) => {
    const demand = demandOf(question);
    expect([canAnswer(demand, right), canAnswer(demand, wrong)]).toEqual([true, false]);
  });
});

describe('canAnswer() of what is no attribute', () => {
  it.each([
    ['怎么吸引人才回老家', '开通返乡专列。'],
    ['怎么优化干部学历', '选派60名干部进修。'],
    ['引进高校毕业生有多少', '引进高校毕业生380名。'],
    ['有几点启示', '由此得到的启示：要往下走。'],
  ])('「%s」 is answered by 「%s」', (question, sentence) => {
    expect(canAnswer(demandOf(question), sentence)).toBe(true);
  });

  it('引进高校毕业生有多少 wants a figure', () => {
    expect(canAnswer(demandOf('引进高校毕业生有多少'), '高校毕业生纷纷前来。')).toBe(false);
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
