import { readDocument } from '../adapters/formats/index.ts';
import { loadPaddleRecogniser } from '../adapters/ocr/paddle.ts';
import { createFileIssueStore } from '../adapters/stores/files.ts';
import { createFileHeldStore } from '../adapters/stores/held-files.ts';
import { createOriginals } from '../adapters/stores/originals.ts';
import type { ImportOptions } from '../core/publishing/import-file.ts';
import { createLibraryOverview } from '../core/publishing/library-overview.ts';

/** What importing needs to work on the library in `dataDir`. @throws StoreError */
export async function importOptions(
  dataDir: string,
  decisions: Pick<ImportOptions, 'force' | 'approved'>,
): Promise<ImportOptions> {
  const store = createFileIssueStore({ dataDir });
  const { issues } = await store.readAll();
  const recogniser = await loadPaddleRecogniser();
  return {
    ...decisions,
    readDocument: (file) => readDocument(file, { recogniser }),
    store,
    held: createFileHeldStore({ dataDir }),
    overview: createLibraryOverview(issues),
    keepOriginal: createOriginals({ dataDir }).keep,
    now: new Date().toISOString(),
  };
}
