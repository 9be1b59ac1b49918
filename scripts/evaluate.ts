/**
 * Measures the answers to golden questions from the library in DATA_DIR, or how well any collection is searched. Writes
 * figures to stdout and, with --run, what was found to a file.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cannotRead } from '../src/adapters/disk/disk-errors.ts';
import { writeDurably } from '../src/adapters/disk/replace-file.ts';
import { createMiniSearchBaseline } from '../src/adapters/indexes/minisearch-baseline.ts';
import { readJsonLines } from '../src/adapters/stores/json-lines.ts';
import { formatCollectionReport } from '../src/adapters/terminal/collection-report.ts';
import { createCommand } from '../src/adapters/terminal/command.ts';
import {
  formatComparison,
  formatCurve,
  formatGoldenReport,
  formatMiss,
} from '../src/adapters/terminal/golden-report.ts';
import { createProgress, type Progress } from '../src/adapters/terminal/progress.ts';
import { answerQuestion } from '../src/core/asking/answer-question.ts';
import { refusing } from '../src/core/asking/parameters.ts';
import { WenbaoError } from '../src/core/errors.ts';
import { type Asked, askGolden, storedTexts } from '../src/core/evaluating/ask-golden.ts';
import { collectionLine } from '../src/core/evaluating/collection.ts';
import {
  askCollection,
  collectionQuestion,
  collectionReport,
  rankingReport,
} from '../src/core/evaluating/collection-report.ts';
import { compareRuns, earlierRun } from '../src/core/evaluating/compare-runs.ts';
import { goldenQuestion } from '../src/core/evaluating/golden-question.ts';
import { goldenReport } from '../src/core/evaluating/golden-report.ts';
import { refusalCurve } from '../src/core/evaluating/refusal-curve.ts';
import { dayInChina } from '../src/core/local-time.ts';
import { commands, evaluateCommand as wording } from '../src/core/wording.ts';
import { openForCommand } from '../src/entry/command-library.ts';
import { readConfig, runCommand } from '../src/entry/command-line.ts';
import { issuesIn } from '../src/entry/command-stores.ts';
import { openCollection } from '../src/entry/open-collection.ts';

interface Options {
  questions?: string;
  misses?: true;
  curve?: true;
  compare?: string;
  corpus?: string;
  queries?: string;
  baseline?: true;
  run?: string;
  json?: true;
}

await runCommand(async () => {
  const command = createCommand('npm run evaluate --', wording.about)
    .usage(wording.usage)
    .option('--questions <file>', wording.questions)
    .option('--misses', wording.misses)
    .option('--curve', wording.curve)
    .option('--compare <file>', wording.compare)
    .option('--corpus <file>', wording.corpus)
    .option('--queries <file>', wording.queries)
    .option('--baseline', wording.baseline)
    .option('--run <file>', wording.run)
    .option('--json', wording.json)
    .parse();
  const options = command.opts<Options>();
  const given = (names: (keyof Options)[]): string =>
    names
      .filter((name) => options[name] !== undefined)
      .map((name) => `--${name}`)
      .join('、');
  const { corpus, queries } = options;
  if ((corpus === undefined) !== (queries === undefined)) throw new WenbaoError(wording.together);
  if (corpus !== undefined && queries !== undefined) {
    const golden = given(['questions', 'misses', 'curve', 'compare']);
    if (golden !== '') throw new WenbaoError(wording.goldenOnly(golden));
    await evaluateCollection(corpus, queries, options);
  } else {
    const collection = given(['baseline', 'run']);
    if (collection !== '') throw new WenbaoError(wording.collectionOnly(collection));
    await evaluateGolden(options);
  }
});

async function evaluateGolden({ questions: file, misses, curve, compare, json }: Options): Promise<void> {
  const config = readConfig();
  const { dataDir } = config;
  const path = file ?? join(dataDir, 'questions.jsonl');
  const questions = await readJsonLines(path, goldenQuestion, wording.badQuestion);
  if (questions.length === 0) throw new WenbaoError(wording.noQuestions(path));
  const earlier = compare === undefined ? null : await readEarlierRun(compare);

  const { issues } = await issuesIn(dataDir).readAll();
  if (issues.length === 0) throw new WenbaoError(commands.emptyLibrary(dataDir));
  const library = await openForCommand(config);
  const progress = startProgress(wording.asking);
  const askAll = (ask = library.ask): Promise<Asked[]> =>
    askGolden(questions, ask, {
      stored: storedTexts(issues),
      today: dayInChina(Date.now()),
      onAsked: (done) => progress?.update(done, questions.length),
    });
  const asked = await askAll();
  const points = curve
    ? await refusalCurve(async (thresholds) => {
        const strictness = { ...library.current(), thresholds };
        return (await askAll((request) => answerQuestion(request, strictness))).map(({ verdict }) => verdict);
      })
    : null;
  progress?.stop();

  const report = goldenReport(asked.map(({ verdict }) => verdict));
  const compared = earlier && compareRuns(earlier, report);
  if (json) {
    print(JSON.stringify({ ...report, ...(compared && { compared }), ...(points && { curve: points }) }));
    return;
  }
  const missed = misses ? asked.filter(({ verdict }) => !verdict.right) : [];
  print(
    [
      ...missed.map(formatMiss),
      formatGoldenReport(report),
      ...(compared ? [formatComparison(compared)] : []),
      ...(points ? [formatCurve(points, refusing.coverage)] : []),
    ].join('\n\n'),
  );
}

async function evaluateCollection(
  corpusFile: string,
  queriesFile: string,
  { baseline: withBaseline, run: runFile, json }: Options,
): Promise<void> {
  const { dataDir } = readConfig();
  const lines = await readJsonLines(corpusFile, collectionLine, wording.badCorpusLine);
  const questions = await readJsonLines(queriesFile, collectionQuestion, wording.badQuery);
  if (questions.length === 0) throw new WenbaoError(wording.noQuestions(queriesFile));
  const ids = new Set(lines.map(({ id }) => id));
  if (!questions.some(({ gold }) => gold.some((id) => ids.has(id))))
    throw new WenbaoError(wording.noGold(queriesFile, corpusFile));

  const cutting = startProgress(wording.cutting);
  const onArticle = (done: number, of: number): void => cutting?.update(done, of);
  const { find, buildMs, segmenter } = await openCollection(lines, { dataDir, log, onArticle });
  cutting?.stop();
  const asking = startProgress(wording.asking);
  const runs = await askCollection(questions, find, now, (done) => asking?.update(done, questions.length));
  asking?.stop();

  const started = now();
  const baselineFind = withBaseline ? createMiniSearchBaseline(lines, segmenter.cut) : null;
  const baselineBuildMs = now() - started;
  const baseline =
    baselineFind && rankingReport(await askCollection(questions, baselineFind, now), baselineBuildMs);

  if (runFile !== undefined) {
    const found = runs.map(({ question, ranked }) => JSON.stringify({ id: question.id, ranked }));
    await writeDurably(runFile, `${found.join('\n')}\n`);
  }
  const report = collectionReport(runs, buildMs);
  if (json) print(JSON.stringify({ ...report, ...(baseline && { baseline }) }));
  else print(formatCollectionReport(report, baseline));
}

async function readEarlierRun(file: string): Promise<ReturnType<typeof earlierRun.parse>> {
  const text = await readFile(file, 'utf8').catch((error) => {
    throw cannotRead(file, error);
  });
  try {
    return earlierRun.parse(JSON.parse(text));
  } catch (cause) {
    throw new WenbaoError(wording.badRun(file), { cause });
  }
}

/** Only a person who looks on needs to know how far it is. */
function startProgress(label: string): Progress | null {
  return process.stderr.isTTY ? createProgress(label) : null;
}

function now(): number {
  return performance.now();
}

function log(_: string, told: string): void {
  process.stderr.write(`${told}\n`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
