import type { IndexedArticle } from '../ports.ts';
import { isMerelyPlanned } from './answer-forms.ts';
import { coverageBy, type Held, shareHeld, uncovered, type Weighed, weigh } from './coverage.ts';
import { chooseExcerpt, type Slice } from './excerpt.ts';
import type { Demand, Intent } from './intent.ts';
import type { IssueEntry, Library } from './library.ts';
import { isBy, issuesOf, type Timeliness, timeliness } from './locks.ts';
import { refusing, showing } from './parameters.ts';
import { buildQuery, isStrong, proposingTerms } from './query.ts';
import { type Query, type RankedPassage, rank } from './rank.ts';
import type { Reading } from './read-question.ts';
import type { Unit } from './unit-names.ts';

/** A ranked passage with the slice of it that would be shown and whether it answers. */
export interface Judged extends RankedPassage {
  issue: IssueEntry;
  slice: Slice;
  /** Share of the question that the passage with its headings, title and unit holds, by words and synonyms, 0 to 1. */
  coverage: number;
  /** Words of the question that nothing in it stands for. */
  missing: string[];
  time: Timeliness;
  /** Order of showing; comparable within one question. */
  strength: number;
  /** It holds enough of what is asked, a figure or date where one is asked for, and speaks of the period. */
  answers: boolean;
}

/** As much of a reading as finding takes. */
export type Wanted = Pick<
  Reading,
  | 'content'
  | 'fillers'
  | 'demand'
  | 'mentions'
  | 'unknownPlace'
  | 'subject'
  | 'office'
  | 'period'
  | 'issue'
  | 'carriedOver'
>;

export interface Found {
  query: Query;
  /** Every passage within the locks, best first by `rank` alone. */
  ranked: RankedPassage[];
  /** The best of them, read sentence by sentence, best first. */
  inside: Judged[];
  /** The same of what lies outside the units that are asked for; looked for only when it is needed. */
  outside(): Promise<Judged[]>;
}

/** As much of a library as finding takes. */
type Searched = Pick<Library, 'tokenizer' | 'index' | 'readArticles' | 'thresholds'> & {
  vocabulary: Pick<Library['vocabulary'], 'coined'>;
};

/**
 * The passages an engine proposes and their neighbours in the same articles, ranked, read sentence by sentence and
 * judged; within the units, period and issue that are asked for.
 */
export async function findPassages(
  reading: Wanted,
  library: Searched,
  issues: readonly IssueEntry[],
): Promise<Found> {
  const { visible, everywhere, corrections } = knownById(issues);
  const query = await buildQuery(reading.content, library.tokenizer, library.index, reading.fillers);
  const totals = await library.index.totals();
  const terms = proposingTerms(query, totals);
  const weighed = weigh(query, totals, library.vocabulary.coined);
  const thresholds = library.thresholds ?? refusing;
  const find = async (issueIds: ReadonlySet<string>, take: (article: IndexedArticle) => boolean) => {
    const keys = await library.index.candidates(terms, showing.candidates, issueIds);
    const ranked = rank(query, (await library.readArticles(keys)).filter(take), totals);
    const judged = ranked
      // Whom an issue goes to is asked in words of its own (`colophonOf`); as an answer to anything else it is noise.
      .filter(({ passage }) => passage.passage.part !== 'colophon')
      .slice(0, reading.demand.compare ? showing.judgedToCompare : showing.judged)
      .map((one) =>
        judge(one, reading, query, weighed, visible.get(one.article.issueId) as IssueEntry, thresholds),
      )
      .sort((a, b) => b.strength - a.strength);
    return { ranked, judged: INTRODUCED.includes(reading.demand.intent) ? introducingFirst(judged) : judged };
  };
  const ofIssue = reading.issue === null ? everywhere : new Set(reading.issue.issues.map(({ id }) => id));
  const isLocked = reading.mentions.length > 0 || reading.unknownPlace !== null;
  const units = reading.mentions.flatMap((mention) => mention.units);
  // Only the issues its units wrote in are searched, so that a large library cannot crowd a small county out.
  const own = isLocked
    ? new Set([...issuesOf(units, (id) => ofIssue.has(id)), ...corrections.filter((id) => ofIssue.has(id))])
    : ofIssue;
  const isInside = (article: IndexedArticle): boolean =>
    own.has(article.issueId) &&
    (!isLocked || isBy(units, article) || (reading.demand.needs !== null && corrects(article, units)));
  const inside = await find(own, isInside);
  const isEverything = !isLocked && reading.issue === null;
  return {
    query,
    ranked: inside.ranked,
    inside: inside.judged,
    outside: async () =>
      isEverything ? [] : (await find(everywhere, (article) => !isInside(article))).judged,
  };
}

