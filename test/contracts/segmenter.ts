import { expect, it } from 'vitest';
import type { Segmenter } from '../../src/core/ports.ts';

/** What every Segmenter does. Words may have been made known before: what is asserted holds all the same. */
export function segmenterContract(createSegmenter: () => Segmenter): void {
  it.each([
    '人才公寓建成二百四十套',
    '驻村第一书记',
    '芦汀县',
    '一',
    '',
    '𠮷姓人家',
    '的的的的',
    '㐀㐁龘靐齉',
  ])('cutPlain() takes 「%s」 apart without loss', (han) => {
    expect(createSegmenter().cutPlain(han).join('')).toBe(han);
  });

  it.each(['人才公寓建成二百四十套', '驻村第一书记', '一', '', '𠮷姓人家'])(
    'cut() gives the plain words of 「%s」 and words inside them',
    (han) => {
      const segmenter = createSegmenter();
      const words = segmenter.cut(han);
      expect(words).toEqual(expect.arrayContaining(segmenter.cutPlain(han)));
      expect(words.filter((word) => !han.includes(word))).toEqual([]);
    },
  );

  it('cut() also finds the shorter words inside a long one, as a search does', () => {
    const segmenter = createSegmenter();
    expect(segmenter.cutPlain('中华人民共和国')).toEqual(['中华人民共和国']);
    expect(segmenter.cut('中华人民共和国')).toEqual(
      expect.arrayContaining(['中华', '人民', '共和国', '中华人民共和国']),
    );
  });

  it('guesses no words: characters it does not know stay alone', () => {
    expect(createSegmenter().cutPlain('犇骉羴猋')).toEqual(['犇', '骉', '羴', '猋']);
  });

  it('addWords() makes a coined name one word, also when it is told twice', () => {
    const segmenter = createSegmenter();
    segmenter.addWords(['潮汐飞鹭计划']);
    segmenter.addWords(new Set(['潮汐飞鹭计划', '苇上青舍']));
    expect(segmenter.cutPlain('实施潮汐飞鹭计划')).toEqual(['实施', '潮汐飞鹭计划']);
    expect(segmenter.cutPlain('苇上青舍')).toEqual(['苇上青舍']);
  });

  it('addWords() takes nothing', () => {
    const segmenter = createSegmenter();
    segmenter.addWords([]);
    expect(segmenter.cutPlain('人才')).toEqual(['人才']);
  });
}
