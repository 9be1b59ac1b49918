import type { Parts } from './answer-question.ts';
import { type Found, findPassages, type Judged } from './judge.ts';
import type { IssueEntry, Library } from './library.ts';
import { isBy } from './locks.ts';
import { inOrder } from './order.ts';
import { showing } from './parameters.ts';
import type { NamedPeriod } from './period.ts';
import { type ContentRun, contentRuns, isStrong } from './query.ts';
import { excerptOf } from './quote.ts';
import type { Reading } from './read-question.ts';

/** 前后两年, 有什么变化: what is asked for is the same thing in several years. */
const OVER_TIME =
  /前后[两几]年|[两几]年(?:间|来|的?变化|相比)|历年|逐年|(?:数量|人数|套数|金额)(?:有什么|有何)?变化|(?:增加|减少|增长)了多少/u;

/** One of the things compared, with the words that concern it. */
interface Side {
  text: string;
  reading: Reading;
  /** A unit or scheme, a period that the question names, or a year of the library, which nobody misses. */
  kind: 'thing' | 'period' | 'year';
}

/**
 * Units, schemes or times side by side: one best passage each on the same topic, and which of them has none. null when the
 * question compares nothing or none of them has anything.
 */
export async function compareNamed(
  reading: Reading,
  library: Library,
  issues: readonly IssueEntry[],
): Promise<Parts | null> {
  const sides = sidesOf(reading, library, issues).slice(0, showing.mostNamed);
  if (sides.length < 2) return null;
  const shown: { one: Judged; found: Found }[] = [];
  const missing: string[] = [];
  // From the last to the first: what an issue of January says of the year before is the later side's, when it has nothing else.
  for (const { text, reading: wanted, kind } of [...sides].reverse()) {
    const found = await findPassages(wanted, library, issues);
    const isFree = ({ passage }: Judged): boolean => !shown.some(({ one }) => one.passage === passage);
    const one =
      kind === 'thing'
        ? (inOrder(found, wanted)[0] ?? found.inside.find(isBeside))
        : (inOrder(found, wanted).find(isFree) ??
          found.inside.find((other) => isFree(other) && isBeside(other) && other.slice.answers));
    if (one === undefined && kind !== 'year') missing.unshift(text);
    // What two units wrote together stands once.
    else if (one !== undefined && isFree(one)) shown.unshift({ one, found });
  }
  if (shown.length === 0 || (shown.length === 1 && missing.length === 0)) return null;
  return {
    kind: shown.length > 1 ? 'comparison' : 'excerpts',
    excerpts: shown.map(({ one, found }) => excerptOf(one, found.query, library)),
    missing,
  };
}

function sidesOf(reading: Reading, library: Library, issues: readonly IssueEntry[]): Side[] {
  if (reading.mentions.length > 1) return unitSides(reading, library);
  const kind = reading.periods.length > 1 ? 'period' : 'year';
  const periods = kind === 'period' ? reading.periods : yearsCompared(reading, issues);
  if (periods.length > 1)
    return periods.map((period) => side(period.text, { ...reading, period, periods: [period] }, kind));
  return reading.demand.compare ? schemeSides(reading, library) : [];
}

/** The years of the library, where what a unit did is asked over time without naming any (前后两年). */
function yearsCompared(reading: Reading, issues: readonly IssueEntry[]): NamedPeriod[] {
  if (reading.period !== null || reading.mentions.length !== 1 || !OVER_TIME.test(reading.folded)) return [];
  const years = [...new Set(issues.map(({ year }) => year))].sort().slice(-showing.mostNamed);
  return years.map((year) => ({
    from: `${year}-01-01`,
    to: `${year}-12-31`,
    start: 0,
    end: 0,
    text: `${year}年`,
    soft: false,
  }));
}

/** Named beside one that answers, a side may be shown that would not answer alone. */
function isBeside({ coverage, time }: Judged): boolean {
  return time > 0 && coverage >= showing.besideCoverage;
}

/** 桐城的人才荣誉制度和岳西的选树典型，各表彰了哪些人: what follows a unit is its own, what follows them all is common. */
function unitSides(reading: Reading, library: Library): Side[] {
  const { mentions, rest } = reading;
  const pieces = mentions.map(({ end }, i) => rest.slice(end, mentions[i + 1]?.start ?? rest.length));
  const last = pieces.at(-1) as string;
  const border = /[,，;；]|各|分别|有什么|有何|哪个|谁/u.exec(last)?.index ?? last.length;
  const isShared = pieces.slice(0, -1).every((piece) => words(piece, library).length === 0);
  const own = [...pieces.slice(0, -1), isShared ? '' : last.slice(0, border)];
  const common = `${rest.slice(0, mentions[0]?.start)}，${isShared ? last : last.slice(border)}`;
  return mentions.map((mention, i) => {
    const content = [...words(own[i] as string, library), ...words(common, library)];
    return side(mention.text, {
      ...reading,
      mentions: [mention],
      content: content.length > 0 ? content : reading.content,
    });
  });
}

/** 霁英公寓和渡口家园: two schemes, each with the words that are not the other's name. */
function schemeSides(reading: Reading, library: Library): Side[] {
  const names = reading.content
    .flat()
    .filter((word) => isStrong(word) && library.vocabulary.coined.has(word.text));
  if (names.length < 2) return [];
  return names.map((name) => {
    const others = names.filter((other) => other !== name);
    const content = reading.content
      .map((run) => run.filter((word) => !others.includes(word)))
      .filter((run) => run.length > 0);
    return side(name.text, { ...reading, content });
  });
}

function side(text: string, reading: Reading, kind: Side['kind'] = 'thing'): Side {
  return { text, kind, reading: { ...reading, demand: { ...reading.demand, compare: false, musts: [] } } };
}

function words(text: string, library: Library): ContentRun[] {
  return contentRuns(text, library.tokenizer, library.lexicon, library.vocabulary.abbreviations);
}

/** The best answer of every unit, for 各县 and 两地; null when fewer than two have one. */
export function compareAll(
  answering: readonly Judged[],
  found: Found,
  reading: Reading,
  library: Library,
): Parts | null {
  if (!reading.demand.compare || reading.mentions.length > 0 || answering.length === 0) return null;
  const sides: Judged[] = [];
  for (const unit of library.gazetteer.units) {
    const isOwn = (one: Judged): boolean => isBy([unit], one.article);
    const side =
      answering.find(isOwn) ??
      found.inside.find((one) => isOwn(one) && one.slice.answers && one.coverage >= showing.besideOthers);
    if (side !== undefined && !sides.includes(side)) sides.push(side);
  }
  if (sides.length < 2) return null;
  sides.sort((a, b) => b.strength - a.strength);
  return {
    kind: 'comparison',
    excerpts: sides.slice(0, showing.sides).map((side) => excerptOf(side, found.query, library)),
  };
}
