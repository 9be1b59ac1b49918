import type { Issue } from '../bulletin.ts';
import { createTurns } from '../in-turn.ts';
import type { ChineseText, IndexedArticle, PassageIndex, Segmenter } from '../ports.ts';
import { assembleLibrary, contributed, gazetteerOf, namesToKnow } from './assemble-library.ts';
import { type CoinedNames, createCoinedNames } from './coined-names.ts';
import { digestOf, type IssueDigest } from './digest.ts';
import { inOneGo } from './in-one-go.ts';
import { cutArticles } from './index-terms.ts';
import type { Lexicon } from './lexicon.ts';
import type { Library } from './library.ts';
import { listedIn } from './listed-units.ts';
import { createLiveGazetteer, type LiveGazetteer } from './live-gazetteer.ts';
import { createLiveWords, type LiveWords } from './live-words.ts';
import type { Contributed } from './regions.ts';
import { createTokenizer, type Tokenizer } from './terms.ts';

/** What a library is made with, apart from its issues. */
export interface LibraryParts {
  segmenter: Segmenter;
  chinese: ChineseText;
  lexicon: Lexicon;
  /** May already hold issues from an earlier run: those of `indexed`. */
  createIndex(): PassageIndex;
  publicUrl: string;
  /** Issues whose kept articles, and no others, stand in the index already. */
  indexed?: ReadonlySet<string>;
  /** Does long work in slices between which others get their turn; in one go by default. */
  slice?: Slice;
}

export type Slice = <T>(work: Generator<void, T>) => Promise<T>;

/** Segmented articles of an issue that were kept from an earlier run; undefined when there are none or they are stale. */
export type KeptArticles = (issue: Issue) => IndexedArticle[] | undefined;

/** Issues that an engine is given at once: it writes them as one piece. */
const TOGETHER = 256;

/** A library that is built and changes with its issues. */
export interface BuiltLibrary {
  /** A consistent view; later changes give a new one. */
  current(): Library;
  /** Takes in a published or corrected issue, takes out a withdrawn one. Questions see the library before or after. */
  put(issue: Issue): Promise<void>;
  /** Takes out an issue that is no longer in the store. */
  remove(issueId: string): Promise<void>;
  /** Many of both at once, for less than one by one; `onIssue` is called after each issue that is taken in. */
  change(change: LibraryUpdate): Promise<void>;
  /** Segmented articles of every issue in the library, for keeping. */
  articles(): ReadonlyMap<string, IndexedArticle[]>;
  /** Gets ready what questions with misspelt words need, which the first of them waits for otherwise. */
  prepare(): Promise<void>;
}

export interface LibraryUpdate {
  put: readonly Issue[];
  remove?: readonly string[];
  kept?: KeptArticles;
  onIssue?: (done: number) => Promise<void> | void;
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
  const { segmenter, chinese, indexed = new Set<string>(), slice = async (work) => inOneGo(work) } = parts;
  const tokenizer = createTokenizer(segmenter);
  const index = parts.createIndex();
  const digests = new Map<string, IssueDigest>();
  const articles = new Map<string, IndexedArticle[]>();
  const words = createLiveWords(articles, chinese, slice);
  const coined = createCoinedNames();
  const gazetteer = createLiveGazetteer(parts.lexicon.offices);
  const assembled = (): Library =>
    assemble(digests, articles, { words, coined, gazetteer }, { ...parts, index, tokenizer });
  let library = assembled();
  const inTurn = createTurns();

