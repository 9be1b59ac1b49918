import { createChineseText } from '../adapters/chinese/chinese-text.ts';
import { createMiniSearchSuggester } from '../adapters/indexes/minisearch-suggester.ts';
import { nextTurn } from '../adapters/indexes/postings/slices.ts';
import { watchChanges } from '../adapters/stores/data-dir.ts';
import { laggingDictionary } from '../adapters/stores/shipped-dictionary.ts';
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
  /** Calls `listener` after another program changed the library, or `refresh` was called. */
  onRefreshed(listener: () => void): void;
  /** Takes over what was changed in the files, the dictionary too: the old library answers until the new one is complete. */
  refresh(): Promise<void>;
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
  const chinese = createChineseText();
  const suggester = createMiniSearchSuggester({ chinese });
  const library = await openLibrary({
    ...options,
    stays: true,
    log: (message) => log.warn({}, message),
    async onIssues(changed, gone) {
      for (const issueId of gone) suggester.removeIssue(issueId);
      for (const issue of changed) {
        suggester.replaceIssue(issue);
        await nextTurn();
      }
    },
  });
  const reportBroken = (): void => {
    for (const broken of library.broken()) log.warn(broken, 'an issue file cannot be read and is left out');
  };
  reportBroken();
  for (const { name, why } of await laggingDictionary(dataDir))
    log.warn(
      { name, why },
      'a dictionary file lacks what the shipped one has by now; npm run doctor says more',
    );
  log.info({ engine: library.current().index.name, segmenter: library.segmenter }, 'the library is open');

  const listeners: (() => void)[] = [];
  let refreshed = Promise.resolve();
  const refreshNow = async (): Promise<void> => {
    await library.refresh();
    reportBroken();
    log.info({ issues: library.current().issues.length }, 'the library was changed');
    for (const listener of listeners) listener();
  };
  let underWay = 0;
  const refresh = (): Promise<void> => {
    underWay++;
    const done = refreshed.then(refreshNow).finally(() => underWay--);
    refreshed = done.catch((error) => {
      log.error({ err: error }, 'the changed library cannot be opened; answers come from the old one');
    });
    return done;
  };
  const close = watchChanges(dataDir, () => void refresh().catch(() => undefined));
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
      if (underWay === 0) return;
      refreshed = refreshed
        .then(() => reindexIssue(issueId))
        .catch((error) => {
          // The next refresh looks at all issues again, and must not fail for this one.
          log.error({ err: error, issueId }, 'a changed issue cannot be read again; a refresh takes it over');
        });
    },
    onRefreshed: (listener) => void listeners.push(listener),
    refresh,
    broken: library.broken,
    segmenter: library.segmenter,
    close,
  };
}
