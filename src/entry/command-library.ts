import { announceChange } from '../adapters/stores/data-dir.ts';
import { createFileIssueStore } from '../adapters/stores/files.ts';
import { createProgress } from '../adapters/terminal/progress.ts';
import type { Config } from '../config.ts';
import { commands } from '../core/wording.ts';
import { localUrl } from './http-server.ts';
import { type OpenLibrary, openLibrary } from './open-library.ts';

/**
 * The library for one command, with progress on stderr while it is built, and a line for every file that had to be left
 * out. `fresh` builds the index from nothing. @throws StoreError
 */
export async function openForCommand(config: Config, { fresh = false } = {}): Promise<OpenLibrary> {
  const { dataDir, host, port } = config;
  const progress = createProgress(commands.indexing);
  const library = await openLibrary({
    dataDir,
    store: createFileIssueStore({ dataDir }),
    publicUrl: config.publicUrl ?? localUrl(host, port),
    log: (_, told) => sayOnStderr(told),
    fresh,
    onProgress: progress.update,
  }).finally(progress.stop);
  for (const { path, line, reason } of library.broken())
    sayOnStderr(commands.brokenIssue(path, line, reason));
  return library;
}

/** Brings the index up to date with the files and tells a running bot. @throws StoreError */
export async function refreshIndex(config: Config, options?: { fresh: boolean }): Promise<OpenLibrary> {
  const library = await openForCommand(config, options);
  await announceChange(config.dataDir, new Date().toISOString());
  return library;
}

const sayOnStderr = (message: string): void => void process.stderr.write(`${message}\n`);
