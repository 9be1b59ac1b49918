import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createChineseText } from '../../../src/adapters/chinese/chinese-text.ts';
import { createCoinedNames } from '../../../src/core/asking/coined-names.ts';

const chinese = createChineseText();
/** Few characters, some of one sound, so that names meet. */
const anyText = (min: number, max: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...'人仁才公计划行动山', 'a'), { minLength: min, maxLength: max })
    .map((characters) => characters.join(''));
const anyIssues = fc.array(fc.uniqueArray(anyText(2, 6), { maxLength: 5 }), { maxLength: 8 });

const differing = (a: string, b: string): number =>
  [...a].filter((character, i) => b[i] !== character).length;

describe('createCoinedNames()', () => {
  it('says after any changes what a look at each name would say', () => {
    fc.assert(
      fc.property(anyIssues, fc.array(fc.boolean()), anyText(1, 6), (issues, leaves, text) => {
        const names = createCoinedNames();
        names.soundsIn(chinese);
        for (const issue of issues) names.add(issue);
        const left = issues.filter((_, i) => !leaves[i]);
        for (const issue of issues.filter((_, i) => leaves[i])) names.remove(issue);
        const all = [...new Set(left.flat())];
        expect(names.has(text)).toBe(all.includes(text));
        expect(names.isPartOfOne(text)).toBe(
          text.length >= 3 && !all.includes(text) && all.some((name) => name.includes(text)),
        );
        expect(new Set(names.lengths)).toEqual(new Set(all.map(({ length }) => length)));
        const slips = all.filter((name) => name.length === text.length && differing(text, name) === 1);
        const resembling = names.resembling(text).map(({ name }) => name);
        expect(new Set(resembling).size).toBe(resembling.length);
        if (text.length > 1) for (const name of slips) expect(resembling).toContain(name);
        for (const name of resembling) expect(all).toContain(name);
        const short = text.slice(0, 2);
        expect(new Set(names.abbreviations.get(short) ?? [])).toEqual(
          new Set(all.filter((name) => name === `${short}计划` || name === `${short}行动`)),
        );
        const sound = chinese.pinyin(text).join('');
        expect(new Set(names.soundsIn(chinese).sounding(sound))).toEqual(
          new Set(
            all.filter(
              (name) => /^\p{Script=Han}{2,}$/u.test(name) && chinese.pinyin(name).join('') === sound,
            ),
          ),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('gives names that resemble each other in the order they came', () => {
    const names = createCoinedNames(['奔桐计划', '奔舟计划', '奔潜行动']);
    const [first, second] = [...names.resembling('奔马计划')].sort((a, b) => a.order - b.order);
    expect([first?.name, second?.name]).toEqual(['奔桐计划', '奔舟计划']);
  });

  it('takes long sounds for each other that southern speakers write alike', () => {
    const sounds = createCoinedNames(['银商先锋', '人才']).soundsIn(chinese);
    expect(sounds.alike('yinsanxianfeng')).toEqual(['yinshangxianfeng']);
    expect(sounds.alike('yingsangxianfen')).toEqual(['yinshangxianfeng']);
    expect(sounds.alike('rengcai')).toEqual([]);
  });
});
