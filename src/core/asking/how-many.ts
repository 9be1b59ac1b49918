export const MEASURES =
  '人次|人|名|位|个|项|家|套|次|户|万元|亿元|元|块|钱|天|年|月|小时|分钟|所|场|条|件|篇|处|支|批|亩|公里|间|辆|座|类|级|期|岁|例|起|门|村|站|岗|万|亿|成|倍|趟|张|本|份|栋|床|课|节|种|吨|斤|度|米|对|组|队|科|部|台|平|折';
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

/** Measures that count the same things. */
const SAME_MEASURE = [
  ['人', '名', '位', '人次', '个'],
  ['元', '万元', '亿元', '块', '钱', '万', '亿'],
  ['个', '项', '家', '处', '所', '座', '支', '类', '条', '件', '场', '种', '批'],
  ['家', '户', '个'],
  ['天', '日', '周', '小时', '分钟', '个月', '个小时', '个工作日', '工作日', '个星期'],
  ['年', '月', '个月', '天'],
  ['月', '个月', '周', '天'],
  ['小时', '分钟', '天'],
  ['套', '间', '栋'],
  ['课', '节', '堂', '场', '次'],
  ['次', '趟', '回', '场', '期', '件', '个'],
  ['成', '折', '%'],
];

/** The measures a figure may have that answers for `measure`, longest first; null when none is asked for. */
export function measuresLike(measure: string | null): string[] | null {
  if (measure === null) return null;
  const like = SAME_MEASURE.filter((group) => group.includes(measure)).flat();
  return [...new Set([measure, ...like])].sort((a, b) => b.length - a.length);
}
