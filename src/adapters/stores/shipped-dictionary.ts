import { access, constants, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StoreError } from '../../core/errors.ts';
import { linesOf, mergeLines } from '../../core/merge-lines.ts';
import { commands, storage } from '../../core/wording.ts';
import { errorCode, isMissing } from '../disk/disk-errors.ts';
import { makeFolders } from '../disk/make-folders.ts';
import { writeDurably } from '../disk/replace-file.ts';
import type { Tell } from './dictionary-file.ts';
import { createLibraryLock } from './locks.ts';

/** The dictionary this program comes with: the words of the field, its synonyms, its offices. */
export const SHIPPED_DICTIONARY = fileURLToPath(new URL('../../../data/dictionary', import.meta.url));

export const dictionaryFiles = ['terms.txt', 'synonyms.txt', 'stopwords.txt', 'units.txt'] as const;

/** A dictionary file of a library beside the shipped one; what is in it that this library lacks, and why it lacks it. */
interface LaggingFile {
  name: string;
  /**
   * `unknown`: what was changed here and what there cannot be told apart, because nobody wrote down what was shipped when
   * this library was made. `behind`: the next start merges it, or the file cannot be written.
   */
  why: 'unknown' | 'behind';
}

/**
 * Brings the dictionary of a library up to the one this program comes with: a file that still is as it was shipped is
 * replaced, one that was changed here gets what the newer shipped one changes, line by line. What was shipped then is kept
 * in `state/dictionary/`; a file without such a record stays as it is. Where nothing can be written the library goes on
 * with what it has. `log` hears of every file that changed. Never throws.
 */
export async function renewDictionary(dataDir: string, log: Tell): Promise<void> {
  let isBehind = false;
  try {
    const states = (await compare(dataDir)).map(({ state }) => state);
    if (!states.some(({ kind }) => kind === 'renewable')) return;
    isBehind = states.some((state) => state.kind === 'renewable' && state.text !== null);
    // The lock would go on trying for 30 s.
    for (const folder of ['state', 'dictionary']) {
      await makeFolders(join(dataDir, folder));
      await access(join(dataDir, folder), constants.W_OK);
    }
    await createLibraryLock(dataDir)(async () => {
      // Another program may have been faster.
      for (const { name, state } of await compare(dataDir)) {
        if (state.kind !== 'renewable') continue;
        if (state.text !== null) {
          await writeDurably(join(dataDir, 'dictionary', name), state.text);
          const path = join(dataDir, 'dictionary', name);
          log(
            `The dictionary "${path}" is brought up to date: ${state.how}`,
            commands.dictionaryRenewed(path),
          );
        }
        // After the dictionary: what is merged twice is the same as what is merged once.
        await writeDurably(recordOf(dataDir, name), state.shipped);
      }
    });
  } catch (error) {
    // A record that cannot be written is missed at the next upgrade only.
    if (isBehind)
      log(
        `Cannot bring the dictionary up to date: ${(error as Error).message}; going on with what is there`,
        commands.dictionaryNotRenewed(
          error instanceof StoreError ? error.message : storage.why(errorCode(error)),
        ),
      );
  }
}

/** The files of a library's dictionary that lack something the shipped ones have. Changes nothing, never throws. */
export async function laggingDictionary(dataDir: string): Promise<LaggingFile[]> {
  const files = await compare(dataDir).catch(() => []);
  return files.flatMap(({ name, state }): LaggingFile[] => {
    if (state.kind === 'unknown') return [{ name, why: 'unknown' }];
    return state.kind === 'renewable' && state.text !== null ? [{ name, why: 'behind' }] : [];
  });
}

/** What there is to do about one file: nothing, nothing that is safe, or to write it (`text`) and its record. */
type State =
  | { kind: 'current' }
  | { kind: 'unknown' }
  | { kind: 'renewable'; shipped: string; text: string | null; how: string };

async function compare(dataDir: string): Promise<{ name: string; state: State }[]> {
  const folder = join(dataDir, 'dictionary');
  const isThere = (await stat(folder).catch(() => null))?.isDirectory() ?? false;
  // The library this program comes with: its dictionary is the shipped one.
  if (!isThere || (await realpath(folder)) === (await realpath(SHIPPED_DICTIONARY))) return [];
  return Promise.all(
    dictionaryFiles.map(async (name) => ({
      name,
      state: stateOf(
        await readFile(join(SHIPPED_DICTIONARY, name), 'utf8'),
        await textOf(join(folder, name)),
        await textOf(recordOf(dataDir, name)),
      ),
    })),
  );
}

const recordOf = (dataDir: string, name: string): string => join(dataDir, 'state', 'dictionary', name);

/** undefined where there is no such file; null where it is no text, or cannot be read: who uses it says so. */
async function textOf(path: string): Promise<string | null | undefined> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (error) {
    return isMissing(error) ? undefined : null;
  }
}

type Found = Awaited<ReturnType<typeof textOf>>;

function stateOf(shipped: string, local: Found, record: Found): State {
  const renewable = (text: string | null, how: string): State => ({ kind: 'renewable', shipped, text, how });
  if (local === null) return { kind: 'current' };
  if (local === undefined) return renewable(shipped, 'it was not there');
  if (isSame(local, shipped)) return record === shipped ? { kind: 'current' } : renewable(null, '');
  if (typeof record !== 'string') return { kind: 'unknown' };
  if (record === shipped) return { kind: 'current' };
  if (isSame(local, record)) return renewable(shipped, 'it was as shipped, and is now as shipped today');
  const merged = mergeLines(local, { before: record, now: shipped });
  return renewable(
    isSame(merged, local) ? null : merged,
    'it was changed here, and keeps that; what was shipped since is merged into it',
  );
}

/** Editors on Windows end lines in their own way. */
const isSame = (one: string, other: string): boolean => linesOf(one).join('\n') === linesOf(other).join('\n');
