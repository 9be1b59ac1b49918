import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CountedTerm, createTermCounter } from '../../../src/core/asking/term-counter.ts';
import { countGram } from '../../../src/core/asking/terms.ts';

const anyRun = (min: number, max: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...'人才公三二十', '𠮷', '2', '13', '.', '%', 'ab', '\n', ' '), {
      minLength: min,
      maxLength: max,
    })
    .map((pieces) => pieces.join(''));
const anyWord = anyRun(1, 3)
  .map((word) => word.replace(/\s/gu, ''))
  .filter((word) => word !== '');
const anyGram = fc.constantFrom(
  '人',
  '𠮷',
  '人才',
  '才才',
  '二三',
  '三级',
  '三',
  '才𠮷',
  '13',
  '2.13',
  'ab',
  '2%',
);
const anyTerm: fc.Arbitrary<CountedTerm> = fc.oneof(
  anyWord.map((text) => ({ space: 'word' as const, text })),
  anyGram.map((text) => ({ space: 'bigram' as const, text })),
  anyGram.map((text) => ({ space: 'character' as const, text })),
);

describe('createTermCounter()', () => {
  it('counts words as a list of them has them and the rest as countGram() does', () => {
    fc.assert(
      fc.property(
        fc.array(anyTerm, { maxLength: 12 }),
        fc.array(anyWord, { maxLength: 12 }),
        anyRun(0, 30),
        (terms, words, folded) => {
          const counter = createTermCounter(terms);
          const counts = new Uint32Array(counter.size + 2);
          counter.addCounts({ folded, words: ['', ...words, ''].join(' ') }, counts, 1);
          for (const term of terms) {
            const expected =
              term.space === 'word'
                ? words.filter((word) => word === term.text).length
                : countGram(folded, term.text);
            expect(counts[1 + counter.placeOf(term)]).toBe(expected);
          }
          expect([counts[0], counts.at(-1)]).toEqual([0, 0]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('counts equal terms once and adds to what is there', () => {
    const counter = createTermCounter([
      { space: 'word', text: '人才' },
      { space: 'bigram', text: '人才' },
      { space: 'word', text: '人才' },
    ]);
    expect(counter.size).toBe(2);
    const counts = new Uint32Array(2);
    for (let i = 0; i < 2; i++) counter.addCounts({ folded: '人才人才', words: ' 人才 ' }, counts, 0);
    expect([...counts]).toEqual([2, 4]);
    expect(() => counter.addCounts({ folded: '', words: '' }, counts, 0)).not.toThrow();
  });
});
