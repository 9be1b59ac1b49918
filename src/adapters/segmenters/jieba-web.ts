import { add_word, cut, cut_for_search, initSync } from 'jieba-wasm/web';
import type { Segmenter } from '../../core/ports.ts';
import { MEDIAN_FREQUENCY } from './median-frequency.ts';

/** Longest name that is looked for in a text before it is cut, in UTF-16 units. */
const LONGEST_NAME = 12;

/**
 * jieba in WebAssembly where nothing may take long before the first question: the module is started (half a second, 60 MB
 * of memory) when something is cut for the first time, and a name is told to it when it stands in what is cut, so that
 * ten thousand names of a large library cost nothing. Cuts as the others do.
 */
export function createJiebaWebSegmenter(wasm: WebAssembly.Module): Segmenter {
  const names = new Set<string>();
  let isStarted = false;
  const ready = (han: string): void => {
    if (!isStarted) initSync({ module: wasm });
    isStarted = true;
    for (let start = 0; start < han.length; start++) {
      for (let end = start + 2; end <= Math.min(han.length, start + LONGEST_NAME); end++) {
        const name = han.slice(start, end);
        if (names.delete(name)) add_word(name, MEDIAN_FREQUENCY);
      }
    }
  };
  const told = new Set<string>();
  return {
    name: 'jieba-wasm',
    cut(han) {
      ready(han);
      return cut_for_search(han, false);
    },
    cutPlain(han) {
      ready(han);
      return cut(han, false);
    },
    addWords(words) {
      for (const word of words) {
        if (told.has(word)) continue;
        told.add(word);
        names.add(word);
      }
    },
  };
}
