import type { Issue, Passage } from '../bulletin.ts';
import { issueLabel } from '../bulletin.ts';
import { passagesOf } from '../passages.ts';
import type { IndexedArticle, IndexedPassage } from '../ports.ts';
import { foldedOf } from '../text.ts';
import { inOneGo } from './in-one-go.ts';
import { gramsOf, type Tokenizer } from './terms.ts';

/**
 * The articles of an issue as an engine indexes and the ranking reads them. What stands outside the articles (editor's
 * note, leader's comment, colophon) is one entry with article number 0, titled by the issue and its office.
 */
export function indexedArticles(issue: Issue, tokenizer: Tokenizer): IndexedArticle[] {
  return inOneGo(cutArticles(issue, tokenizer));
}

/** The same passage by passage, so that a long issue need not be cut in one go. */
export function* cutArticles(issue: Issue, tokenizer: Tokenizer): Generator<void, IndexedArticle[]> {
  const byArticle = new Map<number, Passage[]>();
  for (const passage of passagesOf(issue)) {
    const passages = byArticle.get(passage.articleNumber) ?? [];
    passages.push(passage);
    byArticle.set(passage.articleNumber, passages);
  }
  const articles: IndexedArticle[] = [];
  for (const [articleNumber, passages] of byArticle) {
    const article = issue.articles.find(({ number }) => number === articleNumber);
    const head = article ? [article.title, ...article.units] : [issueLabel(issue), issue.office ?? ''];
    const indexed: IndexedArticle = {
      issueId: issue.id,
      articleNumber,
      ...foldAndCut(head.join('\n'), tokenizer),
      passages: [],
    };
    for (const passage of passages) {
      indexed.passages.push(indexPassage(passage, tokenizer));
      yield;
    }
    articles.push(indexed);
  }
  return articles;
}

/** One article from its title (with its units, a line each) and its passages. */
export function indexArticle(
  issueId: string,
  articleNumber: number,
  title: string,
  passages: readonly Passage[],
  tokenizer: Tokenizer,
): IndexedArticle {
  return {
    issueId,
    articleNumber,
    ...foldAndCut(title, tokenizer),
    passages: passages.map((passage) => indexPassage(passage, tokenizer)),
  };
}

function indexPassage(passage: Passage, tokenizer: Tokenizer): IndexedPassage {
  return { passage, ...foldAndCut([...passage.section, passage.text].join('\n'), tokenizer) };
}

function foldAndCut(text: string, tokenizer: Tokenizer): { folded: string; words: string } {
  const folded = foldLines(text);
  const { words } = tokenizer.terms(text);
  return { folded, words: ['', ...words, ''].join(' ') };
}

/** `foldedOf` line by line: a line feed stays, so that no bigram spans two headings. */
function foldLines(text: string): string {
  return text.split('\n').map(foldedOf).join('\n');
}

/** The terms by which an engine finds a passage: its own and its article's words, bigrams (`~`) and characters (`^`). */
export function indexTerms(article: IndexedArticle, passage: IndexedPassage): string[] {
  const terms: string[] = [];
  for (const text of [article, passage]) {
    terms.push(...text.words.split(' ').filter((word) => word !== ''));
    const { bigrams, characters } = gramsOf(text.folded);
    for (const bigram of bigrams) terms.push(`~${bigram}`);
    for (const character of characters) terms.push(`^${character}`);
  }
  return terms;
}
