import { measuresLike } from './how-many.ts';
import type { Demand, Intent } from './intent.ts';

/*
 * What sentences that answer look like: each kind of question has its form, a figure with its measure, a date, a name.
 */

/** What kind of thing 哪所, 哪家, 哪个 … asks for, and what its name ends in. */
export const WHICH: [RegExp, RegExp][] = [
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
const DATE =
  /(?:(?:19|20)\d{2}|(?<!\d)\d{2}(?=年\d))年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月(?:\d{1,2}日)?|第\d+|“\d+”/gu;
const WHEN =
  /\d{2,4}年|\d{1,2}月|\d{1,2}日|每[一两]?[年月周季天]|[周期]?[一二三四五六日]?[上下]午|春节|端午|中秋|国庆|元旦|七一|节日|[\d一二三四五六七八九十]+点(?=到|至|半|钟|前|后|开|[，。、；])|24小时|全天|按[月季年]|当[年月日天]|今年|去年|前年|[上下]半年|季度|近[两三四五\d]年|以来/u;
/** The hundred or so surnames that cover most names. */
export const SURNAME =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武孔汤向常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申詹欧耿关焦俞左柳甘祝包宁尚符舒阮柯纪梅童毕单裴霍涂成苗谷曲蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶牟艾尤阳时穆农司卓古吉缪简车项连娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝封官谈匡鞠惠荆乐冀胥南班储芦笪骆殷翁盛嵇屠裘戎荀闻鄢晁冉晋褚谌郜蔺辜禹庾郁亓芮尉濮郗甯冼揭';
const COMPOUND_SURNAME =
  '欧阳|司马|上官|端木|皇甫|闻人|鲜于|诸葛|东方|尉迟|公孙|慕容|令狐|司徒|夏侯|南宫|宇文|轩辕|独孤|长孙|钟离|澹台|濮阳';
/** What goes on after a name. */
const AFTER_NAME =
  '[，。；、：）”]|等|获|兼|被|同志|说|介绍|为|任|担任|当选|带|牵头|负责|在|从|的|和|与|\\d|$';
/** Surnames that begin common words, too: 书记常态化, 主任向. */
const ALSO_WORDS = '向于任时成常全包安连项文单方左司明和从双';
const PERSON = new RegExp(
  `(?:${COMPOUND_SURNAME})\\p{Script=Han}{1,2}|(?:^|[，。；、：（“]|书记|主任|局长|部长|镇长|县长|院长|教授|博士|院士|同志|干部|党员|骑手|队长|经理|董事长|负责人|支书|第一书记|民警|医生|老师|专家|网格员|管家|由|邀请|聘请)(?:[${SURNAME}]\\p{Script=Han}{1,2})(?=${AFTER_NAME})`,
  'u',
);

/** Whose name is asked for is a person; anything else has its name in quotation marks. */
const PERSONAL =
  /谁|姓|[他她]|(?:书记|主任|长|经理|主席|负责人|联系人|老板|老总|教授|院士|博士|专家|老师|医生|干部|党员|青年|同志|先生|女士|人|师傅|师)(?:的?名字|叫)/u;
/** Of which level the office is: 县委书记 is not 第一书记. */
const ROLE =
  /([省市县区]委|党委|第一)?(书记|主任|局长|部长|镇长|县长|区长|市长|院长|园长|校长|经理|董事长|会长|主席|站长|所长|队长|组长|负责人)(?:是|叫|姓)/u;

/** What only answers in its own form, and what that looks like. */
const ATTRIBUTES: [RegExp, RegExp][] = [
  [/(?<!平均)年龄|岁数|多大(?:岁|年纪)|几岁/u, /\d+岁|\d{4}年\d*月?出?生/u],
  [/学历|文化程度|毕业(?:院校|学校)/u, /学历|博士|硕士|本科|大专|研究生|毕业/u],
  [/籍贯|老家|哪里人|哪儿人/u, /籍|[^\d]人(?=，)|出生/u],
];

/** What an answer must hold; null where any sentence may answer. */
export function needsOf(folded: string, intent: Intent, measure: string | null): RegExp | null {
  if (intent !== 'how') {
    const end = folded.replace(/[”。？?\s]+$/u, '').slice(-8);
    const form = ATTRIBUTES.find(([asked]) => asked.test(end))?.[1];
    if (form !== undefined && (intent !== 'how-many' || form.source.includes('岁'))) return form;
  }
  switch (intent) {
    case 'contact':
      return /\d{3,4}-\d{3,}|\d{7,}|@|https?:/u;
    case 'how-many': {
      if (measure === null && (COUNTS_MONEY.test(folded) || COUNTED_MONEY.test(folded)))
        return /利润|收入|产值|投资|金额|年薪|工资/u.test(folded)
          ? /\d(?:\.\d+)?(?:[万亿]?元|[万亿](?=[，。；、]))/u
          : MONEY;
      const measures = measuresLike(measure);
      return measures === null
        ? new RegExp(FIGURE, 'u')
        : new RegExp(
            `${NUMBER}[余多几]?[万亿]?[余多]?个?(?:${measures.join('|')})(?!(?<=年)(?:[来前后底初度级]|以来))`,
            'u',
          );
    }
    case 'when':
      if (/几点|几时/u.test(folded))
        return /[\d一二三四五六七八九十]+(?:点|时)|\d{1,2}[:：]\d{2}|[上下]午|24小时|全天/u;
      if (/哪一?天|几号|几月几日/u.test(folded))
        return /每[月周年].{0,4}\d{1,2}日|\d{1,2}月\d{1,2}日|[周期][一二三四五六日末]|当[天日]/u;
      return /哪一?年/u.test(folded) ? /\d{4}年/u : WHEN;
    case 'who': {
      const [, level, role] = ROLE.exec(folded) ?? [];
      if (role !== undefined) {
        const post = level === undefined ? `(?<!副)${role}` : `${level}(?!副)[^，。；]{0,4}?${role}`;
        const name = `[${SURNAME}]\\p{Script=Han}{1,2}`;
        // 赵青禾…人称“山歌书记”, 赵青禾担任村书记, 赵青禾，村书记，….
        return new RegExp(
          `(?:^|[，。；、“（])${name}，[^，。；]{0,8}${post}(?=[，。；、）])|${post}(?![${ALSO_WORDS}])${name}|${post}[^，。；、]{0,12}?(?![${ALSO_WORDS}])${name}(?=${AFTER_NAME})|${name}[^。；]{0,20}“\\p{Script=Han}{0,6}${post}”|${name}(?:同志)?(?:担?任|当选|出任|当上|当了)[^，。；]{0,8}${post}`,
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
      if (/在(?:哪里?|哪儿|什么地方)(?:举[办行]|召开|开|办)/u.test(folded)) return HELD_AT;
      return /地址|位置|怎么走/u.test(folded) ? PLACE : null;
    default:
      return null;
  }
}

const PLACE =
  /位于|坐落|[设建开办立]在|地处|落户|选址|[南北东西]侧|交叉口|在\p{Script=Han}{2,12}(?:路|街|村|镇|乡|社区|园|区|中心|广场|楼|馆)/u;
/** Where something is held is told as a place, or as where one meets. */
const HELD_AT = new RegExp(`${PLACE.source}|在[^，。；]{2,16}?(?:召开|举[办行]|开[讲课幕]|[县市省])`, 'u');
const MONEY = /\d(?:\.\d+)?[万亿]?元|\d%|[一二三四五六七八九]成/u;

/** What is only ever told in money, where it is asked how much. */
const COUNTS_MONEY =
  /(?:租金|房租|工资|年薪|月薪|奖金|价格|售价|经费|资金|金额|投资|收入|利润|产值|造价|学费|补[贴助]|奖励|薪酬|报酬|课酬|津贴|费用)(?:一共|总共|大概|分别|每[年月天人])*(?:是|有|为|要|达到?|给|发|花|投入?了?)?多少(?=[钱元块万亿呢啊]|[?？。]|$)/u;
/** 多少购房补贴, 多少年薪. */
const COUNTED_MONEY =
  /多少\p{Script=Han}{0,6}(?:租金|工资|[年月]薪|奖金|经费|资金|补[贴助]|奖励|津贴|费用|利润|收入|产值|投资)/u;
const ABOUT_MONEY = /租金|房租|补[贴助]|奖[励补金]|工资|报酬|待遇|费用|价格|经费|资金/u;

/** How a text puts the most and the least of what is allowed or given. */
const BOUNDS: [RegExp, RegExp][] = [
  [/最多|最高|至多|上限|封顶|最长/u, /最[多高长]|至多|不(?:得)?超过|上限|封顶|以内/u],
  [/最少|最低|至少|起码|下限|最短/u, /最[少低短]|至少|不(?:得)?(?:少|低|短)于|起码|以上/u],
];

/** What a good answer is likely to hold. */
export function prefersOf(folded: string, intent: Intent): RegExp | null {
  if (intent === 'where') return PLACE;
  if (intent === 'who') return PERSON;
  const bound = BOUNDS.find(([asked]) => asked.test(folded))?.[1];
  if (bound !== undefined) return bound;
  if (ABOUT_MONEY.test(folded)) return MONEY;
  if (intent === 'list') return /、[^。]*、|一是|《/u;
  if (intent === 'define') return /即|是指|指的是|简称|就是|——|包括/u;
  return null;
}

/** Beside what the words of the question stand in a good answer (global). */
export function anchorOf(folded: string, intent: Intent, needs: RegExp | null): RegExp | null {
  if (intent === 'where') return new RegExp(PLACE, 'gu');
  if (needs === null && ABOUT_MONEY.test(folded)) return new RegExp(MONEY, 'gu');
  if (needs === null || intent === 'which') return null;
  const isTotal = intent === 'how-many' && !new RegExp(EACH, 'u').test(folded);
  return new RegExp(isTotal ? `(?<!${EACH}[^，。；、]{0,12})${needs.source}` : needs.source, 'gu');
}

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
