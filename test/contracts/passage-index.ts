import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexArticle, indexTerms } from '../../src/core/asking/index-terms.ts';
import { createTokenizer } from '../../src/core/asking/terms.ts';
import type { IndexedArticle, PassageIndex, PassageKey, TermStatistics } from '../../src/core/ports.ts';

/** Cuts every two characters: enough to have words that are no bigrams of their neighbours. */
const cut = (han: string): string[] => han.match(/..?/gu) ?? [];
const tokenizer = createTokenizer({ name: 'pairs', cut, cutPlain: cut, addWords: () => undefined });

/** An issue from its articles, each a title and the texts of its passages. */
export function indexedIssue(
  id: string,
  articles: [title: string, ...passages: string[]][],
): IndexedArticle[] {
  return articles.map(([title, ...texts], i) =>
    indexArticle(
      id,
      i + 1,
      title,
      texts.map((text, j) => ({
        id: `p${i + 1}x${j + 1}`,
        issueId: id,
        part: 'article',
        articleNumber: i + 1,
        section: [],
        text,
      })),
      tokenizer,
    ),
  );
}

/** Issues of few different characters, so that terms meet. */
export const anyIssues: fc.Arbitrary<[string, IndexedArticle[]][]> = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom('甲报-2023-01', '甲报-2023-02', '乙报-2024-s01', '丙报-2024-03', '丁报-2025-12'),
      fc.array(fc.tuple(textOf(4), textOf(30), textOf(60)), { minLength: 1, maxLength: 3 }),
    ),
    { selector: ([id]) => id, maxLength: 5 },
  )
  .map((issues) => issues.map(([id, articles]) => [id, indexedIssue(id, articles)]));

export const anyTerms: fc.Arbitrary<string[]> = fc.array(
  fc.oneof(
    textOf(2),
    textOf(2).map((pair) => `~${pair}`),
    textOf(1).map((character) => `^${character}`),
    fc.constantFrom('2024', '~2024', '没有', '', '~', '^'),
  ),
  { maxLength: 12 },
);

function textOf(length: number): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...'人才公寓驻𠮷', '。', '2024'), { minLength: 1, maxLength: length })
    .map((characters) => characters.join(''));
}

/** The live issues as a naive model sees them: the terms of every passage. */
export class NaiveIndex {
  private readonly issues = new Map<string, IndexedArticle[]>();

  replace(issueId: string, articles: IndexedArticle[]): void {
    if (articles.length === 0) this.issues.delete(issueId);
    else this.issues.set(issueId, articles);
  }

  passages(): { key: PassageKey; issueId: string; terms: string[] }[] {
    return [...this.issues].flatMap(([issueId, articles]) =>
      articles.flatMap((article) =>
        article.passages.map((passage) => ({
          key: `${issueId}#${passage.passage.id}`,
          issueId,
          terms: indexTerms(article, passage),
        })),
      ),
    );
  }

  statistics(terms: readonly string[]): TermStatistics {
    const articles = [...this.issues.values()]
      .flat()
      .map((article) => article.passages.map((passage) => new Set(indexTerms(article, passage))));
    return {
      passages: terms.map((term) => articles.flat().filter((held) => held.has(term)).length),
      articles: terms.map((term) => articles.filter((of) => of.some((held) => held.has(term))).length),
    };
  }

  totals(): { passages: number; articles: number } {
    const articles = [...this.issues.values()].flat();
    return { articles: articles.length, passages: articles.flatMap(({ passages }) => passages).length };
  }

  /** BM25 (k .9, b .4) over words and bigrams of every passage that holds one of the terms. */
  scores(terms: readonly string[], issueIds?: ReadonlySet<string>): Map<PassageKey, number> {
    const wanted = [...new Set(terms)].filter((term) => !term.startsWith('^'));
    const passages = this.passages().map(({ terms: held, ...passage }) => ({
      ...passage,
      held: held.filter((term) => !term.startsWith('^')),
    }));
    const average = passages.reduce((sum, { held }) => sum + held.length, 0) / passages.length;
    const frequencies = this.statistics(wanted).passages;
    const scores = new Map<PassageKey, number>();
    for (const { key, issueId, held } of passages) {
      if (issueIds !== undefined && !issueIds.has(issueId)) continue;
      const norm = 0.9 * (1 - 0.4 + (0.4 * held.length) / average);
      let score = 0;
      for (const [i, term] of wanted.entries()) {
        const count = held.filter((other) => other === term).length;
        const n = frequencies[i]!;
        score += (Math.log(1 + (passages.length - n + 0.5) / (n + 0.5)) * count * 1.9) / (count + norm);
      }
      if (score > 0) scores.set(key, score);
    }
    return scores;
  }
}

