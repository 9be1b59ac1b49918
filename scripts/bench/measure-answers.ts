/**
 * Measures whole answers over an invented library, in a process of its own. Started by `scripts/bench.ts` with the number
 * of passages; writes one line of JSON to stdout.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createChineseText } from '../../src/adapters/chinese/chinese-text.ts';
import { createPostingsIndex } from '../../src/adapters/indexes/postings/postings-index.ts';
import { answerQuestion } from '../../src/core/asking/answer-question.ts';
import { type BuiltLibrary, buildLibrary } from '../../src/core/asking/build-library.ts';
import { indexedArticles } from '../../src/core/asking/index-terms.ts';
import { findPassages } from '../../src/core/asking/judge.ts';
import { createTokenizer } from '../../src/core/asking/terms.ts';
import { understand } from '../../src/core/asking/understand.ts';
import type { AskRequest, IndexedArticle } from '../../src/core/ports.ts';
import { createSavedLibrary } from '../../src/entry/saved-library.ts';
import { type InventedIssue, inventIssues } from './collection.ts';
import { createAsker } from './questions.ts';
import { readSamples } from './samples.ts';
import { median, memoryInUse, type Percentiles, time, timeEach } from './timings.ts';

export interface AnswerFigures {
  passages: number;
  /** From the question as typed to the finished answer. */
  answerMs: Percentiles;
  /** Of that: correcting it, cutting it into words, units and periods. */
  understandMs: Percentiles;
  /** Of that: candidates, ranking, choosing sentences. */
  findMs: Percentiles;
  /** Everything the library holds, its text at two bytes a character left out. */
  bytesPerPassage: number;
  /** Cutting and folding the text of an issue. */
  segmentMsPer1000: number;
  putMs: number;
  removeMs: number;
  /** Texts and postings, and both again, checked, ready to answer from; without reading the issues themselves. */
  saveMs: number;
  loadMs: number;
}

const QUESTIONS = 200;
const CHANGES = 3;

const passages = Number(process.argv[2]);
const { issues: samples, lexicon, segmenter } = await readSamples();
const asker = createAsker(passages, QUESTIONS);
const before = memoryInUse();
let characters = 0;
const index = createPostingsIndex();
const built = await build();
const bytes = memoryInUse() - before - 2 * characters;
const requests = asker.texts.map(
  (question): AskRequest => ({ question, asOf: '2025-06-30', viewer: { kind: 'everything' } }),
);
const library = built.current();
const read = async (request: AskRequest) => (await understand(request, library, library.issues)).reading;
const readings = await Promise.all(requests.map(read));
const figures: AnswerFigures = {
  passages,
  answerMs: await timeEach(requests, (request) => answerQuestion(request, library)),
  understandMs: await timeEach(requests, read),
  findMs: await timeEach(readings, (reading) => findPassages(reading, library, library.issues)),
  bytesPerPassage: bytes / passages,
  segmentMsPer1000: await segment(),
  ...(await saveAndLoad()),
  ...(await change()),
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
process.exit();

async function build(): Promise<BuiltLibrary> {
  const issues: InventedIssue['issue'][] = [];
  const segmented = new Map<string, IndexedArticle[]>();
  for (const { issue, articles } of inventIssues(passages, samples, segmenter)) {
    issues.push(issue);
    segmented.set(issue.id, articles);
    for (const article of articles) {
      asker.see(article);
      for (const { passage } of article.passages) characters += passage.text.length;
    }
  }
  const parts = { segmenter, chinese: createChineseText(), lexicon, createIndex: () => index, publicUrl: '' };
  const library = await buildLibrary(issues, parts, ({ id }) => segmented.get(id));
  await index.settled();
  return library;
}

async function segment(): Promise<number> {
  const issues = [...inventIssues(1000, samples, segmenter)].map(({ issue }) => issue);
  const tokenizer = createTokenizer(segmenter);
  return time(() => {
    for (const issue of issues) indexedArticles(issue, tokenizer);
  });
}

/** An issue of some 40 passages is published and withdrawn, all that follows from it included. */
async function change(): Promise<{ putMs: number; removeMs: number }> {
  const [{ issue }] = [...inventIssues(40, samples, segmenter)] as [InventedIssue];
  const putMs: number[] = [];
  const removeMs: number[] = [];
  for (let i = 0; i < CHANGES; i++) {
    const id = `${issue.id}x${i}`;
    putMs.push(await time(() => built.put({ ...issue, id })));
    removeMs.push(await time(() => built.remove(id)));
  }
  return { putMs: median(putMs), removeMs: median(removeMs) };
}

async function saveAndLoad(): Promise<{ saveMs: number; loadMs: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'wenbao-bench-'));
  const saved = createSavedLibrary(folder);
  const articles = built.articles();
  const hashes = new Map([...articles.keys()].map((id) => [id, id]));
  try {
    const saveMs = await time(() => saved.save({ stamp: '', hashes, articles, index }));
    await writeFile(join(folder, 'ids.json'), JSON.stringify([...hashes.keys()]));
    const script = fileURLToPath(new URL('./measure-load.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [...process.execArgv, script, folder]);
    return { saveMs, loadMs: Number(stdout) };
  } finally {
    await rm(folder, { recursive: true });
  }
}
