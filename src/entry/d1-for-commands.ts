import { join } from 'node:path';
import type { Command } from 'commander';
import { createChineseText } from '../adapters/chinese/chinese-text.ts';
import { type Database, guard, isOvertaken, type Statement } from '../adapters/d1/database.ts';
import { dictionaryStatements, readD1Dictionary } from '../adapters/d1/dictionary.ts';
import {
  type CutIssue,
  createD1IssueStore,
  reindexStatements,
  type Seen,
  writeStatements,
} from '../adapters/d1/issue-store.ts';
import { createD1Notes } from '../adapters/d1/notes.ts';
import type { Tell } from '../adapters/stores/dictionary-file.ts';
import { createFileIssueStore } from '../adapters/stores/files.ts';
import { createMemoryIssueStore } from '../adapters/stores/memory.ts';
import { renewDictionary, SHIPPED_DICTIONARY } from '../adapters/stores/shipped-dictionary.ts';
import { createProgress } from '../adapters/terminal/progress.ts';
import { createWranglerDatabase } from '../adapters/wrangler/wrangler-database.ts';
import { gazetteerOf, namesToKnow } from '../core/asking/assemble-library.ts';
import { digestOf } from '../core/asking/digest.ts';
import { indexedArticles } from '../core/asking/index-terms.ts';
import { type DictionaryTexts, parseLexicon } from '../core/asking/lexicon.ts';
import { createTokenizer } from '../core/asking/terms.ts';
import type { Issue } from '../core/bulletin.ts';
import { ConfigError } from '../core/errors.ts';
import type { IssueStore } from '../core/ports.ts';
import { createLibraryOverview } from '../core/publishing/library-overview.ts';
import { onCloudflare as wording } from '../core/wording.ts';
import { chooseSegmenter, readDictionary } from './open-library.ts';

/** Characters of statements that go to D1 at once: a file of some 10 MB. */
const AT_ONCE = 4_000_000;

/** `--to d1` (or `--from d1`), `--remote` and `--persist-to` of a command; `does` says what the first of them does. */
export function withD1Options(
  command: Command,
  flag: '--to' | '--from',
  does: string = wording.flag[flag],
): Command {
  return command
    .option(`${flag} <${wording.place}>`, does)
    .option('--remote', wording.remote)
    .option(`--persist-to <${wording.folder}>`, wording.persistTo);
}

/** The database the options of a command name; null when they name none. @throws ConfigError */
export function d1Of(command: Command, flag: 'to' | 'from'): Database | null {
  const options = command.opts<{ to?: string; from?: string; remote?: true; persistTo?: string }>();
  const place = options[flag];
  if (place === undefined) {
    if (options.remote || options.persistTo !== undefined)
      throw new ConfigError(wording.onlyWithD1(`--${flag}`));
    return null;
  }
  if (place !== 'd1') throw new ConfigError(wording.noSuchPlace(`--${flag}`, place));
  const { remote = false, persistTo } = options;
  return createWranglerDatabase({ binding: 'DB', remote, ...(persistTo !== undefined && { persistTo }) });
}

/** An issue on its way to D1, and the version it was decided over: where that is gone, an editor was first. */
interface IssueWrite {
  issue: Issue;
  over?: Seen | undefined;
}

/** All issues in D1, in memory, and those written since. */
export async function readFromD1(database: Database): Promise<{ store: IssueStore; written: IssueWrite[] }> {
  const unused = { articlesOf: async () => [], soundOf: () => '' };
  const { issues } = await createD1IssueStore({ database, page: 500, ...unused }).readAll();
  const store = createMemoryIssueStore(issues);
  const written: IssueWrite[] = [];
  return {
    written,
    store: {
      ...store,
      async write(issue, over) {
        await store.write(issue, over);
        written.push({ issue, over });
      },
    },
  };
}

/**
 * The dictionary of this machine, with the synonyms that editors have added in chats since. `shippedBefore` are those the
 * program came with when D1 last got a dictionary: nobody has added them.
 */
