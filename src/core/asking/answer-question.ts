import type { Answer, Excerpt } from '../bulletin.ts';
import { maySee } from '../bulletin.ts';
import type { AskRequest } from '../ports.ts';
import { compareAll, compareNamed } from './compare.ts';
import { type Found, findPassages, type Judged } from './judge.ts';
import type { IssueEntry, Library } from './library.ts';
import { listingFor } from './listing.ts';
import { inOrder } from './order.ts';
import { colophonOf, outlineOf } from './outline.ts';
import { listing, refusing, showing } from './parameters.ts';
import { isStrong } from './query.ts';
import { excerptOf, openingOf } from './quote.ts';
import type { Mention, Reading } from './read-question.ts';
import { splitQuestion, understand } from './understand.ts';

export type Parts = Partial<Answer> & Pick<Answer, 'kind'>;

interface Answered {
  reading: Reading;
  parts: Parts;
}

/**
 * One question in, one answer out; never throws on any text. Follow it: `adapters/feishu` takes a message in, this file
 * understands (`understand.ts`), lets the engine propose, ranks (`rank.ts`), judges and quotes (`judge.ts`,
 * `excerpt.ts`) or refuses, and `adapters/feishu/card.ts` shows the answer. `npm run ask "…"` walks the same path
 * without Feishu.
 *
 * Unit, period and issue are locks: what lies outside them is at most `related`.
 */
export async function answerQuestion(request: AskRequest, whole: Library): Promise<Answer> {
  const library = whole.seenBy(whole.issues.filter(({ audience }) => maySee(request.viewer, audience)));
  const { issues } = library;
  const questions = splitQuestion(request.question);
  const context = request.context ?? [];
  const answered: Answered[] = [];
  for (const [i, question] of questions.entries()) {
    const earlier = [...context, ...questions.slice(0, i)];
    answered.push(await answerOne({ ...request, question, context: earlier }, library, issues, i > 0));
  }
  const [first] = answered as [Answered];
  if (answered.length === 1) return finish(request, first.reading, first.parts);
  const mentions = answered.flatMap(({ reading }) => reading.mentions);
  return finish(request, { ...first.reading, mentions }, join(answered));
}

/** Several questions in one: what answers each, the best of each first. */
function join(answered: readonly Answered[]): Parts {
  const answering = answered.filter(({ parts }) => (parts.excerpts ?? []).length > 0);
  if (answering.length === 0) return (answered[0] as Answered).parts;
  const ordered: Excerpt[] = [];
  for (let rank = 0; rank < showing.most; rank++) {
    for (const { parts } of answering) {
      const excerpt = parts.excerpts?.[rank];
      if (
        excerpt &&
        !ordered.some(({ passage, text }) => passage === excerpt.passage && text === excerpt.text)
      )
        ordered.push(excerpt);
    }
  }
  const missing = answered.flatMap(({ parts }) =>
    (parts.excerpts ?? []).length === 0 ? (parts.missing ?? []) : [],
  );
  return { kind: 'excerpts', excerpts: ordered.slice(0, showing.most), missing: [...new Set(missing)] };
}

async function answerOne(
  request: AskRequest,
  library: Library,
  issues: readonly IssueEntry[],
  leans: boolean,
): Promise<Answered> {
  const { reading, before, leaning } = await understand(request, library, issues, leans);
  // A question that names no unit is about the one spoken of before, where that answers each of its words.
  if (leaning !== null && isShort(reading)) {
    const leant = await answerReading(request, leaning, before, library, issues);
    if (leant.kind === 'excerpts') return { reading: leaning, parts: leant };
  }
  const parts = await answerReading(request, reading, before, library, issues);
  // What cannot be answered for sure by itself may lean on the question before: 补助标准后来怎么变的.
  if (leaning !== null && !ANY_UNIT.test(reading.folded) && (isRefusal(parts) || isUnsure(parts))) {
    const leant = await answerReading(request, leaning, before, library, issues);
    if (!isRefusal(leant) && leant.kind !== 'help') return { reading: leaning, parts: leant };
  }
  return { reading, parts };
}

