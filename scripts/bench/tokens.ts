import type { Segmenter } from '../../src/core/ports.ts';
import { foldText } from '../../src/core/text.ts';

/** A word, a place, a number or a sign: as printed, folded, and the words of the index in it, a space between them. */
export interface Token {
  text: string;
  folded: string;
  words: string;
  kind: 'word' | 'place' | 'number' | 'sign';
}

const HAN = /^\p{Script=Han}/u;
const RUN = /\p{Script=Han}+|[a-zA-Z0-9]+(?:\.\d+)?|[^\s]/gu;

export interface Tokens {
  /** A text as tokens; white space is left out. */
  cut(text: string): Token[];
  token(text: string, kind: Token['kind']): Token;
}

/** Each word is cut once, however often it stands in the library: most of the time of a real build goes there. */
export function createTokens(segmenter: Segmenter, places: readonly string[]): Tokens {
  const known = new Map<string, Token>();
  const anyPlace = new RegExp(`(${places.join('|')})`, 'u');
  const token: Tokens['token'] = (text, kind) => {
    let found = known.get(text);
    if (found === undefined) {
      const { folded } = foldText(text);
      const words = HAN.test(text) ? segmenter.cut(text).join(' ') : kind === 'sign' ? '' : folded;
      found = { text, folded, words, kind };
      if (kind !== 'number') known.set(text, found);
    }
    return found;
  };
  return {
    token,
    cut: (text) =>
      text.split(anyPlace).flatMap((piece, i) => {
        if (i % 2 === 1) return [token(piece, 'place')];
        return [...piece.matchAll(RUN)].flatMap(([run]) => {
          if (HAN.test(run)) return segmenter.cutPlain(run).map((word) => token(word, 'word'));
          return [token(run, /^\d/.test(run) ? 'number' : /^\w/.test(run) ? 'word' : 'sign')];
        });
      }),
  };
}

export function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join('');
}

/** Lines of tokens as the index keeps them. */
export function foldedOf(lines: readonly (readonly Token[])[]): { folded: string; words: string } {
  const words = lines.flat().flatMap((token) => (token.words === '' ? [] : [token.words]));
  return {
    folded: lines.map((line) => line.map(({ folded }) => folded).join('')).join('\n'),
    words: ['', ...words, ''].join(' '),
  };
}
