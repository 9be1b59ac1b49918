import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMiniSearchIndex } from '../../../src/adapters/indexes/minisearch.ts';
import { createCoinedNames } from '../../../src/core/asking/coined-names.ts';
import { weigh } from '../../../src/core/asking/coverage.ts';
import { chooseExcerpt, highlightsIn, type Slice } from '../../../src/core/asking/excerpt.ts';
import { demandOf } from '../../../src/core/asking/intent.ts';
import { buildQuery, type ContentRun } from '../../../src/core/asking/query.ts';
import type { Query } from '../../../src/core/asking/rank.ts';
import { createTokenizer } from '../../../src/core/asking/terms.ts';
import { sentencesOf } from '../../../src/core/text.ts';
import { createListSegmenter } from './list-segmenter.ts';

const tokenizer = createTokenizer(createListSegmenter('人才', '公寓', '人才公寓', '租金', '食堂'));
const index = createMiniSearchIndex();

const queryOf = (...words: (string | string[])[]): Promise<Query> => {
  const run: ContentRun = words.map((word) => {
    const [text, ...synonyms] = [word].flat() as [string, ...string[]];
    return { text, weight: 1, synonyms };
  });
  return buildQuery([run], tokenizer, index);
};

async function choose(text: string, question: string, ...words: (string | string[])[]): Promise<Slice> {
  const query = await queryOf(...words);
  const weighed = weigh(query, { passages: 100, articles: 10 }, createCoinedNames());
  return chooseExcerpt(text, query, weighed, demandOf(question));
}

const other = (length: number): string => `${'别的事情'.repeat(length).slice(0, length - 1)}。`;

