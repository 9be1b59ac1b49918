import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFileIssueStore } from '../../src/adapters/stores/files.ts';
import { sampleIssue } from '../contracts/sample-issue.ts';
import { temporaryFolder } from '../contracts/temporary-folder.ts';
import { expectPlainError, type Outcome, runScript } from './run-script.ts';

const questions = [
  { id: 'g1', q: '柳溪县选派了多少名农技专家？', kind: 'howmany', key: ['42 名农技专家'], unit: '柳溪县' },
  { id: 'g2', q: '柳溪县人才驿站接待了多少人次？', kind: 'howmany', key: ['接待999人次'] },
  { id: 'g3', q: '今天股市涨了没有', kind: 'not-found', unanswerable: true },
];
const corpus = [
  { id: 'c1', title: '码头', text: '渡口镇修建码头3座。' },
  { id: 'c2', title: '水渠', text: '白石县修建水渠18公里。' },
];
const queries = [
  { id: 'q1', q: '水渠修了多少公里', gold: ['c2'], answer: ['18公里'] },
  { id: 'q2', q: '码头修了几座', gold: ['c1'], answer: ['4座'] },
];

async function workplace() {
  const folder = temporaryFolder();
  const dataDir = join(folder, 'data');
  await createFileIssueStore({ dataDir }).write(sampleIssue());
  const put = (name: string, lines: object[]): string => {
    const path = join(folder, name);
    writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    return path;
  };
  const run = (...args: string[]): Promise<Outcome> => runScript('evaluate', args, { DATA_DIR: dataDir });
  return { folder, put, run };
}

describe('npm run evaluate', () => {
  it('judges golden questions, names the misses and what changed since an earlier run', async () => {
    const { put, run } = await workplace();
    const file = put('golden.jsonl', questions);
    const json = await run('--questions', file, '--json');
    expect(json).toMatchObject({ code: 0, stderr: '' });
    const report = JSON.parse(json.stdout);
    expect(report).toMatchObject({ n: 3, right: 2, rightlyRefused: 1, notVerbatim: 0 });
    expect(report.questions).toMatchObject([{ right: true }, { right: false }, { right: true }]);

    const earlier = put('earlier.json', [
      { questions: questions.map(({ id }) => ({ id, right: id !== 'g1' })) },
    ]);
    const { code, stdout } = await run('--questions', file, '--misses', '--compare', earlier, '--curve');
    expect(code).toBe(0);
    expect(stdout).toMatch(/✗ g2（howmany）.*\n[\s\S]*接待999人次/);
    expect(stdout).toMatch(/变对 1：g1\n变错 1：g2\n/);
    expect(stdout).toMatch(/howmany +2 +1 50\.0%/);
    expect(stdout.match(/^0\.\d\d/gm)).toHaveLength(13);
  });

  it('measures a collection beside the baseline and writes what was found', async () => {
    const { folder, put, run } = await workplace();
    const files = ['--corpus', put('corpus.jsonl', corpus), '--queries', put('queries.jsonl', queries)];
    const runFile = join(folder, 'run.jsonl');
    const json = await run(...files, '--json', '--run', runFile);
    expect(json).toMatchObject({ code: 0, stderr: '' });
    const times = { p50: expect.any(Number), p99: expect.any(Number), build: expect.any(Number) };
    expect(JSON.parse(json.stdout)).toEqual({
      n: 2,
      recall: { 1: 1, 5: 1, 10: 1 },
      mrr10: 1,
      ndcg10: 1,
      excerpt: { first: 0.5, anyOf3: 0.5 },
      ms: times,
    });
    const found = readFileSync(runFile, 'utf8').trim().split('\n');
    expect(found.map((line) => JSON.parse(line))).toEqual([
      { id: 'q1', ranked: ['c2'] },
      { id: 'q2', ranked: ['c1'] },
    ]);
    const { stdout } = await run(...files, '--baseline');
    expect(stdout.match(/100\.0%/g)).toHaveLength(10);
  });

  type Put = Awaited<ReturnType<typeof workplace>>['put'];
  it.each<[string, (put: Put) => string[], RegExp]>([
    ['no golden questions', () => [], /questions\.jsonl/],
    ['a line that is no question', (put) => ['--questions', put('q.jsonl', [{ id: 'g1' }])], /第 1 行/],
    ['a corpus only', (put) => ['--corpus', put('c.jsonl', corpus)], /--queries/],
    [
      'options of both kinds',
      (put) => ['--corpus', put('c.jsonl', corpus), '--queries', put('q.jsonl', queries), '--curve'],
      /--curve/,
    ],
    ['an option for a corpus', () => ['--baseline'], /--baseline.*--corpus/],
    [
      'queries for another corpus',
      (put) => [
        '--corpus',
        put('c.jsonl', corpus.slice(0, 1)),
        '--queries',
        put('q.jsonl', queries.slice(0, 1)),
      ],
      /gold/,
    ],
    [
      'a run that is none',
      (put) => ['--questions', put('g.jsonl', questions), '--compare', put('run.json', [{}])],
      /run\.json/,
    ],
  ])('refuses %s in one line', async (_, args, mentions) => {
    const { put, run } = await workplace();
    expectPlainError(await run(...args(put)), mentions);
  });

  it('explains itself', async () => {
    const { code, stdout } = await runScript('evaluate', ['--help'], {});
    expect(code).toBe(0);
    for (const option of [
      '--questions',
      '--corpus',
      '--queries',
      '--baseline',
      '--run',
      '--curve',
      '--compare',
    ])
      expect(stdout).toContain(option);
  });
});
