import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Segmenter } from '../../core/ports.ts';

/** The few members of nodejieba that are used; its own types declare more. */
interface Jieba {
  load(dictionaries: Record<string, string>): void;
  cut(text: string, hmm: boolean): string[];
  cutForSearch(text: string, hmm: boolean): string[];
  insertWord(word: string): boolean;
}

/**
 * nodejieba with HMM off, so that jieba-wasm cuts the same. Loading takes about 0.8 s and 200 MB.
 * NOTE: nodejieba keeps one dictionary a process: words added for one library are known to all of them.
 * @throws Error when the native addon was not built on this machine.
 */
export function createNodejiebaSegmenter(): Segmenter {
  const none = fileURLToPath(new URL('./no-words.utf8', import.meta.url));
  const jieba = createRequire(import.meta.url)('nodejieba') as Jieba;
  // Without `userDict` nodejieba adds a list of its own that jieba-wasm does not have.
  jieba.load({ userDict: none });
  const added = new Set<string>();
  return {
    name: 'nodejieba',
    cut: (han) => jieba.cutForSearch(han, false),
    cutPlain: (han) => jieba.cut(han, false),
    addWords(words) {
      for (const word of words) {
        // nodejieba would keep it once more.
        if (added.has(word)) continue;
        added.add(word);
        jieba.insertWord(word);
      }
    },
  };
}
