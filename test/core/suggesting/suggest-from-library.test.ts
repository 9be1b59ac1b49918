import { beforeAll, describe, expect, it } from 'vitest';
import { createChineseText } from '../../../src/adapters/chinese/chinese-text.ts';
import { createPostingsIndex } from '../../../src/adapters/indexes/postings/postings-index.ts';
import { createNodejiebaSegmenter } from '../../../src/adapters/segmenters/nodejieba.ts';
import { createFileIssueStore } from '../../../src/adapters/stores/files.ts';
import { buildLibrary } from '../../../src/core/asking/build-library.ts';
import { parseLexicon } from '../../../src/core/asking/lexicon.ts';
import { coinedNames } from '../../../src/core/asking/vocabulary.ts';
import type { Suggest } from '../../../src/core/ports.ts';
import { createSuggestFromLibrary } from '../../../src/core/suggesting/suggest-from-library.ts';
import { readDictionary } from '../../../src/entry/open-library.ts';

describe('createSuggestFromLibrary()', () => {
  let suggest: Suggest;
  beforeAll(async () => {
    const { issues } = await createFileIssueStore({ dataDir: 'data' }).readAll();
    const chinese = createChineseText();
    const parts = {
      segmenter: createNodejiebaSegmenter(),
      chinese,
      lexicon: parseLexicon(await readDictionary('data/dictionary')),
      createIndex: createPostingsIndex,
      publicUrl: '',
    };
    const library = await buildLibrary(issues, parts);
    suggest = createSuggestFromLibrary({
      library: library.current,
      coinedIn: () => issues.flatMap((issue) => [...coinedNames(issue)]),
      chinese,
    });
  });
  const texts = async (typed: string): Promise<string[]> =>
    (await suggest(typed, { kind: 'member', chats: [] }, 8)).map(({ text }) => text);

  it.each([
    ['云岫', '云岫县'],
    ['雲岫', '云岫县'],
    ['yunxiu', '云岫县'],
    ['yxx', '云岫县'],
    ['岫里', '岫里安居'],
    ['2024年第8', '《澜州组工信息》2024年第8期'],
  ])('「%s」 may mean %s', async (typed, meant) => {
    expect(await texts(typed)).toContain(meant);
  });

  it.each(['', '，。', '没有这样的词'])('「%s」 suggests nothing', async (typed) => {
    expect(await texts(typed)).toEqual([]);
  });

  it('gives no more than is asked for, and says where an article is', async () => {
    const found = await suggest('人才', { kind: 'member', chats: [] }, 3);
    expect(found).toHaveLength(3);
    const article = (await suggest('人才', { kind: 'everything' }, 50)).find(
      ({ kind }) => kind === 'article',
    );
    expect(article?.place?.articleNumber).toBeGreaterThan(0);
  });
});
