import { describe, expect, it } from 'vitest';
import { createMiniSearchIndex } from '../../../src/adapters/indexes/minisearch.ts';
import { indexedArticles } from '../../../src/core/asking/index-terms.ts';
import { parseLexicon } from '../../../src/core/asking/lexicon.ts';
import {
  buildQuery,
  contentRuns,
  engineTerm,
  isStrong,
  proposingTerms,
} from '../../../src/core/asking/query.ts';
import { createTokenizer } from '../../../src/core/asking/terms.ts';
import { sampleIssue } from '../../contracts/sample-issue.ts';
import { createListSegmenter } from './list-segmenter.ts';

const tokenizer = createTokenizer(
  createListSegmenter(
    '人才',
    '公寓',
    '人才公寓',
    '怎么',
    '多少',
    '工作',
    '孩子',
    '上学',
    '驿站',
    '开展',
    '请问',
  ),
);
const lexicon = parseLexicon({
  stopwords: '怎么\n多少\n有\n是\n的\n吗\n请问\n人\n才\n日\n# weak\n工作\n开展\n',
  synonyms: '孩子上学=子女就学\n公寓=房源\n人才=talent\n',
  terms: '',
  units: '',
});
const runsOf = (question: string, abbreviations?: Map<string, string[]>): string[][] =>
  contentRuns(question, tokenizer, lexicon, abbreviations).map((run) => run.map(({ text }) => text));

describe('contentRuns()', () => {
  it.each([
    ['人才公寓有多少套', [['人才公寓'], ['套']]],
    ['怎么建人才公寓', [['建', '人才公寓']]],
    ['请问人才公寓的驿站', [['人才公寓'], ['驿站']]],
    ['人才公寓，驿站', [['人才公寓'], ['驿站']]],
    ['孩子上学怎么办', [['孩子上学'], ['办']]],
    ['柳闻笛是谁', [['柳闻笛'], ['谁']]],
    ['１２套 APP', [['12', '套', 'app']]],
    ['几套公寓', [['公寓']]],
    ['一公寓', [['公寓']]],
    // 人, 才 and 日 say nothing, 人才 does.
    ['人才日', [['人才']]],
    ['有多少吗？', []],
    ['', []],
    ['？！，', []],
    ['😀', []],
  ])('of 「%s」 are %j', (question, runs) => {
    expect(runsOf(question)).toEqual(runs);
  });

  it('gives words that are everywhere little weight', () => {
    const weights = contentRuns('开展驿站工作', tokenizer, lexicon)
      .flat()
      .map((word) => [word.text, isStrong(word)]);
    expect(weights).toEqual([
      ['开展', false],
      ['驿站', true],
      ['工作', false],
    ]);
  });

  it('knows what may stand for a word or a phrase', () => {
    const words = contentRuns('孩子上学和公寓', tokenizer, lexicon).flat();
    expect(words.find(({ text }) => text === '孩子上学')?.synonyms).toEqual(['子女就学']);
    expect(words.find(({ text }) => text === '公寓')?.synonyms).toEqual(['房源']);
  });

  it('knows the names a short form stands for', () => {
    const [word] = contentRuns('奔桐', tokenizer, lexicon, new Map([['奔桐', ['奔桐计划']]])).flat();
    expect(word).toMatchObject({ text: '奔桐', synonyms: ['奔桐计划'] });
  });

  it.each([
    ['十二', ['12']],
    ['三百二十', ['320']],
    ['十', ['10']],
    ['百日', ['100日']],
    ['五', []],
    ['百姓家', []],
  ])('knows %s in digits as %s', (word, synonyms) => {
    const whole = createTokenizer(createListSegmenter(word));
    const [run] = contentRuns(word, whole, lexicon);
    expect(run?.flatMap((one) => one.synonyms) ?? []).toEqual(synonyms);
  });
});

const index = createMiniSearchIndex();
const issue = sampleIssue({
  editorsNote: [],
  colophon: [],
  articles: ['人才公寓86套。', '公寓配齐家具，房源够用。', '驿站开到村口。'].map((text, i) => ({
    number: i + 1,
    title: '甲',
    units: [],
    paragraphs: [text, `${text}${'又写了些别的。'.repeat(12)}`],
    sections: [],
  })),
});
const build = async (question: string): ReturnType<typeof buildQuery> => {
  await index.replaceIssue(issue.id, indexedArticles(issue, tokenizer));
  return buildQuery(contentRuns(question, tokenizer, lexicon), tokenizer, index);
};

describe('buildQuery()', () => {
  it('asks the index in how many passages and articles each term stands', async () => {
    const { concepts } = await build('公寓');
    const term = concepts[0]?.terms.find(({ space }) => space === 'word');
    const { passages, articles } = await index.statistics(['公寓']);
    expect(term).toMatchObject({
      text: '公寓',
      passageFrequency: passages[0],
      articleFrequency: articles[0],
    });
    expect(articles[0]).toBe(2);
  });

  it('has words, bigrams and characters of a word, and of its synonyms apart', async () => {
    const { concepts } = await build('公寓');
    expect(concepts[0]?.terms.map(engineTerm)).toEqual(['公寓', '~公寓', '^公', '^寓']);
    expect(concepts[0]?.synonyms.map(({ text, terms }) => [text, terms.map(engineTerm)])).toEqual([
      ['房源', ['房', '源', '~房源', '^房', '^源']],
    ]);
  });

  it('has the bigrams between words that stood side by side, not across a stop', async () => {
    expect((await build('驿站公寓')).bridges.map(engineTerm)).toEqual(['~站公']);
    expect((await build('驿站，公寓')).bridges).toEqual([]);
  });

  it('takes a word that is repeated once', async () => {
    const { concepts } = await build('公寓公寓，公寓');
    expect(concepts.map(({ text }) => text)).toEqual(['公寓']);
  });

  it('is empty for a question without content', async () => {
    expect(await build('有多少')).toMatchObject({ concepts: [], bridges: [] });
  });

  it('has words that help to order beside the rest', async () => {
    await index.replaceIssue(issue.id, indexedArticles(issue, tokenizer));
    const query = await buildQuery([], tokenizer, index, ['多少']);
    expect(query).toMatchObject({ concepts: [], bridges: [] });
    expect(query.fillers.map(engineTerm)).toContain('多少');
  });
});

describe('proposingTerms()', () => {
  const propose = async (question: string): Promise<string[]> =>
    proposingTerms(await build(question), { passages: 1000, articles: 100 });

  it('are words and bigrams of the question and of its synonyms that the library has, each once', async () => {
    const terms = await propose('人才公寓，公寓量子');
    expect(terms).toEqual(expect.arrayContaining(['人才公寓', '~才公', '公寓', '~房源']));
    expect(new Set(terms).size).toBe(terms.length);
    expect(terms.filter((term) => /^\^|量|子/u.test(term))).toEqual([]);
  });

  it('are none for a question without content', async () => {
    expect(await propose('有多少')).toEqual([]);
  });
});
