import { describe } from 'vitest';
import { createMemoryIssueStore } from '../../../src/adapters/stores/memory.ts';
import { issueStoreContract } from '../../contracts/issue-store.ts';

describe('createMemoryIssueStore()', () => {
  issueStoreContract(async () => createMemoryIssueStore());
});
