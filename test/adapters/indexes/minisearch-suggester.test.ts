import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { createMiniSearchSuggester } from '../../../src/adapters/indexes/minisearch-suggester.ts';
import type { Issue } from '../../../src/core/bulletin.ts';
import type { ChineseText } from '../../../src/core/ports.ts';
import { sampleIssue } from '../web/sample.ts';

const chinese: ChineseText = {
  toSimplified: (text) => text.replaceAll('縣', '县').replaceAll('雲', '云'),
  pinyin: (text) => pinyin(text, { toneType: 'none', type: 'array', v: true }),
};
const everything = { kind: 'everything' } as const;

function suggester(...issues: Issue[]) {
  const made = createMiniSearchSuggester({ chinese });
  for (const issue of issues) made.replaceIssue(issue);
  return made;
}
const texts = async (
  typed: string,
  made = suggester(sampleIssue()),
  viewer: Parameters<typeof made.suggest>[1] = everything,
) => (await made.suggest(typed, viewer, 8)).map(({ text }) => text);

describe('createMiniSearchSuggester()', () => {
  it.each([
    ['清河', '中共清河县委组织部'],
    ['清河縣', '中共清河县委组织部'],
    ['qinghe', '中共清河县委组织部'],
    ['qingh', '中共清河县委组织部'],
    ['qhx', '中共清河县委组织部'],
    ['河县委组织部', '中共清河县委组织部'],
    ['板凳', '板凳讲师'],
    ['bandeng', '板凳讲师'],
    ['板凳jiang', '板凳讲师'],
    ['住有所安', '东岭区：青年人才“住有所安”'],
    ['2024年第3', '《云州组工信息》2024年第3期'],
    ['yunzhou', '《云州组工信息》2024年第3期'],
  ])('finds from 「%s」 %s', async (typed, expected) => {
    expect(await texts(typed)).toContain(expected);
  });

  it.each(['', ' ', '？！', '火星', 'zzz', '板凳火星', '\u{20BB7}'])(
    'finds nothing from 「%s」',
    async (typed) => {
      expect(await texts(typed)).toEqual([]);
    },
  );

  it('puts a unit before the articles that name it, and says where an article is', async () => {
    const found = await suggester(sampleIssue()).suggest('清河县', everything, 8);
    expect(found.map(({ kind }) => kind)).toEqual(['unit', 'article']);
    expect(found[1]?.place).toEqual({ issueId: sampleIssue().id, articleNumber: 1 });
  });

  it('names a unit once, however many issues it stands in', async () => {
    const made = suggester(sampleIssue(), sampleIssue({ numbers: [4] }));
    expect((await texts('清河县委', made)).filter((text) => text === '中共清河县委组织部')).toHaveLength(1);
  });

  it('keeps to what the viewer may see', async () => {
    const made = suggester(sampleIssue({ audience: { kind: 'chats', chats: ['oc_1'] } }));
    expect(await texts('清河', made, { kind: 'member', chats: [] })).toEqual([]);
    expect(await texts('清河', made, { kind: 'member', chats: ['oc_1'] })).not.toEqual([]);
  });

  it('forgets what a correction or withdrawal took out', async () => {
    const issue = sampleIssue();
    const made = suggester(issue, { ...issue, articles: issue.articles.slice(1) });
    expect(await texts('板凳', made)).toEqual([]);
    made.replaceIssue({ ...issue, status: 'withdrawn' });
    expect(await texts('东岭', made)).toEqual([]);
  });

  it('gives at most the number asked for', async () => {
    const made = suggester(...Array.from({ length: 12 }, (_, i) => sampleIssue({ numbers: [i + 1] })));
    expect(await made.suggest('云州', everything, 5)).toHaveLength(5);
  });
});
