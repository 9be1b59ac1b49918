import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createPostingsIndex,
  loadPostingsIndex,
  type PostingsIndex,
} from '../../../../src/adapters/indexes/postings/postings-index.ts';
import type { IndexedArticle } from '../../../../src/core/ports.ts';
import {
  anyIssues,
  anyTerms,
  indexedIssue,
  NaiveIndex,
  passageIndexContract,
} from '../../../contracts/passage-index.ts';

describe('createPostingsIndex()', () => {
  passageIndexContract(async () => createPostingsIndex());

  it('candidates() are what scoring every passage puts on top, in that order', async () => {
    const limits = fc.integer({ min: 1, max: 12 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyIssues, { maxLength: 3 }),
        anyTerms,
        limits,
        async (changes, terms, limit) => {
          const { index, naive } = await indexOf(changes.flat());
          await expectBest(index, naive, terms, limit);
          await expectBest(index, naive, terms, limit, new Set(['甲报-2023-01', '丙报-2024-03']));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('candidates() are exact among thousands of passages, where most are never scored', async () => {
    const { index, naive } = await indexOf(manyIssues(120, 50));
    await index.settled();
    for (const limit of [1, 10, 150]) {
      for (const terms of QUESTIONS) await expectBest(index, naive, terms, limit);
    }
    const some = new Set(['甲报-2020-07', '甲报-2020-08', '甲报-2020-90', '甲报-2020-119']);
    for (const terms of QUESTIONS) await expectBest(index, naive, terms, 10, some);
  });

  it('gives the same before, while and after segments are merged', async () => {
    const { index, naive } = await indexOf(manyIssues(60, 8));
    const replaced = manyIssues(60, 3, 11).filter((_, i) => i % 3 === 0);
    for (const [id, articles] of replaced) {
      await index.replaceIssue(id, articles);
      naive.replace(id, articles);
    }
    let isSettled = false;
    const settled = index.settled().then(() => {
      isSettled = true;
    });
    while (!isSettled) {
      await expectSame(index, naive);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await settled;
    await expectSame(index, naive);
  });

  it('keeps what is replaced while segments are merged', async () => {
    const { index, naive } = await indexOf(manyIssues(40, 8));
    const settled = index.settled();
    for (const [id, articles] of [...manyIssues(6, 4, 5), ['甲报-2020-09', []] as const]) {
      await new Promise((resolve) => setImmediate(resolve));
      await index.replaceIssue(id, articles);
      naive.replace(id, [...articles]);
    }
    await settled;
    await index.settled();
    await expectSame(index, naive);
  });

  it('keeps up with issues that are replaced again and again', async () => {
    const { index, naive } = await indexOf(manyIssues(20, 4));
    for (let round = 0; round < 15; round++) {
      for (const [id, articles] of manyIssues(20, 4, round)) {
        await index.replaceIssue(id, articles);
        naive.replace(id, articles);
      }
    }
    await expectSame(index, naive);
    await index.settled();
    await expectSame(index, naive);
    const [bytes] = [joined(await index.save(''))];
    const fresh = await indexOf(manyIssues(20, 4, 14));
    await fresh.index.settled();
    // What is gone does not pile up.
    expect(bytes.length).toBeLessThan(1.5 * joined(await fresh.index.save('')).length);
  });
});

describe('loadPostingsIndex()', () => {
  const saved = async (): Promise<{ bytes: Uint8Array; naive: NaiveIndex }> => {
    const { index, naive } = await indexOf(manyIssues(30, 5));
    await index.replaceIssue('甲报-2020-03', []);
    naive.replace('甲报-2020-03', []);
    return { bytes: joined(await index.save('{"dictionary":"一"}')), naive };
  };

  it('gives back the index and the note that save() was given', async () => {
    const { bytes, naive } = await saved();
    const loaded = await loadPostingsIndex(bytes);
    expect(loaded?.note).toBe('{"dictionary":"一"}');
    await expectSame(loaded!.index, naive);
  });

  it('takes bytes from anywhere in memory', async () => {
    const { bytes, naive } = await saved();
    const inside = new Uint8Array(bytes.length + 3);
    inside.set(bytes, 3);
    await expectSame((await loadPostingsIndex(inside.subarray(3)))!.index, naive);
  });

  it('gives an index that changes and is saved again', async () => {
    const { bytes, naive } = await saved();
    const { index } = (await loadPostingsIndex(bytes))!;
    for (const [id, articles] of manyIssues(9, 6, 3)) {
      await index.replaceIssue(id, articles);
      naive.replace(id, articles);
    }
    await expectSame(index, naive);
    await index.settled();
    await expectSame((await loadPostingsIndex(joined(await index.save(''))))!.index, naive);
  });

  it('save() gives the index as it was, whatever happens to it before it is written', async () => {
    const { index, naive } = await indexOf(manyIssues(20, 5));
    const pieces = await index.save('');
    for (const [id] of manyIssues(20, 5)) await index.replaceIssue(id, []);
    await index.settled();
    await expectSame((await loadPostingsIndex(joined(pieces)))!.index, naive);
  });

  it('gives an empty index back', async () => {
    const { index } = (await loadPostingsIndex(joined(await createPostingsIndex().save(''))))!;
    expect(await index.totals()).toEqual({ passages: 0, articles: 0 });
  });

  it('gives null for bytes that were cut short', async () => {
    const { bytes } = await saved();
    for (const length of [0, 5, 47, 48, 200, bytes.length >> 1, bytes.length - 9])
      expect(await loadPostingsIndex(bytes.slice(0, length))).toBeNull();
  });

  it('gives null for bytes with any bit turned', async () => {
    const { bytes } = await saved();
    // Zeros may be filling, which says nothing.
    const used = [...bytes.keys()].filter((at) => bytes[at] !== 0);
    for (let i = 0; i < 60; i++) {
      const at = used[Math.floor((i / 60) * used.length)]!;
      const broken = bytes.slice();
      broken[at]! ^= 1 << (i % 8);
      expect(await loadPostingsIndex(broken), `bit ${i % 8} of byte ${at}`).toBeNull();
    }
  });
});

const QUESTIONS = [
  ['罕见'],
  ['人才', '公寓'],
  ['人才', '~才公', '公寓', '~公寓', '十七', '~十七', '罕见'],
  ['住房', '补贴', '驻村', '干部', '~村干', '~住房', '二十', '工作', '~工作'],
  ['工作', '~工作', '~作工'],
];

/** `count` issues of `size` passages of very different lengths, some words in nearly all of them and some in few. */
function manyIssues(count: number, size: number, seed = 0): [string, IndexedArticle[]][] {
  let state = seed + 1;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  const words = ['工作', '人才', '公寓', '住房', '补贴', '驻村', '干部', '十七', '二十', '罕见'];
  const text = (): string =>
    Array.from({ length: 1 + random(random(20) === 0 ? 60 : 8) }, () => {
      // The later in the list the rarer.
      const at = Math.min(random(10), random(10), random(10));
      return `${words[at]}${random(3) === 0 ? '。' : ''}`;
    }).join('');
  return Array.from({ length: count }, (_, i) => {
    const id = `甲报-2020-${String(i + 1).padStart(2, '0')}`;
    return [id, indexedIssue(id, [[text(), ...Array.from({ length: size }, text)]])];
  });
}

async function indexOf(
  issues: readonly [string, IndexedArticle[]][],
): Promise<{ index: PostingsIndex; naive: NaiveIndex }> {
  const index = createPostingsIndex();
  const naive = new NaiveIndex();
  for (const [id, articles] of issues) {
    await index.replaceIssue(id, articles);
    naive.replace(id, articles);
  }
  return { index, naive };
}

/** Which of several passages with one score are found is open. */
async function expectBest(
  index: PostingsIndex,
  naive: NaiveIndex,
  terms: readonly string[],
  limit: number,
  issueIds?: ReadonlySet<string>,
): Promise<void> {
  const scores = naive.scores(terms, issueIds);
  const rounded = (score: number | undefined): string | undefined => score?.toFixed(9);
  const expected = [...scores.values()].sort((a, b) => b - a).slice(0, limit);
  const found = await index.candidates(terms, limit, issueIds);
  expect(new Set(found).size).toBe(found.length);
  expect(found.map((key) => rounded(scores.get(key)))).toEqual(expected.map(rounded));
}

async function expectSame(index: PostingsIndex, naive: NaiveIndex): Promise<void> {
  const terms = [...QUESTIONS.flat(), '^人', '^十', '~没有'];
  expect(await index.totals()).toEqual(naive.totals());
  expect(await index.statistics(terms)).toEqual(naive.statistics(terms));
  await expectBest(index, naive, ['人才', '公寓', '~住房', '罕见'], 20);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(pieces));
}
