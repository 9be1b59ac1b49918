import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createChineseText } from '../../../src/adapters/chinese/chinese-text.ts';
import { inOneGo } from '../../../src/core/asking/in-one-go.ts';
import { createLiveWords } from '../../../src/core/asking/live-words.ts';
import type { IndexedArticle } from '../../../src/core/ports.ts';
import { anyIssues, indexedIssue } from '../../contracts/passage-index.ts';

const chinese = createChineseText();
function liveWords(articles: Map<string, IndexedArticle[]>) {
  const words = createLiveWords(articles, chinese, async (work) => inOneGo(work));
  const put = (id: string, after: IndexedArticle[]): void => {
    words.replaceIssue(id, articles.get(id) ?? [], after);
    if (after.length > 0) articles.set(id, after);
    else articles.delete(id);
  };
  return { words, put };
}

const SOUNDS = ['rencai', 'gongyu', 'zhucun', 'cungong', 'meiyou'];
const WORDS = ['人才', '公寓', '驻村', '才公', '2024', '没有', '人'];

describe('createLiveWords()', () => {
  it('knows words of two and more characters that stand in the library, and gives the most frequent for a sound', async () => {
    const { words } = liveWords(
      new Map([['甲报-2024-01', indexedIssue('甲报-2024-01', [['人才', '公寓公馆。公寓。', '仁才人才。']])]]),
    );
    expect(await words.known(['人才', '公寓', '公', '没有'])).toEqual(['人才', '公寓']);
    expect(await words.sounding(['rencai', 'gongyu', 'meiyou'])).toEqual(
      new Map([
        ['rencai', '人才'],
        ['gongyu', '公寓'],
      ]),
    );
  });

  it('knows after any changes what one knows that starts with their outcome', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyIssues, { maxLength: 4 }), fc.nat(3), async (changes, preparedAt) => {
        const articles = new Map<string, IndexedArticle[]>();
        const { words, put } = liveWords(articles);
        for (const [round, issues] of changes.entries()) {
          if (round === preparedAt) await words.prepare();
          for (const [id, after] of issues) put(id, articles.has(id) && round % 2 === 1 ? [] : after);
        }
        const fresh = liveWords(articles).words;
        expect(await words.known(WORDS)).toEqual(await fresh.known(WORDS));
        const sounding = await words.sounding(SOUNDS);
        expect([...sounding.keys()]).toEqual([...(await fresh.sounding(SOUNDS)).keys()]);
      }),
      { numRuns: 60 },
    );
  });

  it('knows without some articles what one knows that never had them', async () => {
    await fc.assert(
      fc.asyncProperty(anyIssues, fc.nat(4), async (issues, hidden) => {
        const { words } = liveWords(new Map(issues));
        const shown = liveWords(new Map(issues.filter((_, i) => i !== hidden))).words;
        const rest = words.without(issues.filter((_, i) => i === hidden).map(([, articles]) => articles));
        expect(await rest.known(WORDS)).toEqual(await shown.known(WORDS));
        const sounding = await rest.sounding(SOUNDS);
        expect([...sounding.keys()]).toEqual([...(await shown.sounding(SOUNDS)).keys()]);
        for (const word of sounding.values()) expect(await shown.known([word])).toEqual([word]);
      }),
      { numRuns: 60 },
    );
  });
});