/** Asks across units: 哪个县租金便宜 is not about the one spoken of before. */
const ANY_UNIT = /(?:哪(?:些|几?个|家)?|各|全)(?:[县区市镇乡]|单位|地方|部门)/u;

function isShort({ content, period, issue, folded }: Reading): boolean {
  return (
    issue === null &&
    period === null &&
    !/[哪各全]/u.test(folded) &&
    content.flat().filter(isStrong).length <= 3
  );
}

function isRefusal({ kind }: Parts): boolean {
  return kind === 'near-miss' || kind === 'not-found';
}

/** An answer that holds too little of the question to be sure of. */
function isUnsure({ kind, excerpts }: Parts): boolean {
  return kind === 'excerpts' && (excerpts?.[0]?.score ?? 1) < refusing.sure;
}

async function answerReading(
  request: AskRequest,
  reading: Reading,
  before: Reading | null,
  library: Library,
  issues: readonly IssueEntry[],
): Promise<Parts> {
  if (isHelp(reading)) return { kind: 'help' };
  if (reading.ordinal !== null && before !== null)
    return expand(request, reading.ordinal, before, library, issues);
  if (reading.more && before !== null) {
    const next = await listingFor(
      { ...request, offset: (request.offset ?? 0) + listing.page },
      before,
      library,
      issues,
    );
    if (next !== null) return next.listing?.length ? next : { kind: 'not-found' };
  }
  const colophon = await colophonOf(reading, library, issues);
  if (colophon.length > 0) return { kind: 'excerpts', excerpts: colophon };
  const list = await listingFor(request, reading, library, issues);
  if (list !== null) return list;
  if (reading.content.length === 0) {
    const names = [...reading.mentions.map(({ text }) => text), ...missingNames(reading)];
    return names.length > 0 ? { kind: 'not-found', missing: names } : { kind: 'help' };
  }
  const outline = await outlineOf(reading, library, issues);
  if (outline.length > 0) return { kind: 'excerpts', excerpts: outline };
  const named = await compareNamed(reading, library, issues);
  if (named !== null) return named;
  const found = await findPassages(reading, library, issues);
  const shown =
    before !== null && reading.more
      ? await shownBefore(before, reading.demand.musts.length > 0, library, issues)
      : new Set<string>();
  const answering = inOrder(found, reading).filter(({ passage }) => !shown.has(passage.passage.id));
  const compared = compareAll(answering, found, reading, library);
  if (compared !== null) return compared;
  if (answering.length === 0) return refuse(reading, found, shown, library);
  return { kind: 'excerpts', excerpts: withNewerFigure(answering, found, reading, library) };
}

function isHelp(reading: Reading): boolean {
  return /^(?:帮助|help|使用说明|(?:怎么|如何)(?:使?用|问)(?:这个|你)?(?:机器人|问报)?|你(?:是谁|能做什么|会什么|能干什么).*|[\s\p{P}\p{S}]*)$/iu.test(
    reading.folded.trim(),
  );
}

/** The best excerpts; the first says so when a newer issue gives another figure for the same thing. */
function withNewerFigure(
  answering: readonly Judged[],
  found: Found,
  reading: Reading,
  library: Library,
): Excerpt[] {
  const best = answering[0] as Judged;
  const shown = worthShowing(answering);
  const excerpts = shown.map((one) => excerptOf(one, found.query, library));
  const first = excerpts[0] as Excerpt;
  if (reading.demand.intent === 'how-many') {
    const newer = found.inside.find(
      (one) =>
        one.slice.answers &&
        one.coverage >= refusing.coverage &&
        (one.issue.date ?? '') > (best.issue.date ?? '') &&
        one.coverage >= best.coverage * showing.newerFigure &&
        one.slice.coreCoverage >= best.slice.coreCoverage * showing.newerFigure &&
        one.article.folded.split('\n')[1] === best.article.folded.split('\n')[1],
    );
    if (newer)
      first.newer = {
        label: newer.issue.label,
        text: newer.slice.core,
        url: excerptOf(newer, found.query, library).url,
      };
  }
  return excerpts;
}

/** The first, and of the rest those that are not far behind it. */
function worthShowing(answering: readonly Judged[]): Judged[] {
  const floor = (answering[0]?.strength ?? 0) * showing.least;
  return answering.filter(({ strength }, i) => i === 0 || strength >= floor).slice(0, showing.most);
}

