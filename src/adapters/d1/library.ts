import { assembleLibrary, gazetteerOf, namesToKnow } from '../../core/asking/assemble-library.ts';
import { type CoinedNames, createCoinedNames } from '../../core/asking/coined-names.ts';
import { digestOf, type IssueDigest } from '../../core/asking/digest.ts';
import { indexedArticles } from '../../core/asking/index-terms.ts';
import { type Lexicon, parseLexicon } from '../../core/asking/lexicon.ts';
import type { IssueEntry, Library } from '../../core/asking/library.ts';
import { createTokenizer } from '../../core/asking/terms.ts';
import type { Issue } from '../../core/bulletin.ts';
import type { ChineseText, Segmenter } from '../../core/ports.ts';
import { createArticleCache } from './article-cache.ts';
import type { Database } from './database.ts';
import { NO_DICTIONARY, readD1Dictionary } from './dictionary.ts';
import type { Indexing } from './issue-store.ts';
import { createD1Words } from './library-words.ts';
import { createD1PassageIndex, createRemembered } from './passage-index.ts';

interface D1Library extends Indexing {
  /** What questions are answered from at this moment. */
  current(): Promise<Library>;
  /** Coined names of these issues, as the last `current` found them. */
  coinedIn(issues: readonly IssueEntry[]): string[];
}

/** Digests read at once: a megabyte. */
const PAGE = 500;

/**
 * A library that stays in D1. An isolate keeps what is small (the digests of all issues, the dictionary) for as long as
 * the library's revision is the same, then reads what has changed; of the texts only articles that were proposed lately.
 */
export function createD1Library(options: {
  database: Database;
  segmenter: Segmenter;
  chinese: ChineseText;
  publicUrl: string;
}): D1Library {
  const { database, segmenter, chinese, publicUrl } = options;
  const tokenizer = createTokenizer(segmenter);
  const articles = createArticleCache(database);
  let counted = createRemembered();
  const index = createD1PassageIndex(database, articles, () => counted);
  const digests = new Map<string, IssueDigest>();
  let known: { revision: number; lexicon: Lexicon; library: Library } | null = null;

  const readDigests = async (since: number): Promise<void> => {
    for (let after = ''; ; ) {
      const rows = await database.rows<{ id: string; status: string; digest: string }>(
        'SELECT id, status, digest FROM issues WHERE revision > ?1 AND id > ?2 ORDER BY id LIMIT ?3',
        since,
        after,
        PAGE,
      );
      for (const { id, status, digest } of rows) {
        if (status === 'published') digests.set(id, JSON.parse(digest) as IssueDigest);
        else digests.delete(id);
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) return;
      after = last.id;
    }
  };

  const current = async (): Promise<Library> => {
    const [row] = await database.rows<{ revision: number }>('SELECT revision FROM library');
    const revision = row?.revision ?? 0;
    if (known?.revision === revision) return known.library;
    counted = createRemembered();
    const lexicon = parseLexicon((await readD1Dictionary(database)) ?? NO_DICTIONARY);
    await readDigests(known?.revision ?? 0);
    const inOrder = [...digests.values()].sort((a, b) => (a.entry.id < b.entry.id ? -1 : 1));
    const names = new Set(inOrder.flatMap(({ coined }) => coined));
    const library = assembleLibrary(inOrder, {
      lexicon,
      chinese,
      tokenizer,
      index,
      publicUrl,
      coinedOf: (seen) => soundingLater(createCoinedNames(new Set(seen.flatMap(({ coined }) => coined)))),
      wordsOf: (seen) => {
        const shown = new Set(seen.flatMap(({ coined }) => coined));
        return createD1Words(database, (word) => names.has(word) && !shown.has(word));
      },
      articlesOf: articles.ofIssue,
      readArticles: articles.holding,
    });
    segmenter.addWords(namesToKnow(inOrder, lexicon, library.gazetteer.units));
    known = { revision, lexicon, library };
    return library;
  };

  return {
    current,
    coinedIn: (issues) => issues.flatMap(({ id }) => digests.get(id)?.coined ?? []),
    async articlesOf(issue: Issue) {
      await current();
      const digest = digestOf(issue);
      const { lexicon } = known as NonNullable<typeof known>;
      segmenter.addWords(namesToKnow([digest], lexicon, gazetteerOf([digest], lexicon).units));
      return indexedArticles(issue, tokenizer);
    },
    soundOf: (word) => chinese.pinyin(word).join(''),
  };
}

/** How ten thousand names sound takes half a second to work out: only for a question that spells something wrongly. */
function soundingLater(coined: CoinedNames): CoinedNames {
  return {
    ...coined,
    soundsIn(chinese) {
      let worked: ReturnType<CoinedNames['soundsIn']> | null = null;
      const sounds = (): NonNullable<typeof worked> => {
        worked ??= coined.soundsIn(chinese);
        return worked;
      };
      return { sounding: (sound) => sounds().sounding(sound), alike: (sound) => sounds().alike(sound) };
    },
  };
}
