import { describe, expect, it } from 'vitest';
import { drawQuestionCost } from '../../scripts/bench/chart.ts';
import { inventIssues } from '../../scripts/bench/collection.ts';
import { makeDocx, makePdf } from '../../scripts/bench/made-files.ts';
import type { EngineFigures } from '../../scripts/bench/measure-engine.ts';
import type { Soak } from '../../scripts/bench/measure-soak.ts';
import { createAsker } from '../../scripts/bench/questions.ts';
import { createRandom } from '../../scripts/bench/random.ts';
import { formatReport } from '../../scripts/bench/report.ts';
import { readSamples } from '../../scripts/bench/samples.ts';
import { median, medianRun, percentiles, timeEach } from '../../scripts/bench/timings.ts';
import { readDocument } from '../../src/adapters/formats/index.ts';
import { indexTerms } from '../../src/core/asking/index-terms.ts';
import { formatIssue, parseIssue } from '../../src/core/issue-file.ts';
import { passagesOf } from '../../src/core/passages.ts';
import { expectPlainError, runScript } from './run-script.ts';

const { issues: samples, segmenter } = await readSamples();

describe('inventIssues()', () => {
  const invent = (passages: number) => [...inventIssues(passages, samples, segmenter)];

  it('gives exactly as many passages as asked for, the same ones each time', () => {
    const issues = invent(300);
    const passages = issues.flatMap(({ articles }) => articles.flatMap((article) => article.passages));
    expect(passages).toHaveLength(300);
    expect(invent(300)).toEqual(issues);
    expect(new Set(passages.map(({ passage }) => passage.id)).size).toBe(300);
    expect(new Set(issues.map(({ issue }) => issue.id)).size).toBe(issues.length);
  });

  it('gives issues that can be published, whose passages are those that are indexed', () => {
    for (const { issue, articles } of invent(120)) {
      expect(parseIssue(formatIssue(issue)).articles).toEqual(issue.articles);
      expect(passagesOf(issue).map(({ text }) => text)).toEqual(
        articles.flatMap(({ passages }) => passages.map(({ passage }) => passage.text)),
      );
    }
  });

  it('has terms that are spread as in real texts: few in many passages, most in one or two', () => {
    const frequencies = new Map<string, number>();
    const size = 2_000;
    for (const { articles } of invent(size)) {
      for (const article of articles) {
        for (const passage of article.passages) {
          const words = new Set(indexTerms(article, passage).filter((term) => !/^[~^]/.test(term)));
          for (const word of words) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
        }
      }
    }
    const sorted = [...frequencies.values()].sort((a, b) => b - a);
    expect(sorted[10]! / size).toBeGreaterThan(0.3);
    expect(sorted[100]! / size).toBeLessThan(0.25);
    expect(sorted[1000]! / size).toBeLessThan(0.04);
    expect(sorted.filter((frequency) => frequency < 3).length / sorted.length).toBeGreaterThan(0.5);
  });
});

describe('createAsker()', () => {
  it('asks about passages all over the collection, each question with words of its passage', () => {
    const asker = createAsker(400, 40);
    for (const { articles } of inventIssues(400, samples, segmenter))
      for (const one of articles) asker.see(one);
    expect(asker.texts).toHaveLength(40);
    expect(new Set(asker.texts).size).toBeGreaterThan(35);
  });
});

describe('createRandom()', () => {
  it('gives the same numbers for the same seed, spread evenly', () => {
    const { below } = createRandom(5);
    const again = createRandom(5);
    const counts = Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) {
      const number = below(10);
      expect(again.below(10)).toBe(number);
      counts[number]!++;
    }
    expect(Math.min(...counts)).toBeGreaterThan(900);
  });
});

describe('timings', () => {
  it('percentiles() sorts by size, not by text', () => {
    const times = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect(percentiles(times)).toEqual({ p50: 51, p95: 96, p99: 100 });
    expect(median([30, 4, 200])).toBe(30);
  });

  it('medianRun() takes the median of each figure, whatever run it is from', () => {
    const run = (p50: number, addMs: number) => ({ engine: 'x', recall: null, addMs, questionMs: { p50 } });
    expect(medianRun([run(1, 9), run(3, 7), run(2, 8)])).toEqual(run(2, 8));
  });

  it('timeEach() counts each item with the median of its rounds, the first left out', async () => {
    let now = 0;
    let calls = 0;
    // Round by round each item takes 100, 1, 1, 50, 2, 1 ms.
    const costs = [100, 1, 1, 50, 2, 1];
    const measured = await timeEach(
      ['a', 'b'],
      () => (now += costs[Math.floor(calls++ / 2)]!),
      () => now,
    );
    expect(measured).toEqual({ p50: 1, p95: 1, p99: 1 });
    expect(calls).toBe(12);
  });

  it('timeEach() asks a slow engine once beside warming up', async () => {
    let now = 0;
    let calls = 0;
    const slow = () => {
      calls++;
      now += 30_000;
    };
    expect((await timeEach(['a'], slow, () => now)).p50).toBe(30_000);
    expect(calls).toBe(2);
  });
});

