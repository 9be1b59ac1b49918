import { describe, expect, it } from 'vitest';
import { createD1Database, type D1Binding } from '../../../src/adapters/d1/database.ts';
import { createD1IssueStore, type Indexing } from '../../../src/adapters/d1/issue-store.ts';
import { createD1PassageIndex } from '../../../src/adapters/d1/passage-index.ts';
import { indexedArticles } from '../../../src/core/asking/index-terms.ts';
import { createTokenizer } from '../../../src/core/asking/terms.ts';
import { StoreError } from '../../../src/core/errors.ts';
import { issueStoreContract } from '../../contracts/issue-store.ts';
import { sampleIssue } from '../../contracts/sample-issue.ts';
import { localDatabase } from './local-database.ts';

const cut = (han: string): string[] => han.match(/..?/gu) ?? [];
const tokenizer = createTokenizer({ name: 'pairs', cut, cutPlain: cut, addWords: () => undefined });
const indexing: Indexing = {
  articlesOf: async (issue) => indexedArticles(issue, tokenizer),
  soundOf: (word) => `${word.length}`,
};

describe('createD1IssueStore()', () => {
  const local = localDatabase();
  issueStoreContract(async () =>
    createD1IssueStore({ database: (await local.empty()).database, ...indexing }),
  );

  it('writes the index with the issue, and takes it out with a withdrawal', async () => {
    const { database } = await local.empty();
    const store = createD1IssueStore({ database, ...indexing });
    const index = createD1PassageIndex(database);
    await store.write(sampleIssue());
    expect(await index.candidates(['~驿站'], 10)).toHaveLength(1);
    await store.write(sampleIssue({ version: 2, status: 'withdrawn' }));
    expect(await index.candidates(['~驿站'], 10)).toEqual([]);
    expect(await index.totals()).toEqual({ passages: 0, articles: 0 });
  });

  it('a failure in the middle of a publish leaves issue, versions and index as they were', async () => {
    const { binding, database } = await local.empty();
    const store = createD1IssueStore({ database, ...indexing });
    await store.write(sampleIssue());
    for (let at = 0; at < 15; at++) {
      // The same binding, whose batches fail at one of their statements.
      const failing: D1Binding = {
        prepare: (sql) => binding.prepare(sql),
        batch: (statements) =>
          binding.batch(statements.toSpliced(at, 1, binding.prepare('SELECT * FROM nowhere'))),
      };
      const write = createD1IssueStore({ database: createD1Database(failing), ...indexing }).write(
        sampleIssue({ version: 2, articles: [] }),
      );
      await expect(write).rejects.toThrow(StoreError);
    }
    expect(await store.read(sampleIssue().id)).toEqual(sampleIssue());
    expect(await store.versions(sampleIssue().id)).toEqual([]);
    expect(await createD1PassageIndex(database).candidates(['~驿站'], 10)).toHaveLength(1);
    expect(await database.rows('SELECT revision FROM library')).toEqual([{ revision: 1 }]);
  });
});