const JIA = '甲报-2024-06';
const YI = '乙报-2023-12';
const jia = indexedIssue(JIA, [
  ['人才公寓', '人才公寓一百套。', '住房补贴每月800元。'],
  ['驻村干部', '驻村干部入户走访。人才回乡。', '2024年驻村工作队。'],
]);
const yi = indexedIssue(YI, [['社区治理', '网格员入户走访。', '人才公寓也有物业。', '人才人才人才。']]);
const TERMS = ['人才', '~人才', '^人', '公寓', '~才公', '~2024', '2024', '入户', '没有', '~没有', '^没', ''];

/** What every PassageIndex does; `createIndex` gives an empty one. */
export function passageIndexContract(createIndex: () => Promise<PassageIndex>): void {
  const filled = async (): Promise<{ index: PassageIndex; naive: NaiveIndex }> => {
    const index = await createIndex();
    const naive = new NaiveIndex();
    for (const [id, articles] of [
      [JIA, jia],
      [YI, yi],
    ] as const) {
      await index.replaceIssue(id, articles);
      naive.replace(id, articles);
    }
    return { index, naive };
  };
  const expectSame = async (index: PassageIndex, naive: NaiveIndex, terms = TERMS): Promise<void> => {
    expect(await index.totals()).toEqual(naive.totals());
    expect(await index.statistics(terms)).toEqual(naive.statistics(terms));
    expect(new Set(await index.candidates(terms, 1_000))).toEqual(new Set(naive.scores(terms).keys()));
  };

  it('is empty at first', async () => {
    const index = await createIndex();
    expect(await index.totals()).toEqual({ passages: 0, articles: 0 });
    expect(await index.statistics(['人才'])).toEqual({ passages: [0], articles: [0] });
    expect(await index.candidates(['人才'], 10)).toEqual([]);
    await index.replaceIssue('甲报-2024-01', []);
    expect(await index.totals()).toEqual({ passages: 0, articles: 0 });
  });

  it('statistics() counts passages and articles that hold a word, a bigram, a character', async () => {
    const { index, naive } = await filled();
    expect(await index.statistics(['人才', '~才公', '^访', '~2024', '没有'])).toEqual({
      passages: [5, 3, 2, 1, 0],
      articles: [3, 2, 2, 1, 0],
    });
    await expectSame(index, naive);
    expect(await index.statistics([])).toEqual({ passages: [], articles: [] });
  });

  it('candidates() gives passages that hold a word or a bigram asked for, each once', async () => {
    const { index } = await filled();
    const found = await index.candidates(['公寓', '~公寓', '公寓', '没有'], 10);
    expect([...found].sort()).toEqual([`${YI}#p1x2`, `${JIA}#p1x1`, `${JIA}#p1x2`].sort());
  });

  it.each([
    ['a word of the title beside one of the text', ['公寓', '补贴'], `${JIA}#p1x2`],
    ['a rare word beside common ones', ['人才', '公寓', '物业'], `${YI}#p1x2`],
    ['several terms of one passage', ['入户', '~户走', '走访', '网格', '~网格'], `${YI}#p1x1`],
    ['a number', ['2024', '~2024'], `${JIA}#p2x2`],
  ])('candidates() puts the best passage first for %s', async (_, terms, best) => {
    const { index, naive } = await filled();
    const scores = [...naive.scores(terms)].sort((a, b) => b[1] - a[1]);
    expect(scores[0]![0]).toBe(best);
    expect((await index.candidates(terms, 1))[0]).toBe(best);
    expect((await index.candidates(terms, 3))[0]).toBe(best);
  });

  it.each([
    ['no term', []],
    ['an empty term', ['']],
    ['unknown terms', ['没有', '~没有', '𠮷']],
    ['nothing but characters', ['^人']],
    ['marks without a term', ['~', '^']],
    ['signs that mean something to query languages', ['"', '*', 'AND', 'a OR b', '(', '人才*', "';--"]],
  ])('candidates() gives nothing for %s', async (_, terms) => {
    const { index } = await filled();
    expect(await index.candidates(terms, 10)).toEqual([]);
  });

  it('candidates() stays within the issues given', async () => {
    const { index } = await filled();
    const among = async (...ids: string[]): Promise<string[]> =>
      (await index.candidates(['人才', '~公寓'], 10, new Set(ids))).sort();
    expect(await among(YI)).toEqual([`${YI}#p1x2`, `${YI}#p1x3`]);
    expect(await among('没有这期')).toEqual([]);
    expect(await among()).toEqual([]);
    expect(await among(JIA, YI, '没有这期')).toEqual((await index.candidates(['人才', '~公寓'], 10)).sort());
  });

  it('candidates() within one issue are the best of that issue, however good others are', async () => {
    const { index, naive } = await filled();
    for (let i = 0; i < 30; i++) {
      const articles = indexedIssue(`丙报-2022-${i + 10}`, [
        ['人才公寓', '人才公寓。', '人才公寓。人才公寓。'],
      ]);
      await index.replaceIssue(`丙报-2022-${i + 10}`, articles);
      naive.replace(`丙报-2022-${i + 10}`, articles);
    }
    const only = new Set([YI]);
    const scores = naive.scores(['人才', '公寓'], only);
    expect(new Set(await index.candidates(['人才', '公寓'], 2, only))).toEqual(new Set(scores.keys()));
  });

  it('replaceIssue() puts new passages in the place of the old ones', async () => {
    const { index, naive } = await filled();
    const corrected = indexedIssue(JIA, [['人才公寓', '人才公寓二百套。']]);
    await index.replaceIssue(JIA, corrected);
    naive.replace(JIA, corrected);
    await expectSame(index, naive);
    await index.replaceIssue(JIA, jia);
    naive.replace(JIA, jia);
    await expectSame(index, naive);
  });

  it('replaceIssue() with nothing takes the issue out, and nothing of the others', async () => {
    const { index, naive } = await filled();
    await index.replaceIssue(YI, []);
    naive.replace(YI, []);
    await expectSame(index, naive);
    await index.replaceIssue(YI, []);
    await expectSame(index, naive);
    await index.replaceIssue(JIA, []);
    expect(await index.totals()).toEqual({ passages: 0, articles: 0 });
    expect(await index.candidates(TERMS, 10)).toEqual([]);
  });

  it('lets readers see the old passages or the new ones while an issue is replaced, never both or none', async () => {
    const { index } = await filled();
    const size = 300;
    const version = (word: string): IndexedArticle[] =>
      indexedIssue('丙报-2025-01', [[word, ...Array.from({ length: size }, (_, i) => `${word}${i}套。`)]]);
    await index.replaceIssue('丙报-2025-01', version('旧房'));
    let isDone = false;
    const replaced = index.replaceIssue('丙报-2025-01', version('新房')).then(() => {
      isDone = true;
    });
    const seen = new Set<string>();
    while (!isDone) {
      const { passages } = await index.statistics(['旧房', '新房']);
      seen.add(passages.join(' '));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await replaced;
    seen.add((await index.statistics(['旧房', '新房'])).passages.join(' '));
    expect([...seen].filter((pair) => pair !== `${size} 0` && pair !== `0 ${size}`)).toEqual([]);
    expect(seen).toContain(`0 ${size}`);
  });

  it('takes replacements of one issue in the order they are asked for', async () => {
    const { index, naive } = await filled();
    const last = indexedIssue(JIA, [['社区', '社区一处。']]);
    await Promise.all([
      index.replaceIssue(JIA, indexedIssue(JIA, [['人才', ...Array<string>(200).fill('人才公寓。')]])),
      index.replaceIssue(JIA, []),
      index.replaceIssue(JIA, last),
    ]);
    naive.replace(JIA, last);
    await expectSame(index, naive);
  });

  describe('over any sequence of changes', () => {
    it('counts like a naive model and proposes every passage that holds a term', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyIssues, { maxLength: 3 }), anyTerms, async (changes, terms) => {
          const index = await createIndex();
          const naive = new NaiveIndex();
          for (const [id, articles] of changes.flat()) {
            const next = naive.passages().some(({ issueId }) => issueId === id) ? [] : articles;
            await index.replaceIssue(id, next);
            naive.replace(id, next);
          }
          await expectSame(index, naive, terms);
        }),
        { numRuns: 40 },
      );
    });
  });
}
