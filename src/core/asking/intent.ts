/** What is asked for: decides which sentence answers and whether any does. */
export type Intent = 'how' | 'how-many' | 'who' | 'when' | 'where' | 'list' | 'define' | 'reason' | 'any';

/** What the question asks for besides its words. */
export interface Demand {
  intent: Intent;
  /** What a how-many question counts: 人, 套, 元 …; null when it does not say. */
  measure: string | null;
  /** Compare units with each other. */
  compare: boolean;
  /** 最新 or 最近: newer issues first. */
  newestFirst: boolean;
}

const COMPARE =
  /对比|比较一下|相比|比一比|区别|不同|差别|差异|有何异同|哪(?:个|家|边|里)(?:县|市|区|地方|单位)?(?:更|最)|两地|几地|各地|两个?(?:县|市|区)|各(?:县|市|区)|分别|各(?:做|有|是|怎|表|搞|干|建|用|出|自)/u;
const MEASURES =
  '人次|人|名|位|个|项|家|套|次|户|万元|亿元|元|块|钱|天|年|月|小时|分钟|所|场|条|件|篇|处|支|批|亩|公里|间|辆|座|类|级|期|岁|例|起|门|村|站|岗|万|亿|成|倍|趟|张|本|份|栋|床|课|节';
const HOW_MANY = new RegExp(`多少(?!年来)(${MEASURES})?|几(${MEASURES})|几(?=[?？]|$)`, 'u');

/** Reads the demand of a folded question. */
export function demandOf(folded: string): Demand {
  const many = HOW_MANY.exec(folded);
  return {
    intent: intentOf(folded),
    measure: many?.[1] ?? many?.[2] ?? null,
    compare: COMPARE.test(folded),
    newestFirst: /最新|最近|近期|目前|现在|如今/u.test(folded),
  };
}

function intentOf(folded: string): Intent {
  if (/什么时候|何时|哪一?天|哪一?年|哪个月|几月|几号|什么时间|啥时候|多久开/u.test(folded)) return 'when';
  if (/谁|哪一?位|哪几?位|哪几?个人|何人|什么人|叫什么名|姓甚|名字/u.test(folded)) return 'who';
  if (
    HOW_MANY.test(folded) ||
    /多大比例|占比|比例是|百分之几|多高|多长时间|多久|总数|人数|金额|标准是/u.test(folded)
  )
    return 'how-many';
  if (/哪里|哪儿|在哪|何处|什么地方|啥地方|哪个(?:镇|村|乡|街道|社区|园区)/u.test(folded)) return 'where';
  if (/为什么|为何|为啥|原因/u.test(folded)) return 'reason';
  if (/怎么|怎样|如何|咋|做法|办法|措施|经验|举措/u.test(folded)) return 'how';
  if (/哪些|哪几|列出|列举|有什么|有啥|包括|都有|哪/u.test(folded)) return 'list';
  if (/是什么|什么是|指什么|指的是|是啥|什么意思|啥意思|含义|什么叫/u.test(folded)) return 'define';
  return 'any';
}

const NUMBER = '(?:\\d+(?:\\.\\d+)?|[一二三四五六七八九十百千两]+)';
/** Measures that count the same things. */
const SAME_MEASURE = [
  ['人', '名', '位', '人次', '个'],
  ['元', '万元', '亿元', '块', '钱', '万', '亿'],
  ['个', '项', '家', '处', '所', '座', '支', '类', '条', '件', '场', '种', '批', '次'],
  ['家', '户', '个'],
  ['天', '年', '月', '小时', '分钟', '周', '日'],
  ['套', '间', '栋'],
];

/**
 * True when a sentence can answer the demand at all: it holds a figure of the measure asked, a date, a name … Questions
 * of other kinds can be answered by any sentence.
 */
export function canAnswer(demand: Demand, sentence: string): boolean {
  switch (demand.intent) {
    case 'how-many': {
      const measures = measuresLike(demand.measure);
      const pattern =
        measures === null
          ? `${NUMBER}`
          : `(?:${NUMBER})[余多几]?(?:万|亿)?(?:余|多)?(?:${measures.join('|')})`;
      return new RegExp(pattern, 'u').test(sentence) || (demand.measure === null && /%/u.test(sentence));
    }
    case 'when':
      return /\d{2,4}年|\d{1,2}月|\d{1,2}日|每[年月周季天]|[周期]?[一二三四五六日]?上午|春节|端午|中秋|国庆|元旦|七一|节日|当[年月日天]|今年|去年|前年|[上下]半年|季度/u.test(
        sentence,
      );
    default:
      return true;
  }
}

function measuresLike(measure: string | null): string[] | null {
  if (measure === null) return null;
  const like = SAME_MEASURE.filter((group) => group.includes(measure)).flat();
  return [...new Set([measure, ...like])].sort((a, b) => b.length - a.length);
}
