import { readFile } from 'node:fs/promises';
import { errorCode, isMissing } from '../disk/disk-errors.ts';

/**
 * The text of one dictionary file; empty when it is missing. One that cannot be read, or is no UTF-8 text, is left out
 * as a whole, and `log` hears of it: half a dictionary would answer wrongly in silence.
 */
export async function readDictionaryFile(path: string, log: (message: string) => void): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (error) {
    // That the data directory is no folder is said by who reads the issues.
    if (!isMissing(error) && errorCode(error) !== 'ENOTDIR')
      log(
        `Cannot use the dictionary "${path}": ${errorCode(error)}, expected a text file in UTF-8; going on without`,
      );
    return '';
  }
}
