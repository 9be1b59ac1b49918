import type { AskRequest } from '../ports.ts';
import { foldText } from '../text.ts';
import type { Correction } from './correct.ts';
import { correctQuestion } from './correct.ts';
import type { Unit } from './gazetteer.ts';
import { type Demand, demandOf, HOW_MANY } from './intent.ts';
import { type IssueReference, issueReference } from './issue-reference.ts';
import type { IssueEntry, Library } from './library.ts';
import { understanding } from './parameters.ts';
import { type NamedPeriod, periodsIn } from './period.ts';
import { type ContentRun, contentRuns, fillersOf, isStrong } from './query.ts';

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

/** A question read in the light of those before it. */
export interface Understood {
  reading: Reading;
  /** What the last question before it meant, where this one leans on it: for 还有吗 and 第二个. */
  before: Reading | null;
  /** For a question that reads as a full one: what it would mean if it leant on the one before. */
  leaning: Reading | null;
}

/**
 * Reads a question in the light of those before it. A question that leaves something out (那岳西呢？多少套？还有吗) takes it from
 * the one before; a full one starts afresh unless it `leans`, as the second
 * question of one message does.
 */
export async function understand(
  request: AskRequest,
  library: Library,
  issues: readonly IssueEntry[],
  leans = false,
): Promise<Understood> {
  let before: Reading | null = null;
  for (const earlier of request.context ?? []) {
    const reading = await readQuestion(earlier, request.asOf, library, issues, currentIssue(before));
    before = before !== null && isElliptical(reading) ? merge(before, reading, library) : reading;
  }
  const reading = await readQuestion(request.question, request.asOf, library, issues, currentIssue(before));
  if (before === null) return { reading, before: null, leaning: null };
  if (leans || isElliptical(reading))
    return { reading: merge(before, reading, library), before, leaning: null };
  const namesUnit = reading.mentions.length > 0 || reading.unknownPlace !== null;
  return { reading, before: null, leaning: namesUnit ? null : leaningOn(before, reading, library) };
}

/** A full question as a follow-up: it may take over a topic, but each of its own words must be in the answer. */
function leaningOn(before: Reading, reading: Reading, library: Library): Reading {
  const merged = merge(before, reading, library);
  const own = reading.content.flat().filter((word) => isStrong(word) && word.text.length > 1);
  return {
    ...merged,
    demand: { ...merged.demand, musts: [...merged.demand.musts, ...own.map(({ text }) => text)] },
  };
}

const INTERROGATIVE = /多少|几|什么|啥|哪|谁|怎么|怎样|如何|咋|吗|是否|有没有|何时/u;

/** The questions in one message: 渡口家园多少套、租金多少钱一平 are two. Most messages are one. */
export function splitQuestion(question: string): string[] {
  if (/区别|不同|对比|分别|各|相比/u.test(question)) return [question];
  const pieces = question.split(/(?<=[？?；;，,、。])/u);
  const questions: string[] = [];
  for (const piece of pieces) {
    const last = questions.at(-1);
    if (last === undefined || !INTERROGATIVE.test(last) || !INTERROGATIVE.test(piece)) {
      if (last === undefined) questions.push(piece);
      else questions[questions.length - 1] = last + piece;
    } else questions.push(piece);
  }
  return questions.length > MOST_QUESTIONS
    ? [question]
    : questions.map((one) => one.replace(/[，,、；;]$/u, ''));
}

/** 哪天, 哪一位: the question, not a word of it. */
const WHICH_ONE = /哪一?(?:天|年|个月|个|位|家|所|种|项|类|几个?)/u;

/** More questions than this in one message are read as one. */
const MOST_QUESTIONS = 3;

function currentIssue(reading: Reading | null): IssueEntry | null {
  return reading?.issue?.issues[0] ?? null;
}

async function readQuestion(
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
  const ofBulletin = issues.filter((issue) => bulletin === null || issue.bulletin === bulletin.name);
  const issue = issueReference(rest, ofBulletin, asOf, current);
  if (issue !== null) rest = blank(rest, issue.start, issue.end);
  const period = periodsIn(rest, asOf)[0] ?? null;
  if (period !== null) rest = blank(rest, period.start, period.end);
  for (const region of [...library.gazetteer.regions].sort((a, b) => b.length - a.length))
    rest = rest.replaceAll(region, '，'.repeat(region.length));
  const office = mentions.length === 0 ? (UNKNOWN_OFFICE.exec(rest)?.[0] ?? null) : null;
  rest = rest.replace(new RegExp(`${HOW_MANY.source}|${WHICH_ONE.source}`, 'gu'), (asked) =>
    '，'.repeat(asked.length),
  );
  const unknownPlace = await placeUnknownTo(rest, library);
  if (unknownPlace !== null) rest = rest.replace(unknownPlace, '，');
  return {
    folded,
    rest,
    bulletin: bulletin?.name ?? null,
    demand: demandOf(folded),
    mentions,
    unknownPlace,
    subject: subjectOf(rest, library),
    office,
    period,
    issue,
    content: contentRuns(rest, library.tokenizer, library.lexicon, library.vocabulary.abbreviations),
    // A text may name the period in the same words (2021年以来).
    fillers: fillersOf(period === null || period.soft ? rest : `${rest}，${period.text}`, library.tokenizer),
    corrected,
    carriedOver: [],
    more: /还有(?:没有|吗|呢|别的|其他|其它|哪些|什么|更多)|别的|其他的|更多|再来|继续|下一[页个]/u.test(
      folded,
    ),
    ordinal: ordinalIn(folded),
  };
}

