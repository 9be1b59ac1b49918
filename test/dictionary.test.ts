import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseLexicon } from '../src/core/asking/lexicon.ts';

const synonyms = readFileSync('data/dictionary/synonyms.txt', 'utf8');
const groups = synonyms
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('='));

describe('data/dictionary/synonyms.txt', () => {
  it('keeps to its own conventions: groups of several words, each once, no word in three of them', () => {
    const isGroup = (words: string[]): boolean =>
      words.length > 1 &&
      new Set(words).size === words.length &&
      words.every((word) => word.trim() === word && word);
    expect(groups.filter((words) => !isGroup(words))).toEqual([]);
    const counts = new Map<string, number>();
    for (const word of groups.flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count > 2)).toEqual([]);
  });

  it.each([
    ['净赚', '净利润'],
    ['倒数第一', '末位'],
    ['爹妈', '父母'],
    ['告黑状', '诬告'],
    ['送饭', '送餐'],
    ['腿脚不便', '行动不便'],
    ['接班人', '后备力量'],
    ['勘误', '更正'],
    ['几点开门', '开放时间'],
    ['退休工资', '养老金'],
  ])('knows for %s what is printed: %s', (said, printed) => {
    const lexicon = parseLexicon({ synonyms, stopwords: '', terms: '', units: '' });
    expect(lexicon.synonyms.get(said)).toContain(printed);
  });
});
