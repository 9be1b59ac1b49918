import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { createJiebaWasmSegmenter } from '../../../src/adapters/segmenters/jieba-wasm.ts';
import { createNodejiebaSegmenter } from '../../../src/adapters/segmenters/nodejieba.ts';
import { createFileIssueStore } from '../../../src/adapters/stores/files.ts';
import { parseLexicon } from '../../../src/core/asking/lexicon.ts';
import { createTokenizer, type Tokenizer } from '../../../src/core/asking/terms.ts';
import { coinedNames } from '../../../src/core/asking/vocabulary.ts';
import { readDictionary } from '../../../src/entry/open-library.ts';

describe('nodejieba and jieba-wasm', () => {
  const segmenters = [createNodejiebaSegmenter(), createJiebaWasmSegmenter()];
  const tokenizers = segmenters.map(createTokenizer) as [Tokenizer, Tokenizer];
  /** Paragraphs, titles and headings of the sample library, and the golden questions. */
  let texts: string[];
  let names: string[];

  beforeAll(async () => {
    const { issues } = await createFileIssueStore({ dataDir: 'data' }).readAll();
    const questions = readFileSync('data/questions.jsonl', 'utf8').trim().split('\n');
    texts = [
      ...JSON.stringify(issues).split(/[",\\]+/u),
      ...questions.map((line) => (JSON.parse(line) as { q: string }).q),
    ];
    const { terms } = parseLexicon(await readDictionary('data/dictionary'));
    names = [...terms, ...issues.flatMap((issue) => [...coinedNames(issue)])].filter((word) =>
      /^\p{Script=Han}+$/u.test(word),
    );
  });

  /** What only one of the two takes for a word. */
  const disagreements = (): Set<string> => {
    const differing = new Set<string>();
    for (const text of texts) {
      for (const cut of [(by: Tokenizer) => by.terms(text).words, (by: Tokenizer) => by.plainWords(text)]) {
        const [one, other] = tokenizers.map((tokenizer) => cut(tokenizer)) as [string[], string[]];
        if (one.join(' ') === other.join(' ')) continue;
        for (const word of one) if (!other.includes(word)) differing.add(`${word} (nodejieba)`);
        for (const word of other) if (!one.includes(word)) differing.add(`${word} (jieba-wasm)`);
      }
    }
    return differing;
  };

  it('cut the sample library and its golden questions into the same words', () => {
    expect(texts.length).toBeGreaterThan(1000);
    expect([...disagreements()]).toEqual([]);
  });

  // jieba-wasm gives a word it is told the frequency that always makes it one, nodejieba the median of its dictionary
  // (3): 新站 and 小哥 are words to one of them only.
  it('do so too when they were told the names and terms of the library', () => {
    for (const segmenter of segmenters) segmenter.addWords(names);
    expect([...disagreements()]).toEqual([]);
  });
});
