import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutIntoPieces } from '../../../src/adapters/web/passage-pieces.ts';
import type { Passage } from '../../../src/core/bulletin.ts';

const passage = (id: string, text: string): Passage => ({
  id,
  issueId: 'x',
  part: 'article',
  articleNumber: 1,
  section: [],
  text,
});

describe('cutIntoPieces()', () => {
  it('marks the slice of a paragraph and leaves the rest alone', () => {
    const { paragraphs } = cutIntoPieces(['甲乙丙丁'], [passage('p1', '乙丙')]);
    expect(paragraphs).toEqual([
      [
        { text: '甲', passage: null, begins: false, ends: false },
        { text: '乙丙', passage: 'p1', begins: true, ends: true },
        { text: '丁', passage: null, begins: false, ends: false },
      ],
    ]);
  });

  it('begins and ends a passage of several paragraphs once', () => {
    const { paragraphs } = cutIntoPieces(['甲。', '乙。', '丙。'], [passage('p1', '甲。\n乙。')]);
    expect(paragraphs.map((pieces) => pieces.map((p) => [p.passage, p.begins, p.ends]))).toEqual([
      [['p1', true, false]],
      [['p1', false, true]],
      [[null, false, false]],
    ]);
  });

  it('tells two passages of the same words apart by their order', () => {
    const { paragraphs } = cutIntoPieces(['略。', '略。'], [passage('p1', '略。'), passage('p2', '略。')]);
    expect(paragraphs.map((pieces) => pieces[0]?.passage)).toEqual(['p1', 'p2']);
  });

  it('returns a passage that is not in this section', () => {
    const other = passage('p1', '别处的话。');
    expect(cutIntoPieces(['甲。'], [other])).toEqual({
      paragraphs: [[{ text: '甲。', passage: null, begins: false, ends: false }]],
      elsewhere: [other],
    });
  });

  it('never loses or doubles a character, and anchors every passage once', () => {
    const sentence = fc.stringMatching(/^[一二三四五六七八九十]{1,6}。$/);
    fc.assert(
      fc.property(fc.array(fc.array(sentence, { minLength: 1, maxLength: 4 }), { maxLength: 6 }), (rows) => {
        const paragraphs = rows.map((row) => row.join(''));
        const passages = rows.flatMap((row, r) => row.map((text, s) => passage(`p${r}x${s}`, text)));
        const cut = cutIntoPieces(paragraphs, passages);
        expect(cut.paragraphs.map((pieces) => pieces.map((p) => p.text).join(''))).toEqual(paragraphs);
        expect(cut.elsewhere).toEqual([]);
        expect(
          cut.paragraphs
            .flat()
            .filter((p) => p.begins)
            .map((p) => p.passage),
        ).toEqual(passages.map((p) => p.id));
      }),
    );
  });
});
