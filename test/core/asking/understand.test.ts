import { beforeAll, describe, expect, it } from 'vitest';
import { splitQuestion } from '../../../src/core/asking/understand.ts';
import type { Answer } from '../../../src/core/bulletin.ts';
import { type AskInvented, askOf, buildInvented } from './invented-library.ts';
import { spokenIssues } from './spoken-library.ts';

let ask: AskInvented;
let askSpoken: AskInvented;
beforeAll(async () => {
  ask = askOf(await buildInvented());
  const issues = spokenIssues();
  askSpoken = askOf(await buildInvented(issues), issues);
});

const textOf = ({ excerpts }: Answer): string => excerpts.map(({ text }) => text).join('\n');

describe('a follow-up', () => {
  const APARTMENTS = ['芦汀县人才公寓有多少套？'];

  it.each([
    ['那霜浦呢？', '86套', ['霜浦县']],
    ['霜浦县呢', '86套', ['霜浦县']],
    ['如果是霜浦呢', '86套', ['霜浦县']],
    ['去年呢？', '210套', ['芦汀县']],
    ['2023年呢', '150套', ['芦汀县']],
    ['那前年呢', '150套', ['芦汀县']],
  ])('「%s」 asks the same of something else', async (question, key, units) => {
    const answer = await ask(question, { context: APARTMENTS });
    expect(answer.kind).toBe('excerpts');
    expect(answer.excerpts[0]?.text).toContain(key);
    expect(answer.understood.units).toEqual(units);
    expect(answer.understood.carriedOver.join()).toContain('人才公寓');
  });

  it('「多少套？」 asks something else of the same', async () => {
    const answer = await ask('多少套？', { context: ['芦汀县的人才公寓是怎么建的'] });
    expect(answer.excerpts[0]?.text).toContain('210套');
    expect(answer.understood.carriedOver).toEqual(expect.arrayContaining(['芦汀县', '人才公寓']));
  });

  it('keeps the locks: who has nothing is a near-miss', async () => {
    const answer = await ask('那枫谷区呢？', { context: APARTMENTS });
    expect(answer.kind).toBe('near-miss');
    expect(answer.missing).toContain('枫谷区');
    expect((await ask('2022年呢', { context: APARTMENTS })).kind).toBe('near-miss');
  });

  // 换成 is looked for as a word of the question.
  it('「换成霜浦」 asks the same of another unit', async () => {
    expect(textOf(await ask('换成霜浦', { context: APARTMENTS }))).toContain('86套');
  });

  it('keeps the unit of the one before, which leant on another itself', async () => {
    const answer = await ask('2023年呢？', { context: [...APARTMENTS, '那霜浦呢？'] });
    expect(answer.understood.units).toEqual(['霜浦县']);
  });

  // A topic that is taken over twice is no longer known for one: the answer is a list of the unit's articles.
  it('keeps the topic too', async () => {
    const answer = await ask('2023年呢？', { context: [...APARTMENTS, '那霜浦呢？'] });
    expect(textOf(answer)).toContain('86套');
  });

  // 多少套 is taken over although 租金 is no count of anything.
  it('asks for another attribute of the same', async () => {
    const answer = await ask('租金呢？', { context: APARTMENTS });
    expect(textOf(answer)).toContain('每平方米4元');
  });

  it('「上一期呢」 goes back from the issue before', async () => {
    const answer = await ask('上一期呢', { context: ['2024年第6期有哪些文章'] });
    expect(answer.listing.map(({ label }) => label).join()).toContain('夜间板凳会');
  });

  it.each(['第二个展开', '展开第2个', '第二条详细说说'])(
    '「%s」 shows more of what stood second',
    async (question) => {
      const context = ['驻村第一书记有多少名'];
      const before = await ask(context[0] as string);
      const answer = await ask(question, { context });
      expect(answer.excerpts[0]?.article.title).toBe(before.excerpts[1]?.article.title);
    },
  );

  it('「第二篇展开」 shows an article of a list', async () => {
    const answer = await ask('第二篇展开', { context: ['2023年第5期有哪些文章'] });
    expect(answer.excerpts[0]?.article.title).toBe('霜浦县为返乡人才备好房子');
    expect(answer.excerpts.length).toBeGreaterThan(1);
  });

  it('「第五个展开」 finds nothing where there were fewer', async () => {
    expect((await ask('第五个展开', { context: ['驻村第一书记有多少名'] })).kind).toBe('not-found');
  });

  it('「还有别的吗」 gives what the answer before did not', async () => {
    const context = ['候鸟计划是什么'];
    const before = await ask(context[0] as string);
    const answer = await ask('还有别的吗', { context });
    expect(answer.excerpts.length).toBeGreaterThan(0);
    const shown = before.excerpts.map(({ passage }) => passage);
    expect(answer.excerpts.filter(({ passage }) => shown.includes(passage))).toEqual([]);
  });

  // Only the first excerpt of the answer before is left out.
  it('「还有吗」 shows nothing again', async () => {
    const context = ['芦汀县的人才公寓'];
    const before = await ask(context[0] as string);
    expect(before.excerpts.length).toBeGreaterThan(1);
    const shown = before.excerpts.map(({ passage }) => passage);
    const answer = await ask('还有吗', { context });
    expect(answer.excerpts.filter(({ passage }) => shown.includes(passage))).toEqual([]);
  });

  // 文章 is looked for as a topic.
  it('「还有吗」 turns the page of a list', async () => {
    expect((await ask('还有吗', { context: ['最近有哪些文章'] })).kind).toBe('listing');
  });

  it.each([
    ['枫谷区的一扫通办能办多少业务', '83项', ['枫谷区']],
    ['霜浦县驻村第一书记有多少名', '64名', ['霜浦县']],
    ['候鸟计划请了多少专家', '68名', []],
  ])('a full question starts afresh: 「%s」', async (question, key, units) => {
    const answer = await ask(question, { context: APARTMENTS });
    expect(answer.excerpts[0]?.text).toContain(key);
    expect(answer.understood.units).toEqual(units);
    expect(answer.understood.carriedOver).toEqual([]);
  });

  it.each(['还有吗', '多少套？', '第二个展开', '去年呢', '那个呢'])(
    '「%s」 without a question before it quotes nothing',
    async (question) => {
      expect((await ask(question)).excerpts).toEqual([]);
      expect((await ask(question, { context: [] })).excerpts).toEqual([]);
    },
  );

  it('takes nothing amiss in what was said before', async () => {
    const context = ['', '？？', '😀', 'x'.repeat(3000), '第二个展开', '还有吗'];
    expect((await ask('芦汀县人才公寓有多少套', { context })).excerpts[0]?.text).toContain('210套');
    await ask('那霜浦呢', { context });
    await ask('还有吗', { context });
  });
});

