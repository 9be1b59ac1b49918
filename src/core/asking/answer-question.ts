import type { Answer, Excerpt } from '../bulletin.ts';
import { maySee } from '../bulletin.ts';
import { passageUrl } from '../links.ts';
import type { AskRequest } from '../ports.ts';
import { coverageOf, weigh } from './coverage.ts';
import { chooseExcerpt, highlightsIn, type Slice } from './excerpt.ts';
import { canAnswer } from './intent.ts';
import type { IssueEntry, Library } from './library.ts';
import { listingFor } from './listing.ts';
import { isBy, speaksOf } from './locks.ts';
import { refusing, showing } from './parameters.ts';
import { buildQuery, engineTerm, termsOfQuery } from './query.ts';
import { type Query, type RankedPassage, rank } from './rank.ts';
import { type Reading, understand } from './understand.ts';

/** A ranked passage with the slice of it that would be shown and whether it answers. */
interface Judged extends RankedPassage {
  issue: IssueEntry;
  slice: Slice;
  /** It holds enough of what is asked, a figure or date where one is asked for, and speaks of the period. */
  answers: boolean;
}

/**
 * One question in, one answer out; never throws on any text. Follow it: `adapters/feishu` takes a message in, this file
 * understands (`understand.ts`), lets the engine propose, ranks (`rank.ts`), quotes (`excerpt.ts`) and refuses, and
 * `adapters/feishu/card.ts` shows the answer. `npm run ask "…"` walks the same path without Feishu.
 *
 * Unit, period and issue are locks: what lies outside them is at most `related`.
 */
export async function answerQuestion(request: AskRequest, library: Library): Promise<Answer> {
  const issues = library.issues.filter(({ audience }) => maySee(request.viewer, audience));
  const { reading, before } = await understand(request, library, issues);
  if (isHelp(reading)) return answer(request, reading, { kind: 'help' });
  const listing = await listingFor(request, reading, library, issues);
  if (listing !== null) return answer(request, reading, listing);
  if (reading.content.length === 0) return answer(request, reading, { kind: 'help' });

  const judged = await judge(reading, library, issues);
  const { inside, outside } = applyLocks(judged, reading);
  const shown =
    before === null || !reading.more ? new Set<string>() : await shownBefore(before, library, issues);
  const answering = inside.filter((one) => one.answers && !shown.has(one.passage.passage.id));
  if (answering.length === 0) return refuse(request, reading, inside, outside, library);
  const query = await queryOf(reading, library);
  if (reading.mentions.length > 1 || reading.demand.compare) {
    const sides = onePerUnit(answering, reading, library);
    if (sides.length > 1) {
      return answer(request, reading, {
        kind: 'comparison',
        excerpts: sides.map((side) => excerptOf(side, query, library)),
      });
    }
  }
  const best = answering[0] as Judged;
  const excerpts = answering
    .filter(({ score }) => score >= best.score * showing.least)
    .slice(0, showing.most)
    .map((one) => excerptOf(one, query, library));
  return answer(request, reading, { kind: 'excerpts', excerpts });
}

function isHelp(reading: Reading): boolean {
  return /^(?:帮助|help|使用说明|怎么用|[?？]*)$/u.test(reading.folded.trim());
}

async function queryOf(reading: Reading, library: Library): Promise<Query> {
  return buildQuery(reading.content, library.tokenizer, library.index);
}

/** Every passage the engine proposes and its neighbours in the same article, best first, judged. */
async function judge(reading: Reading, library: Library, issues: readonly IssueEntry[]): Promise<Judged[]> {
  const visible = new Map((reading.issue?.issues ?? issues).map((issue) => [issue.id, issue]));
  const query = await queryOf(reading, library);
  const terms = termsOfQuery(query).map(engineTerm);
  const keys = await library.index.candidates(
    [...new Set(terms)],
    showing.candidates,
    new Set(visible.keys()),
  );
  const articles = await library.readArticles(keys);
  const totals = await library.index.totals();
  const weighed = weigh(query, totals);
  const judged: Judged[] = [];
  for (const one of rank(query, articles, totals).slice(0, showing.judged)) {
    const issue = visible.get(one.article.issueId) as IssueEntry;
    const slice = chooseExcerpt(one.passage.passage.text, query, weighed, (sentence) =>
      canAnswer(reading.demand, sentence),
    );
    const coverage = coverageOf(weighed, [one.article.folded, one.passage.folded]);
    const inTime =
      reading.period === null ||
      reading.period.soft ||
      speaksOf(reading.period, slice.core, one.article, issue.date ?? `${issue.year}-12-31`);
    const enough =
      coverage >= (reading.carriedOver.length > 0 ? refusing.carriedCoverage : refusing.coverage);
    judged.push({ ...one, coverage, issue, slice, answers: enough && slice.answers && inTime });
  }
  return judged.sort((a, b) => Number(b.slice.answers) - Number(a.slice.answers) || b.score - a.score);
}

