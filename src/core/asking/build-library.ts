import type { Issue } from '../bulletin.ts';
import type { ChineseText, IndexedArticle, PassageIndex, PassageKey, Segmenter } from '../ports.ts';
import { createGazetteer } from './gazetteer.ts';
import { indexedArticles } from './index-terms.ts';
import type { Lexicon } from './lexicon.ts';
import { issueEntry, type Library, newestFirst } from './library.ts';
import { createTokenizer, type Tokenizer } from './terms.ts';
import { coinedNames, createVocabulary } from './vocabulary.ts';

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
  const published = new Map(
    issues.filter(({ status }) => status === 'published').map((issue) => [issue.id, issue]),
  );
  const tokenizer = createTokenizer(parts.segmenter);
  const index = parts.createIndex();
  const articles = new Map<string, IndexedArticle[]>();
  teach(parts, [...published.values()]);
  let done = 0;
  const writing: Promise<void>[] = [];
  for (const issue of published.values()) {
    const indexed = kept(issue) ?? indexedArticles(issue, tokenizer);
    articles.set(issue.id, indexed);
    writing.push(index.replaceIssue(issue.id, indexed));
    // An engine that takes many issues at once writes them as one piece.
    if (writing.length === TOGETHER) await Promise.all(writing.splice(0));
    await onIssue(++done);
  }
  await Promise.all(writing);
  let library = assemble(published, articles, index, tokenizer, parts);
  const remove = async (issueId: string): Promise<void> => {
    published.delete(issueId);
    articles.delete(issueId);
    await index.replaceIssue(issueId, []);
    library = assemble(published, articles, index, tokenizer, parts);
  };
  return {
    current: () => library,
    remove,
    async put(issue) {
      if (issue.status === 'withdrawn') return remove(issue.id);
      published.set(issue.id, issue);
      teach(parts, [issue]);
      const indexed = indexedArticles(issue, tokenizer);
      articles.set(issue.id, indexed);
      await index.replaceIssue(issue.id, indexed);
      library = assemble(published, articles, index, tokenizer, parts);
    },
    articles: () => articles,
  };
}

/** Makes the segmenter know the dictionary, the units and the coined names. */
function teach({ segmenter, lexicon }: LibraryParts, issues: readonly Issue[]): void {
  segmenter.addWords(lexicon.terms);
  for (const issue of issues)
    segmenter.addWords([...coinedNames(issue)].filter((name) => /^\p{Script=Han}+$/u.test(name)));
  for (const { name, aliases } of createGazetteer(issues, lexicon.offices).units) {
    segmenter.addWords(
      [name, ...aliases].filter((word) => word.length <= 6 && /^\p{Script=Han}+$/u.test(word)),
    );
  }
}

function assemble(
  published: ReadonlyMap<string, Issue>,
  articles: ReadonlyMap<string, IndexedArticle[]>,
  index: PassageIndex,
  tokenizer: Tokenizer,
  parts: LibraryParts,
): Library {
  const { lexicon, chinese, publicUrl } = parts;
  const issues = [...published.values()];
  const gazetteer = createGazetteer(issues, lexicon.offices);
  const coined = new Set<string>();
  for (const issue of issues) for (const name of coinedNames(issue)) coined.add(name);
  const names = new Set<string>(lexicon.terms);
  for (const { aliases } of gazetteer.units) for (const alias of aliases) names.add(alias);
  const byPassage = new Map<PassageKey, IndexedArticle>();
  for (const [issueId, ofIssue] of articles) {
    for (const article of ofIssue)
      for (const { passage } of article.passages) byPassage.set(`${issueId}#${passage.id}`, article);
  }
  const views = new Map<string, Library>();
  return {
    issues: issues.map(issueEntry).sort(newestFirst),
    gazetteer,
    vocabulary: createVocabulary(
      coined,
      names,
      () => [...frequentWords(articles.values()), ...lexicon.stopwords],
      chinese,
    ),
    lexicon,
    tokenizer,
    chinese,
    index,
    publicUrl,
    keysOf: (issueId) =>
      (articles.get(issueId) ?? []).flatMap(({ passages }) =>
        passages.map(({ passage }) => `${issueId}#${passage.id}`),
      ),
    seenBy(seen) {
      if (seen.length === published.size) return this;
      const key = seen.map(({ id }) => id).join('\n');
      const known = views.get(key);
      if (known) return known;
      const only = <T>(all: ReadonlyMap<string, T>): Map<string, T> =>
        new Map(seen.flatMap(({ id }) => (all.has(id) ? [[id, all.get(id) as T] as const] : [])));
      const view = assemble(only(published), only(articles), index, tokenizer, parts);
      views.set(key, view);
      return view;
    },
    async readArticles(keys) {
      return [...new Set(keys.map((key) => byPassage.get(key)).filter((article) => article !== undefined))];
    },
  };
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
