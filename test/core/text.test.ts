import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldedOf, foldText, sentencesOf } from '../../src/core/text.ts';

/** Texts in which stops, quotes, white space and characters above U+FFFF meet. */
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...'人才公寓240套。！？；，、“”（）「」.!? \t\n\r\u3000１２％Ａaß²ﬁ㎡'),
      fc.constantFrom('𠮷', '👍🏽', '\u0301', '\ud842', '\udfb7'),
    ),
    { maxLength: 40 },
  )
  .map((characters) => characters.join(''));

describe('sentencesOf()', () => {
  const cut = (text: string): string[] => sentencesOf(text).map(([start, end]) => text.slice(start, end));

  it.each([
    ['two sentences', '建成公寓86套。安置102人。', ['建成公寓86套。', '安置102人。']],
    ['a question and a call', '住得下吗？住得下！', ['住得下吗？', '住得下！']],
    [
      'a quotation that closes after the stop',
      '他说：“满意。”大家都笑了。',
      ['他说：“满意。”', '大家都笑了。'],
    ],
    ['several closing signs', '（见“公告。”）下一步再议。', ['（见“公告。”）', '下一步再议。']],
    ['stops in a row', '真的？！真的。', ['真的？！', '真的。']],
    ['text after the last stop', '第一句。没有句号', ['第一句。', '没有句号']],
    ['text without a stop', '没有句号的一行', ['没有句号的一行']],
    ['a line feed', '第一行\n第二行', ['第一行', '第二行']],
    ['line feeds in a row', '第一行。\n\n第二行', ['第一行。', '第二行']],
    [
      'the rows of a table',
      '| 镇 | 套 |\n| --- | --- |\n| 甲镇 | 6 |',
      ['| 镇 | 套 |', '| --- | --- |', '| 甲镇 | 6 |'],
    ],
    ['a decimal', '办结率98.5%，上升2.5个点。', ['办结率98.5%，上升2.5个点。']],
    ['、 and ；', '建房、修路；通水、通电。', ['建房、修路；通水、通电。']],
    ['a character above U+FFFF', '𠮷村通了路。𠮷村通了水。', ['𠮷村通了路。', '𠮷村通了水。']],
  ])('cuts %s', (_, text, sentences) => {
    expect(cut(text)).toEqual(sentences);
  });

  it.each(['', ' ', '\n\n', '\u3000\n '])('finds none in %j', (text) => {
    expect(sentencesOf(text)).toEqual([]);
  });

  it('leaves out nothing but white space, and keeps the order', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let at = 0;
        for (const [start, end] of sentencesOf(text)) {
          expect(text.slice(at, start).trim()).toBe('');
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end).trim()).not.toBe('');
          at = end;
        }
        expect(text.slice(at).trim()).toBe('');
      }),
    );
  });
});

describe('foldedOf()', () => {
  it('gives the copy that foldText() gives', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(foldedOf(text)).toBe(foldText(text).folded);
      }),
      { numRuns: 2_000 },
    );
    for (const text of ['a  b', 'talent code', ' 为 4 位 ', '62.6 %', 'c++ 人', 'A\u3000B', '\t'])
      expect(foldedOf(text)).toBe(foldText(text).folded);
  });
});

describe('foldText()', () => {
  it.each([
    ['full-width digits and letters', '２０２４年ＡＢ', '2024年ab'],
    ['a full-width comma and percent sign', '９８％，', '98%,'],
    ['capitals', 'Talent Code', 'talent code'],
    ['spaces between Han and digits', '选派 42 名，为 4 位', '选派42名,为4位'],
    ['spaces between Han characters', '人 才\u3000公 寓', '人才公寓'],
    ['a line feed between Han characters', '人才\n公寓', '人才公寓'],
    ['spaces between Latin words', 'a b　c', 'a b c'],
    ['white space at both ends', ' 人才 ', '人才'],
    ['a character that becomes several', '80㎡', '80m2'],
    ['a character above U+FFFF', '𠮷 1', '𠮷1'],
    ['spaces beside quotation marks and brackets', '“ ” 〔2024〕', '“”〔2024〕'],
  ])('folds %s', (_, text, folded) => {
    expect(foldText(text).folded).toBe(folded);
  });

  it('tells where each unit of the copy came from', () => {
    const text = '为 ４ 位𠮷姓㎡';
    const { folded, at } = foldText(text);
    expect(folded).toBe('为4位𠮷姓m2');
    expect([...folded].map((character) => text[at[folded.indexOf(character)]!])).toEqual([
      '为',
      '４',
      '位',
      '𠮷'[0],
      '姓',
      '㎡',
      '㎡',
    ]);
    expect(at.at(-1)).toBe(text.length);
  });

  it('maps every position of the copy into the text, in order, and the end to the end', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { folded, at } = foldText(text);
        expect(at).toHaveLength(folded.length + 1);
        expect(at.at(-1)).toBe(text.length);
        expect(at.every((position, i) => i === 0 || position >= at[i - 1]!)).toBe(true);
      }),
    );
  });

  it('folds a piece of the text to the piece of the copy it gave, wherever whole characters are cut out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...'人才4０Ａ𠮷', '。'), { maxLength: 20 }),
        fc.nat(),
        fc.nat(),
        (characters, i, j) => {
          const text = characters.join('');
          const { folded, at } = foldText(text);
          const [from, to] = [i % (folded.length + 1), j % (folded.length + 1)].sort((a, b) => a - b) as [
            number,
            number,
          ];
          const [start, end] = [at[from]!, at[to]!];
          if (/^[\udc00-\udfff]/u.test(folded.slice(from)) || /^[\udc00-\udfff]/u.test(folded.slice(to)))
            return;
          expect(foldText(text.slice(start, end)).folded).toBe(folded.slice(from, to));
        },
      ),
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { folded } = foldText(text);
        expect(foldText(folded).folded).toBe(folded);
      }),
    );
  });
});
