import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../contracts/temporary-folder.ts';

/** A DATA_DIR with a copy of the sample library. */
export function sampleLibrary(): string {
  const dataDir = join(temporaryFolder(), 'data');
  for (const part of ['bulletins', 'dictionary'])
    cpSync(join('data', part), join(dataDir, part), { recursive: true });
  return dataDir;
}
