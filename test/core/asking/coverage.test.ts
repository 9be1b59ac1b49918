import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCoinedNames } from '../../../src/core/asking/coined-names.ts';
import { coverageOf, shareHeld, uncovered, type Weighed, weigh } from '../../../src/core/asking/coverage.ts';
import type { Concept, QueryTerm } from '../../../src/core/asking/rank.ts';
import { gramsOf } from '../../../src/core/asking/terms.ts';

const TOTALS = { passages: 1000, articles: 100 };

function termsOf(text: string, frequency: number): QueryTerm[] {
  const term = (space: QueryTerm['space'], of: string): QueryTerm => ({
    space,
    text: of,
    weight: 1,
    passageFrequency: frequency,
    articleFrequency: frequency,
  });
  return [term('word', text), ...gramsOf(text).bigrams.map((bigram) => term('bigram', bigram))];
}

function concept(
  text: string,
  frequency: number,
  options: { weight?: number; synonyms?: string[] } = {},
): Concept {
  const { weight = 1, synonyms = [] } = options;
  return {
    text,
    weight,
    terms: termsOf(text, frequency),
    synonyms: synonyms.map((other) => ({ text: other, terms: termsOf(other, frequency) })),
  };
}

const weighed = (concepts: Concept[], names: string[] = []): Weighed[] => {
  const query = { concepts, bridges: [], fillers: [] };
  return weigh(query, TOTALS, createCoinedNames(names));
};
const held = (near: string, article = near): { near: string[]; article: string[] } => ({
  near: [near],
  article: [article],
});

describe('weigh()', () => {
  it('makes a rare word weigh more than a common one', () => {
    const [rare, common] = weighed([concept('驿站', 3), concept('干部', 600)]);
    expect(rare!.mass).toBeGreaterThan(common!.mass);
    expect(common!.mass).toBeGreaterThan(0);
  });

  it('makes a word of little weight weigh less', () => {
    const [full, weak] = weighed([concept('驿站', 3), concept('工作', 3, { weight: 0.35 })]);
    expect(weak!.mass).toBeLessThan(full!.mass);
  });

  it('makes a word the library does not know weigh less than one that stands in a single passage', () => {
    const [unknown, known] = weighed([concept('量子', 0), concept('驿站', 1)]);
    expect(unknown!.mass).toBeLessThan(known!.mass);
    expect(unknown!.mass).toBeGreaterThan(0);
  });

  it('takes a word for known when a synonym of it is', () => {
    const asked = concept('宿舍', 0);
    asked.synonyms = [{ text: '公寓', terms: termsOf('公寓', 300) }];
    const [one, other] = weighed([asked, concept('公寓', 300)]);
    expect(one!.mass).toBe(other!.mass);
  });
});

describe('coverageOf()', () => {
  const words = weighed([concept('人才公寓', 20, { synonyms: ['房源'] }), concept('租金', 10)]);

  it.each([
    ['all words', '人才公寓的租金', 1],
    ['no word', '驻村第一书记', 0],
    ['an empty text', '', 0],
  ])('is what it must be for %s', (_, text, expected) => {
    expect(coverageOf(words, held(text))).toBeCloseTo(expected);
  });

  it('grows with what is held: nothing, a part, a synonym, the word', () => {
    const of = (text: string): number =>
      coverageOf(weighed([concept('人才公寓', 20, { synonyms: ['房源'] })]), held(text));
    const steps = [of('驿站'), of('青年人才公租房和公寓'), of('房源充足'), of('人才公寓')];
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps[0]).toBe(0);
    expect(steps.at(-1)).toBe(1);
    expect(steps[2]).toBeLessThan(1);
  });

  it('is 0 for a question without words', () => {
    expect(coverageOf([], held('人才公寓'))).toBe(0);
  });

  it('finds a number only as a whole', () => {
    const number = weighed([concept('13', 5)]);
    expect(coverageOf(number, held('2013年'))).toBe(0);
    expect(coverageOf(number, held('13套'))).toBe(1);
  });

  it('lies between 0 and 1 and never falls when a text is added', () => {
    const anyText = fc
      .array(fc.constantFrom(...'人才公寓租金房源驻村。'), { maxLength: 12 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(anyText, anyText, anyText, (one, other, article) => {
        const less = coverageOf(words, { near: [one], article: [article] });
        const more = coverageOf(words, { near: [one, other], article: [article, other] });
        expect(less).toBeGreaterThanOrEqual(0);
        expect(more).toBeLessThanOrEqual(1);
        expect(more).toBeGreaterThanOrEqual(less);
      }),
    );
  });
});

describe('shareHeld() of a coined name', () => {
  const [name] = weighed([concept('望汐驿站', 3)], ['望汐驿站']) as [Weighed];

  it('is whole where it stands, less where its article has it, nothing for another name like it', () => {
    expect(shareHeld(name, held('在“望汐驿站”歇脚'))).toBe(1);
    const inArticle = shareHeld(name, { near: ['在这里歇脚'], article: ['在“望汐驿站”歇脚'] });
    expect(inArticle).toBeGreaterThan(0);
    expect(inArticle).toBeLessThan(1);
    expect(shareHeld(name, held('在“潮驿站”歇脚，望汐的人多'))).toBe(0);
  });
});

describe('uncovered()', () => {
  it('names the words that nothing stands for, but for those of little weight', () => {
    const words = weighed([
      concept('人才公寓', 20, { synonyms: ['房源'] }),
      concept('车位', 10),
      concept('工作', 500, { weight: 0.35 }),
    ]);
    const by = (text: string): number[] => words.map((word) => shareHeld(word, held(text)));
    expect(uncovered(words, by('房源充足'))).toEqual(['车位']);
    expect(uncovered(words, by('人才公寓带车位'))).toEqual([]);
  });
});

describe('shareHeld() of a compound the library never has', () => {
  /** 流动 and 党员 stand in many passages, 动党 in none. */
  const compound: Concept = {
    ...concept('流动党员', 0),
    terms: [
      ...termsOf('流动党员', 0),
      ...termsOf('流动', 40).slice(0, 1),
      ...termsOf('党员', 90).slice(0, 1),
    ],
  };
  const text = held('人口流动大的湾里，64个网格没有党员。');

  it('does not take its parts for it where nothing else is asked', () => {
    const [alone] = weighed([compound]);
    expect(shareHeld(alone!, text)).toBeLessThan(0.5);
  });

  it('takes them for a part of the question where more is asked', () => {
    const [beside] = weighed([compound, concept('网格', 20)]);
    expect(shareHeld(beside!, text)).toBeGreaterThan(0.5);
  });
});

describe('Weighed.isPerson', () => {
  it.each([
    ['严苇白', 2, true],
    ['严苇白', 0, false],
    ['高质量', 300, false],
    ['驿站员', 2, false],
  ])('%s in %i passages: %s', (text, frequency, isPerson) => {
    expect(weighed([concept(text, frequency)])[0]?.isPerson).toBe(isPerson);
  });
});
