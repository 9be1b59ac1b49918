import { foldedOf, foldText, sentencesOf } from '../text.ts';
import { canAnswer } from './answer-forms.ts';
import { coverageOf, type Weighed } from './coverage.ts';
import type { Demand } from './intent.ts';
import { quoting } from './parameters.ts';
import { isStrong } from './query.ts';
import type { Concept, Query, QueryTerm } from './rank.ts';
import { holdsGram } from './terms.ts';

export interface Slice {
  /** Verbatim. */
  text: string;
  /** Position in the passage, UTF-16 units. */
  start: number;
  /** The sentence in it that matched best: what an answer stands or falls with. */
  core: string;
  /** Share of the question that the core holds, 0 to 1. */
  coreCoverage: number;
  /** Whether the core can answer this kind of question. */
  answers: boolean;
  /** Share of the question that stands right beside the figure, date, name or place in the core, 0 to 1. */
  nearness: number;
  /** Whether the core holds what such answers usually hold. */
  preferred: boolean;
  /** Score of the best sentence in it; comparable within one question. */
  score: number;
}

/** A sentence of a passage with how much it says about the question. */
interface Scored {
  start: number;
  end: number;
  score: number;
  coverage: number;
  answers: boolean;
  follows: boolean;
  nearness: number;
  preferred: boolean;
}

/**
 * The run of whole sentences of `text` that says most about the question, at most `quoting.longest` UTF-16 units: the best
 * run of at most `quoting.core` of that by idf × rarity within the passage, then what follows it, then what precedes it. A
 * sentence longer than the limit is cut between clauses. Sentences that hold what the kind of question asks
 * for (a figure, a date, a name) are preferred among those that are about the question.
 */
export function chooseExcerpt(
  text: string,
  query: Query,
  weighed: readonly Weighed[],
  demand: Demand,
): Slice {
  const pieces = sentencesOf(text).flatMap(([start, end]) => cutLong(text, start, end));
  const scored = scoreSentences(text, pieces, query, weighed, demand);
  const best = bestRun(scored);
  let [from, to] = best;
  const length = (): number => (scored[to] as Scored).end - (scored[from] as Scored).start;
  const fits = (more: Scored | undefined): boolean =>
    more !== undefined && length() + (more.end - more.start) + 1 <= quoting.longest;
  while (fits(scored[to + 1])) to++;
  while (fits(scored[from - 1])) from--;
  const start = (scored[from] as Scored).start;
  const core = scored.slice(best[0], best[1] + 1).reduce((a, b) => (b.score > a.score ? b : a));
  return {
    text: text.slice(start, (scored[to] as Scored).end),
    start,
    core: text.slice(core.start, core.end),
    coreCoverage: core.coverage,
    answers:
      core.answers ||
      scored.slice(from, to + 1).some((one) => one.answers && (one.follows || demand.needs === null)),
    nearness: core.nearness,
    preferred: core.preferred,
    score: core.score,
  };
}

/** A sentence as it is, or its clauses joined up to the limit when it is too long to show. */
function cutLong(text: string, start: number, end: number): [number, number][] {
  if (end - start <= quoting.longest) return [[start, end]];
  const pieces: [number, number][] = [];
  let from = start;
  let last = start;
  for (const stop of text.slice(start, end).matchAll(/[；;，,、|\n]|$/gu)) {
    const at = start + stop.index + stop[0].length;
    if (at - from > quoting.longest / 2 && last > from) {
      pieces.push([from, last]);
      from = last;
    }
    last = at;
  }
  if (last > from) pieces.push([from, last]);
  return pieces.flatMap(([a, b]) =>
    b - a > quoting.longest ? chop(text, a, b) : [[a, b] as [number, number]],
  );
}

/** Last resort for text without any punctuation; never between the halves of a character above U+FFFF. */
function chop(text: string, start: number, end: number): [number, number][] {
  const pieces: [number, number][] = [];
  for (let at = start; at < end; ) {
    const full = Math.min(end, at + quoting.longest);
    const isHalf = full < end && /[\uD800-\uDBFF]/.test(text[full - 1] as string);
    pieces.push([at, isHalf ? full - 1 : full]);
    at = isHalf ? full - 1 : full;
  }
  return pieces;
}

