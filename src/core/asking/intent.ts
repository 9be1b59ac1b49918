/** What is asked for: decides which sentence answers and whether any does. */
export type Intent =
  | 'how'
  | 'how-many'
  | 'who'
  | 'when'
  | 'where'
  | 'which'
  | 'contact'
  | 'list'
  | 'define'
  | 'reason'
  | 'any';

/** What the question asks for besides its words. */
export interface Demand {
  intent: Intent;
  /** What a how-many question counts: 人, 套, 元 …; null when it does not say. */
  measure: string | null;
  /** What an answer must hold; null where any sentence may answer. */
  needs: RegExp | null;
  /** What a good answer is likely to hold. */
  prefers: RegExp | null;
  /** What the words of the question stand beside in a good answer (global): the figure, date, name or place. */
  anchor: RegExp | null;
  /** The person or thing whose 单位 is asked: 戴萍 in 戴萍是哪个单位的. */
  belongsTo: string | null;
  /** Names in quotation marks and the attribute asked for (利率 in 的利率是多少): an answer must hold each. */
  musts: string[];
  /** The deed that how asks about (提取 in 怎么提取): an answer that holds little else must hold it. */
  deed: string | null;
  /** Compare units with each other. */
  compare: boolean;
  /** 最新, 目前: newer issues first. */
  newestFirst: boolean;
  /** Asks what is planned, not what became of it. */
  ahead: boolean;
}

const COMPARE =
  /对比|比较一下|相比|比一比|区别|不同|差别|差异|异同|哪(?:个|家|边|里)?(?:县|市|区|地方|单位)?(?:更|最)|两地|几地|各地|[两几三四五]个?(?:县|市|区|单位|地方)|各个?(?:县|市|区|单位|地方)|分别|怎么比|比起来|各(?:做|有|是|怎|表|搞|干|建|用|出|自|发|给)|谁更|谁的?.{0,8}(?:更|最)/u;
const MEASURES =
  '人次|人|名|位|个|项|家|套|次|户|万元|亿元|元|块|钱|天|年|月|小时|分钟|所|场|条|件|篇|处|支|批|亩|公里|间|辆|座|类|级|期|岁|例|起|门|村|站|岗|万|亿|成|倍|趟|张|本|份|栋|床|课|节|种|吨|斤|度|米|对|组|队|科|部|台|平';
/** 多少套, 几家: the question for a figure with what it counts. */
export const HOW_MANY = new RegExp(`多少(${MEASURES})?|(?<!哪)几(${MEASURES})|(?<!哪)几(?=[?？]|$)`, 'u');

/** 个人 and 场次 are counted, though they are words. */
const COUNTED = /^(?:个人|[人户件场批]次|[人户项个套家名]数)/u;

/**
 * 多少 and 几 with what they count. `wordsOf` cuts a text: 科 of 科技副总 counts nothing, because 科技 is a word and 科 alone
 * leaves more pieces; 套 of 套房源 counts, because 房源 is one as 套房 is.
 */
export function howManyIn(
  folded: string,
  wordsOf: (text: string) => readonly string[],
): { start: number; end: number; measure: string | null } | null {
  const match = HOW_MANY.exec(folded);
  if (match === null) return null;
  const end = match.index + match[0].length;
  const measure = match[1] ?? match[2] ?? null;
  if (match[1] === undefined) return { start: match.index, end, measure };
  const counted = folded.slice(end - match[1].length);
  const words = wordsOf(counted);
  const isOfWord =
    (words[0]?.length ?? 0) > match[1].length &&
    words.length < 1 + wordsOf(folded.slice(end)).length &&
    !COUNTED.test(counted);
  return isOfWord
    ? { start: match.index, end: end - match[1].length, measure: null }
    : { start: match.index, end, measure };
}

