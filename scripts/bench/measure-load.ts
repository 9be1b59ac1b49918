/**
 * Loads a saved library as a start of the bot does, in a process that holds nothing else. Started by
 * `measure-answers.ts` with the data directory; writes the milliseconds to stdout.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSavedLibrary } from '../../src/entry/saved-library.ts';
import { median, time } from './timings.ts';

const LOADS = 3;

const [dataDir = ''] = process.argv.slice(2);
const ids = JSON.parse(await readFile(join(dataDir, 'ids.json'), 'utf8')) as string[];
const hashes = new Map(ids.map((id) => [id, id]));
const saved = createSavedLibrary(dataDir);
const ms: number[] = [];
for (let i = 0; i < LOADS; i++) ms.push(await time(() => saved.load('', hashes)));
process.stdout.write(`${median(ms)}\n`);
