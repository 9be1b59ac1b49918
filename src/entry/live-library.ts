import { createChineseText } from '../adapters/chinese/chinese-text.ts';
import { createMiniSearchSuggester } from '../adapters/indexes/minisearch-suggester.ts';
import { watchChanges } from '../adapters/stores/data-dir.ts';
import type { Library } from '../core/asking/library.ts';
import type { Ask, BrokenIssue, IssueStore, Log, Suggest } from '../core/ports.ts';
import { openLibrary } from './open-library.ts';

export interface LiveLibrary {
  ask: Ask;
  suggest: Suggest;
  current(): Library;
  /** Takes over one issue as it now stands in the store: published, corrected or withdrawn. */
  reindexIssue(issueId: string): Promise<void>;
  /** Published files that could not be read. */
  broken(): BrokenIssue[];
  /** `nodejieba` or `jieba-wasm`. */
  segmenter: string;
  /** Stops following changes. */
  close(): void;
}

/**
 * The library of a running bot: follows what `npm run import` and `npm run reindex` change. Questions are answered from
 * the old one until the new one is complete. @throws StoreError
 */
export async function openLiveLibrary(options: {
  dataDir: string;
  store: IssueStore;
  publicUrl: string;
  log: Log;
}): Promise<LiveLibrary> {
  const { dataDir, store, log } = options;
  const library = await openLibrary({ ...options, log: (message) => log.warn({}, message) });
  const chinese = createChineseText();
  let suggester = await suggesterOf(store);

  async function suggesterOf({ readAll }: IssueStore) {
    const fresh = createMiniSearchSuggester({ chinese });
    for (const issue of (await readAll()).issues) fresh.replaceIssue(issue);
    for (const broken of library.broken()) log.warn(broken, 'an issue file cannot be read and is left out');
    return fresh;
  }

  let refreshed = Promise.resolve();
  const refresh = async (): Promise<void> => {
    try {
      await library.refresh();
      suggester = await suggesterOf(store);
      log.info({ issues: library.current().issues.length }, 'the library was changed by another program');
    } catch (error) {
      log.error({ err: error }, 'the changed library cannot be opened; answers come from the old one');
    }
  };
  let underWay = 0;
  const close = watchChanges(dataDir, () => {
    underWay++;
    refreshed = refreshed.then(refresh).finally(() => underWay--);
  });
  const reindexIssue = async (issueId: string): Promise<void> => {
    await library.reindexIssue(issueId);
    const issue = await store.read(issueId);
    if (issue) suggester.replaceIssue(issue);
  };
  return {
    ask: library.ask,
    suggest: (...typed) => suggester.suggest(...typed),
    current: library.current,
    async reindexIssue(issueId) {
      await reindexIssue(issueId);
      // A library that is being built anew may have read this issue before it was changed.
      if (underWay > 0) refreshed = refreshed.then(() => reindexIssue(issueId));
    },
    broken: library.broken,
    segmenter: library.segmenter,
    close,
  };
}