describe('a short question after one about a county', () => {
  const APARTMENTS = '县人才公寓有多少套？';
  const unitsIn = ({ excerpts }: Answer): string[] => [
    ...new Set(excerpts.map(({ article }) => article.unit ?? '')),
  ];

  it.each([
    ['榆湾', '租金呢多少', '每平方米5元'],
    ['砚溪', '租金呢多少', '每平方米3元'],
    ['榆湾', '租金多少', '每平方米5元'],
    ['榆湾', '谁能申请', '凭工作证申请'],
    ['砚溪', '谁能申请', '凭劳动合同申请'],
    ['榆湾', '物业费怎么收', '物业费每月'],
  ])('is asked of %s alone: 「%s」', async (county, question, key) => {
    const answer = await askSpoken(question, { context: [`${county}${APARTMENTS}`] });
    expect(answer.kind).toBe('excerpts');
    expect(textOf(answer)).toContain(key);
    expect(unitsIn(answer)).toEqual([`中共${county}县委组织部`]);
    expect(answer.understood.units).toEqual([`${county}县`]);
    expect(answer.understood.carriedOver).toContain(`${county}县`);
  });

  it('is asked of all where the county has nothing on it, and where it asks for more than that county', async () => {
    const asked = async (question: string): Promise<string[]> =>
      (await askSpoken(question, { context: [`砚溪${APARTMENTS}`] })).understood.units;
    expect(await asked('押金收几个月')).toEqual(['砚溪县']);
    expect(await asked('物业费怎么收')).toEqual([]);
    expect(await asked('全市租金多少')).toEqual([]);
    expect(await asked('各县租金多少')).toEqual([]);
    expect(await asked('2023年租金多少')).toEqual([]);
  });

  it.each([
    ['棠渡县的强村公司怎么晒账？', '那砚溪呢', '砚溪县'],
    ['砚溪县的“强村公司”挣了多少钱', '棠渡县呢', '棠渡县'],
  ])('carries a name over to a county that uses it, too: 「%s」 「%s」', async (before, question, unit) => {
    const answer = await askSpoken(question, { context: [before] });
    expect(answer.understood.units).toEqual([unit]);
    expect(answer.understood.carriedOver).toContain('强村公司');
  });

  it('leaves a name behind that the other county does not use', async () => {
    const carried = async (before: string, question: string): Promise<string[]> =>
      (await askSpoken(question, { context: [before] })).understood.carriedOver;
    const ledgers = '棠渡县的强村公司怎么晒账？';
    expect(await carried(ledgers, '那砚溪呢')).toEqual(['强村公司', '晒账']);
    expect(await carried(ledgers, '那榆湾呢')).toEqual(['晒账']);
    expect(await carried('砚溪县砚里小院入住了多少人才？', '那榆湾呢')).toEqual(['入住', '人才']);
  });
});

describe('splitQuestion()', () => {
  it.each([
    ['人才公寓有多少套？', ['人才公寓有多少套？']],
    ['公寓多少套？租金多少？', ['公寓多少套？', '租金多少？']],
    ['公寓多少套，租金多少钱', ['公寓多少套', '租金多少钱']],
    ['请问，公寓怎么申请', ['请问，公寓怎么申请']],
    ['芦汀县、霜浦县有多少套', ['芦汀县、霜浦县有多少套']],
    ['芦汀、霜浦分别怎么做，有什么区别', ['芦汀、霜浦分别怎么做，有什么区别']],
    ['一是什么？二是什么？三是什么？四是什么？', ['一是什么？二是什么？三是什么？四是什么？']],
    ['', ['']],
  ])('cuts 「%s」', (question, questions) => {
    expect(splitQuestion(question)).toEqual(questions);
  });
});