/** What the answer before showed: all of it, or only its first excerpt where a narrower question follows (还有别的文件吗). */
async function shownBefore(
  before: Reading,
  isNarrower: boolean,
  library: Library,
  issues: readonly IssueEntry[],
): Promise<Set<string>> {
  const found = await findPassages(before, library, issues);
  const shown = worthShowing(inOrder(found, before)).slice(0, isNarrower ? 1 : showing.most);
  return new Set(shown.map(({ passage }) => passage.passage.id));
}

/** 第二个展开: what stood second in the answer before, with what follows it in its article. */
async function expand(
  request: AskRequest,
  ordinal: number,
  before: Reading,
  library: Library,
  issues: readonly IssueEntry[],
): Promise<Parts> {
  const earlier = await answerReading(request, before, null, library, issues);
  const item = earlier.listing?.[ordinal - 1];
  const excerpt = earlier.excerpts?.[ordinal - 1] ?? item?.excerpt;
  const issue = issues.find(({ id }) => id === (excerpt?.issue.id ?? item?.issue?.id));
  if (issue === undefined) return { kind: 'not-found', missing: [] };
  const articles = await library.articlesOf(issue.id);
  const article = articles.find(({ articleNumber }) =>
    excerpt
      ? articleNumber === excerpt.article.number
      : issue.articles.find(({ number }) => number === articleNumber)?.title === item?.title,
  );
  if (article === undefined) return { kind: 'not-found', missing: [] };
  const at = Math.max(
    0,
    article.passages.findIndex(({ passage }) => passage.id === excerpt?.passage),
  );
  return { kind: 'excerpts', excerpts: openingOf(article, at, showing.most, issue, library) };
}

/** `shown` are passages the person has just seen: they are not near what is asked now. */
async function refuse(
  reading: Reading,
  found: Found,
  shown: ReadonlySet<string>,
  library: Library,
): Promise<Parts> {
  const near = [...found.inside, ...(await found.outside())]
    .filter(({ coverage, passage }) => coverage >= refusing.related && !shown.has(passage.passage.id))
    .slice(0, showing.most);
  const best = found.inside[0];
  const missing = missingNames(reading);
  const isFar = best === undefined || best.coverage < refusing.related;
  if (isFar) missing.push(...reading.mentions.map(({ text }) => text));
  if (best !== undefined && best.time === 0 && reading.period !== null) missing.push(reading.period.text);
  if (!isFar) missing.push(...best.missing);
  // A unit that writes is there: what is missing is what is asked of it.
  else if (missingNames(reading).length === 0 && !reading.mentions.some(isSilent))
    missing.push(...strongWords(reading));
  return {
    kind: near.length > 0 ? 'near-miss' : 'not-found',
    related: near.map((one) => excerptOf(one, found.query, library)),
    // A single character tells a person nothing.
    missing: [...new Set(missing)].filter((name) => name.length > 1),
  };
}

function isSilent({ units }: Mention): boolean {
  return units.every(({ articles }) => articles.size === 0);
}

function strongWords({ content }: Reading): string[] {
  return content
    .flat()
    .filter(isStrong)
    .map(({ text }) => text);
}

/** A place or an issue the library does not have. */
function missingNames(reading: Reading): string[] {
  const names: string[] = [];
  if (reading.unknownPlace !== null) names.push(reading.unknownPlace);
  if (reading.issue !== null && reading.issue.issues.length === 0) names.push(reading.issue.text);
  return names;
}

function finish(request: AskRequest, reading: Reading, parts: Parts): Answer {
  const { period, issue } = reading;
  return {
    question: request.question,
    understood: {
      units: [...new Set(reading.mentions.flatMap(({ units }) => units.map(({ name }) => name)))],
      period: period === null || period.soft ? null : { from: period.from, to: period.to },
      issue: issue?.issues[0]?.label ?? null,
      corrected: reading.corrected,
      carriedOver: reading.carriedOver,
    },
    excerpts: [],
    related: [],
    listing: [],
    total: 0,
    missing: [],
    elapsedMs: 0,
    ...parts,
  };
}
