/**
 * Measures one engine on one collection, in a process of its own so that memory is its own. Started by `scripts/bench.ts`
 * with the name of the engine and the number of passages; writes one line of JSON to stdout, null for an engine that is
 * not installed.
 */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTokenizer } from '../../src/core/asking/terms.ts';
import { type InventedIssue, inventIssues } from './collection.ts';
import { type Engine, LIMIT } from './engines/engine.ts';
import { engines } from './engines/index.ts';
import type { EngineName } from './engines/names.ts';
import { createExactScorer } from './exact-scores.ts';
import { createAsker, type Question, readQuestion } from './questions.ts';
import { readSamples } from './samples.ts';
import { median, memoryInUse, type Percentiles, time, timeEach } from './timings.ts';

export interface EngineFigures {
  engine: string;
  passages: number;
  /** Beside segmentation. */
  buildMsPer1000: number;
  bytesPerPassage: number;
  questionMs: Percentiles;
  /** Share of the ten best passages by exhaustive BM25 that are among the candidates; null where it was not measured. */
  recall: number | null;
  addMs: number;
  removeMs: number | null;
  saveMs: number | null;
  loadMs: number | null;
  fileBytesPerPassage: number | null;
}

const QUESTIONS = 300;
/** Issues given to an engine at once, as when a library is opened. */
const TOGETHER = 400;
/** Exhaustive scores are worked out for so many questions, in libraries up to so many passages. */
const SCORED = 100;
const SCORED_PASSAGES = 100_000;
const BEST = 10;
/** An issue is added and withdrawn so many times. */
const CHANGES = 5;

const [name, size] = process.argv.slice(2) as [EngineName, string];
const passages = Number(size);
const { issues: samples, lexicon, segmenter } = await readSamples();
const asker = createAsker(passages, QUESTIONS);
const before = memoryInUse();
const engine = await createEngine();
const buildMs = await build(engine);
const bytes = memoryInUse() - before;

const tokenizer = createTokenizer(segmenter);
const questions = asker.texts.map((text) => readQuestion(text, tokenizer, lexicon));
const questionMs = await timeEach(questions, (question) => engine.search(question));
const figures: EngineFigures = {
  engine: name,
  passages,
  buildMsPer1000: (buildMs / passages) * 1000,
  bytesPerPassage: bytes / passages,
  questionMs,
  recall: passages <= SCORED_PASSAGES ? await recallOf(engine, questions.slice(0, SCORED)) : null,
  ...(await change(engine)),
  ...(await saveAndLoad(engine)),
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
process.exit();

/** Ends the process with `null` for an engine that is not there. */
async function createEngine(): Promise<Engine> {
  try {
    return await engines[name]();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    process.stdout.write('null\n');
    process.exit();
  }
}

async function build(engine: Engine): Promise<number> {
  let ms = 0;
  let group: InventedIssue[] = [];
  const addGroup = async (): Promise<void> => {
    const adding = group;
    group = [];
    ms += await time(() => Promise.all(adding.map(({ issue, articles }) => engine.add(issue.id, articles))));
  };
  for (const invented of inventIssues(passages, samples, segmenter)) {
    for (const article of invented.articles) asker.see(article);
    if (group.push(invented) === TOGETHER) await addGroup();
  }
  await addGroup();
  return ms + (await time(() => engine.settle?.()));
}

/** Adds an issue to the full library and withdraws it. */
async function change(engine: Engine): Promise<{ addMs: number; removeMs: number | null }> {
  const addMs: number[] = [];
  const removeMs: number[] = [];
  const [{ articles }] = [...inventIssues(40, samples, segmenter)] as [InventedIssue];
  for (let i = 0; i < CHANGES; i++) {
    const id = `bench-${i}`;
    addMs.push(await time(() => engine.add(id, articles)));
    if (engine.remove) removeMs.push(await time(() => engine.remove!(id)));
  }
  return { addMs: median(addMs), removeMs: removeMs.length > 0 ? median(removeMs) : null };
}

async function saveAndLoad(
  engine: Engine,
): Promise<Pick<EngineFigures, 'saveMs' | 'loadMs' | 'fileBytesPerPassage'>> {
  const { save, load } = engine;
  if (!save || !load) return { saveMs: null, loadMs: null, fileBytesPerPassage: null };
  const folder = await mkdtemp(join(tmpdir(), 'wenbao-bench-'));
  const path = join(folder, 'index');
  try {
    const saveMs = await time(() => save(path));
    const { size: bytes } = await stat(path);
    return { saveMs, loadMs: await time(() => load(path)), fileBytesPerPassage: bytes / passages };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function recallOf(engine: Engine, questions: readonly Question[]): Promise<number> {
  const scorer = createExactScorer(questions);
  for (const { issue, articles } of inventIssues(passages, samples, segmenter))
    scorer.see(issue.id, articles);
  let expected = 0;
  let found = 0;
  for (const question of questions) {
    const proposed = new Set((await engine.search(question)).slice(0, LIMIT));
    const best = scorer.best(question, BEST);
    expected += best.length;
    found += best.filter((key) => proposed.has(key)).length;
  }
  return found / expected;
}