describe('chooseExcerpt()', () => {
  it('gives a short passage whole', async () => {
    const text = '县里建成人才公寓150套。月租金每平方米4元。';
    const slice = await choose(text, '人才公寓', '人才公寓');
    expect(slice).toMatchObject({ text, start: 0 });
  });

  it.each([
    ['at the beginning', 0],
    ['in the middle', 2],
    ['at the end', 4],
  ])('holds the sentence about the question %s of a long passage', async (_, at) => {
    const sentences = [0, 1, 2, 3, 4].map(() => other(80));
    sentences.splice(at, 0, '县里建成人才公寓150套。');
    const slice = await choose(sentences.join(''), '人才公寓有多少套', '人才公寓');
    expect(slice.text).toContain('人才公寓150套');
    expect(slice.core).toBe('县里建成人才公寓150套。');
    expect(slice.text.length).toBeLessThanOrEqual(200);
  });

  it('prefers the sentence with the figure that is asked for', async () => {
    const text = `人才公寓配齐家具家电。${other(150)}人才公寓共有150套。`;
    const slice = await choose(text, '人才公寓有多少套', '人才公寓');
    expect(slice.core).toBe('人才公寓共有150套。');
    expect(slice.answers).toBe(true);
  });

  it('takes no figure for an answer that stands in a sentence about something else', async () => {
    const slice = await choose('人才公寓配齐家具家电。食堂有座位150个。', '人才公寓有多少个', '人才公寓');
    expect(slice.answers).toBe(false);
  });

  it('takes a figure right after the sentence that names the thing for its own, where it says a word of it', async () => {
    const texts = [
      '全县举办会计技能比武。全县217名会计上场。',
      '全县举办会计技能比武。赛后吃了顿饭。全县217名会计上场。',
      '全县举办会计技能比武。食堂供饭217人。',
    ];
    const slices = await Promise.all(
      texts.map((text) => choose(text, '会计技能比武有多少人', '会计', '技能', '比武')),
    );
    expect(slices.map(({ answers }) => answers)).toEqual([true, false, false]);
  });

  it('finds a sentence by a synonym', async () => {
    const text = `${other(150)}县里筹集房源86套。${other(150)}`;
    const slice = await choose(text, '公寓有多少套', ['公寓', '房源']);
    expect(slice.core).toBe('县里筹集房源86套。');
  });

  it('shows the row of a table that is asked for, read with the names of its columns', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `| 第${i + 1}小区 | ${i + 30} | ${i + 3}元 |`);
    const text = ['| 小区 | 套数 | 租金 |', '| --- | --- | --- |', ...rows].join('\n');
    const slice = await choose(text, '第17小区租金多少元', '第17小区', '租金');
    expect(slice.text).toContain('| 第17小区 | 46 | 19元 |');
    expect(slice.text.length).toBeLessThanOrEqual(200);
    expect(slice.text).toMatch(/^\|[^\n]*\|(?:\n\|[^\n]*\|)*$/u);
  });

  it('cuts a sentence that is too long between its clauses', async () => {
    const clauses = Array.from(
      { length: 12 },
      (_, i) => `第${i + 1}件事办了又办办了又办办了又办办了又办办了又办`,
    );
    clauses[9] = '人才公寓建成150套';
    const text = `${clauses.join('，')}。`;
    const slice = await choose(text, '人才公寓有多少套', '人才公寓');
    expect(slice.text).toContain('人才公寓建成150套');
    expect(slice.text.length).toBeLessThanOrEqual(200);
    expect(text.slice(0, slice.start)).toMatch(/^$|，$/u);
  });

  it.each([
    ['without any stop', '字'.repeat(450)],
    ['of one word repeated', '人才公寓'.repeat(120)],
    ['of a long Latin word', 'a'.repeat(450)],
  ])('keeps a text %s to 200 characters', async (_, text) => {
    const slice = await choose(text, '人才公寓', '人才公寓');
    expect(slice.text.length).toBeLessThanOrEqual(200);
    expect(text.slice(slice.start)).toMatch(new RegExp(`^${slice.text}`, 'u'));
  });

  // Text without any stop or comma is cut by UTF-16 units.
  it('does not cut a character above U+FFFF in two', async () => {
    const text = `a${'𠮷'.repeat(300)}`;
    const slice = await choose(text, '人才公寓', '人才公寓');
    expect(slice.text).not.toMatch(/\p{Surrogate}/u);
  });

  const anyText = fc
    .array(
      fc.tuple(
        fc.array(fc.constantFrom(...'人才公寓租金食堂配备，、；'), { minLength: 1, maxLength: 60 }),
        fc.constantFrom('。', '！', '\n'),
      ),
      { minLength: 1, maxLength: 8 },
    )
    .map((sentences) =>
      sentences
        .map(([characters, stop]) => characters.join('') + stop)
        .join('')
        .trim(),
    )
    .filter((text) => text !== '');

  it('is a run of whole sentences of at most 200 characters', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyText,
        fc.constantFrom('人才公寓有多少套', '租金', '食堂在哪'),
        async (text, question) => {
          const slice = await choose(text, question, '人才公寓', '租金');
          expect(text.slice(slice.start, slice.start + slice.text.length)).toBe(slice.text);
          expect(slice.text.length).toBeLessThanOrEqual(200);
          const sentences = sentencesOf(text);
          expect(sentences.map(([start]) => start)).toContain(slice.start);
          expect(sentences.map(([, end]) => end)).toContain(slice.start + slice.text.length);
          expect(slice.text).toContain(slice.core);
          expect(slice.coreCoverage).toBeGreaterThanOrEqual(0);
          expect(slice.coreCoverage).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('highlightsIn()', () => {
  const marked = async (text: string, ...words: (string | string[])[]): Promise<string[]> => {
    const { concepts } = await queryOf(...words);
    return highlightsIn(text, concepts).map(([start, end]) => text.slice(start, end));
  };

  it.each<[string, string, (string | string[])[], string[]]>([
    ['a word', '建成人才公寓150套', ['人才公寓'], ['人才公寓']],
    ['every place', '公寓旁还有公寓', ['公寓'], ['公寓', '公寓']],
    ['a word matched through a synonym', '筹集房源86套', [['公寓', '房源']], ['房源']],
    ['the word as it is printed', '人 才公寓ＡＰＰ上线', ['人才公寓', 'app'], ['人 才公寓ＡＰＰ']],
    ['words side by side as one', '公寓租金', ['公寓', '租金'], ['公寓租金']],
    ['the parts of a word that is not there whole', '人才住进公寓', ['人才公寓'], ['人才', '公寓']],
    ['a character above U+FFFF', '𠮷家村的公寓', ['公寓'], ['公寓']],
    ['nothing that is not there', '驻村第一书记', ['公寓'], []],
  ])('marks %s', async (_, text, words, expected) => {
    expect(await marked(text, ...words)).toEqual(expected);
  });

  it('marks no words that are everywhere', async () => {
    const query = await buildQuery([[{ text: '食堂', weight: 0.35, synonyms: [] }]], tokenizer, index);
    expect(highlightsIn('食堂', query.concepts)).toEqual([]);
  });

  // Numbers are whole tokens: design decision 6.
  it('marks a number as a whole only', async () => {
    expect(await marked('2013年建成13套', '13')).toEqual(['13']);
  });

  it('gives ascending ranges inside the text that do not overlap', async () => {
    const { concepts } = await queryOf('人才公寓', ['租金', '人才'], '公寓租', 'app');
    const anyText = fc
      .array(fc.constantFrom(...'人才公寓租金ＡＰ p a𠮷㎡'), { maxLength: 30 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(anyText, (text) => {
        let at = 0;
        for (const [start, end] of highlightsIn(text, concepts)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          at = end;
        }
      }),
    );
  });
});
