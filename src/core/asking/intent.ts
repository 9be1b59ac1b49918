import { anchorOf, needsOf, prefersOf, WHICH } from './answer-forms.ts';
import { HOW_MANY, howManyIn, MEASURES } from './how-many.ts';

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
  /** What a question for a figure counts: an answer must hold it, where the library knows the word. */
  counted: string | null;
  /** The deed that how asks about (提取 in 怎么提取): an answer that holds little else must hold it. */
  deed: string | null;
  /** Compare units with each other. */
  compare: boolean;
  /** 最新, 目前: newer issues first. */
  newestFirst: boolean;
  /** 最早, 哪一年开始的: older issues first. */
  oldestFirst: boolean;
  /** Asks what is planned, not what became of it. */
  ahead: boolean;
  /** Asks of a meeting, who spoke at it and what was printed of it: what editor's notes tell. */
  ofMeeting: boolean;
}

type WordsOf = (text: string) => readonly string[];

const COMPARE =
  /对比|比较一下|相比|比一比|区别|不同|差别|差异|异同|哪(?:个|家|边|里)?(?:县|市|区|地方|单位)?(?:更|最)|两地|几地|各地|[两几三四五]个?(?:县|市|区|单位|地方)|各个?(?:县|市|区|单位|地方)|分别|怎么比|比起来|各(?:做|有|是|怎|表|搞|干|建|用|出|自|发|给)|谁更|谁的?.{0,8}(?:更|最)/u;

/** Reads the demand of a folded question. `wordsOf` cuts a text into words. */
export function demandOf(folded: string, wordsOf: WordsOf = () => []): Demand {
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
    musts: mustsOf(folded, wordsOf),
    counted: intent === 'how-many' && many !== null ? countedIn(folded, many, wordsOf) : null,
    deed: WAY.exec(folded)?.[1] ?? null,
    compare: COMPARE.test(folded),
    ahead: /计划|打算|目标|预计|准备|下一步|[将要]/u.test(folded),
    ofMeeting:
      /会议|[大开]会|会上|座谈|发言|交流|刊[登发]|按语|编者按|[谁哪]/u.test(folded) &&
      !/[讲说]了?(?:什么|啥|些)|怎么[讲说做]|做法|经验/u.test(folded),
    oldestFirst:
      /最早|最先|最初|起初|一开始|当初/u.test(folded) || (intent === 'when' && BEGINNING.test(folded)),
    newestFirst: /最新|最近|近期|目前|现在|如今|眼下|到底/u.test(folded),
  };
}

const BEGINNING = /开始|启动|起步|发起|成立|开办|创办|第一次|首次|推出|实施的/u;

function intentOf(folded: string): Intent {
  if (
    /(?:电话|手机号?|热线)(?:号码?)?(?:是|多少|几号|[?？]|$)|什么电话|哪个电话|电话号|联系方式|邮箱|微信号|网址|二维码/u.test(
      folded,
    )
  )
    return 'contact';
  if (
    /什么时候|何时|哪一?天|哪一?年|哪个月|几月|几号|什么时间|啥时候|多久开|(?<![\d差])几点(?!建议|要求|意见|做法|体会|启示|思考|经验|想法|意思)|几时|星期几|[周]几(?!个)|(?:多久|多长时间).{0,8}?一[次回趟]|隔多久/u.test(
      folded,
    )
  )
    return 'when';
  if (/(?:谁|哪个|哪家|哪边|哪里|哪儿).{0,6}(?<!最|更)(?:多|少|高|低|贵|便宜|快|慢|大)[?？]?$/u.test(folded))
    return 'how-many';
  if (
    /谁|哪一?位|哪几?位|哪几?个人|何人|什么人|叫什么名|姓甚|名字|姓名|(?:书记|主任|局长|[部镇县区市院园校会站所队组]长|董事长|经理|主席|老板|老总|负责人|联系人)(?:是|叫|姓)(?:谁|什么|啥)/u.test(
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

/** 有没有科技副总, 要不要交押金: what is there or not. Deeds (要不要退) are put in many ways. */
const WHETHER = /(?:有没有|有无|是否有|(?:要不要|需不需要|是否要)(?=[交付缴出带签填]))(\p{Script=Han}{2,})/u;

function mustsOf(folded: string, wordsOf: WordsOf): string[] {
  const musts = [...folded.matchAll(QUOTED)].map(([, name]) => name as string);
  const attribute = ATTRIBUTE.exec(folded)?.[1];
  // 听漏的方师傅找出多少 has no attribute, and 的百分之几 none that a text repeats.
  if (attribute !== undefined && !/^(?:百分之|一共|总共)$/u.test(attribute) && wordsOf(attribute).length <= 2)
    musts.push(attribute);
  const whether = WHETHER.exec(folded)?.[1];
  if (whether !== undefined) {
    const word = wordsOf(whether).find((one) => one.length > 1);
    if (word !== undefined) musts.push(word);
  }
  return musts;
}

/** Stands between what is counted and 多少: 租金一共是多少. */
const BEFORE_HOW_MANY =
  /(?:一共|总共|大概|大约|分别|到底|究竟|目前|现在|最多|最高|最低|最少|平均|每[年月天人次户]|一[年月天次]|能|可以?|会|有|是|为|要|达到?|得|给|发|拿|收|交|花|补|了|过)+$/u;

/** What ends in this is told in a figure: 租金, 水电费, 补贴标准. Before 多少 most words are deeds (解决了多少). */
const TOLD_IN_FIGURES = /(?:[费金薪资价额率值款酬贴助积龄]|(?<!总|数)量|标准|待遇|收入|利润|奖励)$/u;

/** What a question for a figure counts: 志愿者 of 多少志愿者, 租金 of 租金多少钱. */
function countedIn(
  folded: string,
  many: NonNullable<ReturnType<typeof howManyIn>>,
  wordsOf: WordsOf,
): string | null {
  const after = /^\p{Script=Han}+/u.exec(folded.slice(many.end))?.[0] ?? '';
  const before = folded.slice(0, many.start).replace(BEFORE_HOW_MANY, '');
  const last = wordsOf(/\p{Script=Han}*$/u.exec(before)![0]).at(-1) ?? '';
  // 几支队伍: the measure says enough of what is counted.
  const isVague = many.measure === null || /^[人名位个项]$/u.test(many.measure);
  const next = !isVague || /^[钱元块万亿呢啊了一每]/u.test(after) ? '' : (wordsOf(after)[0] ?? '');
  const counted = next !== '' || !TOLD_IN_FIGURES.test(last) ? next : last;
  return counted.length > 1 ? counted : null;
}
