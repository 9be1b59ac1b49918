import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/adapters/d1/database.ts';
import { readD1Dictionary } from '../../src/adapters/d1/dictionary.ts';
import { createD1IssueStore } from '../../src/adapters/d1/issue-store.ts';
import { createD1Synonyms } from '../../src/adapters/d1/learning.ts';
import { prepareDataDir } from '../../src/adapters/stores/data-dir.ts';
import { createFileIssueStore } from '../../src/adapters/stores/files.ts';
import { copyToD1, mergedDictionary, openD1ForImport, reindexD1 } from '../../src/entry/d1-for-commands.ts';
import { localDatabase } from '../adapters/d1/local-database.ts';
import { sampleIssue } from '../contracts/sample-issue.ts';
import { temporaryFolder } from '../contracts/temporary-folder.ts';

const indexing = { articlesOf: async () => [], soundOf: () => '' };

/** The database of a command, in which an editor does something just before the command first writes issues. */
function meanwhile(database: Database, act: () => Promise<unknown>): Database {
  let done = false;
  return {
    rows: (...statement) => database.rows(...statement),
    async change(...statements) {
      if (!done && statements.some(([sql]) => sql.includes('issues'))) {
        done = true;
        await act();
      }
      return database.change(...statements);
    },
  };
}

describe('copyToD1()', () => {
  const local = localDatabase();

  it('copies what is new or changed, and leaves what editors have changed since', async () => {
    const { database } = await local.empty();
    const dataDir = temporaryFolder();
    const here = createFileIssueStore({ dataDir });
    const there = createD1IssueStore({ database, ...indexing });
    for (const numbers of [[1], [2], [3]]) await here.write(sampleIssue({ numbers }));
    expect(await copyToD1(database, dataDir, false)).toMatchObject({ issues: 3, newer: 0 });
    expect(await copyToD1(database, dataDir, false)).toMatchObject({ issues: 0, newer: 0 });

    const edited = sampleIssue({ numbers: [1], version: 2, editorsNote: ['云端改过'] });
    await there.write(edited);
    await here.write(sampleIssue({ numbers: [2], version: 2, editorsNote: ['本机改过'] }));
    expect(await copyToD1(database, dataDir, false)).toMatchObject({ issues: 1, newer: 1 });
    expect(await there.read(edited.id)).toEqual(edited);
    expect((await there.read(sampleIssue({ numbers: [2] }).id))?.editorsNote).toEqual(['本机改过']);
    expect(await copyToD1(database, dataDir, true)).toMatchObject({ issues: 1, newer: 0 });
    expect((await there.read(edited.id))?.version).toBe(1);
  });

  it('reindexD1() finds again what the index had lost', async () => {
    const { database } = await local.empty();
    const dataDir = temporaryFolder();
    await createFileIssueStore({ dataDir }).write(sampleIssue());
    await copyToD1(database, dataDir, false);
    const found = () =>
      database.rows('SELECT rowid FROM passage_terms WHERE passage_terms MATCH \'"~驿站"\'');
    await database.change(["INSERT INTO passage_terms (passage_terms) VALUES ('delete-all')"]);
    expect(await found()).toEqual([]);
    expect(await reindexD1(database, dataDir)).toMatchObject({ issues: 1 });
    expect(await found()).toHaveLength(1);
  });
});