describe('formatReport()', () => {
  it('shows ratios against our own engine and a dash for what an engine cannot', () => {
    const figures = {
      passages: 10_000,
      buildMsPer1000: 100,
      bytesPerPassage: 2_000,
      recall: 1,
      addMs: 10,
      removeMs: 1,
      saveMs: 100,
      loadMs: 50,
      fileBytesPerPassage: 1_800,
    };
    const text = formatReport({
      machine: { processor: 'x', processors: 2, memoryGb: 23, node: '20.20.2' },
      date: '2026-11-22',
      runs: 5,
      engines: [
        { ...figures, engine: 'postings', questionMs: { p50: 0.2, p95: 0.5, p99: 0.8 } },
        {
          ...figures,
          engine: 'other',
          buildMsPer1000: 480,
          questionMs: { p50: 2, p95: 5, p99: 16 },
          removeMs: null,
          saveMs: null,
        },
      ],
      answers: [],
      publishing: [],
      imported: { articlesPerSecond: { text: 217, docx: 188 }, pdf: { pages: 300, seconds: 4.2 } },
      state: null,
      busy: {
        articles: 10_000,
        questions: 1_400,
        answerMs: { p50: 4, p95: 20, p99: 31, longest: 77 },
        standstillMs: { p99: 12, longest: 44 },
        importSeconds: 61,
        takeOverSeconds: 9,
      },
      bot: null,
      crowd: null,
      soak: null,
      d1: [
        {
          passages: 10_000,
          answerMs: { p50: 40, p95: 90, p99: 120 },
          rowsRead: { p50: 1177, p95: 1408, most: 1660 },
          calls: { p50: 7, most: 10 },
          rowsWrittenPerIssue: 483,
          openMs: 300,
          openRows: 252,
          passagesPerSecond: 428,
          databaseMb: 90,
          plan: ['SCAN passage_terms VIRTUAL TABLE INDEX 32:M3'],
          cold: { ackMs: 100, answerMs: 700 },
          bundleKib: { raw: 9320, gzip: 4108 },
        },
      ],
    });
    const other = text.split('\n').find((line) => line.startsWith('other'))!;
    expect(other.trim().split(/\s+/)).toEqual([
      'other',
      '480',
      '4.8',
      '2',
      '2',
      '5',
      '16',
      '10',
      '20',
      '1.000',
      '10',
      '–',
      '–',
      '0.05',
      '1.8',
    ]);
    expect(text).toContain('5 遍的中位数');
    for (const row of [/txt.* 217\b/u, /300 页.* 4\.2\b/u, /ms.* 4 \/ 31 \/ 77\b/u, /12 \/ 44\b/u])
      expect(text).toMatch(row);
  });

  it('makes docx and pdf files that the program reads as they were meant', async () => {
    const lines = ['云川组工信息', '第1期 & <草稿>', '柳溪县扎实做好人才驿站工作'];
    const docx = await readDocument({ name: 'a.docx', bytes: makeDocx(lines) });
    expect(docx.lines.map(({ text }) => text)).toEqual(lines);
    const pdf = await readDocument({ name: 'a.pdf', bytes: makePdf([lines.slice(0, 2), lines.slice(2)]) });
    expect(pdf.lines.map(({ text, page }) => [text, page])).toEqual([
      [lines[0], 1],
      [lines[1], 1],
      [lines[2], 2],
    ]);
  });
});

describe('drawQuestionCost()', () => {
  it('draws each engine once, higher where a question takes longer', () => {
    const figures = (engine: string, passages: number, p50: number): EngineFigures => ({
      ...{ engine, passages, questionMs: { p50, p95: p50 * 2, p99: p50 * 3 } },
      ...{ buildMsPer1000: 1, bytesPerPassage: 1, recall: 1, addMs: 1, removeMs: 1 },
      ...{ saveMs: 1, loadMs: 1, fileBytesPerPassage: 1 },
    });
    const svg = drawQuestionCost([
      figures('own', 10_000, 0.2),
      figures('own', 100_000, 1),
      figures('other', 10_000, 4),
      figures('other', 100_000, 40),
    ]);
    const heightOf = (name: string): number =>
      Number(new RegExp(`y="([0-9.]+)"[^>]*>${name}</text>`, 'u').exec(svg)?.[1]);
    expect(heightOf('other')).toBeLessThan(heightOf('own'));
    expect(svg.match(/<path[^>]*stroke-dasharray/gu)).toHaveLength(2);
    expect(svg.match(/<circle/gu)).toHaveLength(8);
    expect(svg).not.toContain('NaN');
  });
});

describe('npm run bench', () => {
  it('prints its help, and refuses a size it does not know in one line', async () => {
    expect(await runScript('bench', ['--help'], {})).toMatchObject({ code: 0, stderr: '' });
    expectPlainError(await runScript('bench', ['--size', '5k'], {}), '5k');
    expectPlainError(await runScript('bench', ['--only', 'nonsense'], {}), 'nonsense');
    expectPlainError(await runScript('bench', ['--engine', 'lucene'], {}), 'lucene');
    expectPlainError(await runScript('bench', ['--runs', '0'], {}), '0');
    expectPlainError(await runScript('bench', ['--only', 'soak', '--minutes', 'long'], {}), 'long');
  });

  // Two hours of it are for `npm run bench -- --only soak`; here is a look whether anything grows from the start.
  it('soaks the bot: every question answered once, no file or handle left open', async () => {
    const outcome = await runScript('bench', ['--only', 'soak', '--minutes', '0.4', '--json'], {});
    expect(outcome).toMatchObject({ code: 0 });
    const { soak } = JSON.parse(outcome.stdout) as { soak: Soak };
    expect(soak).toMatchObject({ questions: 120, refused: 0, lost: 0, doubled: 0 });
    expect(soak.openFiles.last).toBeLessThan(soak.openFiles.first + 20);
    expect(soak.handles.last).toBeLessThan(soak.handles.first + 20);
    expect(soak.heapMegabytes.last).toBeLessThan(soak.heapMegabytes.first + 150);
  });
});
