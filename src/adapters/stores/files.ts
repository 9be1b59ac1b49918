import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Issue } from '../../core/bulletin.ts';
import { ConflictError, StoreError } from '../../core/errors.ts';
import { formatIssue, IssueFileError, parseIssue } from '../../core/issue-file.ts';
import type { BrokenIssue, IssueStore } from '../../core/ports.ts';
import { storage } from '../../core/wording.ts';
import { cannotRead, isMissing } from '../disk/disk-errors.ts';
import { writeDurably } from '../disk/replace-file.ts';
import { createLibraryLock } from './locks.ts';

/**
 * The library as people can read and edit it: `bulletins/<year>/<id>.md`, with earlier versions under
 * `state/versions/<id>/<version>.md`. Safe with several processes on one folder. A file that cannot be read is reported
 * and never overwritten.
 */
export function createFileIssueStore({ dataDir }: { dataDir: string }): IssueStore {
  const bulletins = join(dataDir, 'bulletins');
  const exclusively = createLibraryLock(dataDir);

  const versionsOf = (id: string): string => join(dataDir, 'state', 'versions', id);

  const store: IssueStore = {
    async readAll() {
      const issues: Issue[] = [];
      const broken: BrokenIssue[] = [];
      for (const path of await markdownFiles(bulletins)) {
        try {
          issues.push(await readIssueFile(bulletins, path));
        } catch (error) {
          broken.push({ path: join(bulletins, path), ...whatIsWrong(error) });
        }
      }
      return { issues: issues.sort((a, b) => compare(a.id, b.id)), broken };
    },

    async read(id) {
      const year = /-(\d{4})-[^-]*$/.exec(id)?.[1];
      if (!year || id.includes(sep) || id.includes('/')) return null;
      const path = join(year, `${id}.md`);
      try {
        return await readIssueFile(bulletins, path);
      } catch (error) {
        if (isMissing(error)) return null;
        throw brokenFile(join(bulletins, path), error);
      }
    },

    write(issue, over) {
      return exclusively(async () => {
        const existing = await store.read(issue.id);
        if (over && (existing?.version ?? null) !== over.version) {
          throw new ConflictError(storage.conflict(issue.id));
        }
        if (existing) await keepVersion(versionsOf(issue.id), existing);
        await writeDurably(join(bulletins, fileOf(issue)), formatIssue(issue));
      });
    },

    async versions(id) {
      const folder = versionsOf(id);
      const names = (await namesIn(folder)).flatMap((name) => /^(\d+(?:-\d+)?)\.md$/.exec(name)?.[1] ?? []);
      names.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
      return Promise.all(names.map((name) => readVersion(join(folder, `${name}.md`))));
    },
  };
  return store;
}

const fileOf = (issue: Issue): string => join(String(issue.year), `${issue.id}.md`);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Paths of all Markdown files under `folder`, relative to it, sorted. @throws StoreError */
async function markdownFiles(folder: string): Promise<string[]> {
  const names = await namesIn(folder, true);
  return names.filter((name) => name.endsWith('.md') && !name.split(sep).at(-1)!.startsWith('.')).sort();
}

async function namesIn(folder: string, recursive = false): Promise<string[]> {
  try {
    return await readdir(folder, { recursive });
  } catch (error) {
    if (isMissing(error)) return [];
    throw cannotRead(folder, error);
  }
}

const readText = async (path: string): Promise<string> =>
  new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));

async function readIssueFile(folder: string, path: string): Promise<Issue> {
  const issue = parseIssue(await readText(join(folder, path)));
  // Another name would let two files claim one issue, and a correction would miss the file it corrects.
  if (fileOf(issue) !== path.normalize('NFC')) throw new IssueFileError(1, storage.misplaced(fileOf(issue)));
  return issue;
}

async function readVersion(path: string): Promise<Issue> {
  try {
    return parseIssue(await readText(path));
  } catch (error) {
    throw brokenFile(path, error);
  }
}

function brokenFile(path: string, cause: unknown): StoreError {
  const { line, reason } = whatIsWrong(cause);
  return new StoreError(storage.broken(path, line, reason), { cause });
}

function whatIsWrong(error: unknown): { line: number; reason: string } {
  if (error instanceof IssueFileError) return { line: error.line, reason: error.reason };
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return {
    line: 1,
    reason: code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? storage.notUtf8 : storage.why(code),
  };
}

/** Files edited by hand keep their version number, so a number may be taken by another text: then `2-1.md`, `2-2.md` … */
async function keepVersion(folder: string, issue: Issue): Promise<void> {
  const text = formatIssue(issue);
  const taken = await namesIn(folder);
  for (let repeat = 0; ; repeat++) {
    const name = repeat === 0 ? `${issue.version}.md` : `${issue.version}-${repeat}.md`;
    if (!taken.includes(name)) return writeDurably(join(folder, name), text);
    const path = join(folder, name);
    const kept = await readFile(path, 'utf8').catch((error) => {
      throw cannotRead(path, error);
    });
    if (kept === text) return;
  }
}
