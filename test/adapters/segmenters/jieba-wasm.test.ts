import { describe } from 'vitest';
import { createJiebaWasmSegmenter } from '../../../src/adapters/segmenters/jieba-wasm.ts';
import { segmenterContract } from '../../contracts/segmenter.ts';

describe('createJiebaWasmSegmenter()', () => {
  const segmenter = createJiebaWasmSegmenter();
  segmenterContract(() => segmenter);
});
