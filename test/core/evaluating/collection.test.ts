import { beforeAll, describe, expect, it } from 'vitest';
import { createMiniSearchIndex } from '../../../src/adapters/indexes/minisearch.ts';
import { createJiebaWasmSegmenter } from '../../../src/adapters/segmenters/jieba-wasm.ts';
import { parseLexicon } from '../../../src/core/asking/lexicon.ts';
import { type CollectionLine, createCollection, type Find } from '../../../src/core/evaluating/collection.ts';

const lexicon = parseLexicon({
  stopwords: '多少\n怎么\n哪里\n的',
  synonyms: '住房=公寓',
  terms: '',
  units: '',
});
const collect = (lines: CollectionLine[]): Promise<Find> =>
  createCollection(lines, { segmenter: createJiebaWasmSegmenter(), lexicon, index: createMiniSearchIndex() });

const filler = '全县各乡镇按照部署抓好落实，定期通报进展，年底统一考核。';
const long = [
  ...Array(12).fill(filler),
  '柳溪县建成青年公寓120套，租金每月每平方米6元。',
  ...Array(12).fill(filler),
].join('');

describe('createCollection()', () => {
  let find: Find;
  const heard: [number, number][] = [];
  beforeAll(async () => {
    find = await createCollection(
      [
        { id: 'long', title: '安居', text: long },
        { id: 'a1', title: '渡口镇', text: '渡口镇修建码头3座。', article: 'a' },
        { id: 'b1', title: '', text: '白石县修建水渠18公里。' },
        { id: 'a2', title: '渡口镇', text: '还疏浚航道5公里，通航后运费下降。', article: 'a' },
        { id: 'bare', title: '望江亭的来历', text: ' ' },
      ],
      { segmenter: createJiebaWasmSegmenter(), lexicon, index: createMiniSearchIndex() },
      (done, of) => heard.push([done, of]),
    );
  });

  it('takes lines with one article together, wherever they stand', () => {
    expect(heard).toEqual([
      [1, 4],
      [2, 4],
      [3, 4],
      [4, 4],
    ]);
  });

  it('ranks a long line once, by its best passage, and quotes the sentence from its middle', async () => {
    const { ranked, excerpts } = await find('青年公寓租金多少');
    expect(ranked).toEqual([...new Set(ranked)]);
    expect(ranked[0]).toBe('long');
    expect(excerpts[0]).toContain('租金每月每平方米6元');
    expect(excerpts.every((excerpt) => excerpt.length <= 200 && long.includes(excerpt))).toBe(true);
    expect(excerpts.length).toBeLessThanOrEqual(3);
  });

  it('keeps a line of an article whole and finds it by the title of its article', async () => {
    const { ranked, excerpts } = await find('渡口镇疏浚航道多少公里');
    expect(ranked.slice(0, 2)).toEqual(['a2', 'a1']);
    expect(excerpts[0]).toBe('还疏浚航道5公里，通航后运费下降。');
  });

  it.each([
    ['a synonym of the dictionary', '柳溪县住房', 'long'],
    ['the title of a line without text', '望江亭', 'bare'],
  ])('finds by %s', async (_, question, id) => {
    expect((await find(question)).ranked[0]).toBe(id);
  });

  it.each(['', '？？', '多少', '量子纠缠'])('finds nothing for 「%s」', async (question) => {
    expect(await find(question)).toEqual({ ranked: [], excerpts: [] });
  });

  it('finds nothing among no lines', async () => {
    expect(await (await collect([]))('公寓')).toEqual({ ranked: [], excerpts: [] });
  });
});
