import { type Article, type Issue, issueId, type Section, sectionsOf } from '../../src/core/bulletin.ts';
import type { IndexedArticle, Segmenter } from '../../src/core/ports.ts';
import { sentencesOf } from '../../src/core/text.ts';
import { bulletinOf, placeCharacters, placeLevels, placeName, unitOf } from './invented.ts';
import { createRandom, type Random } from './random.ts';
import { createTokens, foldedOf, type Token, type Tokens, textOf } from './tokens.ts';
import { createWordSource } from './words.ts';

/** An invented issue as it would be published and as it would be indexed. */
export interface InventedIssue {
  issue: Issue;
  articles: IndexedArticle[];
}

const SEED = 20_240_614;
/** Sentences are added to a passage until it has so many UTF-16 units. */
const PASSAGE = 190;
/** Share of the words of two to four characters that another word of their length stands for. */
const EXCHANGED = 0.35;
const PLACES = 400;
const ARTICLES = 5;
const FIRST_YEAR = 1980;
const YEARS = 40;
const PER_YEAR = 24;

/**
 * Issues of some 40 passages, `passages` in all and the same each time, made of sentences of the sample library. Places
 * are invented, figures differ, and a third of the words is exchanged for words drawn from jieba's dictionary by their
 * frequency, so that document frequencies fall off as in a real library: few terms in half of the passages, most in
 * one or two.
 */
export function* inventIssues(
  passages: number,
  samples: readonly Issue[],
  segmenter: Segmenter,
): Generator<InventedIssue> {
  const random = createRandom(SEED);
  const writer = createWriter(samples, segmenter, random);
  let left = passages;
  for (let n = 0; left > 0; n++) {
    const place = writer.places[Math.floor(n / PER_YEAR / YEARS) % PLACES]!;
    const issue = emptyIssue(place, n, random);
    const articles: IndexedArticle[] = [];
    while (articles.length < ARTICLES && left > 0) {
      const { article, indexed } = writer.article(
        issue.id,
        articles.length + 1,
        Math.min(left, 3 + random.below(11)),
      );
      issue.articles.push(article);
      articles.push(indexed);
      left -= indexed.passages.length;
    }
    yield { issue, articles };
  }
}

/** The `n`th issue: bulletin by bulletin, year by year. */
function emptyIssue(place: string, n: number, random: Random): Issue {
  const year = FIRST_YEAR + (Math.floor(n / PER_YEAR) % YEARS);
  const month = 1 + Math.floor((n % PER_YEAR) / 2);
  const identity = { bulletin: bulletinOf(place), year, numbers: [(n % PER_YEAR) + 1], supplement: false };
  return {
    ...identity,
    id: issueId(identity, null),
    total: null,
    date: `${year}-${String(month).padStart(2, '0')}-${10 + random.below(18)}`,
    office: unitOf(place),
    audience: { kind: 'everyone' },
    status: 'published',
    version: 1,
    source: { file: null, format: 'text', unproofed: false },
    editorsNote: [],
    leadersComment: null,
    articles: [],
    colophon: [],
  };
}

interface ArticleWriter {
  places: string[];
  article(issueId: string, number: number, passages: number): { article: Article; indexed: IndexedArticle };
}

function createWriter(samples: readonly Issue[], segmenter: Segmenter, random: Random): ArticleWriter {
  const tokens = createTokens(segmenter, placesIn(samples));
  const places = inventPlaces(random);
  // As the library does with the names of its units.
  segmenter.addWords(places.flatMap((place) => [place, place.slice(0, -1)]));
  const { titles, headings, sentences } = piecesOf(samples, tokens);
  const drawWord = createWordSource();
  const vary = (pieces: readonly Token[][], place: string): Token[] =>
    random.pick(pieces).map((token) => {
      if (token.kind === 'place') return tokens.token(place, 'place');
      if (token.kind === 'number') return tokens.token(otherNumber(token.text, random), 'number');
      const { length } = token.text;
      if (token.kind === 'sign' || length < 2 || length > 4 || random.next() >= EXCHANGED) return token;
      return tokens.token(drawWord(length, random), 'word');
    });
  const body = (place: string): Token[] => {
    const text: Token[] = [];
    for (let length = 0; length < PASSAGE; ) {
      const sentence = vary(sentences, place);
      text.push(...sentence);
      length += textOf(sentence).length;
    }
    return text;
  };
  let serial = 0;
  return {
    places,
    article(issueId, number, passages) {
      const place = random.pick(places);
      const unit = unitOf(place);
      const title = vary(titles, place);
      const article: Article = { number, title: textOf(title), units: [unit], paragraphs: [], sections: [] };
      const indexed: IndexedArticle = {
        issueId,
        articleNumber: number,
        ...foldedOf([title, tokens.cut(unit)]),
        passages: [],
      };
      let heading: Token[] = [];
      for (let i = 0; i < passages; i++) {
        if (i % 3 === 0) {
          heading = vary(headings, place);
          article.sections.push({ heading: textOf(heading), paragraphs: [], sections: [] });
        }
        const paragraph = body(place);
        const section = article.sections.at(-1) as Section;
        const text = textOf(paragraph);
        section.paragraphs.push(text);
        const id = `p${Math.floor(random.next() * 2 ** 40).toString(36)}x${(serial++).toString(36)}`;
        indexed.passages.push({
          passage: { id, issueId, part: 'article', articleNumber: number, section: [section.heading], text },
          ...foldedOf([heading, paragraph]),
        });
      }
      return { article, indexed };
    },
  };
}

/** Titles, headings and sentences of the sample library. */
function piecesOf(
  samples: readonly Issue[],
  { cut }: Tokens,
): Record<'titles' | 'headings' | 'sentences', Token[][]> {
  const articles = samples.flatMap((issue) => issue.articles);
  const sections = articles.flatMap((article) => [...sectionsOf(article)]);
  const paragraphs = sections
    .flatMap((section) => section.paragraphs)
    .filter((text) => !text.startsWith('|'));
  return {
    titles: articles.map(({ title }) => cut(title)),
    headings: sections.flatMap(({ path }) => path.slice(-1).map(cut)),
    sentences: paragraphs.flatMap((text) =>
      sentencesOf(text).map(([start, end]) => cut(text.slice(start, end))),
    ),
  };
}

function placesIn(samples: readonly Issue[]): string[] {
  const units = samples.flatMap(({ articles }) => articles.flatMap((article) => article.units));
  return [...new Set(units.flatMap((unit) => placeName.exec(unit)?.[1] ?? []))];
}

function inventPlaces(random: Random): string[] {
  const places = new Set<string>();
  while (places.size < PLACES) {
    const name = `${random.pick(placeCharacters)}${random.pick(placeCharacters)}`;
    places.add(`${name}${random.pick(placeLevels)}`);
  }
  return [...places];
}

/** Another number of as many digits before the point; a year stays a year. */
function otherNumber(text: string, random: Random): string {
  const [whole = '', part] = text.split('.');
  if (/^(?:19|20)\d\d$/.test(whole)) return String(FIRST_YEAR + random.below(YEARS));
  const digits = Math.min(whole.length, 6);
  const first = digits === 1 ? 1 : 10 ** (digits - 1);
  const other = String(first + random.below(10 ** digits - first));
  return part === undefined ? other : `${other}.${1 + random.below(9)}`;
}
