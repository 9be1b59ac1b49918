/**
 * Measures `npm run import`: reading, publishing and indexing files of several formats into a new library. Started by
 * `scripts/bench.ts`; writes one line of JSON to stdout.
 */
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bulletinText } from '../../test/scripts/generated-bulletins.ts';
import { makeDocx, makePdf } from './made-files.ts';
import { start } from './running-bot.ts';
import { median, time } from './timings.ts';

export interface ImportFigures {
  /** Articles a second, without the time the command takes to start. */
  articlesPerSecond: { text: number; docx: number };
  /** One pdf of so many pages, from the start of the command to its end. */
  pdf: { pages: number; seconds: number };
}

const ISSUES = 300;
const ARTICLES_AN_ISSUE = 2;
const PAGES = 300;
const LINES_A_PAGE = 28;
const CHARACTERS_A_LINE = 32;
const ROUNDS = 3;

const folder = await mkdtemp(join(tmpdir(), 'wenbao-bench-'));
try {
  const texts = Array.from({ length: ISSUES }, (_, i) =>
    bulletinText(2000 + Math.floor(i / 25), (i % 25) + 1),
  );
  const encoders = {
    text: (text: string) => Buffer.from(text),
    docx: (text: string) => makeDocx(text.split('\n')),
  };
  const figures: ImportFigures = {
    articlesPerSecond: {
      text: await measureRate('txt', texts.map(encoders.text)),
      docx: await measureRate('docx', texts.map(encoders.docx)),
    },
    pdf: { pages: PAGES, seconds: (await importing(await filesOf('pdf', [longPdf()]))) / 1000 },
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exit();

async function measureRate(ending: string, files: readonly Uint8Array[]): Promise<number> {
  const one = await filesOf(`one.${ending}`, files.slice(0, 1));
  const all = await filesOf(ending, files);
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const ms = (await importing(all)) - (await importing(one));
    rates.push((((files.length - 1) * ARTICLES_AN_ISSUE) / ms) * 1000);
  }
  return median(rates);
}

async function filesOf(name: string, files: readonly Uint8Array[]): Promise<string> {
  const path = join(folder, name);
  await mkdir(path);
  for (const [i, bytes] of files.entries())
    await writeFile(join(path, `${i}.${name.split('.').at(-1)}`), bytes);
  return path;
}

/** Milliseconds; the library is new each time. @throws Error when not every file was published */
async function importing(files: string): Promise<number> {
  const dataDir = await mkdtemp(join(folder, 'data-'));
  let report = '';
  const ms = await time(async () => {
    const child = start('scripts/import.ts', ['--json', files], { DATA_DIR: dataDir });
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      report += text;
    });
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`scripts/import.ts ended with ${code}`);
  });
  const reports = (JSON.parse(report) as { files: { status: string; reason?: string }[] }).files;
  const other = reports.find(({ status }) => status !== 'published');
  if (other !== undefined || reports.length !== (await readdir(files)).length)
    throw new Error(`not every file was published: ${JSON.stringify(other)}`);
  return ms;
}

/** One issue with as many articles as fill the pages. */
function longPdf(): Uint8Array {
  const [head = '', ...rest] = bulletinText(2024, 1).split(/(?<=供各地参考。\n)/);
  const lines: string[] = wrap(head);
  for (let n = 0; lines.length < PAGES * LINES_A_PAGE; n++) {
    const articles =
      (n === 0 ? rest.join('') : bulletinText(2024, n + 1).split(/(?<=供各地参考。\n)/)[1]!) ?? '';
    lines.push(...wrap(articles.replace(/报：省委组织部.*/su, '')));
  }
  return makePdf(
    Array.from({ length: PAGES }, (_, page) => lines.slice(page * LINES_A_PAGE, (page + 1) * LINES_A_PAGE)),
  );
}

function wrap(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => line.match(new RegExp(`.{1,${CHARACTERS_A_LINE}}`, 'gu')) ?? []);
}
