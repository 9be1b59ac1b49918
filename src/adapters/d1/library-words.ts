import type { LibraryWords } from '../../core/asking/vocabulary.ts';
import type { Database } from './database.ts';

/** Pieces of a run of letters that are asked for at once. NOTE: more come of runs longer than any sentence. */
const MOST_SOUNDS = 2000;
/** One and more syllables of toneless pinyin, and a few that are none. */
const SYLLABLES =
  /^(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:ang|eng|ong|iang|iong|uang|uai|iao|ian|uan|ai|ei|ao|ou|an|en|er|ia|ie|iu|in|ing|ua|uo|ui|un|ue|ve|[aoeiuv])){2,}$/;

/** The words of a library in D1; those that `isHidden` are as if they were not there. */
export function createD1Words(database: Database, isHidden: (word: string) => boolean): LibraryWords {
  return {
    async known(words) {
      const asked = words.filter((word) => word.length > 1 && !isHidden(word));
      if (asked.length === 0) return [];
      const rows = await database.rows<{ word: string }>(
        `SELECT j.value AS word FROM json_each(?) j
          WHERE (SELECT doc FROM passage_counts WHERE term = j.value) IS NOT NULL`,
        JSON.stringify(asked),
      );
      return rows.map(({ word }) => word);
    },
    async sounding(sounds) {
      const asked = sounds.filter((sound) => SYLLABLES.test(sound)).slice(0, MOST_SOUNDS);
      if (asked.length === 0) return new Map();
      const rows = await database.rows<{ word: string; sound: string; count: number | null }>(
        `SELECT word, sound, (SELECT cnt FROM passage_counts WHERE term = word) AS count FROM words
          WHERE sound IN (SELECT value FROM json_each(?)) ORDER BY count DESC, word`,
        JSON.stringify(asked),
      );
      const found = new Map<string, string>();
      for (const { word, sound, count } of rows)
        if (count !== null && !found.has(sound) && !isHidden(word)) found.set(sound, word);
      return found;
    },
  };
}
