import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { createChineseText } from '../adapters/chinese/chinese-text.ts';
import { createPostingsIndex, type PostingsIndex } from '../adapters/indexes/postings/postings-index.ts';
import { inSlices, nextTurn } from '../adapters/indexes/postings/slices.ts';
import { createJiebaWasmSegmenter } from '../adapters/segmenters/jieba-wasm.ts';
import { createNodejiebaSegmenter } from '../adapters/segmenters/nodejieba.ts';
import { readDictionaryFile, type Tell } from '../adapters/stores/dictionary-file.ts';
import { renewDictionary } from '../adapters/stores/shipped-dictionary.ts';
import { type BuiltLibrary, buildLibrary, type LibraryParts } from '../core/asking/build-library.ts';
import { type DictionaryTexts, parseLexicon } from '../core/asking/lexicon.ts';
import type { Library } from '../core/asking/library.ts';
import type { Issue } from '../core/bulletin.ts';
import type { Ask, BrokenIssue, IssueStore, Segmenter } from '../core/ports.ts';
import { commands } from '../core/wording.ts';
import { createSavedLibrary, type LoadedLibrary } from './saved-library.ts';
import { timedAsk } from './timed-ask.ts';

export interface OpenLibrary {
  ask: Ask;
  /** What questions are answered from at this moment. */
  current(): Library;
  /** Reads one issue from the store again: published, corrected or withdrawn. */
  reindexIssue(issueId: string): Promise<void>;
  /** Takes over what another process changed: the files, and what that process has segmented already. */
  refresh(): Promise<void>;
  broken(): BrokenIssue[];
  /** `nodejieba` or `jieba-wasm`. */
  segmenter: string;
}

export interface OpenLibraryOptions {
  dataDir: string;
  store: IssueStore;
  publicUrl: string;
  log: Tell;
  /** Nothing that was segmented before is used. */
  fresh?: boolean;
  /** For a program that goes on running: the index is saved while it answers, and again as issues change. */
  stays?: boolean;
  /** Hears issues done and their number while the library is built. */
  onProgress?: (done: number, of: number) => void;
  /** Hears of issues that are new or another than before, and of those that are gone; waited for. */
  onIssues?: (changed: readonly Issue[], gone: readonly string[]) => Promise<void>;
}

/**
 * Opens the library of a data directory on Node: dictionary, segmenter, index, and what was segmented before. Both the
 * bot and the commands start from here. Everything long is done in slices, so that questions are answered meanwhile, and
 * from the old library until the new one is complete.
 */
export async function openLibrary(options: OpenLibraryOptions): Promise<OpenLibrary> {
  const { dataDir, store, publicUrl, log, onProgress = () => {}, onIssues = async () => {} } = options;
  const segmenter = chooseSegmenter(log);
  const chinese = createChineseText();
  const saved = createSavedLibrary(dataDir);
  let broken: BrokenIssue[] = [];

  const read = async (): Promise<{ issues: Issue[]; hashes: Map<string, string> }> => {
    const all = await store.readAll();
    broken = all.broken;
    return { issues: all.issues, hashes: await inSlices(hashesOf(all.issues)) };
  };
  const open = async (from: 'nothing' | 'disk' | 'memory'): Promise<Opened> => {
    const dictionary = await readDictionary(join(dataDir, 'dictionary'), log);
    const stamp = stampOf(dictionary, segmenter);
    const { issues, hashes } = await read();
    const { articles, index, indexed } =
      from === 'disk'
        ? await saved.load(stamp, hashes)
        : from === 'memory' && opened
          ? unchangedOf(opened, hashes)
          : { articles: new Map(), index: createPostingsIndex(), indexed: new Set<string>() };
    const parts: LibraryParts = {
      segmenter,
      chinese,
      lexicon: parseLexicon(dictionary),
      createIndex: () => index,
      indexed,
      publicUrl,
      slice: inSlices,
    };
    const built = await buildLibrary(
      issues,
      parts,
      ({ id }) => articles.get(id),
      async (done) => {
        onProgress(done, issues.length);
        await nextTurn();
      },
    );
    const before = opened?.hashes ?? new Map<string, string>();
    await onIssues(changedIn(issues, hashes, before), missingFrom(hashes, before));
    const published = built.articles();
    const isSaved = indexed.size === published.size && [...published.keys()].every((id) => articles.has(id));
    return { built, index, dictionary, stamp, hashes, unsaved: isSaved ? 0 : Number.POSITIVE_INFINITY };
  };

  await renewDictionary(dataDir, log);
  let opened: Opened | null = null;
  opened = await open(options.fresh ? 'nothing' : 'disk');
  const current = (): Opened => opened as Opened;

  /** What is saved only saves time: when it cannot be written the library works all the same. */
  const save = async (): Promise<void> => {
    const { built, ...rest } = current();
    if (rest.unsaved === 0) return;
    current().unsaved = 0;
    try {
      await saved.save({ ...rest, articles: built.articles() });
    } catch (error) {
      const { message } = error as Error;
      log(
        `Cannot save the index: ${message}; it is made again at the next start`,
        commands.indexNotSaved(message),
      );
    }
  };
  let saving: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  /** Saves when nothing has changed for a while, and only when making it again would take longer than it is worth. */
  const saveLater = (): void => {
    if (!options.stays || current().unsaved <= current().hashes.size * WORTH_SAVING) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      saving = saving.then(save);
    }, QUIET_MS).unref();
  };
  if (options.stays) {
    saveLater();
    void current().built.prepare();
  } else await save();

  return {
    segmenter: segmenter.name,
    current: () => current().built.current(),
    broken: () => broken,
    ask: timedAsk(() => current().built.current()),
    async reindexIssue(issueId) {
      const { built, hashes } = current();
      const issue = await store.read(issueId);
      if (issue === null) {
        hashes.delete(issueId);
        await built.remove(issueId);
      } else {
        hashes.set(issueId, hashOf(issue));
        await built.put(issue);
      }
      current().unsaved++;
      saveLater();
    },
    async refresh() {
      const { built, stamp, hashes: before } = current();
      const dictionary = await readDictionary(join(dataDir, 'dictionary'), log);
      const { issues, hashes } = await read();
      const changed = changedIn(issues, hashes, before);
      const gone = missingFrom(hashes, before);
      const isCutAlike = stampOf(dictionary, segmenter) === stamp;
      const isSame = JSON.stringify(dictionary) === JSON.stringify(current().dictionary);
      // Nothing is new and yet someone says so: the words were cut anew.
      if (!isCutAlike || (isSame && changed.length + gone.length === 0)) opened = await open('disk');
      // Synonyms and stop words: what the issues were cut into is still right.
      else if (!isSame) opened = await open('memory');
      else {
        const wanted = new Map(changed.map(({ id }) => [id, hashes.get(id) as string]));
        const articles = await saved.loadArticles(stamp, wanted);
        await built.change({
          put: changed,
          remove: gone,
          kept: ({ id }) => articles.get(id),
          onIssue: nextTurn,
        });
        for (const [id, hash] of wanted) before.set(id, hash);
        for (const id of gone) before.delete(id);
        await onIssues(changed, gone);
        current().unsaved += changed.filter(({ id }) => !articles.has(id)).length;
      }
      saveLater();
    },
  };
}

