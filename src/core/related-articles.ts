import type { Tokenizer } from './asking/terms.ts';
import { type Article, type Issue, sectionsOf } from './bulletin.ts';
import type { PassageIndex } from './ports.ts';
import { foldText } from './text.ts';

/** An article with the issue it stands in. */
export interface PlacedArticle {
  issue: Issue;
  article: Article;
}

/** Words that stand for the topic of an article, and how many passages are looked at that hold them. */
const TOPIC_WORDS = 24;
const CANDIDATES = 80;
/**
 * Closeness from which an article is called related, 0 to 1. Chosen on the sample library: nearly all pairs on one topic
 * lie above it (up to 0.6), articles that share only the phrases of the trade mostly below.
 */
const CLOSE_ENOUGH = 0.16;

/** Other published articles to which one of the units of `of` contributed, newest first. */
export function articlesOfSameUnits(issues: readonly Issue[], of: PlacedArticle): PlacedArticle[] {
  const units = new Set(of.article.units);
  return placedArticles(issues)
    .filter((other) => !isSame(other, of) && other.article.units.some((unit) => units.has(unit)))
    .sort((a, b) => dateOf(b).localeCompare(dateOf(a)));
}

/**
 * Published articles of other units on the topic of `of`, closest first. The topic is the article's own words that are
 * frequent in it and rare elsewhere (tf-idf); the engine proposes passages that hold them, and an article is as close
 * as the share of the topic's weight that its text holds. A longer article holds more words by chance, so its share
 * counts less by the square root of the lengths.
 */
export async function articlesOnSameTopic(
  { index, tokenizer }: { index: PassageIndex; tokenizer: Tokenizer },
  issues: readonly Issue[],
  of: PlacedArticle,
): Promise<PlacedArticle[]> {
  const topic = await topicOf({ index, tokenizer }, of.article);
  const whole = topic.reduce((sum, { weight }) => sum + weight, 0);
  const visible = new Map(issues.map((issue) => [issue.id, issue]));
  const keys = await index.candidates(
    topic.map(({ word }) => word),
    CANDIDATES,
  );
  const near = new Set(keys.map((key) => key.slice(0, key.lastIndexOf('#'))));
  const units = new Set(of.article.units);
  const length = textOf(of.article).length;
  return placedArticles([...near].flatMap((id) => visible.get(id) ?? []))
    .filter((other) => !isSame(other, of) && !other.article.units.some((unit) => units.has(unit)))
    .map((other) => {
      const text = foldText(textOf(other.article)).folded;
      const held = topic.reduce((sum, { word, weight }) => (text.includes(word) ? sum + weight : sum), 0);
      const share = held / (whole || 1);
      return { ...other, closeness: share * Math.min(1, Math.sqrt(length / text.length)) };
    })
    .filter(({ closeness }) => closeness >= CLOSE_ENOUGH)
    .sort((a, b) => b.closeness - a.closeness)
    .map(({ issue, article }) => ({ issue, article }));
}

/** Words of two and more Han characters that other articles hold too, heaviest first. */
async function topicOf(
  { index, tokenizer }: { index: PassageIndex; tokenizer: Tokenizer },
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

function placedArticles(issues: readonly Issue[]): PlacedArticle[] {
  return issues
    .filter((issue) => issue.status === 'published')
    .flatMap((issue) => issue.articles.map((article) => ({ issue, article })));
}

function isSame(a: PlacedArticle, b: PlacedArticle): boolean {
  return a.issue.id === b.issue.id && a.article.number === b.article.number;
}

function textOf(article: Article): string {
  const sections = [...sectionsOf(article)];
  return [
    article.title,
    ...sections.flatMap(({ path, paragraphs }) => [path.at(-1) ?? '', ...paragraphs]),
  ].join('\n');
}

function dateOf({ issue }: PlacedArticle): string {
  return issue.date ?? `${issue.year}`;
}
