import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cannotRead } from '../disk/disk-errors.ts';

/**
 * The files that `paths` name, and all files in the folders among them, in the order of a person (第2期 before 第10期).
 * Hidden files and what Word leaves beside an open document are left out. @throws StoreError for a path that is not there
 */
export async function findFiles(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    try {
      if ((await stat(path)).isDirectory()) files.push(...(await filesIn(path)));
      else files.push(path);
    } catch (error) {
      // A folder further in is the one to be looked at.
      throw cannotRead((error as NodeJS.ErrnoException).path ?? path, error);
    }
  }
  return [...new Set(files)];
}

const isNoise = (name: string): boolean => /^(?:\.|~\$|Thumbs\.db$|desktop\.ini$|__MACOSX$)/i.test(name);

async function filesIn(folder: string): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true }))
    .filter(({ name }) => !isNoise(name))
    .sort((a, b) => a.name.localeCompare(b.name, 'zh', { numeric: true }));
  const files: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await filesIn(path)));
    else if (entry.isFile()) files.push(path);
  }
  return files;
}
