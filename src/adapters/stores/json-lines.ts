import { readFile } from 'node:fs/promises';
import type { ZodType } from 'zod';
import { StoreError } from '../../core/errors.ts';
import { cannotRead } from '../disk/disk-errors.ts';

/**
 * The values of a file with one JSON value a line, each as `schema` gives it; blank lines are passed over. Every line is
 * checked before the first is returned.
 * @throws StoreError when the file cannot be read, and with what `badLine` says of the first line that does not fit.
 */
export async function readJsonLines<T>(
  file: string,
  schema: ZodType<T>,
  badLine: (file: string, line: number) => string,
): Promise<T[]> {
  const text = await readFile(file, 'utf8').catch((error) => {
    throw cannotRead(file, error);
  });
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const parsed = schema.safeParse(parseJson(line));
    if (!parsed.success) throw new StoreError(badLine(file, index + 1));
    return [parsed.data];
  });
}

/** undefined for what is no JSON; no schema lets that pass. */
function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
