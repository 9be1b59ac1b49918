import { describe } from 'vitest';
import { createNodejiebaSegmenter } from '../../../src/adapters/segmenters/nodejieba.ts';
import { segmenterContract } from '../../contracts/segmenter.ts';

describe('createNodejiebaSegmenter()', () => {
  const segmenter = createNodejiebaSegmenter();
  segmenterContract(() => segmenter);
});
