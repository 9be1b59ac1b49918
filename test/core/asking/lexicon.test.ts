import { beforeAll, describe, expect, it } from 'vitest';
import { type Lexicon, parseLexicon } from '../../../src/core/asking/lexicon.ts';
import { readDictionary } from '../../../src/entry/open-library.ts';

const EMPTY = { stopwords: '', synonyms: '', terms: '', units: '' };

describe('parseLexicon()', () => {
  it('reads empty files', () => {
    expect(parseLexicon(EMPTY)).toEqual({
      stopwords: new Set(),
      weak: new Set(),
      synonyms: new Map(),
      terms: [],
      offices: [],
    });
  });

  it('passes over comments and blank lines, with either kind of line end', () => {
    const { stopwords, terms } = parseLexicon({
      ...EMPTY,
      stopwords: '# 疑问词\r\n\r\n  怎么  \r\n多少\r\n',
      terms: '# 名称\n\n候鸟计划\n',
    });
    expect([...stopwords]).toEqual(['怎么', '多少']);
    expect(terms).toEqual(['候鸟计划']);
  });

  it('tells stop words from words that count little', () => {
    const { stopwords, weak } = parseLexicon({ ...EMPTY, stopwords: '怎么\n# weak\n工作\n开展\n' });
    expect([...stopwords]).toEqual(['怎么']);
    expect([...weak]).toEqual(['工作', '开展']);
  });

  it('lets every word of a group stand for every other, and joins groups that share one', () => {
    const { synonyms } = parseLexicon({ ...EMPTY, synonyms: '公寓=房源=住房\n公寓=宿舍\n' });
    expect(synonyms.get('住房')).toEqual(['公寓', '房源']);
    expect(synonyms.get('公寓')).toEqual(['房源', '住房', '宿舍']);
    expect(synonyms.get('宿舍')).toEqual(['公寓']);
    expect(synonyms.get('房子')).toBeUndefined();
  });

  it('passes over empty places and repeats in a group', () => {
    const { synonyms } = parseLexicon({ ...EMPTY, synonyms: '=公寓==房源=公寓=\n' });
    expect([...synonyms]).toEqual([
      ['公寓', ['房源']],
      ['房源', ['公寓']],
    ]);
  });

  it('folds every word as texts are folded', () => {
    const { synonyms, terms } = parseLexicon({
      ...EMPTY,
      synonyms: 'ＡＰＰ = 客户端',
      terms: '一码 通办 100 n',
    });
    expect(synonyms.get('app')).toEqual(['客户端']);
    expect(terms).toEqual(['一码']);
  });

  it('takes groups of offices from the units, not the patterns above them', () => {
    const { offices } = parseLexicon({
      ...EMPTY,
      units: '中共{}委组织部\n{}市\n人社局=人力资源和社会保障局\n',
    });
    expect(offices).toEqual([['人社局', '人力资源和社会保障局']]);
  });
});

describe('the dictionary of the project', () => {
  let lexicon: Lexicon;
  beforeAll(async () => {
    lexicon = parseLexicon(await readDictionary('data/dictionary'));
  });

  it('has 300 groups of synonyms and more', async () => {
    const lines = (await readDictionary('data/dictionary')).synonyms.split('\n');
    expect(lines.filter((line) => line.includes('=') && !line.startsWith('#')).length).toBeGreaterThanOrEqual(
      300,
    );
  });

  it.each([
    ['住房', '公寓'],
    ['孩子上学', '子女就学'],
    ['老婆工作', '配偶就业'],
    ['拆迁', '征地搬迁'],
    ['升官', '提拔重用'],
    ['双招双引', '招商引资'],
  ])('lets %s stand for %s, and the other way round', (one, other) => {
    expect(lexicon.synonyms.get(one)).toContain(other);
    expect(lexicon.synonyms.get(other)).toContain(one);
  });

  it.each(['怎么', '多少', '什么', '哪些', '请问'])('takes %s for a question word', (word) => {
    expect(lexicon.stopwords).toContain(word);
  });
});
