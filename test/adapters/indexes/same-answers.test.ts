import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createChineseText } from '../../../src/adapters/chinese/chinese-text.ts';
import { createMiniSearchIndex } from '../../../src/adapters/indexes/minisearch.ts';
import { createPostingsIndex } from '../../../src/adapters/indexes/postings/postings-index.ts';
import { createNodejiebaSegmenter } from '../../../src/adapters/segmenters/nodejieba.ts';
import { createFileIssueStore } from '../../../src/adapters/stores/files.ts';
import { answerQuestion } from '../../../src/core/asking/answer-question.ts';
import { buildLibrary } from '../../../src/core/asking/build-library.ts';
import { parseLexicon } from '../../../src/core/asking/lexicon.ts';
import { goldenQuestion } from '../../../src/core/evaluating/golden-question.ts';
import type { PassageIndex } from '../../../src/core/ports.ts';
import { readDictionary } from '../../../src/entry/open-library.ts';

const { issues } = await createFileIssueStore({ dataDir: 'data' }).readAll();
const lexicon = parseLexicon(await readDictionary('data/dictionary'));
const golden = readFileSync('data/questions.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => goldenQuestion.parse(JSON.parse(line)));

/** Every answer to a golden question, but for the time it took. */
async function answersWith(createIndex: () => PassageIndex): Promise<object[]> {
  const segmenter = createNodejiebaSegmenter();
  const parts = { segmenter, chinese: createChineseText(), lexicon, createIndex, publicUrl: '' };
  const library = (await buildLibrary(issues, parts)).current();
  const answers: object[] = [];
  for (const { q: question, context = [] } of golden) {
    const request = { question, context, asOf: '2025-06-30', viewer: { kind: 'everything' } as const };
    const { elapsedMs, ...answer } = await answerQuestion(request, library);
    answers.push(answer);
  }
  return answers;
}

describe('the engines', () => {
  it('give the same answers to all golden questions', async () => {
    expect(golden.length).toBeGreaterThan(300);
    expect(await answersWith(() => createPostingsIndex())).toEqual(await answersWith(createMiniSearchIndex));
  });
});