/** A library with what is needed to save it. */
interface Opened {
  built: BuiltLibrary;
  index: PostingsIndex;
  dictionary: DictionaryTexts;
  stamp: string;
  hashes: Map<string, string>;
  /** Issues that are not saved as they are now. */
  unsaved: number;
}

/** What is in memory of issues with these hashes. */
function unchangedOf({ built, index, hashes: before }: Opened, hashes: Hashes): LoadedLibrary {
  const all = built.articles();
  const articles = new Map([...all].filter(([id]) => before.get(id) === hashes.get(id)));
  return { articles, index, indexed: new Set(all.keys()) };
}

/** Names what words depend on; synonyms and stop words are no part of it. */
function stampOf({ terms, units }: DictionaryTexts, segmenter: Segmenter): string {
  return hash(JSON.stringify([terms, units, segmenter.name, FORMAT]));
}

/** The engine of every library on Node: at no size is MiniSearch faster or smaller (`src/README.md`). */
export const createIndex = createPostingsIndex;

/** Raised whenever what is saved would no longer be read or cut the same. */
const FORMAT = 2;
/** Share of the issues from which on changes are worth writing the whole index for. */
const WORTH_SAVING = 0.01;
/** How long nothing must have changed before the index is saved. */
const QUIET_MS = 3_000;

function* hashesOf(issues: readonly Issue[]): Generator<void, Map<string, string>> {
  const hashes = new Map<string, string>();
  for (const issue of issues) {
    hashes.set(issue.id, hashOf(issue));
    yield;
  }
  return hashes;
}

type Hashes = ReadonlyMap<string, string>;

function changedIn(issues: readonly Issue[], now: Hashes, before: Hashes): Issue[] {
  return issues.filter(({ id }) => before.get(id) !== now.get(id));
}

function missingFrom(now: Hashes, before: Hashes): string[] {
  return [...before.keys()].filter((id) => !now.has(id));
}

/** nodejieba, or jieba-wasm where nodejieba was not built; `log` hears which when it is the second choice. */
export function chooseSegmenter(log: Tell): Segmenter {
  try {
    return createNodejiebaSegmenter();
  } catch {
    log(
      'nodejieba is not built on this machine: using jieba-wasm, which cuts the same words',
      commands.standInSegmenter,
    );
    return createJiebaWasmSegmenter();
  }
}

/** The dictionary files of a data directory; empty texts for those that are missing or cannot be used. */
export async function readDictionary(folder: string, log: Tell = () => undefined): Promise<DictionaryTexts> {
  const read = (name: string): Promise<string> => readDictionaryFile(join(folder, `${name}.txt`), log);
  const [stopwords, synonyms, terms, units] = await Promise.all(
    ['stopwords', 'synonyms', 'terms', 'units'].map(read),
  );
  return { stopwords: stopwords ?? '', synonyms: synonyms ?? '', terms: terms ?? '', units: units ?? '' };
}

/** Of everything in an issue: whatever changes, it is cut again. */
function hashOf(issue: Issue): string {
  return hash(JSON.stringify(issue));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
