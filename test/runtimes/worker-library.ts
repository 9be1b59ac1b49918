import { createChineseText } from '../../src/adapters/chinese/chinese-text.ts';
import type { Database } from '../../src/adapters/d1/database.ts';
import { createD1IssueStore } from '../../src/adapters/d1/issue-store.ts';
import { createD1Library } from '../../src/adapters/d1/library.ts';
import { createJiebaWebSegmenter } from '../../src/adapters/segmenters/jieba-web.ts';
import { createFileIssueStore } from '../../src/adapters/stores/files.ts';
import type { IssueStore } from '../../src/core/ports.ts';
import { readDictionary } from '../../src/entry/open-library.ts';
import { jiebaModule } from '../adapters/segmenters/jieba-module.ts';

/** Puts the dictionary and the issues of the sample library into a database; gives its store. */
export async function fillDatabase(database: Database): Promise<IssueStore> {
  const dictionary = await readDictionary('data/dictionary');
  await database.change(
    ...Object.entries(dictionary).map(([name, text]): [string, string, string] => [
      'INSERT INTO dictionary VALUES (?, ?)',
      name,
      text,
    ]),
  );
  const library = createD1Library({
    database,
    segmenter: createJiebaWebSegmenter(jiebaModule()),
    chinese: createChineseText(),
    publicUrl: '',
  });
  const store = createD1IssueStore({ database, ...library });
  for (const issue of (await createFileIssueStore({ dataDir: 'data' }).readAll()).issues) {
    await store.write(issue);
  }
  return store;
}
