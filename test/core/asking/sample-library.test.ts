import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { createFileIssueStore } from '../../../src/adapters/stores/files.ts';
import { correctQuestion } from '../../../src/core/asking/correct.ts';
import type { Library } from '../../../src/core/asking/library.ts';
import type { Issue } from '../../../src/core/bulletin.ts';
import { issueLabel } from '../../../src/core/bulletin.ts';
import { type GoldenQuestion, goldenQuestion } from '../../../src/core/evaluating/golden-question.ts';
import { type AskInvented, askOf, buildInvented } from './invented-library.ts';

/** Names people use for the units of `data/bulletins`, and what the by-line of an answer about them must hold. */
const UNITS: Record<string, RegExp | null> = {
  云岫县: /云岫县|碧坞镇|双浦镇/u,
  松棠: /松棠县/u,
  霁山县: /霁山县/u,
  临汐县委组织部: /临汐县/u,
  石渡: /石渡市/u,
  望潮区: /望潮区/u,
  中共砚湖区委组织部: /砚湖区/u,
  经开区: /经济技术开发区/u,
  高新区: /高新技术产业开发区/u,
  市公安局: /公安局/u,
  人社局: /人力资源和社会保障局/u,
  市教育局: /教育局/u,
  市委老干部局: /老干部局/u,
  市委社会工作部: /社会工作部/u,
  澜江大学: /澜江大学/u,
  双浦镇: /双浦镇/u,
  县人民医院: /人民医院/u,
  桐城: /桐城市/u,
  岳西县: /岳西县/u,
  梅坞县: null,
  怀宁: null,
  市财政局: null,
  潜溪县: null,
};
/** What several of them wrote about, each with its own figures. */
const TOPICS = [
  '人才公寓',
  '科技副总',
  '网格',
  '基层减负',
  '驻村第一书记',
  '年轻干部培养',
  '揭榜挂帅',
  '强村公司',
  '青蓝工程',
  '子女入学',
];

let issues: Issue[];
let library: Library;
let ask: AskInvented;
let questions: GoldenQuestion[];
beforeAll(async () => {
  ({ issues } = await createFileIssueStore({ dataDir: 'data' }).readAll());
  const built = await buildInvented(issues);
  library = built.current();
  ask = askOf(built, issues);
  const lines = readFileSync('data/questions.jsonl', 'utf8').trim().split('\n');
  questions = lines.map((line) => goldenQuestion.parse(JSON.parse(line)));
});

describe('answerQuestion() on the sample library', () => {
  it.each(Object.entries(UNITS).map(([name, byline], i) => ({ name, byline, i })))(
    'never answers from another unit than $name',
    async ({ name, byline, i }) => {
      for (const topic of TOPICS.filter((_, j) => (i + j) % 2 === 0)) {
        const question = `${name}的${topic}怎么做的，有多少`;
        const { excerpts, listing } = await ask(question);
        const shown = [
          ...excerpts.map(({ article }) => article.unit),
          ...listing.map(({ unit }) => unit ?? ''),
        ];
        expect(
          shown.filter((unit) => byline === null || !byline.test(unit)),
          question,
        ).toEqual([]);
      }
    },
  );

  it.each(TOPICS)('shows nothing on %s for years of which nothing is known', async (topic) => {
    for (const year of ['2012年', '2017年', '二〇一五年'])
      expect((await ask(`${year}的${topic}有多少`)).excerpts, year).toEqual([]);
  });

  it('never answers from another issue than the one that is named', async () => {
    for (const issue of issues) {
      for (const topic of TOPICS.slice(0, 4)) {
        const question = `${issueLabel(issue)}的${topic}`;
        const { excerpts, listing } = await ask(question);
        const shown = [...excerpts, ...listing].map((item) => item.issue?.id);
        expect(
          shown.filter((id) => id !== issue.id),
          question,
        ).toEqual([]);
      }
    }
  });

  it('lists every article of every issue, once, over its pages', async () => {
    for (const issue of issues) {
      const answer = await ask(`${issueLabel(issue)}有哪些文章`);
      expect(answer.listing.map(({ title }) => title)).toEqual(issue.articles.map(({ title }) => title));
    }
    const question = '2021年到2025年有哪些文章';
    const first = await ask(question);
    const urls: string[] = [];
    for (let offset = 0; offset < first.total; offset += first.listing.length)
      urls.push(...(await ask(question, { offset })).listing.map(({ url }) => url));
    expect(first.total).toBe(issues.flatMap(({ articles }) => articles).length);
    expect(new Set(urls).size).toBe(first.total);
  });

  it('quotes verbatim, in at most 200 characters where it does not unfold a passage', async () => {
    for (const { q, context, asOf } of questions) {
      const { excerpts, related } = await ask(q, { context, ...(asOf && { asOf }) });
      const isUnfolded = context.length > 0 && /展开|详细|全文|具体/u.test(q);
      for (const { text } of [...excerpts, ...related])
        if (!isUnfolded) expect(text.length, q).toBeLessThanOrEqual(200);
    }
  });

  it('gives the same answer each time', async () => {
    for (const { q, context } of questions.filter((_, i) => i % 30 === 0))
      expect(await ask(q, { context })).toEqual(await ask(q, { context }));
  });

  it('corrects nothing in questions that are spelt right', async () => {
    const spelt = questions.filter(
      ({ kind, unanswerable }) => !unanswerable && !/homophone|pinyin|traditional/u.test(kind),
    );
    const corrected: string[] = [];
    for (const { q } of spelt)
      corrected.push(
        ...(await correctQuestion(q, library)).corrected.map(({ from, to }) => `${q}: ${from} → ${to}`),
      );
    expect(corrected).toEqual([]);
  });
});
