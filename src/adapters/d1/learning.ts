import type { ConfirmedQuestion, GoldenQuestions, Synonyms } from '../../core/ports.ts';
import { foldText } from '../../core/text.ts';
import type { Database, Statement } from './database.ts';

/** The dictionary's groups of synonyms in D1; adding one raises the revision, so that every isolate reads it. */
export function createD1Synonyms(database: Database): Synonyms {
  return {
    async add(words) {
      const [row] = await database.rows<{ text: string }>(
        "SELECT text FROM dictionary WHERE name = 'synonyms'",
      );
      const group = words.map(fold);
      const known = (row?.text ?? '').split('\n').map((line) => new Set(line.split('=').map(fold)));
      if (known.some((line) => group.every((word) => line.has(word)))) return false;
      await database.change(
        [
          `INSERT INTO dictionary VALUES ('synonyms', ?1)
            ON CONFLICT (name) DO UPDATE SET text = rtrim(text, char(10)) || char(10) || excluded.text`,
          `${words.join('=')}\n`,
        ],
        ['UPDATE library SET revision = revision + 1'],
      );
      return true;
    },
  };
}

/** Confirmed questions in D1. */
export function createD1GoldenQuestions(database: Database): GoldenQuestions {
  return {
    async add(confirmed) {
      const [added] = await database.change(goldenStatement(confirmed));
      return added === 1;
    },
  };
}

export const goldenStatement = (confirmed: ConfirmedQuestion): Statement => [
  'INSERT OR IGNORE INTO golden VALUES (?, ?)',
  confirmed.question,
  JSON.stringify(confirmed),
];

const fold = (word: string): string => foldText(word.trim()).folded;
