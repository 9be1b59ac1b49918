import { setImmediate } from 'node:timers/promises';
import { filesIn, readDocument } from '../adapters/formats/index.ts';
import { loadPaddleRecogniser } from '../adapters/ocr/paddle.ts';
import { createFilePendingChanges } from '../adapters/stores/drafts.ts';
import { createOriginals } from '../adapters/stores/originals.ts';
import type { Clock, DraftStore, HeldStore, IssueStore, LibraryChange, Log } from '../core/ports.ts';
import { type ChangeLibrary, createChangeLibrary } from '../core/publishing/change-library.ts';
import type { PublishingParts } from '../core/serving/desk/editor-desk.ts';
import type { LiveLibrary } from './live-library.ts';

export interface Publishing {
  changes: ChangeLibrary;
  /** What one chat platform needs; each keeps its own drafts, because its cards are its own. */
  withDrafts(drafts: DraftStore): PublishingParts;
}

/** Publishing into the library of `dataDir` while the bot runs. */
export async function openPublishing(options: {
  dataDir: string;
  store: IssueStore;
  library: LiveLibrary;
  held: HeldStore;
  onChange(change: LibraryChange): Promise<void>;
  clock: Clock;
  log: Log;
}): Promise<Publishing> {
  const { dataDir, store, library, held } = options;
  const recogniser = await loadPaddleRecogniser();
  const changes = createChangeLibrary({
    ...options,
    reindex: library.reindexIssue,
    keepOriginal: createOriginals({ dataDir }).keep,
    pending: createFilePendingChanges({
      dataDir,
      onDamaged: (path) => options.log.error({ path }, 'a record of a change cannot be read and is left out'),
    }),
  });
  return {
    changes,
    withDrafts: (drafts) => ({
      drafts,
      store,
      library: changes,
      held,
      issues: () => library.current().issues,
      filesIn,
      readDocument: (file) => readDocument(file, { recogniser }),
      pause: () => setImmediate(),
    }),
  };
}