function applyLocks(judged: readonly Judged[], reading: Reading): { inside: Judged[]; outside: Judged[] } {
  if (reading.unknownPlace !== null) return { inside: [], outside: [...judged] };
  if (reading.mentions.length === 0) return { inside: [...judged], outside: [] };
  const units = reading.mentions.flatMap((mention) => mention.units);
  return {
    inside: judged.filter((one) => isBy(units, one.article)),
    outside: judged.filter((one) => !isBy(units, one.article)),
  };
}

async function shownBefore(
  before: Reading,
  library: Library,
  issues: readonly IssueEntry[],
): Promise<Set<string>> {
  const { inside } = applyLocks(await judge(before, library, issues), before);
  return new Set(
    inside
      .filter(({ answers }) => answers)
      .slice(0, 1)
      .map(({ passage }) => passage.passage.id),
  );
}

/** The best passage of each unit: of those named, else of every unit with an answer. */
function onePerUnit(answering: readonly Judged[], reading: Reading, library: Library): Judged[] {
  const groups =
    reading.mentions.length > 1
      ? reading.mentions.map(({ units }) => units)
      : library.gazetteer.units.filter(({ articles }) => articles.size > 0).map((unit) => [unit]);
  const sides = groups
    .map((units) => answering.find((one) => isBy(units, one.article)))
    .filter((one) => one !== undefined);
  return [...new Set(sides)].sort((a, b) => b.score - a.score).slice(0, showing.sides);
}

function refuse(
  request: AskRequest,
  reading: Reading,
  inside: readonly Judged[],
  outside: readonly Judged[],
  library: Library,
): Promise<Answer> {
  return Promise.resolve().then(async () => {
    const query = await queryOf(reading, library);
    const near = [...inside, ...outside]
      .filter(({ coverage }) => coverage >= refusing.related)
      .slice(0, showing.most);
    const missing = [
      ...(reading.unknownPlace === null ? [] : [reading.unknownPlace]),
      ...(reading.issue !== null && reading.issue.issues.length === 0 ? [reading.issue.text] : []),
      ...reading.mentions.map(({ text }) => text),
      ...(reading.period === null ? [] : [reading.period.text]),
    ];
    const kind = near.length > 0 ? 'near-miss' : 'not-found';
    return answer(request, reading, {
      kind,
      related: near.map((one) => excerptOf(one, query, library)),
      missing,
    });
  });
}

function excerptOf(one: Judged, query: Query, library: Library): Excerpt {
  const { issue, slice, passage } = one;
  const { id, articleNumber, section } = passage.passage;
  const article = issue.articles.find(({ number }) => number === articleNumber);
  return {
    issue: { id: issue.id, label: issue.label, date: issue.date },
    article: {
      number: articleNumber,
      title: article?.title ?? '',
      unit: article?.units.join('、') || (issue.office ?? ''),
    },
    section,
    text: slice.text,
    highlights: highlightsIn(slice.text, query.concepts),
    passage: id,
    url: passageUrl(library.publicUrl, issue.id, articleNumber, id),
    score: Math.round(Math.min(1, one.coverage) * 100) / 100,
  };
}

function answer(
  request: AskRequest,
  reading: Reading,
  parts: Partial<Answer> & Pick<Answer, 'kind'>,
): Answer {
  return {
    question: request.question,
    understood: {
      units: reading.mentions.flatMap(({ units }) => units.map(({ name }) => name)),
      period:
        reading.period === null || reading.period.soft
          ? null
          : { from: reading.period.from, to: reading.period.to },
      issue: reading.issue?.issues[0]?.label ?? null,
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
