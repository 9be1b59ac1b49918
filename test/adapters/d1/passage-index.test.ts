import { describe } from 'vitest';
import { createD1PassageIndex } from '../../../src/adapters/d1/passage-index.ts';
import { passageIndexContract } from '../../contracts/passage-index.ts';
import { localDatabase } from './local-database.ts';

describe('createD1PassageIndex()', () => {
  const local = localDatabase();
  passageIndexContract(async () => createD1PassageIndex((await local.empty()).database));
});
