import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';

/** The texts of a legacy Word file by where they stand. */
interface DocTexts {
  body: string;
  headers: string;
  footers: string;
  textboxes: string;
  comments: string;
}

const mostMegabytes = 256;

/** filterUnicode off: else “ ” become plain quotation marks. It stays until it is ended, so that no answer is lost. */
const program = `
const WordExtractor = require(process.argv[1]);
const asWritten = { filterUnicode: false };
process.on('message', (bytes) => new WordExtractor().extract(Buffer.from(bytes)).then(
  (document) => process.send({ texts: {
    body: document.getBody(asWritten),
    headers: document.getHeaders({ ...asWritten, includeFooters: false }),
    footers: document.getFooters(asWritten),
    textboxes: document.getTextboxes(asWritten),
    comments: [document.getAnnotations(asWritten), document.getFootnotes(asWritten), document.getEndnotes(asWritten)].join('\\n'),
  } }),
  (error) => process.send({ error: String(error && error.message) }),
));`;

/**
 * Runs word-extractor in a process of its own, bounded in memory and time and without our environment: a damaged file can
 * lead it in circles until its process dies, and no try and catch helps against that. Nor does a thread: where memory ends
 * in the middle of certain steps, Node ends all threads of the process. Settled when that process is gone.
 * @throws Error when the file is broken, encrypted or too much for the bounds
 */
export function extractDoc(bytes: Uint8Array, { mostMs = 20_000 } = {}): Promise<DocTexts> {
  return new Promise((resolve, reject) => {
    const extractor = createRequire(import.meta.url).resolve('word-extractor');
    const bounds = `--max-old-space-size=${mostMegabytes}`;
    const child = spawn(process.execPath, [bounds, '-e', program, extractor], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
      env: {},
    });
    let told: { texts?: DocTexts; error?: string } = { error: 'ended without a result' };
    const endWith = (result: typeof told): void => {
      told = result;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => endWith({ error: 'took too long' }), mostMs).unref();
    child.once('message', endWith);
    child.once('error', reject);
    child.once('exit', () => {
      clearTimeout(timer);
      if (told.texts) resolve(told.texts);
      else reject(new Error(told.error));
    });
    // Where it cannot be handed over, the process is gone, and that is what counts.
    child.send(bytes, () => undefined);
  });
}
