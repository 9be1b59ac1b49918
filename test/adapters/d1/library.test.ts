import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createChineseText } from '../../../src/adapters/chinese/chinese-text.ts';
import { createD1IssueStore } from '../../../src/adapters/d1/issue-store.ts';
import { createD1Library } from '../../../src/adapters/d1/library.ts';
import { createPostingsIndex } from '../../../src/adapters/indexes/postings/postings-index.ts';
import { createJiebaWebSegmenter } from '../../../src/adapters/segmenters/jieba-web.ts';
import { createNodejiebaSegmenter } from '../../../src/adapters/segmenters/nodejieba.ts';
import { createFileIssueStore } from '../../../src/adapters/stores/files.ts';
import { answerQuestion } from '../../../src/core/asking/answer-question.ts';
import { buildLibrary } from '../../../src/core/asking/build-library.ts';
import { parseLexicon } from '../../../src/core/asking/lexicon.ts';
import { coinedNames } from '../../../src/core/asking/vocabulary.ts';
import type { Answer, Issue } from '../../../src/core/bulletin.ts';
import { goldenQuestion } from '../../../src/core/evaluating/golden-question.ts';
import { readDictionary } from '../../../src/entry/open-library.ts';
import { jiebaModule } from '../segmenters/jieba-module.ts';
import { localDatabase } from './local-database.ts';

const { issues } = await createFileIssueStore({ dataDir: 'data' }).readAll();
const dictionary = await readDictionary('data/dictionary');
const golden = readFileSync('data/questions.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => goldenQuestion.parse(JSON.parse(line)));
const wasm = jiebaModule();
const chinese = createChineseText();
const asked = { asOf: '2025-06-30', viewer: { kind: 'everything' } as const };

describe('createD1Library()', () => {
  const local = localDatabase();

  /** A library in D1 as a Worker has it, with the dictionary and the issues of the sample library. */
  const fill = async () => {
    const { database } = await local.empty();
    await database.change(
      ...Object.entries(dictionary).map(([name, text]): [string, string, string] => [
        'INSERT INTO dictionary VALUES (?, ?)',
        name,
        text,
      ]),
    );
    const open = () =>
      createD1Library({ database, segmenter: createJiebaWebSegmenter(wasm), chinese, publicUrl: '' });
    const library = open();
    const store = createD1IssueStore({ database, ...library });
    for (const issue of issues) await store.write(issue);
    return { store, library, open, database };
  };

  it('gives the answers of a library in memory to the golden questions', { timeout: 180_000 }, async () => {
    const parts = {
      segmenter: createNodejiebaSegmenter(),
      chinese,
      lexicon: parseLexicon(dictionary),
      createIndex: createPostingsIndex,
      publicUrl: '',
    };
    const inMemory = (await buildLibrary(issues, parts)).current();
    const { library } = await fill();
    const inD1 = await library.current();
    const first = ({ kind, excerpts, listing, related }: Answer): unknown => [
      kind,
      excerpts[0]?.passage,
      excerpts[0]?.text,
      listing[0]?.label,
      related[0]?.passage,
    ];
    const different: string[] = [];
    for (const { q: question, context = [] } of golden) {
      const request = { ...asked, question, context };
      const [one, other] = [await answerQuestion(request, inMemory), await answerQuestion(request, inD1)];
      if (JSON.stringify(first(one)) !== JSON.stringify(first(other))) different.push(question);
    }
    expect(different.length, different.join('\n')).toBeLessThanOrEqual(golden.length * 0.02);
  });

  it('another isolate sees a correction and a withdrawal with its next question', async () => {
    const { store, open } = await fill();
    const other = open();
    const question = '云岫县的人才公寓有多少套';
    const ask = async () => answerQuestion({ ...asked, question }, await other.current());
    const before = await ask();
    const id = before.excerpts[0]!.issue.id;
    const issue = (await store.read(id))!;
    const text = JSON.stringify(issue).replaceAll('岫里安居', '岫里新居');
    await store.write({ ...JSON.parse(text), version: issue.version + 1 }, { version: issue.version });
    expect((await ask()).excerpts[0]!.text).toBe(before.excerpts[0]!.text.replaceAll('岫里安居', '岫里新居'));
    await store.write({ ...issue, status: 'withdrawn' });
    expect((await ask()).excerpts.map((excerpt) => excerpt.issue.id)).not.toContain(id);
    expect((await other.current()).issues).toHaveLength(issues.length - 1);
  });

  it('spells no coined name of an issue that its reader may not see', async () => {
    const { store, open } = await fill();
    const isIn = (name: string, issue: Issue) => JSON.stringify(issue).includes(name);
    const hidden = issues[0]!;
    const name = [...coinedNames(hidden)].find(
      (one) =>
        one.length >= 4 && !dictionary.terms.includes(one) && issues.filter((i) => isIn(one, i)).length === 1,
    )!;
    await store.write({ ...hidden, audience: { kind: 'chats', chats: ['oc_1'] } });
    const library = await open().current();
    const seen = library.seenBy(library.issues.filter(({ audience }) => audience.kind === 'everyone'));
    const sound = chinese.pinyin(name).join('');
    expect((await library.vocabulary.spelt([sound])).get(sound)).toBe(name);
    expect((await seen.vocabulary.spelt([sound])).get(sound)).toBeUndefined();
    expect(await seen.vocabulary.known([name, '人才'])).toEqual(new Set(['人才']));
  });
});