interface ById {
  visible: ReadonlyMap<string, IssueEntry>;
  /** Their ids: the same set for the same issues, so that an engine works out once which of its own these are. */
  everywhere: ReadonlySet<string>;
  /** Those that correct something an earlier one printed. */
  corrections: readonly string[];
}

const byId = new WeakMap<readonly IssueEntry[], ById>();

/** Issues stay the same for many questions, and a large library has ten thousands of them. */
function knownById(issues: readonly IssueEntry[]): ById {
  let known = byId.get(issues);
  if (known === undefined) {
    const visible = new Map(issues.map((issue) => [issue.id, issue]));
    const corrections = issues.filter(({ articles }) => articles.some(({ title }) => CORRECTION.test(title)));
    known = { visible, everywhere: new Set(visible.keys()), corrections: corrections.map(({ id }) => id) };
    byId.set(issues, known);
  }
  return known;
}

const CORRECTION = /更正|勘误/u;

/** What is corrected is a unit's own, whoever signs the correction. */
function corrects(article: IndexedArticle, units: readonly Unit[]): boolean {
  if (!CORRECTION.test(article.folded.split('\n')[0] as string)) return false;
  const text = article.passages.map((passage) => passage.folded).join('\n');
  return units.some(({ aliases }) => aliases.some((alias) => text.includes(alias)));
}

const INTRODUCED: readonly Intent[] = ['define', 'where', 'who', 'list'];

/**
 * What something is, where it is and who made it stands where an article introduces it. Articles keep their places: only
 * which passage of an article takes the first of them changes.
 */
function introducingFirst(judged: readonly Judged[]): Judged[] {
  const places = new Map<IndexedArticle, Judged[]>();
  for (const one of judged) places.set(one.article, [...(places.get(one.article) ?? []), one]);
  for (const ofArticle of places.values()) {
    const nearest = Math.max(...ofArticle.map(({ slice }) => slice.nearness));
    const worth = (one: Judged): number =>
      one.strength * (isLead(one) && one.slice.nearness >= nearest ? showing.introducing : 1);
    ofArticle.sort((a, b) => worth(b) - worth(a));
  }
  return judged.map(({ article }) => (places.get(article) as Judged[]).shift() as Judged);
}

function judge(
  one: RankedPassage,
  reading: Wanted,
  query: Query,
  weighed: readonly Weighed[],
  issue: IssueEntry,
  thresholds: NonNullable<Library['thresholds']>,
): Judged {
  const { demand, period } = reading;
  const { text } = one.passage.passage;
  const context: Held = {
    near: [one.article.folded, one.passage.folded],
    article: one.article.passages.map(({ folded }) => folded),
  };
  const slice = chooseExcerpt(text, query, weighed, demand);
  const shares = weighed.map((word) => shareHeld(word, context));
  const coverage = coverageBy(weighed, shares);
  const day = issue.date ?? `${issue.year}-12-31`;
  const time = period === null || period.soft ? 2 : timeliness(period, slice.core, text, one.article, day);
  const enough =
    coverage >= (reading.carriedOver.length > 0 ? thresholds.carriedCoverage : thresholds.coverage);
  return {
    ...one,
    issue,
    slice,
    coverage,
    missing: uncovered(weighed, shares),
    time,
    strength: strengthOf(one, slice, coverage, time, demand) * (isNamed(one, weighed) ? showing.named : 1),
    answers:
      enough &&
      !isMerelyNamed(one, slice, reading) &&
      slice.answers &&
      time > 0 &&
      holdsTopic(reading.demand, weighed, shares) &&
      holdsMusts(reading, weighed, shares, context, coverage),
  };
}

