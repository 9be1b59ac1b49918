import * as opencc from 'opencc-js/t2cn';
import { pinyin } from 'pinyin-pro';
import type { ChineseText } from '../../core/ports.ts';

/** OpenCC for characters, pinyin-pro for sounds; both bring their tables with them. */
export function createChineseText(): ChineseText {
  const convert = opencc.Converter({ from: 't', to: 'cn' });
  return {
    toSimplified: (text) => convert(text),
    pinyin: (text) => pinyin(text, { toneType: 'none', type: 'array', v: true, nonZh: 'spaced' }),
  };
}
