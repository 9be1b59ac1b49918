import type { Excerpt } from '../bulletin.ts';
import { passageUrl } from '../links.ts';
import type { IndexedArticle, IndexedPassage } from '../ports.ts';
import { highlightsIn } from './excerpt.ts';
import type { Judged } from './judge.ts';
import type { IssueEntry, Library } from './library.ts';
import type { Query } from './rank.ts';

/** What is shown of a judged passage. */
export function excerptOf(one: Judged, query: Query, library: Library): Excerpt {
  const score = Math.round(Math.min(1, one.coverage) * 100) / 100;
  const highlights = highlightsIn(one.slice.text, query.concepts);
  return { ...quote(one.slice.text, one.passage, one.issue, library), highlights, score };
}

/** `text`, a verbatim slice of an article, with where it stands. */
export function quote(
  text: string,
  { passage }: IndexedPassage,
  issue: IssueEntry,
  library: Library,
): Excerpt {
  const { id, articleNumber, section } = passage;
  const article = issue.articles.find(({ number }) => number === articleNumber);
  const unit = article === undefined ? (issue.office ?? '') : article.units.join('、');
  return {
    issue: { id: issue.id, label: issue.label, date: issue.date },
    article: { number: articleNumber, title: article?.title ?? '', unit },
    section,
    text,
    highlights: [],
    passage: id,
    url: passageUrl(library.publicUrl, issue.id, articleNumber, id),
    score: 1,
  };
}

/** The first passages of an article, whole. */
export function openingOf(
  article: IndexedArticle,
  from: number,
  count: number,
  issue: IssueEntry,
  library: Library,
): Excerpt[] {
  return article.passages
    .slice(from, from + count)
    .map((passage) => quote(passage.passage.text, passage, issue, library));
}
