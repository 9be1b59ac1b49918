import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

/** The texts of a legacy Word file by where they stand. */
interface DocTexts {
  body: string;
  headers: string;
  footers: string;
  textboxes: string;
  comments: string;
}

const mostMegabytes = 256;

/** filterUnicode off: else “ ” become plain quotation marks. */
const program = `
const { parentPort, workerData } = require('node:worker_threads');
const WordExtractor = require(workerData.extractor);
const asWritten = { filterUnicode: false };
new WordExtractor().extract(Buffer.from(workerData.bytes)).then(
  (document) => parentPort.postMessage({ texts: {
    body: document.getBody(asWritten),
    headers: document.getHeaders({ ...asWritten, includeFooters: false }),
    footers: document.getFooters(asWritten),
    textboxes: document.getTextboxes(asWritten),
    comments: [document.getAnnotations(asWritten), document.getFootnotes(asWritten), document.getEndnotes(asWritten)].join('\\n'),
  } }),
  (error) => parentPort.postMessage({ error: String(error && error.message) }),
);`;

/**
 * Runs word-extractor in a thread of its own, bounded in memory and time: a damaged file can lead it in circles until
 * the process dies, and no try and catch helps against that.
 * @throws Error when the file is broken, encrypted or too much for the bounds
 */
export function extractDoc(bytes: Uint8Array, { mostMs = 20_000 } = {}): Promise<DocTexts> {
  return new Promise((resolve, reject) => {
    const extractor = createRequire(import.meta.url).resolve('word-extractor');
    const worker = new Worker(program, {
      eval: true,
      workerData: { bytes, extractor },
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
      execArgv: [],
    });
    const end = (): void => {
      clearTimeout(timer);
      void worker.terminate();
    };
    const timer = setTimeout(() => {
      reject(new Error('took too long'));
      end();
    }, mostMs);
    timer.unref();
    worker.once('message', ({ texts, error }: { texts?: DocTexts; error?: string }) =>
      texts ? resolve(texts) : reject(new Error(error)),
    );
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('ended without a result')));
    worker.once('message', end).once('error', end);
  });
}
