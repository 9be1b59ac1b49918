import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createChineseText } from '../adapters/chinese/chinese-text.ts';
import { createPostingsIndex } from '../adapters/indexes/postings/postings-index.ts';
import { createJiebaWasmSegmenter } from '../adapters/segmenters/jieba-wasm.ts';
import { createNodejiebaSegmenter } from '../adapters/segmenters/nodejieba.ts';
import { answerQuestion } from '../core/asking/answer-question.ts';
import {
  type BuiltLibrary,
  buildLibrary,
  type KeptArticles,
  type LibraryParts,
} from '../core/asking/build-library.ts';
import { parseLexicon } from '../core/asking/lexicon.ts';
import type { Library } from '../core/asking/library.ts';
import type { Issue } from '../core/bulletin.ts';
import type { Ask, BrokenIssue, IndexedArticle, IssueStore, Segmenter } from '../core/ports.ts';

export interface OpenLibrary {
  ask: Ask;
  /** What questions are answered from at this moment. */
  current(): Library;
  /** Reads one issue from the store again: published, corrected or withdrawn. */
  reindexIssue(issueId: string): Promise<void>;
  /** Builds everything anew beside the old, then swaps. `onProgress` hears issues done and their number. */
  rebuild(onProgress?: (done: number, of: number) => void): Promise<{ issues: number; passages: number }>;
  /** Takes over what another process changed: the files, and what that process has segmented already. */
  refresh(): Promise<void>;
  broken(): BrokenIssue[];
  /** `nodejieba` or `jieba-wasm`. */
  segmenter: string;
}

/**
 * Opens the library of a data directory on Node: dictionary, segmenter, index, and what was segmented before. Both the
 * bot and the commands start from here.
 */
export async function openLibrary(options: {
  dataDir: string;
  store: IssueStore;
  publicUrl: string;
  log: (message: string) => void;
  /** Nothing that was segmented before is used. */
  fresh?: boolean;
  /** Hears issues done and their number while the library is built. */
  onProgress?: (done: number, of: number) => void;
}): Promise<OpenLibrary> {
  const { dataDir, store, publicUrl, log, fresh = false } = options;
  const segmenter = chooseSegmenter(log);
  const chinese = createChineseText();
  const keptPath = join(dataDir, 'state', 'index.json');
  let broken: BrokenIssue[] = [];

  const build = async (
    reuse: boolean,
    onProgress: (done: number, of: number) => void,
  ): Promise<BuiltLibrary> => {
    const dictionary = await readDictionary(join(dataDir, 'dictionary'));
    const parts: LibraryParts = {
      segmenter,
      chinese,
      lexicon: parseLexicon(dictionary),
      createIndex,
      publicUrl,
    };
    const read = await store.readAll();
    broken = read.broken;
    const stamp = hash(JSON.stringify([dictionary, segmenter.name, FORMAT]));
    const kept = reuse ? await readKept(keptPath, stamp) : () => undefined;
    const built = await buildLibrary(read.issues, parts, kept, async (done) => {
      onProgress(done, read.issues.length);
      await new Promise((resume) => setImmediate(resume));
    });
    await keep(keptPath, stamp, read.issues, built, log);
    return built;
  };

  let built = await build(!fresh, options.onProgress ?? (() => {}));
  return {
    segmenter: segmenter.name,
    current: () => built.current(),
    broken: () => broken,
    async ask(request) {
      const started = performance.now();
      const answer = await answerQuestion(request, built.current());
      return { ...answer, elapsedMs: Math.round((performance.now() - started) * 10) / 10 };
    },
    async reindexIssue(issueId) {
      const issue = await store.read(issueId);
      if (issue === null) await built.remove(issueId);
      else await built.put(issue);
    },
    async refresh() {
      built = await build(true, () => {});
    },
    async rebuild(onProgress = () => {}) {
      built = await build(false, onProgress);
      const { passages } = await built.current().index.totals();
      return { issues: built.current().issues.length, passages };
    },
  };
}

/** The engine of every library on Node: at no size is MiniSearch faster or smaller (`src/README.md`). */
export const createIndex = createPostingsIndex;

/** Raised whenever what is kept would no longer be read or cut the same. */
const FORMAT = 1;

interface Kept {
  stamp: string;
  issues: Record<string, { hash: string; articles: IndexedArticle[] }>;
}

/** nodejieba, or jieba-wasm where nodejieba was not built; `log` hears which when it is the second choice. */
export function chooseSegmenter(log: (message: string) => void): Segmenter {
  try {
    return createNodejiebaSegmenter();
  } catch {
    log('nodejieba is not built on this machine: using jieba-wasm, which cuts the same words');
    return createJiebaWasmSegmenter();
  }
}

/** The dictionary files of a data directory; empty texts for those that are missing. */
export async function readDictionary(
  folder: string,
): Promise<{ stopwords: string; synonyms: string; terms: string; units: string }> {
  const read = (name: string): Promise<string> =>
    readFile(join(folder, `${name}.txt`), 'utf8').catch(() => '');
  const [stopwords, synonyms, terms, units] = await Promise.all(
    ['stopwords', 'synonyms', 'terms', 'units'].map(read),
  );
  return { stopwords: stopwords ?? '', synonyms: synonyms ?? '', terms: terms ?? '', units: units ?? '' };
}

async function readKept(path: string, stamp: string): Promise<KeptArticles> {
  try {
    const kept = JSON.parse(await readFile(path, 'utf8')) as Kept;
    if (kept.stamp !== stamp) return () => undefined;
    return (issue) => {
      const entry = kept.issues[issue.id];
      return entry?.hash === hash(JSON.stringify(issue)) ? entry.articles : undefined;
    };
  } catch {
    return () => undefined;
  }
}

/** What is kept only saves time: when it cannot be written the library works all the same. */
async function keep(
  path: string,
  stamp: string,
  issues: readonly Issue[],
  built: BuiltLibrary,
  log: (message: string) => void,
): Promise<void> {
  const articles = built.articles();
  const kept: Kept = { stamp, issues: {} };
  for (const issue of issues) {
    const ofIssue = articles.get(issue.id);
    if (ofIssue) kept.issues[issue.id] = { hash: hash(JSON.stringify(issue)), articles: ofIssue };
  }
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(temporary, JSON.stringify(kept));
    await rename(temporary, path);
  } catch (error) {
    log(
      `Cannot keep the index in "${path}": ${(error as Error).message}; it is built again at the next start`,
    );
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
