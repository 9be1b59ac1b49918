import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createNodejiebaSegmenter } from '../../src/adapters/segmenters/nodejieba.ts';
import { createFileIssueStore } from '../../src/adapters/stores/files.ts';
import { type Lexicon, parseLexicon } from '../../src/core/asking/lexicon.ts';
import type { Issue } from '../../src/core/bulletin.ts';
import type { Segmenter } from '../../src/core/ports.ts';

/** The library that comes with the project, whatever DATA_DIR says: what is measured must not depend on the machine. */
export const sampleDir = fileURLToPath(new URL('../../data', import.meta.url));

interface Samples {
  issues: Issue[];
  lexicon: Lexicon;
  segmenter: Segmenter;
}

export async function readSamples(): Promise<Samples> {
  const { issues } = await createFileIssueStore({ dataDir: sampleDir }).readAll();
  const read = (name: string): Promise<string> =>
    readFile(join(sampleDir, 'dictionary', `${name}.txt`), 'utf8');
  const lexicon = parseLexicon({
    stopwords: await read('stopwords'),
    synonyms: await read('synonyms'),
    terms: await read('terms'),
    units: await read('units'),
  });
  const segmenter = createNodejiebaSegmenter();
  segmenter.addWords(lexicon.terms);
  return { issues, lexicon, segmenter };
}