/** What kind of thing 哪所, 哪家, 哪个 … asks for, and what its name ends in. */
const WHICH: [RegExp, RegExp][] = [
  [
    /哪一?[所家个]?(?:大学|高校|院校|学校)/u,
    /大学|学院|学校|高校|院校|中学|小学|[工农师医理科财林海交民矿电邮外建]大(?!力|会|量|幅|家|战|赛|局|户|型|事)/u,
  ],
  [/哪一?[家个]?(?:企业|公司|厂)/u, /公司|企业|集团|厂|合作社/u],
  [/哪一?[个]?(?:乡镇|镇|乡|街道)/u, /\p{Script=Han}(?:镇|乡|街道)/u],
  [/哪一?[个]?(?:村|社区)/u, /\p{Script=Han}(?:村|社区)/u],
  [/哪一?[家个]?医院/u, /医院/u],
  [/哪一?[个]?(?:县|市|区|地方|城市)/u, /\p{Script=Han}(?:县|市|区|镇|村|省)/u],
];
const ORGANISATION =
  '公司|企业|集团|厂|局|委|办|部|院|校|大学|中心|镇|乡|村|街道|社区|站|所|支部|银行|协会|法院|检察院|派出所';
const NUMBER = '(?:\\d+(?:\\.\\d+)?|[一二三四五六七八九十百千两]+)';
/** A figure without its measure: 一 alone (统一, 最后一米) is none. */
const FIGURE = '(?:\\d+(?:\\.\\d+)?|[二三四五六七八九十百千两]|一(?=[十百千万亿]))';
/** Stands before a figure for one of many (每名管家联系6家), which answers only who asks for each. */
const EACH = '(?:每(?![年月周季天日次期])|人均|户均|平均)';
const DATE = /\d{2,4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月(?:\d{1,2}日)?|第\d+|“\d+”/gu;
const WHEN =
  /\d{2,4}年|\d{1,2}月|\d{1,2}日|每[一两]?[年月周季天]|[周期]?[一二三四五六日]?[上下]午|春节|端午|中秋|国庆|元旦|七一|节日|[\d一二三四五六七八九十]+点(?=到|至|半|钟|前|后|开|[，。、；])|24小时|全天|按[月季年]|当[年月日天]|今年|去年|前年|[上下]半年|季度|近[两三四五\d]年|以来/u;
/** The hundred or so surnames that cover most names. */
const SURNAME =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武孔汤向常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申詹欧耿关焦俞左柳甘祝包宁尚符舒阮柯纪梅童毕单裴霍涂成苗谷曲蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶牟艾尤阳时穆农司卓古吉缪简车项连娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝封官谈匡鞠惠荆乐冀胥南班储芦笪';
const PERSON = new RegExp(
  `(?:^|[，。；、：（“]|书记|主任|局长|部长|镇长|县长|院长|教授|博士|院士|同志|干部|党员|骑手|队长|经理|董事长|负责人|支书|第一书记|民警|医生|老师|专家|网格员|管家|由|邀请|聘请)(?:[${SURNAME}]\\p{Script=Han}{1,2})(?=[，。；、：）”]|等|获|被|同志|说|介绍|为|任|担任|当选|带|牵头|负责|在|从|的|和|与|\\d|$)`,
  'u',
);

/** Reads the demand of a folded question. */
export function demandOf(folded: string, wordsOf: (text: string) => readonly string[] = () => []): Demand {
  const many = howManyIn(folded, wordsOf);
  const intent = intentOf(folded);
  const counted = new RegExp(`(${MEASURES})数(?!量|字|据|额)`, 'u').exec(folded);
  const measure = intent === 'how-many' ? (many?.measure ?? counted?.[1] ?? null) : null;
  const needs = needsOf(folded, intent, measure);
  return {
    intent,
    measure,
    needs,
    prefers: prefersOf(folded, intent),
    anchor: anchorOf(folded, intent, needs),
    belongsTo:
      /^(.{2,12}?)(?:同志)?(?:是|在|属于|来自)哪一?个?(?:单位|部门|地方|公司|机关)/u.exec(folded)?.[1] ??
      null,
    musts: mustsOf(folded),
    deed: WAY.exec(folded)?.[1] ?? null,
    compare: COMPARE.test(folded),
    ahead: /计划|打算|目标|预计|准备|下一步|[将要]/u.test(folded),
    newestFirst: /最新|最近|近期|目前|现在|如今|眼下|到底/u.test(folded),
  };
}

function intentOf(folded: string): Intent {
  if (/电话|手机号|联系方式|邮箱|微信号|网址|二维码/u.test(folded)) return 'contact';
  if (
    /什么时候|何时|哪一?天|哪一?年|哪个月|几月|几号|什么时间|啥时候|多久开|(?<![\d差])几点(?!建议|要求|意见|做法|体会|启示|思考|经验|想法|意思)|几时|星期几|[周]几(?!个)|(?:多久|多长时间).{0,8}?一[次回趟]|隔多久/u.test(
      folded,
    )
  )
    return 'when';
  if (/(?:谁|哪个|哪家|哪边|哪里|哪儿).{0,6}(?<!最|更)(?:多|少|高|低|贵|便宜|快|慢|大)[?？]?$/u.test(folded))
    return 'how-many';
  if (
    /谁|哪一?位|哪几?位|哪几?个人|何人|什么人|叫什么名|姓甚|名字|姓名|(?:书记|主任|局长|部长|镇长|县长|院长|校长|负责人|联系人)(?:是|叫)(?:谁|什么|啥)/u.test(
      folded,
    )
  )
    return 'who';
  if (
    HOW_MANY.test(folded) ||
    /多大比例|占比|比例是|百分之几|多高|多长时间|多久|[人套户家个项次]数|总数|数量|金额|利率|得分|排名第/u.test(
      folded,
    )
  )
    return 'how-many';
  if (/区别|不同|差别|差异|异同/u.test(folded)) return 'any';
  if (WHICH.some(([asked]) => asked.test(folded)) || /哪一?个?单位/u.test(folded)) return 'which';
  if (/哪里|哪儿|在哪|何处|什么地方|啥地方|位置|地址/u.test(folded)) return 'where';
  if (/为什么|为何|为啥|原因/u.test(folded)) return 'reason';
  if (/怎么|怎样|如何|咋|做法|办法|措施|经验|举措/u.test(folded)) return 'how';
  if (/哪些|哪几|列出|列举|有什么|有啥|包括|都有|哪/u.test(folded)) return 'list';
  if (/是什么|什么是|指什么|指的是|是啥|什么意思|啥意思|含义|什么叫|全称/u.test(folded)) return 'define';
  return 'any';
}

const QUOTED = /[“「『"《]([^“”「」『』"《》]{2,16})[”」』"》]/gu;
const ATTRIBUTE =
  /的(?!数量|数目|总数|总量)(\p{Script=Han}{2,6}?)(?:大概|现在|目前|一共|总共|分别|到底)?(?:是|有|为|达到?|要)?(?:多少|几|什么时候|哪一?年)/u;
const WAY = /(?:怎么|怎样|如何|咋)(\p{Script=Han}(?![的了个])\p{Script=Han})/u;

function mustsOf(folded: string): string[] {
  const musts = [...folded.matchAll(QUOTED)].map(([, name]) => name as string);
  const attribute = ATTRIBUTE.exec(folded)?.[1];
  if (attribute !== undefined) musts.push(attribute);
  return musts;
}

/** Whose name is asked for is a person; anything else has its name in quotation marks. */
const PERSONAL =
  /谁|姓|[他她]|(?:书记|主任|长|经理|主席|负责人|联系人|教授|院士|博士|专家|老师|医生|干部|党员|青年|同志|先生|女士|人|师傅|师)(?:的?名字|叫)/u;
/** Of which level the office is: 县委书记 is not 第一书记. */
const ROLE =
  /([省市县区]委|党委|第一)?(书记|主任|局长|部长|镇长|县长|区长|市长|院长|园长|校长|经理|董事长|会长|主席|站长|所长|队长|组长|负责人)(?:是|叫|姓)/u;

/** What only answers in its own form, and what that looks like. */
const ATTRIBUTES: [RegExp, RegExp][] = [
  [/(?<!平均)年龄|岁数|多大(?:岁|年纪)|几岁/u, /\d+岁|\d{4}年\d*月?出?生/u],
  [/学历|文化程度|毕业(?:院校|学校)/u, /学历|博士|硕士|本科|大专|研究生|毕业/u],
  [/籍贯|老家|哪里人|哪儿人/u, /籍|[^\d]人(?=，)|出生/u],
];

function needsOf(folded: string, intent: Intent, measure: string | null): RegExp | null {
  if (intent !== 'how') {
    const end = folded.replace(/[”。？?\s]+$/u, '').slice(-8);
    const form = ATTRIBUTES.find(([asked]) => asked.test(end))?.[1];
    if (form !== undefined && (intent !== 'how-many' || form.source.includes('岁'))) return form;
  }
  switch (intent) {
    case 'contact':
      return /\d{3,4}-\d{3,}|\d{7,}|@|https?:/u;
    case 'how-many': {
      if (measure === null && COUNTS_MONEY.test(folded))
        return /利润|收入|产值|投资|金额|年薪|工资/u.test(folded)
          ? /\d(?:\.\d+)?(?:[万亿]?元|[万亿](?=[，。；、]))/u
          : MONEY;
      const measures = measuresLike(measure);
      return measures === null
        ? new RegExp(FIGURE, 'u')
        : new RegExp(`${NUMBER}[余多几]?[万亿]?[余多]?(?:${measures.join('|')})`, 'u');
    }
    case 'when':
      if (/哪一?天|几号|几月几日/u.test(folded)) return /每[月周年].{0,4}\d{1,2}日|\d{1,2}月\d{1,2}日/u;
      return /哪一?年/u.test(folded) ? /\d{4}年/u : WHEN;
    case 'who': {
      const [, level, role] = ROLE.exec(folded) ?? [];
      if (role !== undefined) {
        const post = level === undefined ? `(?<!副)${role}` : `${level}(?!副)[^，。；]{0,4}?${role}`;
        const name = `[${SURNAME}]\\p{Script=Han}{1,2}`;
        // 赵青禾…人称“山歌书记”, 赵青禾担任村书记, 赵青禾，村书记，….
        return new RegExp(
          `(?:^|[，。；、“（])${name}，[^，。；]{0,8}${post}(?=[，。；、）])|${post}[^，。；]{0,12}?${name}|${name}[^。；]{0,20}“\\p{Script=Han}{0,6}${post}”|${name}(?:同志)?(?:担?任|当选|出任)[^，。；]{0,8}${post}`,
          'u',
        );
      }
      if (/名字|叫什么|姓名|叫啥/u.test(folded))
        return PERSONAL.test(folded) ? PERSON : /[“「《][^”」》]{2,12}[”」》]/u;
      return null;
    }
    case 'which':
      return WHICH.find(([asked]) => asked.test(folded))?.[1] ?? null;
    case 'where':
      return /地址|位置|怎么走/u.test(folded) ? PLACE : null;
    default:
      return null;
  }
}

const PLACE =
  /位于|坐落|[设建开办立]在|地处|落户|选址|[南北东西]侧|交叉口|在\p{Script=Han}{2,12}(?:路|街|村|镇|乡|社区|园|区|中心|广场|楼|馆)/u;
const MONEY = /\d(?:\.\d+)?[万亿]?元|\d%|[一二三四五六七八九]成/u;

/** What is only ever told in money, where it is asked how much. */
const COUNTS_MONEY =
  /(?:租金|房租|工资|年薪|月薪|奖金|价格|售价|经费|资金|金额|投资|收入|利润|产值|造价|学费|补[贴助]|奖励|薪酬|报酬|课酬|津贴|费用)(?:一共|总共|大概|分别|每[年月天人])*(?:是|有|为|要|达到?|给|发|花|投入?了?)?多少(?=[钱元块万亿呢啊]|[?？。]|$)/u;
const ABOUT_MONEY = /租金|房租|补[贴助]|奖[励补金]|工资|报酬|待遇|费用|价格|经费|资金/u;

function prefersOf(folded: string, intent: Intent): RegExp | null {
  if (intent === 'where') return PLACE;
  if (intent === 'who') return PERSON;
  if (ABOUT_MONEY.test(folded)) return MONEY;
  if (intent === 'list') return /、[^。]*、|一是|《/u;
  if (intent === 'define') return /即|是指|指的是|简称|就是|——|包括/u;
  return null;
}

function anchorOf(folded: string, intent: Intent, needs: RegExp | null): RegExp | null {
  if (intent === 'where') return new RegExp(PLACE, 'gu');
  if (needs === null && ABOUT_MONEY.test(folded)) return new RegExp(MONEY, 'gu');
  if (needs === null || intent === 'which') return null;
  const isTotal = intent === 'how-many' && !new RegExp(EACH, 'u').test(folded);
  return new RegExp(isTotal ? `(?<!${EACH}[^，。；、]{0,12})${needs.source}` : needs.source, 'gu');
}

/** Measures that count the same things. */
const SAME_MEASURE = [
  ['人', '名', '位', '人次', '个'],
  ['元', '万元', '亿元', '块', '钱', '万', '亿'],
  ['个', '项', '家', '处', '所', '座', '支', '类', '条', '件', '场', '种', '批', '次'],
  ['家', '户', '个'],
  ['天', '年', '月', '小时', '分钟', '周', '日'],
  ['套', '间', '栋'],
  ['课', '节', '堂', '场', '次'],
  ['成', '%'],
];

const PLAN = /下一步|计划[^，。；]{0,12}(?:[增扩新建达]|将)|力争|预计|拟|\d{4}年?底前?[^，。；]{0,6}将/u;

/** True for a sentence that tells what is planned, where a figure is asked of what has become of it. */
export function isMerelyPlanned(demand: Demand, sentence: string): boolean {
  return demand.intent === 'how-many' && !demand.ahead && PLAN.test(sentence);
}

/** True when a sentence can answer the demand at all: it holds a figure of the measure asked, a date, a name … */
export function canAnswer(demand: Demand, sentence: string): boolean {
  if (demand.belongsTo !== null) return namesUnitOf(demand.belongsTo, sentence);
  if (demand.needs === null) return true;
  // A year or a number in a name is not the figure that how-many asks for.
  const text = demand.intent === 'how-many' ? sentence.replace(DATE, '，') : sentence;
  return demand.needs.test(text.replace(/(?<=\d)\s|\s(?=\d)/gu, ''));
}

/** 中核桐源公司刘振兴 says where 刘振兴 belongs; 戴萍、林钟灿获评 does not. */
function namesUnitOf(name: string, sentence: string): boolean {
  const before = new RegExp(`(?:${ORGANISATION})[^，。；、]{0,10}${escapeRegExp(name)}`, 'u');
  const after = new RegExp(
    `${escapeRegExp(name)}[^，。；]{0,6}(?:是|来自|任|为)[^，。；]{0,12}(?:${ORGANISATION})`,
    'u',
  );
  return before.test(sentence) || after.test(sentence);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}

function measuresLike(measure: string | null): string[] | null {
  if (measure === null) return null;
  const like = SAME_MEASURE.filter((group) => group.includes(measure)).flat();
  return [...new Set([measure, ...like])].sort((a, b) => b.length - a.length);
}