  const hold = (issueId: string, ofIssue: IndexedArticle[]): void => {
    words.replaceIssue(issueId, articles.get(issueId) ?? [], ofIssue);
    if (ofIssue.length > 0) articles.set(issueId, ofIssue);
    else articles.delete(issueId);
  };
  const apply = async (update: LibraryUpdate, isFirst: boolean): Promise<void> => {
    const published = update.put.filter(({ status }) => status === 'published');
    const gone = [
      ...(update.remove ?? []),
      ...update.put.filter(({ status }) => status !== 'published').map(({ id }) => id),
    ].filter((id) => digests.has(id) || (isFirst && indexed.has(id)));
    const fresh = await slice(digestsOf(published));
    teach(parts, fresh);
    let done = 0;
    const writing: Promise<void>[] = [];
    for (const issue of published) {
      const known = update.kept?.(issue);
      const ofIssue = known ?? (await slice(cutArticles(issue, tokenizer)));
      if (isFirst && known && indexed.has(issue.id)) hold(issue.id, ofIssue);
      else writing.push(index.replaceIssue(issue.id, ofIssue).then(() => hold(issue.id, ofIssue)));
      if (writing.length === TOGETHER) await Promise.all(writing.splice(0));
      await update.onIssue?.(++done);
    }
    for (const id of gone) writing.push(index.replaceIssue(id, []).then(() => hold(id, [])));
    await Promise.all(writing);
    const before = [...fresh.map(({ entry }) => entry.id), ...gone].flatMap((id) => digests.get(id) ?? []);
    for (const digest of fresh) {
      const { id } = digest.entry;
      coined.add(digest.coined);
      coined.remove(digests.get(id)?.coined ?? []);
      digests.set(id, digest);
    }
    for (const id of gone) {
      coined.remove(digests.get(id)?.coined ?? []);
      digests.delete(id);
    }
    const all = (): Contributed[] => [...digests.values()].map(contributed);
    await slice(gazetteer.change(fresh.map(contributed), before.map(contributed), all));
    library = assembled();
  };
  /** One after the other: two changes of one issue end as the later one says. */
  const change = (update: LibraryUpdate): Promise<void> => inTurn(() => apply(update, false));

  const inStore = new Set(issues.map(({ id }) => id));
  const gone = [...indexed].filter((id) => !inStore.has(id));
  await apply({ put: issues, remove: gone, kept, onIssue }, true);
  return {
    current: () => library,
    put: (issue) => change({ put: [issue] }),
    remove: (issueId) => change({ put: [], remove: [issueId] }),
    change,
    articles: () => articles,
    prepare: () => words.prepare(),
  };
}

function* digestsOf(issues: readonly Issue[]): Generator<void, IssueDigest[]> {
  const digests: IssueDigest[] = [];
  for (const issue of issues) {
    const digest = digestOf(issue);
    // Here and not later, when all of them would be read in one go.
    listedIn(digest.editorsNote);
    digests.push(digest);
    yield;
  }
  return digests;
}

/** Makes the segmenter know the dictionary, the units and the coined names. */
function teach({ segmenter, lexicon }: LibraryParts, digests: readonly IssueDigest[]): void {
  segmenter.addWords(namesToKnow(digests, lexicon, gazetteerOf(digests, lexicon).units));
}

function assemble(
  digests: ReadonlyMap<string, IssueDigest>,
  articles: ReadonlyMap<string, IndexedArticle[]>,
  { words, coined, gazetteer }: { words: LiveWords; coined: CoinedNames; gazetteer: LiveGazetteer },
  parts: LibraryParts & { index: PassageIndex; tokenizer: Tokenizer },
): Library {
  const all = digests.size;
  return assembleLibrary([...digests.values()], {
    ...parts,
    gazetteerOf: (seen) => (seen.length === all ? gazetteer.current() : undefined),
    coinedOf: (seen) => (seen.length === all ? coined : undefined),
    wordsOf(seen) {
      if (seen.length === all) return words;
      const ids = new Set(seen.map(({ entry: { id } }) => id));
      return words.without([...articles].filter(([id]) => !ids.has(id)).map(([, ofIssue]) => ofIssue));
    },
    articlesOf: async (issueId) => articles.get(issueId) ?? [],
    async readArticles(keys) {
      const found = new Set<IndexedArticle>();
      for (const key of keys) {
        const at = key.lastIndexOf('#');
        const id = key.slice(at + 1);
        const article = articles
          .get(key.slice(0, at))
          ?.find(({ passages }) => passages.some(({ passage }) => passage.id === id));
        if (article !== undefined) found.add(article);
      }
      return [...found];
    },
  });
}