export function mergedDictionary(
  here: DictionaryTexts,
  there: DictionaryTexts | null,
  shippedBefore = '',
): DictionaryTexts {
  const known = new Set(`${here.synonyms}\n${shippedBefore}`.split('\n').map((line) => line.trim()));
  const added = (there?.synonyms ?? '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !known.has(line.trim()));
  return { ...here, synonyms: [here.synonyms.trimEnd(), ...added, ''].join('\n') };
}

/** How many passages were written, and the issues that were left because somebody has changed them since. */
interface Written {
  passages: number;
  left: string[];
}

/**
 * Writes issues into D1 with their part of the index, many at once. Names of all of them, and of `others` that are there
 * already, are words before the first is cut.
 */
export async function writeToD1(
  database: Database,
  issues: readonly IssueWrite[],
  {
    others = [],
    dictionary,
    statementsOf = writeStatements,
  }: {
    others?: readonly Issue[];
    dictionary: DictionaryTexts;
    statementsOf?: (issue: Issue, cut: CutIssue, over?: Seen) => Statement[];
  },
): Promise<Written> {
  const lexicon = parseLexicon(dictionary);
  const segmenter = chooseSegmenter(tellOnStderr);
  const digests = [...others, ...issues.map(({ issue }) => issue)].map(digestOf);
  segmenter.addWords(namesToKnow(digests, lexicon, gazetteerOf(digests, lexicon).units));
  const tokenizer = createTokenizer(segmenter);
  const chinese = createChineseText();
  const soundOf = (word: string): string => chinese.pinyin(word).join('');
  const progress = createProgress(wording.writing);
  let waiting: Cut[] = [];
  let length = 0;
  const result: Written = { passages: 0, left: [] };
  const write = async (): Promise<void> => {
    const { written, left } = await writeUnlessOvertaken(database, waiting);
    result.passages += written.reduce((sum, { passages }) => sum + passages, 0);
    result.left.push(...left);
    waiting = [];
    length = 0;
  };
  for (const [done, { issue, over }] of issues.entries()) {
    progress.update(done, issues.length);
    const articles = issue.status === 'published' ? indexedArticles(issue, tokenizer) : [];
    const passages = articles.reduce((sum, article) => sum + article.passages.length, 0);
    const statements = statementsOf(issue, { articles, soundOf }, over);
    waiting.push({ id: issue.id, over, passages, statements });
    length += statements.flat().reduce((sum: number, value) => sum + String(value).length, 0);
    if (length > AT_ONCE) await write();
  }
  await write();
  progress.stop();
  return result;
}

/** An issue as statements. */
interface Cut {
  id: string;
  over: Seen | undefined;
  passages: number;
  statements: Statement[];
}

/**
 * All at once. Reading and cutting take minutes, in which editors publish: D1 refuses the whole, then what they have
 * changed is left, index and all, as they have written it, and the others are written.
 */
async function writeUnlessOvertaken(
  database: Database,
  cut: readonly Cut[],
): Promise<{ written: readonly Cut[]; left: string[] }> {
  if (cut.length === 0) return { written: [], left: [] };
  try {
    await database.change(...cut.flatMap(({ statements }) => statements));
    return { written: cut, left: [] };
  } catch (error) {
    if (!isOvertaken(error)) throw error;
    const rows = await database.rows<{ id: string; version: number }>('SELECT id, version FROM issues');
    const versions = new Map(rows.map(({ id, version }) => [id, version]));
    // Of an issue that is written twice here, the first time is what D1 must be compared with.
    const first = new Map([...cut].reverse().map(({ id, over }) => [id, over]));
    const overtaken = new Set(
      [...first].flatMap(([id, over]) => (over && (versions.get(id) ?? null) !== over.version ? [id] : [])),
    );
    if (overtaken.size === 0) throw error;
    const others = cut.filter(({ id }) => !overtaken.has(id));
    const { written, left } = await writeUnlessOvertaken(database, others);
    return { written, left: [...overtaken, ...left] };
  }
}

/**
 * What an import into D1 works on; `finish` writes it there, in one go, and tells it to the bot. What an editor has
 * changed since it was read is left.
 */
export async function openD1ForImport(database: Database, dataDir: string) {
  const { store, written } = await readFromD1(database);
  const { issues } = await store.readAll();
  return {
    store,
    overview: createLibraryOverview(issues),
    async finish(): Promise<Written> {
      const dictionary = await putDictionary(database, dataDir);
      const ids = new Set(written.map(({ issue }) => issue.id));
      const others = issues.filter(({ id }) => !ids.has(id));
      return writeToD1(database, written, { others, dictionary });
    },
  };
}

/**
 * Copies what the library in `dataDir` has and D1 has not, or has otherwise. What editors have changed in D1 since (a later
 * version there) is `newer` and stays, unless `force`. @throws StoreError
 */
export async function copyToD1(
  database: Database,
  dataDir: string,
  force: boolean,
): Promise<{ issues: number; passages: number; newer: number }> {
  const target = await openD1ForImport(database, dataDir);
  const { issues } = await createFileIssueStore({ dataDir }).readAll();
  let copied = 0;
  let newer = 0;
  for (const issue of issues) {
    const there = await target.store.read(issue.id);
    if (there && JSON.stringify(there) === JSON.stringify(issue)) continue;
    if (there && there.version > issue.version && !force) {
      newer++;
      continue;
    }
    await target.store.write(issue, { version: there?.version ?? null });
    copied++;
  }
  const { passages, left } = await target.finish();
  return { issues: copied - left.length, passages, newer: newer + left.length };
}

/** Makes the whole index in D1 anew from the issues there and the dictionary here. */
export async function reindexD1(
  database: Database,
  dataDir: string,
): Promise<{ issues: number; passages: number }> {
  const { store } = await readFromD1(database);
  const { issues } = await store.readAll();
  const dictionary = await putDictionary(database, dataDir);
  const seen = issues.map((issue) => ({ issue, over: { version: issue.version } }));
  const { passages } = await writeToD1(database, seen, { dictionary, statementsOf: reindexStatements });
  return { issues: issues.length, passages };
}

/** Puts into D1 what `dataDir` has of the dictionary, and gives what is there now. */
async function putDictionary(database: Database, dataDir: string): Promise<DictionaryTexts> {
  await renewDictionary(dataDir, tellOnStderr);
  const here = await readDictionary(join(dataDir, 'dictionary'), tellOnStderr);
  const { synonyms: shipped } = await readDictionary(SHIPPED_DICTIONARY, tellOnStderr);
  for (;;) {
    const there = await readD1Dictionary(database);
    const before = await createD1Notes(database).read(SHIPPED_SYNONYMS);
    const dictionary = mergedDictionary(here, there, before ?? '');
    try {
      await database.change(
        ...guard("(SELECT text FROM dictionary WHERE name = 'synonyms') IS ?", there?.synonyms ?? null),
        ...dictionaryStatements(dictionary),
        ['INSERT OR REPLACE INTO notes VALUES (?, ?)', SHIPPED_SYNONYMS, shipped],
      );
      return dictionary;
    } catch (error) {
      // An editor has added a synonym in between.
      if (!isOvertaken(error)) throw error;
    }
  }
}

const SHIPPED_SYNONYMS = 'shipped synonyms';

const tellOnStderr: Tell = (_, told) => void process.stderr.write(`${told}\n`);
