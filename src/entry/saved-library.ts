import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createPostingsIndex,
  loadPostingsIndex,
  type PostingsIndex,
} from '../adapters/indexes/postings/postings-index.ts';
import { readLargeFile, writeLargeFile } from '../adapters/stores/large-file.ts';
import {
  readSegmentedTexts,
  type TextsNote,
  writeSegmentedTexts,
} from '../adapters/stores/segmented-texts.ts';
import type { IndexedArticle } from '../core/ports.ts';

/** Hashes of issues by their ids. */
type IssueHashes = ReadonlyMap<string, string>;

interface SavedLibrary {
  /** What is saved of issues with these hashes and was made with `stamp`; the index may hold more. */
  load(stamp: string, hashes: IssueHashes): Promise<LoadedLibrary>;
  /** The segmented articles alone. */
  loadArticles(stamp: string, hashes: IssueHashes): Promise<Map<string, IndexedArticle[]>>;
  /** @throws StoreError */
  save(library: {
    stamp: string;
    hashes: IssueHashes;
    articles: ReadonlyMap<string, IndexedArticle[]>;
    index: PostingsIndex;
  }): Promise<void>;
}

export interface LoadedLibrary {
  articles: Map<string, IndexedArticle[]>;
  index: PostingsIndex;
  /** Ids of all issues in the index. */
  indexed: Set<string>;
}

/**
 * The saved index of a data directory: `state/index/texts` holds the words of every passage, `state/index/postings` what
 * the engine made of them. Both are checked by hash, belong to one stamp (dictionary, segmenter, version of the code) and
 * to each other. Where anything does not fit, as much as fits is used and the rest is made again.
 */
export function createSavedLibrary(dataDir: string): SavedLibrary {
  const textsPath = join(dataDir, 'state', 'index', 'texts');
  const postingsPath = join(dataDir, 'state', 'index', 'postings');

  const loadTexts = async (stamp: string, hashes: IssueHashes) => {
    const articles = new Map<string, IndexedArticle[]>();
    const all = new Set<string>();
    let pair = '';
    for await (const block of readSegmentedTexts(textsPath, stamp)) {
      pair = block.pair;
      for (const { id, hash, articles: ofIssue } of block.issues) {
        all.add(id);
        if (hashes.get(id) === hash) articles.set(id, ofIssue);
      }
    }
    return { articles, all, pair };
  };
  const loadPostings = async (wanted: TextsNote): Promise<PostingsIndex | null> => {
    const bytes = await readLargeFile(postingsPath);
    const loaded = bytes && (await loadPostingsIndex(bytes));
    if (!loaded) return null;
    const { stamp, pair } = JSON.parse(loaded.note) as TextsNote;
    return stamp === wanted.stamp && pair === wanted.pair ? loaded.index : null;
  };

  return {
    async load(stamp, hashes) {
      const { articles, all, pair } = await loadTexts(stamp, hashes);
      const index = all.size === 0 ? null : await loadPostings({ stamp, pair });
      return index === null
        ? { articles, index: createPostingsIndex(), indexed: new Set() }
        : { articles, index, indexed: all };
    },
    loadArticles: async (stamp, hashes) => (await loadTexts(stamp, hashes)).articles,
    async save({ stamp, hashes, articles, index }) {
      await index.settled();
      const note: TextsNote = { stamp, pair: randomUUID() };
      // Both as they are at this moment.
      const texts = [...articles].map(([id, ofIssue]) => ({
        id,
        hash: hashes.get(id) ?? '',
        articles: ofIssue,
      }));
      const pieces = await index.save(JSON.stringify(note));
      await writeLargeFile(postingsPath, pieces);
      await writeSegmentedTexts(textsPath, note, texts);
      // What earlier versions of the program kept.
      await rm(join(dataDir, 'state', 'index.json'), { force: true });
    },
  };
}