/** Without what surrounds a question that was copied from elsewhere: tags, and the name of whom it was put to. */
function plainQuestion(question: string): string {
  return question.replace(/<\/?[a-z][^<>]{0,80}>/giu, ' ').replace(/^\s*[@＠]\S{1,20}\s+/u, '');
}

/** 市住建局, 县审计局. */
const UNKNOWN_OFFICE = /[市县区]委?\p{Script=Han}{2,8}?(?:局|委|办|院)(?=党委|党组|[写说讲发介的])/u;

function namedBulletin(
  folded: string,
  issues: readonly IssueEntry[],
): { name: string; folded: string } | null {
  for (const name of new Set(issues.map((issue) => issue.bulletin))) {
    const plain = foldText(name).folded;
    if (folded.includes(plain)) return { name, folded: plain };
  }
  return null;
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
  if (named === null || NO_PLACE.test(named[0])) return null;
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

/** True for a question that leaves out what it is about. */
function isElliptical(reading: Reading): boolean {
  const { folded } = reading;
  const informative = reading.content.flat().filter(isStrong).length;
  if (reading.ordinal !== null || reading.more) return true;
  if (/^(?:那么?|还有|再|另外|而|换成|如果是|要是)/u.test(folded)) return true;
  if (/^(?:这个?|这些|这项|这样|该|其中?|它们?|他们?|她们?|此|上述|前面|刚才)/u.test(folded)) return true;
  if (/呢[?？。]*$/u.test(folded) && informative <= 1) return true;
  return informative === 0 && reading.issue === null;
}

function merge(before: Reading, now: Reading, library: Library): Reading {
  const own = now.content.flat().filter(isStrong);
  const points = /这|该|其|它|他|她|此|上述|前面|刚才|还有|别的|其他/u.test(now.folded);
  const names = now.mentions.length > 0 || now.unknownPlace !== null;
  // 那岳西的拆迁呢？ is about 拆迁; 这个计划的目标是多少人？ is still about the plan before.
  const replacesTopic = own.length > 0 && names && !points;
  const carried = replacesTopic ? [] : names ? withoutNames(before.content, library) : before.content;
  const carriedUnits = names ? [] : before.mentions;
  // 还有别的文件吗 wants what is about 文件, whatever else the question before was about.
  const attribute =
    carried.length > 0 ? before.demand.musts.filter((must) => !library.vocabulary.coined.has(must)) : [];
  const musts = [
    ...attribute,
    ...(now.more && carried.length > 0 ? now.content.flat().map(({ text }) => text) : []),
  ];
  // 租金呢 after a question for 套 asks for rent, not for 套.
  const asksAnew = (now.demand.intent !== 'any' && now.demand.intent !== 'list') || own.length > 0;
  const inherited = asksAnew ? now.demand : before.demand;
  return {
    ...now,
    demand: { ...inherited, compare: now.demand.compare, musts: [...now.demand.musts, ...musts] },
    mentions: names ? now.mentions : before.mentions,
    unknownPlace: names ? now.unknownPlace : before.unknownPlace,
    office: now.office ?? (names ? null : before.office),
    period: now.period ?? before.period,
    issue: now.issue ?? before.issue,
    content: [...carried.map(lighter), ...now.content],
    carriedOver: [
      ...carriedUnits.map(({ text }) => text),
      ...carried.map((run) => run.map(({ text }) => text).join('')),
    ],
  };
}

/** A scheme of one county is not asked of another: 渡口家园 goes, 人才公寓 stays, when anything stays. */
function withoutNames(content: readonly ContentRun[], library: Library): ContentRun[] {
  const rest = content
    .map((run) => run.filter(({ text }) => !library.vocabulary.coined.has(text)))
    .filter((run) => run.length > 0);
  return rest.flat().some(isStrong) ? rest : [...content];
}

function lighter(run: ContentRun): ContentRun {
  return run.map((word) =>
    word.carried ? word : { ...word, weight: word.weight * understanding.carriedWord, carried: true },
  );
}
