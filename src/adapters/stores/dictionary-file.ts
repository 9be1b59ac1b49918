import { readFile } from 'node:fs/promises';
import { commands, storage } from '../../core/wording.ts';
import { errorCode, isMissing } from '../disk/disk-errors.ts';

/** Hears what an administrator should know: as the log has it, and as a command tells it. */
export type Tell = (message: string, told: string) => void;

/**
 * The text of one dictionary file; empty when it is missing. One that cannot be read, or is no UTF-8 text, is left out
 * as a whole, and `log` hears of it: half a dictionary would answer wrongly in silence.
 */
export async function readDictionaryFile(path: string, log: Tell): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (error) {
    // That the data directory is no folder is said by who reads the issues.
    if (!isMissing(error) && errorCode(error) !== 'ENOTDIR')
      log(
        `Cannot use the dictionary "${path}": ${errorCode(error)}, expected a text file in UTF-8; going on without`,
        commands.dictionaryUnusable(path, storage.why(errorCode(error))),
      );
    return '';
  }
}