function scoreSentences(
  text: string,
  pieces: readonly [number, number][],
  query: Query,
  weighed: readonly Weighed[],
  demand: Demand,
): Scored[] {
  const isTable = text.startsWith('|');
  // A row of a table says nothing without the names of its columns.
  const head = isTable ? foldedOf(text.slice(...(pieces[0] as [number, number]))) : '';
  const folded = pieces.map(([start, end], i) => (i === 0 ? '' : head) + foldedOf(text.slice(start, end)));
  const weights = new Map<QueryTerm, number>();
  const weight = (term: QueryTerm): number => {
    let known = weights.get(term);
    if (known === undefined) {
      const holding = folded.filter((sentence) => holdsGram(sentence, term.text)).length;
      known = term.weight / Math.log2(2 + term.passageFrequency) / Math.max(1, holding);
      weights.set(term, known);
    }
    return known;
  };
  const held = (terms: readonly QueryTerm[], sentence: string): number => {
    let sum = 0;
    for (const term of terms)
      if (term.space !== 'character' && holdsGram(sentence, term.text)) sum += weight(term);
    return sum;
  };
  const coverages = folded.map((sentence) => coverageOf(weighed, { near: [sentence], article: [] }));
  const most = Math.max(...coverages);
  return pieces.map(([start, end], i) => {
    const sentence = folded[i] as string;
    const coverage = coverages[i] as number;
    let score = held(query.bridges, sentence);
    for (const concept of query.concepts) {
      const synonyms = concept.synonyms.map(({ text: other, terms }) =>
        holdsGram(sentence, other) ? quoting.synonym * held(terms, sentence) : 0,
      );
      score += Math.max(held(concept.terms, sentence), ...synonyms);
    }
    // A figure elsewhere in the passage is no answer: the sentence that holds it must be about the question too.
    // What follows the sentence that names the thing gives its figure: 开展测评。…共对189名干部开展测评。
    const follows = i > 0 && (coverages[i - 1] as number) >= most && most > 0 && coverage > 0;
    const isAbout = coverage >= quoting.aboutIt * most || (demand.needs !== null && follows);
    const row = text.slice(start, end);
    const answers = isAbout && (canAnswer(demand, row) || (isTable && i > 0 && countsIn(demand, head, row)));
    const nearness = answers ? nearnessOf(weighed, sentence, demand.anchor) : 0;
    const preferred = isAbout && (demand.prefers?.test(sentence) ?? false);
    if (answers && demand.needs !== null) score *= quoting.answering;
    if (preferred) score *= quoting.preferred;
    return {
      start,
      end,
      coverage,
      answers,
      follows,
      nearness,
      preferred,
      score: score * (1 + quoting.near * nearness),
    };
  });
}

/** A cell with a figure under a column that names what is counted: 套 stands in the head, 120 in the row. */
function countsIn({ intent, measure }: Demand, head: string, row: string): boolean {
  return intent === 'how-many' && /\d/u.test(row) && (measure === null || head.includes(measure));
}

/** How far from a figure, date or name the words it belongs to may stand, in characters before and after. */
const REACH = { before: 14, after: 8 };

/** Largest share of the question that stands right beside a figure (a date, a name, a place) of the sentence, 0 to 1. */
function nearnessOf(weighed: readonly Weighed[], sentence: string, anchor: RegExp | null): number {
  if (anchor === null) return 0;
  let nearest = 0;
  for (const match of sentence.matchAll(anchor)) {
    const around = sentence.slice(
      Math.max(0, match.index - REACH.before),
      match.index + match[0].length + REACH.after,
    );
    nearest = Math.max(nearest, coverageOf(weighed, { near: [around], article: [] }));
  }
  return nearest;
}

/** First and last index of the best run of sentences of at most `quoting.core` of the limit, by the sum of their scores. */
function bestRun(scored: readonly Scored[]): [number, number] {
  let best: [number, number] = [0, 0];
  let bestScore = -1;
  for (let from = 0; from < scored.length; from++) {
    let sum = 0;
    for (let to = from; to < scored.length; to++) {
      const length = (scored[to] as Scored).end - (scored[from] as Scored).start;
      if (to > from && length > quoting.longest * quoting.core) break;
      sum += (scored[to] as Scored).score;
      if (sum > bestScore * (1 + 1e-9)) {
        best = [from, to];
        bestScore = sum;
      }
    }
  }
  return best;
}

/** Ranges of `text` that match the question: whole words of it or their synonyms, else the parts of them that occur. */
export function highlightsIn(text: string, concepts: readonly Concept[]): [number, number][] {
  const { folded, at } = foldText(text);
  const marked: [number, number][] = [];
  const mark = (word: string): boolean => {
    let found = false;
    for (let i = folded.indexOf(word); i >= 0 && word !== ''; i = folded.indexOf(word, i + word.length)) {
      // 13 is not in 2013.
      if (
        /[a-z0-9]/u.test(word) &&
        /[a-z0-9.]/u.test(`${folded[i - 1] ?? ''}${folded[i + word.length] ?? ''}`)
      )
        continue;
      marked.push([at[i] as number, at[i + word.length] as number]);
      found = true;
    }
    return found;
  };
  for (const concept of concepts) {
    if (!isStrong(concept)) continue;
    let found = mark(concept.text);
    for (const synonym of concept.synonyms) found = mark(synonym.text) || found;
    if (!found) for (const { text: part } of concept.terms) if (part.length > 1) mark(part);
  }
  return merge(marked);
}

function merge(ranges: [number, number][]): [number, number][] {
  const merged: [number, number][] = [];
  for (const [start, end] of ranges.sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}