describe('a command on D1 while an editor publishes', () => {
  const local = localDatabase();
  const edited = sampleIssue({ numbers: [1], version: 2, editorsNote: ['编辑刚改过'] });

  async function withOneAndTwo() {
    const { database } = await local.empty();
    const dataDir = temporaryFolder();
    const here = createFileIssueStore({ dataDir });
    const there = createD1IssueStore({ database, ...indexing });
    for (const numbers of [[1], [2]]) await here.write(sampleIssue({ numbers }));
    await copyToD1(database, dataDir, false);
    return { here, there, dataDir, database: meanwhile(database, () => there.write(edited, { version: 1 })) };
  }

  it('copyToD1() writes the others and leaves that issue', async () => {
    const { here, there, dataDir, database } = await withOneAndTwo();
    for (const numbers of [[1], [2]])
      await here.write(sampleIssue({ numbers, version: 2, editorsNote: ['本机改过'] }));
    expect(await copyToD1(database, dataDir, false)).toMatchObject({ issues: 1, newer: 1 });
    expect(await there.read(edited.id)).toEqual(edited);
    expect((await there.read(sampleIssue({ numbers: [2] }).id))?.editorsNote).toEqual(['本机改过']);
  });

  it('an import says which issue it left', async () => {
    const { there, dataDir, database } = await withOneAndTwo();
    const { store, finish } = await openD1ForImport(database, dataDir);
    for (const version of [2, 3])
      await store.write(sampleIssue({ numbers: [1], version, editorsNote: ['文件里的'] }), {
        version: version - 1,
      });
    await store.write(sampleIssue({ numbers: [3] }), { version: null });
    expect(await finish()).toMatchObject({ left: [edited.id] });
    expect(await there.read(edited.id)).toEqual(edited);
    expect(await there.versions(edited.id)).toHaveLength(1);
    expect(await there.read(sampleIssue({ numbers: [3] }).id)).not.toBeNull();
  });

  it('reindexD1() does not put back the index of the version before', async () => {
    const { dataDir, database } = await withOneAndTwo();
    const digest = () =>
      database.rows<{ digest: string }>('SELECT digest FROM issues WHERE id = ?', edited.id);
    const [before] = await digest();
    expect(await reindexD1(database, dataDir)).toMatchObject({ issues: 2 });
    const [after] = await digest();
    expect(after).not.toEqual(before);
    // The store of this file puts nothing of the editor's version into the index.
    expect(await database.rows('SELECT DISTINCT issue_id FROM articles')).toEqual([
      { issue_id: sampleIssue({ numbers: [2] }).id },
    ]);
  });

  it('what an editor adds to the synonyms during an import stays', async () => {
    const { database } = await local.empty();
    const dataDir = temporaryFolder();
    await prepareDataDir(dataDir);
    const { store, finish } = await openD1ForImport(database, dataDir);
    await finish();
    const again = await openD1ForImport(database, dataDir);
    await createD1Synonyms(database).add(['自家话', '书面语']);
    await again.finish();
    expect((await readD1Dictionary(database))?.synonyms).toContain('自家话=书面语');
    expect((await store.readAll()).issues).toEqual([]);
  });
});

describe('the dictionary in D1', () => {
  const local = localDatabase();

  it('follows the one this program comes with, and keeps what was added in a chat', async () => {
    const { database } = await local.empty();
    const dataDir = temporaryFolder();
    await prepareDataDir(dataDir);
    await createFileIssueStore({ dataDir }).write(sampleIssue());
    // An earlier version has put this there.
    const shipped = readFileSync('data/dictionary/synonyms.txt', 'utf8');
    const before = shipped.replace('免职=免去职务=', '免职=');
    for (const path of ['dictionary/synonyms.txt', 'state/dictionary/synonyms.txt'])
      writeFileSync(join(dataDir, path), before);
    await database.change(
      ['INSERT INTO dictionary VALUES (?, ?)', 'synonyms', before],
      ['INSERT INTO notes VALUES (?, ?)', 'shipped synonyms', before],
    );
    await createD1Synonyms(database).add(['自家话', '书面语']);
    await reindexD1(database, dataDir);
    await reindexD1(database, dataDir);
    const texts = await readD1Dictionary(database);
    expect(texts?.synonyms).toBe(`${shipped.trimEnd()}\n自家话=书面语\n`);
  });
});

describe('mergedDictionary()', () => {
  it('keeps the synonyms that editors have added in chats', () => {
    const here = { stopwords: '的', synonyms: '# 注\n甲=乙\n', terms: '丙', units: '' };
    const there = { ...here, stopwords: '旧', synonyms: '甲=乙\n丁=戊\n' };
    expect(mergedDictionary(here, there)).toEqual({ ...here, synonyms: '# 注\n甲=乙\n丁=戊\n' });
    expect(mergedDictionary(here, null)).toEqual(here);
  });

  it('does not take what was shipped once for what editors have added', () => {
    const here = { stopwords: '', synonyms: '甲=乙=己\n', terms: '', units: '' };
    const there = { ...here, synonyms: '甲=乙\n丁=戊\n' };
    expect(mergedDictionary(here, there, '甲=乙\n').synonyms).toBe('甲=乙=己\n丁=戊\n');
  });
});
