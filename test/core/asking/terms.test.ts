import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countGram, createTokenizer, gramsOf, holdsGram } from '../../../src/core/asking/terms.ts';
import { foldText } from '../../../src/core/text.ts';
import { createListSegmenter } from './list-segmenter.ts';

const tokenizer = createTokenizer(createListSegmenter('人才', '公寓', '人才公寓', '三级', '网格', '级网'));
const anyText = fc
  .array(fc.constantFrom(...'人才公寓三二十级网格。，、 13.5-a+_𠮷', '2013', '62.6%。'), { maxLength: 24 })
  .map((pieces) => foldText(pieces.join('')).folded);

describe('createTokenizer()', () => {
  it('keeps words, bigrams and characters apart', () => {
    expect(tokenizer.terms('人才公寓12套')).toEqual({
      words: ['人才', '公寓', '人才公寓', '12', '套'],
      bigrams: ['人才', '才公', '公寓', '12'],
      characters: ['人', '才', '公', '寓', '套'],
    });
  });

  it.each([
    ['a number with a decimal and a percent sign', '增长62.6%了', ['62.6%']],
    ['a full-width number', '２０２４年', ['2024']],
    ['a number with a space before its measure', '建成 240 套', ['240']],
    ['a Latin word in any case', 'APP和app', ['app', 'app']],
    ['a version', 'v2.0上线', ['v2.0']],
    ['joined letters and digits', '5G-A网', ['5g-a']],
  ])('takes %s whole', (_, text, runs) => {
    const { words, bigrams } = tokenizer.terms(text);
    const isRun = (term: string): boolean => /[a-z0-9]/u.test(term);
    expect(words.filter(isRun)).toEqual(runs);
    expect(bigrams.filter(isRun)).toEqual(runs);
  });

  // Its docstring names c++ as one.
  it('takes c++ whole', () => {
    expect(tokenizer.terms('用c++写').words).toContain('c++');
  });

  it('finds 三级 in no longer number', () => {
    expect(tokenizer.terms('三级网格').words).toContain('三级');
    expect(tokenizer.terms('三级网格').bigrams).toContain('三级');
    for (const text of ['二三级网格', '十三级网格', '百分之二十三级网格']) {
      const { words, bigrams } = tokenizer.terms(text);
      expect(words, text).not.toContain('三级');
      expect(bigrams, text).not.toContain('三级');
    }
    expect(tokenizer.terms('二三级网格').words).toContain('二三');
  });

  it('joins nothing across a stop', () => {
    const { bigrams } = tokenizer.terms('人才。公寓、三级');
    expect(bigrams).toEqual(['人才', '公寓', '三级']);
  });

  it('plainWords() gives no word inside another', () => {
    expect(tokenizer.plainWords('人才公寓、三级网格')).toEqual(['人才公寓', '三级', '网格']);
  });

  it.each(['', ' ', '，。！', '😀', '\u202e'])('finds no term in %j', (text) => {
    expect(tokenizer.terms(text)).toEqual({ words: [], bigrams: [], characters: [] });
  });

  it('takes a character above U+FFFF for one character', () => {
    expect(tokenizer.terms('𠮷三级').bigrams).toEqual(['𠮷三', '三级']);
    expect(tokenizer.terms('𠮷三级').characters).toEqual(['𠮷', '三', '级']);
  });

  it('guarantees that any two neighbouring Han characters outside long numbers can be found', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...'人才公寓网格'), { minLength: 2, maxLength: 12 }),
        (characters) => {
          const { bigrams } = tokenizer.terms(characters.join(''));
          expect(bigrams).toEqual(characters.slice(1).map((character, i) => `${characters[i]}${character}`));
        },
      ),
    );
  });
});

describe('countGram()', () => {
  it.each([
    ['人才公寓和人才码', '人才', 2],
    ['的的的', '的的', 2],
    ['二三级网格', '三级', 0],
    ['三级网格和二三级网格', '三级', 1],
    ['2013年13套', '13', 1],
    ['11.3和1.3', '1.3', 1],
    ['62.6%', '62.6', 0],
    ['62.6%', '62.6%', 1],
    ['13.5', '13', 0],
    ['13.', '13', 1],
    ['3+-5', '3+', 1],
    ['app和wapp', 'app', 1],
    ['5g-a和5g', '5g', 1],
    ['三级网格', '人才', 0],
    ['', '人才', 0],
  ])('in 「%s」 counts %s %i times', (folded, gram, count) => {
    expect(countGram(folded, gram)).toBe(count);
    expect(holdsGram(folded, gram)).toBe(count > 0);
  });

  // Folding takes the space away, and a percent sign before a digit is not taken for an end.
  it('counts a percentage with another behind it', () => {
    const { folded } = foldText('增长 30% 50%');
    expect(gramsOf(folded).bigrams).toContain('30%');
    expect(countGram(folded, '30%')).toBe(1);
  });

  it('counts what gramsOf() cuts', () => {
    fc.assert(
      fc.property(anyText, (folded) => {
        const { bigrams, characters } = gramsOf(folded);
        const counts = [...new Set([...bigrams, ...characters])].map((gram) => [
          gram,
          countGram(folded, gram),
        ]);
        expect(counts).toEqual(
          counts.map(([gram]) => [
            gram,
            [...bigrams, ...characters].filter((other) => other === gram).length,
          ]),
        );
      }),
      { numRuns: 300 },
    );
  });
});
