import type { AskRequest } from '../ports.ts';
import type { IssueEntry, Library } from './library.ts';
import { isBy, issuesOf } from './locks.ts';
import { showing, understanding } from './parameters.ts';
import { type ContentRun, isStrong } from './query.ts';
import { type Reading, readQuestion } from './read-question.ts';
import { gramsOf } from './terms.ts';
import type { Unit } from './unit-names.ts';

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
    before = before !== null && isElliptical(reading) ? await merge(before, reading, library) : reading;
  }
  const reading = await readQuestion(request.question, request.asOf, library, issues, currentIssue(before));
  if (before === null) return { reading, before: null, leaning: null };
  if (leans || isElliptical(reading))
    return { reading: await merge(before, reading, library), before, leaning: null };
  const namesUnit = reading.mentions.length > 0 || reading.unknownPlace !== null;
  return { reading, before: null, leaning: namesUnit ? null : await leaningOn(before, reading, library) };
}

/** A full question as a follow-up: it may take over a topic, but each of its own words must be in the answer. */
async function leaningOn(before: Reading, reading: Reading, library: Library): Promise<Reading> {
  const merged = await merge(before, reading, library);
  const strong = reading.content.flat().filter((word) => isStrong(word) && word.text.length > 1);
  // A word the library does not know (会扣) is a way of speaking as often as not.
  const known = await library.vocabulary.known(strong.flatMap(({ text, synonyms }) => [text, ...synonyms]));
  const own = strong.filter(({ text, synonyms }) => [text, ...synonyms].some((one) => known.has(one)));
  if (own.length === 0) own.push(...strong);
  return {
    ...merged,
    demand: { ...merged.demand, musts: [...merged.demand.musts, ...own.map(({ text }) => text)] },
  };
}

/** 没啥收入, 好几家 and 几乎 ask nothing. */
const INTERROGATIVE =
  /多少|(?<![没好十])几(?![乎十百千万])|(?<!没)什么|(?<!没)啥|哪|谁|怎么|怎样|如何|咋|吗|是否|有没有|何时/u;

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

/** More questions than this in one message are read as one. */
const MOST_QUESTIONS = 3;

function currentIssue(reading: Reading | null): IssueEntry | null {
  return reading?.issue?.issues[0] ?? null;
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

async function merge(before: Reading, now: Reading, library: Library): Promise<Reading> {
  const own = now.content.flat().filter(isStrong);
  const points = /这|该|其|它|他|她|此|上述|前面|刚才|还有|别的|其他/u.test(now.folded);
  const names = now.mentions.length > 0 || now.unknownPlace !== null;
  // 那岳西的拆迁呢？ is about 拆迁; 这个计划的目标是多少人？ is still about the plan before.
  const replacesTopic = own.length > 0 && names && !points;
  const carried = replacesTopic
    ? []
    : names
      ? await withoutNames(before.content, now, library)
      : before.content;
  const carriedUnits = names ? [] : before.mentions;
  // 还有别的文件吗 wants what is about 文件, whatever else the question before was about.
  // 租金呢 after a question for 套 asks for rent, not for 套.
  const asksAnew = (now.demand.intent !== 'any' && now.demand.intent !== 'list') || own.length > 0;
  const attribute =
    carried.length > 0 && !asksAnew
      ? before.demand.musts.filter((must) => !library.vocabulary.coined.has(must))
      : [];
  const musts = [
    ...attribute,
    ...(now.more && carried.length > 0 ? now.content.flat().map(({ text }) => text) : []),
  ];
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

/**
 * A scheme of one county is not asked of another: 渡口家园 goes, 人才公寓 stays, when anything stays. So does a name that the
 * other uses, too: 强村公司.
 */
async function withoutNames(
  content: readonly ContentRun[],
  now: Reading,
  library: Library,
): Promise<readonly ContentRun[]> {
  const units = now.mentions.flatMap((mention) => mention.units);
  const names = content.flat().filter(({ text }) => library.vocabulary.coined.has(text));
  const foreign = new Set<string>();
  for (const { text } of names) if (!(await isUsedBy(units, text, library))) foreign.add(text);
  const rest = content
    .map((run) => run.filter(({ text }) => !foreign.has(text)))
    .filter((run) => run.length > 0);
  return rest.flat().some(isStrong) ? rest : [...content];
}

async function isUsedBy(units: readonly Unit[], name: string, library: Library): Promise<boolean> {
  const seen = new Set(library.issues.map(({ id }) => id));
  const terms = gramsOf(name).bigrams.map((bigram) => `~${bigram}`);
  const own = issuesOf(units, (id) => seen.has(id));
  const articles = await library.readArticles(await library.index.candidates(terms, showing.candidates, own));
  return articles.some(
    (article) => isBy(units, article) && article.passages.some(({ folded }) => folded.includes(name)),
  );
}

function lighter(run: ContentRun): ContentRun {
  return run.map((word) =>
    word.carried ? word : { ...word, weight: word.weight * understanding.carriedWord, carried: true },
  );
}
