import { foldedOf } from '../text.ts';
import type { Correction } from './correct.ts';
import { correctQuestion } from './correct.ts';
import { howManyIn } from './how-many.ts';
import { type Demand, demandOf } from './intent.ts';
import { type IssueReference, issueReference } from './issue-reference.ts';
import type { IssueEntry, Library } from './library.ts';
import { understanding } from './parameters.ts';
import { monthsBefore, type NamedPeriod, periodsIn } from './period.ts';
import { type ContentRun, contentRuns, fillersOf } from './query.ts';
import type { Unit } from './unit-names.ts';

/** What a question means, worked out before anything is searched. Unit, period and issue are locks. */
export interface Reading {
  /** As the library would spell it. */
  folded: string;
  /** The same with the names of units, periods, issues and bulletins blanked out. */
  rest: string;
  /** A bulletin that is named. */
  bulletin: string | null;
  demand: Demand;
  /** Units named, in order, each once. */
  mentions: Mention[];
  /** A county, city or district that the library does not know at all. */
  unknownPlace: string | null;
  /** What the question begins with (潜山 in 潜山的人才公寓怎么做): nothing answers when the library does not know it. */
  subject: string | null;
  /** An office that is named and contributes nothing: what answers must at least mention it. */
  office: string | null;
  period: NamedPeriod | null;
  /** Every period named, but those that only prefer what is new. */
  periods: NamedPeriod[];
  issue: IssueReference | null;
  /** The informative words, without the names above. */
  content: ContentRun[];
  /** Words that say nothing of what is asked and help to order what is found. */
  fillers: string[];
  corrected: Correction[];
  carriedOver: string[];
  /** 还有吗: what was shown already is not shown again. */
  more: boolean;
  /** 第二个展开: counted from 1. */
  ordinal: number | null;
}

/** 哪天, 哪一位: the question, not a word of it. */
const WHICH_ONE =
  /(?:星期|礼拜|周)几|几[点号月时]|什么时[候间]|多久|哪一?(?:天|年|个月|个|位|家|所|种|项|类|几[个家位名项所种类条]?)/u;

/** 多不多, 贵不贵: asks whether, and is no word of the answer. */
const YES_OR_NO = /(\p{Script=Han})不\1/u;

/** Reads one question by itself. `current` is the issue spoken of before, which 上一期 counts from. */
export async function readQuestion(
  question: string,
  asOf: string,
  library: Library,
  issues: readonly IssueEntry[],
  current: IssueEntry | null,
): Promise<Reading> {
  const { folded, corrected } = await correctQuestion(plainQuestion(question), library);
  const bulletin = namedBulletin(folded, issues);
  let rest = folded.replace(/^(?:那么?|还有|另外|再问|那请问|换成|换做|改成)(?=\p{Script=Han})/u, (word) =>
    '，'.repeat(word.length),
  );
  if (bulletin !== null) rest = rest.replaceAll(bulletin.folded, '，'.repeat(bulletin.folded.length));
  // Units first: 第3期望潮区 names an issue and a district, no 期望.
  const mentions = unitMentions(rest, library);
  for (const { start, end } of mentions) rest = blank(rest, start, end);
  const ofBulletin = bulletin === null ? issues : issues.filter((issue) => issue.bulletin === bulletin.name);
  const issue = issueReference(rest, ofBulletin, asOf, current);
  if (issue !== null) rest = blank(rest, issue.start, issue.end);
  const periods = periodsKnown(rest, asOf, issues);
  const hard = periods.filter(({ soft }) => !soft);
  for (const { start, end } of hard.length > 1 ? hard : periods.slice(0, 1)) rest = blank(rest, start, end);
  const period = hard.length > 1 ? spanning(hard) : (periods[0] ?? null);
  for (const region of [...library.gazetteer.regions].sort((a, b) => b.length - a.length))
    rest = rest.replaceAll(region, '，'.repeat(region.length));
  const office = mentions.length === 0 ? (UNKNOWN_OFFICE.exec(rest)?.[0] ?? null) : null;
  const wordsOf = (text: string): string[] => library.tokenizer.plainWords(text);
  for (let many = howManyIn(rest, wordsOf); many !== null; many = howManyIn(rest, wordsOf))
    rest = blank(rest, many.start, many.end);
  for (const asked of [WHICH_ONE, YES_OR_NO])
    rest = rest.replace(new RegExp(asked.source, 'gu'), (word) => '，'.repeat(word.length));
  const unknownPlace = await placeUnknownTo(rest, library);
  if (unknownPlace !== null) rest = rest.replace(unknownPlace, '，');
  return {
    folded,
    rest,
    bulletin: bulletin?.name ?? null,
    demand: demandOf(folded, wordsOf),
    mentions,
    unknownPlace,
    subject: subjectOf(rest, library),
    office,
    period,
    periods: hard,
    issue,
    content: firstWords(
      contentRuns(rest, library.tokenizer, library.lexicon, library.vocabulary.abbreviations),
    ),
    // A text may name the period in the same words (2021年以来).
    fillers: fillersOf(
      period === null || period.soft ? rest : `${rest}，${period.text}`,
      library.tokenizer,
    ).slice(0, understanding.mostWords),
    corrected,
    carriedOver: [],
    more: /还有(?:没有|吗|呢|别的|其他|其它|哪些|什么|更多)|别的|其他的|更多|再来|继续|下一[页个]/u.test(
      folded,
    ),
    ordinal: ordinalIn(folded),
  };
}

/** What says more than a long question, and in other words each time, is a text. */
function firstWords(runs: readonly ContentRun[]): ContentRun[] {
  const first = new Set([...new Set(runs.flat().map(({ text }) => text))].slice(0, understanding.mostWords));
  return runs.map((run) => run.filter(({ text }) => first.has(text))).filter((run) => run.length > 0);
}

