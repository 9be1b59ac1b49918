import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createChineseText } from '../../../src/adapters/chinese/chinese-text.ts';

const chinese = createChineseText();
const anyText = fc
  .array(
    fc.constantFrom(...'人才公寓桐城縣會議關於發髮後乾幹裏裡麵只隻臺灣', '𠮷', 'A', '1', '。', ' ', '😀'),
    { maxLength: 20 },
  )
  .map((characters) => characters.join(''));

describe('toSimplified()', () => {
  it.each([
    ['蘆汀縣的人才公寓有多少套？', '芦汀县的人才公寓有多少套？'],
    ['組織部門關於發展黨員的會議', '组织部门关于发展党员的会议'],
    ['頭髮', '头发'],
    ['桐城市2024年ABC😀𠮷', '桐城市2024年ABC😀𠮷'],
    ['', ''],
  ])('turns 「%s」 into 「%s」', (text, simplified) => {
    expect(chinese.toSimplified(text)).toBe(simplified);
  });

  it('keeps the number of characters', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect([...chinese.toSimplified(text)]).toHaveLength([...text].length);
      }),
    );
  });
});

describe('pinyin()', () => {
  it.each([
    ['桐城', ['tong', 'cheng']],
    ['绿色旅游', ['lv', 'se', 'lv', 'you']],
    ['女', ['nv']],
    ['AB公寓1套', ['A', 'B', 'gong', 'yu', '1', 'tao']],
    ['', []],
  ])('spells 「%s」', (text, syllables) => {
    expect(chinese.pinyin(text)).toEqual(syllables);
  });

  it('sounds homophones alike', () => {
    expect(chinese.pinyin('同城')).toEqual(chinese.pinyin('桐城'));
    expect(chinese.pinyin('人才吗')).toEqual(chinese.pinyin('人才码'));
  });

  it('gives one syllable a character', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(chinese.pinyin(text)).toHaveLength([...text].length);
      }),
    );
  });
});
