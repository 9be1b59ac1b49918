import type { IssueEntry, Library } from './asking/library.ts';
import type { Article } from './bulletin.ts';
import { sectionsOf } from './bulletin.ts';
import type { UnitsOf } from './catalogue.ts';
import type { IndexedArticle } from './ports.ts';
import { foldText } from './text.ts';

/** An article as the catalogue knows it, with the issue it stands in. */
export interface PlacedArticle {
  issue: IssueEntry;
  article: IssueEntry['articles'][number];
}

/** Words that stand for the topic of an article, and how many passages are looked at that hold them. */
const TOPIC_WORDS = 24;
const CANDIDATES = 80;
/**
 * Closeness from which an article is called related, 0 to 1. Chosen on the sample library: nearly all pairs on one topic
 * lie above it (up to 0.6), articles that share only the phrases of the trade mostly below.
 */
const CLOSE_ENOUGH = 0.16;

/** Other articles to which one of the article's units contributed, in the order of `issues` (newest first). */
export function articlesOfSameUnits(
  issues: readonly IssueEntry[],
  issueId: string,
  articleNumber: number,
  unitsOf: UnitsOf,
): PlacedArticle[] {
  const units = unitsOf(issueId, articleNumber);
  return issues.flatMap((issue) =>
    issue.articles
      .filter(({ number }) => issue.id !== issueId || number !== articleNumber)
      .filter(({ number }) => unitsOf(issue.id, number).some((unit) => units.includes(unit)))
      .map((article) => ({ issue, article })),
  );
}

/**
 * Articles of other units on the topic of `article`, closest first. The topic is the article's own words that are
 * frequent in it and rare elsewhere (tf-idf); the engine proposes passages that hold them, and an article is as close
 * as the share of the topic's weight that its text holds. A longer article holds more words by chance, so its share
 * counts less by the square root of the lengths.
 */
export async function articlesOnSameTopic(
  library: Pick<Library, 'issues' | 'index' | 'tokenizer' | 'readArticles'>,
  article: Article,
): Promise<PlacedArticle[]> {
  const topic = await topicOf(library, article);
  const whole = topic.reduce((sum, { weight }) => sum + weight, 0);
  const words = topic.map(({ word }) => word);
  const near = await library.readArticles(await library.index.candidates(words, CANDIDATES));
  const entries = new Map(library.issues.map((issue) => [issue.id, issue]));
  const length = textOf(article).length;
  return near
    .flatMap((candidate) => {
      const issue = entries.get(candidate.issueId);
      const entry = issue?.articles.find(({ number }) => number === candidate.articleNumber);
      if (!issue || !entry || entry.units.some((unit) => article.units.includes(unit))) return [];
      const text = foldedTextOf(candidate);
      const held = topic.reduce((sum, { word, weight }) => (text.includes(word) ? sum + weight : sum), 0);
      const closeness = (held / (whole || 1)) * Math.min(1, Math.sqrt(length / text.length));
      return closeness >= CLOSE_ENOUGH ? [{ issue, article: entry, closeness }] : [];
    })
    .sort((a, b) => b.closeness - a.closeness)
    .map(({ issue, article: entry }) => ({ issue, article: entry }));
}

/** Words of two and more Han characters that other articles hold too, heaviest first. */
async function topicOf(
  { index, tokenizer }: Pick<Library, 'index' | 'tokenizer'>,
  article: Article,
): Promise<{ word: string; weight: number }[]> {
  const counts = new Map<string, number>();
  for (const word of tokenizer.plainWords(textOf(article))) {
    if (/^\p{Script=Han}{2,}$/u.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const words = [...counts.keys()];
  const [{ articles: frequencies }, { articles }] = await Promise.all([
    index.statistics(words),
    index.totals(),
  ]);
  return words
    .map((word, i) => ({ word, frequency: frequencies[i] ?? 0 }))
    .filter(({ frequency }) => frequency > 1)
    .map(({ word, frequency }) => ({
      word,
      weight: (1 + Math.log(counts.get(word) ?? 1)) * Math.log(1 + articles / frequency),
    }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, TOPIC_WORDS);
}

function textOf(article: Article): string {
  const sections = [...sectionsOf(article)];
  const texts = sections.flatMap(({ path, paragraphs }) => [path.at(-1) ?? '', ...paragraphs]);
  return foldText([article.title, ...texts].join('\n')).folded;
}

function foldedTextOf({ folded, passages }: IndexedArticle): string {
  return [folded, ...passages.map((passage) => passage.folded)].join('\n');
}
