import { add_word, cut, cut_for_search } from 'jieba-wasm';
import type { Segmenter } from '../../core/ports.ts';
import { MEDIAN_FREQUENCY } from './median-frequency.ts';

/** jieba in WebAssembly with HMM off: needs no compiler, cuts as nodejieba does. */
export function createJiebaWasmSegmenter(): Segmenter {
  return {
    name: 'jieba-wasm',
    cut: (han) => cut_for_search(han, false),
    cutPlain: (han) => cut(han, false),
    addWords(words) {
      for (const word of words) add_word(word, MEDIAN_FREQUENCY);
    },
  };
}