/** Without what surrounds a question that was copied from elsewhere: tags, and the name of whom it was put to. */
function plainQuestion(question: string): string {
  return question.replace(/<\/?[a-z][^<>]{0,80}>/giu, ' ').replace(/^\s*[@＠]\S{1,20}\s+/u, '');
}

/** 市住建局, 县审计局. */
const UNKNOWN_OFFICE = /[市县区]委?\p{Script=Han}{2,8}?(?:局|委|办|院)(?=党委|党组|[写说讲发介的])/u;

/** 近三年 is counted from the newest issue where that is older than half a year: a library that ended has its own last years. */
function periodsKnown(text: string, asOf: string, issues: readonly IssueEntry[]): NamedPeriod[] {
  const periods = periodsIn(text, asOf);
  const newest = issues[0]?.date ?? null;
  const isRecent = ({ text: named, soft }: NamedPeriod): boolean =>
    !soft && /^(?:最近|过去|近|这)/u.test(named);
  const hasEnded = newest !== null && newest < monthsBefore(asOf, 6);
  return hasEnded && periods.some(isRecent) ? periodsIn(text, newest) : periods;
}

/** From the first to the last day of several periods; it stands where the first of them does. */
function spanning(periods: readonly NamedPeriod[]): NamedPeriod {
  const from = periods.map((period) => period.from).sort();
  const to = periods.map((period) => period.to).sort();
  return {
    ...periods[0]!,
    from: from[0]!,
    to: to.at(-1)!,
    text: periods.map(({ text }) => text).join('、'),
  };
}

interface BulletinName {
  name: string;
  folded: string;
}

/** Names of the bulletins of a library, longer ones first: 澜州组工信息 is not 组工信息. */
const bulletinNames = new WeakMap<readonly IssueEntry[], BulletinName[]>();

function namedBulletin(asked: string, issues: readonly IssueEntry[]): BulletinName | null {
  let names = bulletinNames.get(issues);
  if (names === undefined) {
    const known = [...new Set(issues.map(({ bulletin }) => bulletin))];
    names = known
      .map((name) => ({ name, folded: foldedOf(name) }))
      .sort((a, b) => b.folded.length - a.folded.length);
    bulletinNames.set(issues, names);
  }
  return names.find(({ folded }) => asked.includes(folded)) ?? null;
}

function blank(text: string, start: number, end: number): string {
  return `${text.slice(0, start)}${'，'.repeat(end - start)}${text.slice(end)}`;
}

/** A unit named at `[start, end)` of the folded question; `units` are those the name may mean. */
export interface Mention {
  text: string;
  start: number;
  end: number;
  units: Unit[];
}

function unitMentions(folded: string, library: Library): Mention[] {
  const mentions: Mention[] = [];
  for (const { unit, start, end } of library.gazetteer.find(folded)) {
    const last = mentions.at(-1);
    if (last && last.start === start) {
      last.units.push(unit);
      continue;
    }
    // 桐城经开区 is a place in 桐城, not the 经开区 that contributes.
    const isPartOfPlace = last !== undefined && last.end === start && unit.kind === 'office';
    if (!isPartOfPlace) mentions.push({ text: folded.slice(start, end), start, end, units: [unit] });
  }
  const distinct: Mention[] = [];
  for (const mention of mentions) {
    const same = distinct.some(({ units }) => units.some((unit) => mention.units.includes(unit)));
    distinct.push(same ? { ...mention, units: [] } : mention);
  }
  return distinct.filter(({ units }) => units.length > 0);
}

/** 山区, 社区, 超市, 各县: what looks like a place and names none. */
const NO_PLACE =
  /[山辖景库社园城地小校片老新市县林矿灾牧郊发哪各全我本该几些个这那两]区|[哪各全我本该外几些个这那两多城超门股上夜集都直]市|[哪各全我本该外几些个这那两多]县/u;

/** 潜山市, when neither its units nor its texts are known to the library. */
async function placeUnknownTo(rest: string, library: Library): Promise<string | null> {
  const named = /(\p{Script=Han}{2})[县市区](?!场|民|面|值|长|级|直|域|委书记|间|别|分)/u.exec(rest);
  // 提到市卫健委, 派往县医院: what ends in these is no name.
  if (named === null || NO_PLACE.test(named[0]) || /[到在给往向去是和与对把被从让请由的了]$/u.test(named[1]!))
    return null;
  const { passages } = await library.index.statistics([`~${named[1]}`]);
  return passages[0] === 0 ? named[0] : null;
}

function subjectOf(rest: string, library: Library): string | null {
  const begin = /^(?:请问|想问(?:一下|下)?|问一下|你好|您好|[，,\s])*/u.exec(rest)?.[0].length ?? 0;
  const plain = rest.slice(begin);
  const first = contentRuns(plain, library.tokenizer, library.lexicon)[0]?.[0];
  if (
    first === undefined ||
    first.text.length < 2 ||
    first.synonyms.length > 0 ||
    !plain.startsWith(first.text)
  )
    return null;
  return /^(?:的|有|是|怎|如何|在|对|给|搞|做|写|登|干部|人才)/u.test(plain.slice(first.text.length))
    ? first.text
    : null;
}

function ordinalIn(folded: string): number | null {
  const named =
    /第([一二三四五1-5])(?:个|条|段|篇)(?:展开|详细|说说|具体|全文|内容|讲讲|再|$|[?？。呢]|是什么)|展开第([一二三四五1-5])/u.exec(
      folded,
    );
  const digit = named?.[1] ?? named?.[2];
  if (digit === undefined) return null;
  return '一二三四五'.includes(digit) ? '一二三四五'.indexOf(digit) + 1 : Number(digit);
}
