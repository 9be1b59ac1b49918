import type { Library } from '../asking/library.ts';
import { type Article, type Issue, issueLabel, type Passage } from '../bulletin.ts';
import { articleUrl, issueUrl, passageUrl } from '../links.ts';
import { passagesOf } from '../passages.ts';
import { foldText, sentencesOf } from '../text.ts';

/** The card that tells a subscriber of a new issue. */
export interface Digest {
  issueId: string;
  label: string;
  date: string | null;
  url: string;
  /** Articles about the topics, best first. */
  matched: MatchedArticle[];
  /** The table of contents. */
  contents: { number: number; title: string; unit: string; url: string }[];
}

export interface MatchedArticle {
  topic: string;
  title: string;
  unit: string;
  /** Verbatim: the sentence that speaks of the topic, or the first of the article. */
  text: string;
  passage: string;
  url: string;
}

/**
 * The digest of an issue for who subscribed to `topics` (an empty one: to every issue; the name of a bulletin: to all of
 * it); null when the issue has nothing on any of them. An article is about a topic that names its unit, or whose words, or
 * a synonym of it, stand in it.
 */
export function subscriberDigest(
  issue: Issue,
  topics: readonly string[],
  library: Pick<Library, 'gazetteer' | 'lexicon' | 'chinese'>,
  publicUrl: string,
): Digest | null {
  const named = topics.filter((topic) => topic !== '');
  const passages = passagesOf(issue);
  const found = named.flatMap((topic) =>
    issue.articles.flatMap((article) => {
      const ofArticle = passages.filter(({ articleNumber }) => articleNumber === article.number);
      const units = library.gazetteer.unitsOf(issue.id, article.number);
      const match = matchArticle(article, ofArticle, formsOf(topic, library), units);
      return match ? [{ ...match, topic, article }] : [];
    }),
  );
  const bulletin = fold(issue.bulletin);
  const isWhole = topics.some((topic) => topic === '' || bare(topic) === bulletin);
  if (found.length === 0 && !isWhole) return null;
  const best = new Map<number, (typeof found)[number]>();
  for (const one of found) {
    if (one.weight > (best.get(one.article.number)?.weight ?? 0)) best.set(one.article.number, one);
  }
  return {
    issueId: issue.id,
    label: issueLabel(issue),
    date: issue.date,
    url: issueUrl(publicUrl, issue.id),
    matched: [...best.values()]
      .sort((a, b) => b.weight - a.weight)
      .map(({ topic, article, passage, text }) => ({
        topic,
        title: article.title,
        unit: article.units.join('、'),
        text,
        passage: passage.id,
        url: passageUrl(publicUrl, issue.id, article.number, passage.id),
      })),
    contents: issue.articles.map(({ number, title, units }) => ({
      number,
      title,
      unit: units.join('、'),
      url: articleUrl(publicUrl, issue.id, number),
    })),
  };
}

const fold = (text: string): string => foldText(text).folded;
/** Folded, without the marks of a title. */
const bare = (topic: string): string => fold(topic).replace(/[《》\s]/gu, '');

/** The words of a topic, each with what means the same. */
function formsOf(topic: string, { lexicon, chinese }: Pick<Library, 'lexicon' | 'chinese'>): string[][] {
  const words = chinese
    .toSimplified(topic)
    .split(/[\s《》]+/u)
    .map(fold);
  return words.filter(Boolean).map((word) => [word, ...(lexicon.synonyms.get(word) ?? [])]);
}

const isTable = ({ text }: Passage): boolean => text.startsWith('|');

/** Being by the unit counts most, then the title, then how many passages speak of it. */
const WEIGHTS = { unit: 1000, title: 100, passage: 1 };

/** null unless each word of the topic names a unit of the article or stands in it. */
function matchArticle(
  { title, units }: Article,
  passages: readonly Passage[],
  words: readonly (readonly string[])[],
  known: readonly { name: string; aliases: string[] }[],
): { weight: number; passage: Passage; text: string } | null {
  const names = [...units, ...known.flatMap(({ name, aliases }) => [name, ...aliases])].map(fold);
  const head = fold(title);
  const texts = passages.map(({ section, text }) => fold([...section, text].join('\n')));
  const stands = (form: string): boolean => head.includes(form) || texts.some((text) => text.includes(form));
  const isUnit = (form: string): boolean => names.some((name) => name.includes(form));
  /** 柳溪县人才公寓: a unit, and what it should have written about. */
  const isUnitWith = (form: string): boolean =>
    names.some((name) => name.length > 1 && form.startsWith(name) && stands(form.slice(name.length)));
  const isMet = (form: string): boolean => isUnit(form) || stands(form) || isUnitWith(form);
  if (words.length === 0 || !words.every((forms) => forms.some(isMet))) return null;

  const all = words.flat();
  const speaks = (text: string): boolean => all.some((form) => fold(text).includes(form));
  const speaking = passages
    .filter((_, i) => all.some((form) => texts[i]?.includes(form)))
    // A table is hard to read in one line.
    .sort((a, b) => Number(isTable(a)) - Number(isTable(b)));
  const passage = speaking.find(({ text }) => speaks(text)) ?? speaking[0] ?? passages[0];
  if (!passage) return null;
  const sentences = sentencesOf(passage.text).map(([start, end]) => passage.text.slice(start, end).trim());
  return {
    weight:
      (all.some(isUnit) ? WEIGHTS.unit : 0) +
      (all.some((form) => head.includes(form)) ? WEIGHTS.title : 0) +
      WEIGHTS.passage * (1 + speaking.length),
    passage,
    text: sentences.find(speaks) ?? sentences[0] ?? passage.text,
  };
}
