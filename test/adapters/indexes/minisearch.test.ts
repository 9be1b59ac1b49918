import { describe } from 'vitest';
import { createMiniSearchIndex } from '../../../src/adapters/indexes/minisearch.ts';
import { passageIndexContract } from '../../contracts/passage-index.ts';

describe('createMiniSearchIndex()', () => {
  passageIndexContract(async () => createMiniSearchIndex());
});
