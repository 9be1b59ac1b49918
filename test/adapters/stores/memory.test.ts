import { describe } from 'vitest';
import { createMemoryDraftStore, createMemoryIssueStore } from '../../../src/adapters/stores/memory.ts';
import { draftStoreContract } from '../../contracts/draft-store.ts';
import { issueStoreContract } from '../../contracts/issue-store.ts';

describe('createMemoryIssueStore()', () => {
  issueStoreContract(async () => createMemoryIssueStore());
});

describe('createMemoryDraftStore()', () => {
  draftStoreContract(() => {
    const store = createMemoryDraftStore();
    return async () => store;
  });
});
