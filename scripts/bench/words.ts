import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Random } from './random.ts';

const HAN = /^\p{Script=Han}{2,4}$/u;

/** Words of two to four characters out of jieba's dictionary, drawn as often as they stand in Chinese texts. */
export function createWordSource(): (length: number, random: Random) => string {
  const home = dirname(createRequire(import.meta.url).resolve('nodejieba/package.json'));
  const lines = readFileSync(join(home, 'submodules/cppjieba/dict/jieba.dict.utf8'), 'utf8').split('\n');
  const byLength = new Map<number, { words: string[]; upTo: number[] }>();
  for (const line of lines) {
    const [word = '', frequency = ''] = line.split(' ');
    if (!HAN.test(word) || word.length > 4) continue;
    const { words, upTo } = byLength.get(word.length) ?? { words: [], upTo: [] };
    byLength.set(word.length, { words, upTo });
    words.push(word);
    upTo.push((upTo.at(-1) ?? 0) + Number(frequency));
  }
  return (length, random) => {
    const { words, upTo } = byLength.get(length)!;
    const at = random.next() * upTo.at(-1)!;
    let low = 0;
    for (let high = upTo.length - 1; low < high; ) {
      const middle = (low + high) >> 1;
      if (upTo[middle]! <= at) low = middle + 1;
      else high = middle;
    }
    return words[low]!;
  };
}