/** Who spoke or sent in a paper, as an editor's note tells. */
const SPOKE = /发言|交流|介绍|汇报|材料|未(?:予|能|作)?刊[登发]/u;

/** A place or a body that the editor's note names among others says nothing of what was done there. */
function isMerelyNamed({ passage }: RankedPassage, { core }: Slice, { subject, demand }: Wanted): boolean {
  if (passage.passage.part !== 'note' || demand.ofMeeting) return false;
  if (SPOKE.test(core) && core.includes('、')) return true;
  return subject !== null && /[县市区]$/u.test(subject) && demand.intent === 'how';
}

/** That 经费 is told of says nothing of 驻村工作队的经费: of what is asked beside the thing that is counted, some must be held. */
function holdsTopic({ counted }: Demand, weighed: readonly Weighed[], shares: readonly number[]): boolean {
  if (counted === null) return true;
  const strong = [...weighed.keys()].filter((i) => isStrong(weighed[i]!.concept));
  const beside = strong.filter((i) => weighed[i]!.concept.text !== counted);
  return beside.length === 0 || beside.length === strong.length || beside.some((i) => shares[i]! > 0);
}

/**
 * Names in quotation marks, the scheme and the person asked about, the attribute asked for and an office that contributes
 * nothing must be in the passage: what does not hold them is about something else.
 */
function holdsMusts(
  { demand, subject, office }: Wanted,
  weighed: readonly Weighed[],
  shares: readonly number[],
  { near }: Held,
  coverage: number,
): boolean {
  if (weighed.some(({ concept, isKnown }) => concept.text === subject && !isKnown)) return false;
  if (office !== null && !near.some((text) => text.includes(office))) return false;
  const { musts, deed, counted } = demand;
  // Of two schemes that are asked about together each passage may hold one.
  const isOne = weighed.filter(({ isCoined }) => isCoined).length === 1;
  const isMust = ({ concept, isKnown, isCoined, isPerson }: Weighed): boolean =>
    isPerson ||
    (isCoined && isOne) ||
    (counted === concept.text && isKnown) ||
    musts.some((must) => must === concept.text || (isStrong(concept) && must.includes(concept.text))) ||
    (deed !== null && coverage < refusing.sure && isStrong(concept) && deed.includes(concept.text));
  return weighed.every((one, i) => !isMust(one) || shares[i]! > 0);
}

/** Its article has a coined name of the question in its title: it is about it, where others mention it. */
function isNamed({ article }: RankedPassage, weighed: readonly Weighed[]): boolean {
  return weighed.some(({ concept, isName }) => isName && article.folded.includes(concept.text));
}

/** The first passage of an article, which says what it is about. */
function isLead({ article, passage }: RankedPassage): boolean {
  return article.passages[0] === passage && passage.passage.part === 'article';
}

function strengthOf(
  one: RankedPassage,
  slice: Slice,
  coverage: number,
  time: Timeliness,
  demand: Demand,
): number {
  return (
    one.score *
    (1 + showing.core * slice.coreCoverage) *
    coverage ** showing.coverage *
    (isLead(one) && (demand.intent === 'any' || demand.intent === 'define') ? showing.lead : 1) *
    (slice.preferred ? showing.preferred : 1) *
    (1 + showing.near * slice.nearness) *
    (time === 2 ? 1 : showing.merelyPrinted) *
    (isMerelyPlanned(demand, slice.core) ? showing.merelyPlanned : 1) *
    (one.passage.passage.part === 'article' ? 1 : showing.outsideArticles)
  );
}
