import type { Issue } from '../bulletin.ts';
import type { ChineseText, IndexedArticle, PassageIndex, PassageKey, Segmenter } from '../ports.ts';
import { assembleLibrary, gazetteerOf, namesToKnow } from './assemble-library.ts';
import { digestOf, type IssueDigest } from './digest.ts';
import { indexedArticles } from './index-terms.ts';
import type { Lexicon } from './lexicon.ts';
import type { Library } from './library.ts';
import { createTokenizer, type Tokenizer } from './terms.ts';
import { createLibraryWords } from './vocabulary.ts';

/** What a library is made with, apart from its issues. */
export interface LibraryParts {
  segmenter: Segmenter;
  chinese: ChineseText;
  lexicon: Lexicon;
  createIndex(): PassageIndex;
  publicUrl: string;
}

/** Segmented articles of an issue that were kept from an earlier run; undefined when there are none or they are stale. */
export type KeptArticles = (issue: Issue) => IndexedArticle[] | undefined;

/** Issues that an engine is given at once while a library is built. */
const TOGETHER = 256;

/** A library that is built and changes with its issues. */
export interface BuiltLibrary {
  /** A consistent view; later changes give a new one. */
  current(): Library;
  /** Takes in a published or corrected issue, takes out a withdrawn one. Questions see the library before or after. */
  put(issue: Issue): Promise<void>;
  /** Takes out an issue that is no longer in the store. */
  remove(issueId: string): Promise<void>;
  /** Segmented articles of every issue in the library, for keeping. */
  articles(): ReadonlyMap<string, IndexedArticle[]>;
}

/**
 * Builds a library from its issues; `onIssue` is called after each. Coined names of all issues become words before the
 * first one is cut, so that every issue knows every name.
 */
export async function buildLibrary(
  issues: readonly Issue[],
  parts: LibraryParts,
  kept: KeptArticles = () => undefined,
  onIssue: (done: number) => Promise<void> | void = () => {},
): Promise<BuiltLibrary> {
  const published = issues.filter(({ status }) => status === 'published');
  const digests = new Map(published.map((issue) => [issue.id, digestOf(issue)]));
  const tokenizer = createTokenizer(parts.segmenter);
  const index = parts.createIndex();
  const articles = new Map<string, IndexedArticle[]>();
  teach(parts, [...digests.values()]);
  let done = 0;
  const writing: Promise<void>[] = [];
  for (const issue of published) {
    const indexed = kept(issue) ?? indexedArticles(issue, tokenizer);
    articles.set(issue.id, indexed);
    writing.push(index.replaceIssue(issue.id, indexed));
    // An engine that takes many issues at once writes them as one piece.
    if (writing.length === TOGETHER) await Promise.all(writing.splice(0));
    await onIssue(++done);
  }
  await Promise.all(writing);
  let library = assemble(digests, articles, index, tokenizer, parts);
  const remove = async (issueId: string): Promise<void> => {
    digests.delete(issueId);
    articles.delete(issueId);
    await index.replaceIssue(issueId, []);
    library = assemble(digests, articles, index, tokenizer, parts);
  };
  return {
    current: () => library,
    remove,
    async put(issue) {
      if (issue.status === 'withdrawn') return remove(issue.id);
      const digest = digestOf(issue);
      digests.set(issue.id, digest);
      teach(parts, [digest]);
      const indexed = indexedArticles(issue, tokenizer);
      articles.set(issue.id, indexed);
      await index.replaceIssue(issue.id, indexed);
      library = assemble(digests, articles, index, tokenizer, parts);
    },
    articles: () => articles,
  };
}

/** Makes the segmenter know the dictionary, the units and the coined names. */
function teach({ segmenter, lexicon }: LibraryParts, digests: readonly IssueDigest[]): void {
  segmenter.addWords(namesToKnow(digests, lexicon, gazetteerOf(digests, lexicon).units));
}

function assemble(
  digests: ReadonlyMap<string, IssueDigest>,
  articles: ReadonlyMap<string, IndexedArticle[]>,
  index: PassageIndex,
  tokenizer: Tokenizer,
  parts: LibraryParts,
): Library {
  const byPassage = new Map<PassageKey, IndexedArticle>();
  for (const [issueId, ofIssue] of articles) {
    for (const article of ofIssue)
      for (const { passage } of article.passages) byPassage.set(`${issueId}#${passage.id}`, article);
  }
  return assembleLibrary([...digests.values()], {
    ...parts,
    index,
    tokenizer,
    wordsOf: (seen) =>
      createLibraryWords(
        () => frequentWords(seen.map(({ entry }) => articles.get(entry.id) ?? [])),
        parts.chinese,
      ),
    articlesOf: async (issueId) => articles.get(issueId) ?? [],
    async readArticles(keys) {
      return [...new Set(keys.map((key) => byPassage.get(key)).filter((article) => article !== undefined))];
    },
  });
}

/** Words of two and more characters, most frequent first. */
function frequentWords(articles: Iterable<IndexedArticle[]>): string[] {
  const counts = new Map<string, number>();
  for (const ofIssue of articles) {
    for (const article of ofIssue) {
      for (const { words } of [article, ...article.passages]) {
        for (const word of words.split(' '))
          if (word.length > 1) counts.set(word, (counts.get(word) ?? 0) + 1);
      }
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word);
}
