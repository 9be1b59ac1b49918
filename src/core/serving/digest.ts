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
  /** What was subscribed to; empty for every new issue. */
  topics: string[];
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
 * The digest of an issue for who subscribed to `topics` (empty: to every issue); null when the issue has nothing on any
 * of them. An article is about a topic that names its unit, or whose words, or a synonym of it, stand in it.
 */
export function digestOf(
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
  if (found.length === 0 && !topics.includes('')) return null;
  const best = new Map<number, (typeof found)[number]>();
  for (const one of found) {
    if (one.weight > (best.get(one.article.number)?.weight ?? 0)) best.set(one.article.number, one);
  }
  return {
    issueId: issue.id,
    label: issueLabel(issue),
    date: issue.date,
    url: issueUrl(publicUrl, issue.id),
    topics: named,
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

/** A topic and what means the same, each as words that must all be there. */
function formsOf(topic: string, { lexicon, chinese }: Pick<Library, 'lexicon' | 'chinese'>): string[][] {
  const said = fold(chinese.toSimplified(topic)).trim();
  const forms = [said, ...(lexicon.synonyms.get(said) ?? [])];
  return forms.map((form) => form.split(/\s+/u).filter(Boolean)).filter((words) => words.length > 0);
}

/** Being by the unit counts most, then the title, then how many passages speak of it. */
const WEIGHTS = { unit: 1000, title: 100, passage: 1 };

function matchArticle(
  { title, units }: Article,
  passages: readonly Passage[],
  forms: readonly string[][],
  known: readonly { name: string; aliases: string[] }[],
): { weight: number; passage: Passage; text: string } | null {
  const names = [...units, ...known.flatMap(({ name, aliases }) => [name, ...aliases])].map(fold);
  const holds = (text: string): boolean => forms.some((words) => words.every((word) => text.includes(word)));
  const speaking = passages.filter(({ section, text }) => holds(fold([...section, text].join('\n'))));
  const byUnit = forms.some(([word = '', ...more]) =>
    more.length > 0 ? false : names.some((name) => name.includes(word) || word.includes(name)),
  );
  const weight =
    (byUnit ? WEIGHTS.unit : 0) +
    (holds(fold(title)) ? WEIGHTS.title : 0) +
    WEIGHTS.passage * speaking.length;
  const passage = speaking.find(({ text }) => holds(fold(text))) ?? speaking[0] ?? passages[0];
  if (weight === 0 || !passage) return null;
  const sentences = sentencesOf(passage.text).map(([start, end]) => passage.text.slice(start, end).trim());
  return {
    weight,
    passage,
    text: sentences.find((text) => holds(fold(text))) ?? sentences[0] ?? passage.text,
  };
}
