import type { DictionaryTexts } from '../../core/asking/lexicon.ts';
import type { Database, Statement } from './database.ts';

/** The dictionary files as they stand in D1; null where nobody has put any there. @throws StoreError */
export async function readD1Dictionary(database: Database): Promise<DictionaryTexts | null> {
  const rows = await database.rows<{ name: keyof DictionaryTexts; text: string }>(
    'SELECT name, text FROM dictionary',
  );
  if (rows.length === 0) return null;
  const texts: DictionaryTexts = { ...NO_DICTIONARY };
  for (const { name, text } of rows) texts[name] = text;
  return texts;
}

export const NO_DICTIONARY: Readonly<DictionaryTexts> = { stopwords: '', synonyms: '', terms: '', units: '' };

/** Every isolate reads it anew. */
export const dictionaryStatements = (dictionary: DictionaryTexts): Statement[] => [
  ...Object.entries(dictionary).map(
    ([name, text]): Statement => ['INSERT OR REPLACE INTO dictionary VALUES (?, ?)', name, text],
  ),
  ['UPDATE library SET revision = revision + 1'],
];
