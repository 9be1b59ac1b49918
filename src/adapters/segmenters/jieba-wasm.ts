import { add_word, cut, cut_for_search } from 'jieba-wasm';
import type { Segmenter } from '../../core/ports.ts';

const MEDIAN_FREQUENCY = 3;

/** jieba in WebAssembly with HMM off: needs no compiler, cuts as nodejieba does. */
export function createJiebaWasmSegmenter(): Segmenter {
  return {
    name: 'jieba-wasm',
    cut: (han) => cut_for_search(han, false),
    cutPlain: (han) => cut(han, false),
    addWords(words) {
      // The frequency nodejieba gives a new word: the median of the dictionary.
      for (const word of words) add_word(word, MEDIAN_FREQUENCY);
    },
  };
}
