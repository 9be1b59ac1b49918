import type { ChineseText, IndexedArticle, PassageIndex, PassageKey } from '../ports.ts';
import { type CoinedNames, createCoinedNames } from './coined-names.ts';
import type { IssueDigest } from './digest.ts';
import { createGazetteer, type Gazetteer } from './gazetteer.ts';
import type { Lexicon } from './lexicon.ts';
import { type Library, newestFirst } from './library.ts';
import type { Contributed } from './regions.ts';
import type { Tokenizer } from './terms.ts';
import type { Unit } from './unit-names.ts';
import { createVocabulary, type LibraryWords } from './vocabulary.ts';

/** Where a library keeps what it does not hold itself: in memory, or in a database. */
export interface LibrarySource {
  lexicon: Lexicon;
  chinese: ChineseText;
  tokenizer: Tokenizer;
  index: PassageIndex;
  publicUrl: string;
  /** The words of these issues. */
  wordsOf(digests: readonly IssueDigest[]): LibraryWords;
  /** The units and the coined names of these issues, where they are at hand. */
  gazetteerOf?(digests: readonly IssueDigest[]): Gazetteer | undefined;
  coinedOf?(digests: readonly IssueDigest[]): CoinedNames | undefined;
  readArticles(keys: readonly PassageKey[]): Promise<IndexedArticle[]>;
  articlesOf(issueId: string): Promise<IndexedArticle[]>;
}

/** Libraries of those who may not see all: each has a gazetteer and names of its own. One is made anew in a tenth of a second. */
const MOST_VIEWS = 32;

/** The library of these issues; units are learnt in their order. */
export function assembleLibrary(digests: readonly IssueDigest[], source: LibrarySource): Library {
  const { lexicon, chinese, tokenizer, index, publicUrl, readArticles, articlesOf } = source;
  const gazetteer = source.gazetteerOf?.(digests) ?? gazetteerOf(digests, lexicon);
  /** Those asked for last, newest last. */
  const views = new Map<string, Library>();
  return {
    issues: digests.map(({ entry }) => entry).sort(newestFirst),
    gazetteer,
    vocabulary: createVocabulary(
      source.coinedOf?.(digests) ?? createCoinedNames(new Set(digests.flatMap(({ coined }) => coined))),
      namesOf(gazetteer, lexicon),
      { words: source.wordsOf(digests), stopwords: lexicon.stopwords },
      chinese,
    ),
    lexicon,
    tokenizer,
    chinese,
    index,
    publicUrl,
    readArticles,
    articlesOf,
    seenBy(seen) {
      if (seen.length === digests.length) return this;
      const key = seen.map(({ id }) => id).join('\n');
      const known = views.get(key);
      if (known) {
        views.delete(key);
        views.set(key, known);
        return known;
      }
      const ids = new Set(seen.map(({ id }) => id));
      const view = assembleLibrary(
        digests.filter(({ entry }) => ids.has(entry.id)),
        source,
      );
      views.set(key, view);
      const [oldest] = views.keys();
      if (views.size > MOST_VIEWS && oldest !== undefined) views.delete(oldest);
      return view;
    },
  };
}

export function gazetteerOf(digests: readonly IssueDigest[], { offices }: Lexicon): Gazetteer {
  return createGazetteer(digests.map(contributed), offices);
}

/** What units are learnt from. */
export function contributed({ entry, editorsNote }: IssueDigest): Contributed {
  return { ...entry, editorsNote };
}

const knownNames = new WeakMap<Gazetteer, ReadonlySet<string>>();

/** Terms and all names of units; the same set for the same gazetteer. */
function namesOf(gazetteer: Gazetteer, lexicon: Lexicon): ReadonlySet<string> {
  const known = knownNames.get(gazetteer);
  if (known !== undefined) return known;
  const names = new Set<string>(lexicon.terms);
  for (const { aliases } of gazetteer.units) for (const alias of aliases) names.add(alias);
  knownNames.set(gazetteer, names);
  return names;
}

/** What the segmenter must know: the dictionary, the coined names, the shorter names of the units. */
export function* namesToKnow(
  digests: readonly IssueDigest[],
  lexicon: Lexicon,
  units: readonly Unit[],
): Generator<string> {
  const isHan = (name: string): boolean => /^\p{Script=Han}+$/u.test(name);
  yield* lexicon.terms;
  for (const { coined } of digests) yield* coined.filter(isHan);
  for (const { name, aliases } of units)
    yield* [name, ...aliases].filter((word) => word.length <= 6 && isHan(word));
}
