import { describe } from 'vitest';
import { createJiebaWebSegmenter } from '../../../src/adapters/segmenters/jieba-web.ts';
import { segmenterContract } from '../../contracts/segmenter.ts';
import { jiebaModule } from './jieba-module.ts';

describe('createJiebaWebSegmenter()', () => {
  segmenterContract(() => createJiebaWebSegmenter(jiebaModule()));
});
