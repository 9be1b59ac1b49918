import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFileGoldenQuestions, createFileSynonyms } from '../../../src/adapters/stores/learned-files.ts';
import { parseLexicon } from '../../../src/core/asking/lexicon.ts';
import { goldenQuestion } from '../../../src/core/evaluating/golden-question.ts';
import { temporaryFolder } from '../../contracts/temporary-folder.ts';

describe('createFileSynonyms()', () => {
  async function withFile(text: string) {
    const dataDir = temporaryFolder();
    const path = join(dataDir, 'dictionary', 'synonyms.txt');
    await mkdir(join(dataDir, 'dictionary'));
    await writeFile(path, text);
    let applied = 0;
    const synonyms = createFileSynonyms({ dataDir, apply: async () => void applied++ });
    return { synonyms, path, read: () => readFile(path, 'utf8'), applied: () => applied };
  }

  it.each(['# 说明\n升官=提拔\n', '# 说明\n升官=提拔', ''])('goes on after %j', async (text) => {
    const { synonyms, read, applied } = await withFile(text);
    expect(await synonyms.add(['人才公寓', '人才房'])).toBe(true);
    expect(await synonyms.add(['网格员', '楼栋长'])).toBe(true);
    const lines = (await read()).trimEnd().split('\n');
    expect(lines.slice(-3)).toEqual(['# ── 编辑在群里添加的 ──', '人才公寓=人才房', '网格员=楼栋长']);
    if (text !== '') expect(lines.slice(0, 2)).toEqual(['# 说明', '升官=提拔']);
    const { synonyms: known } = parseLexicon({ stopwords: '', synonyms: await read(), terms: '', units: '' });
    expect(known.get('人才房')).toEqual(['人才公寓']);
    expect(applied()).toBe(2);
  });

  it.each([[['提拔', '升官']], [['升职', '升官', '提拔']], [['升职', '提拔']]])(
    'knows that %j stand in one group',
    async (group) => {
      const text = '升官=升职=提拔\n';
      const { synonyms, read } = await withFile(text);
      expect(await synonyms.add(group)).toBe(false);
      expect(await read()).toBe(text);
    },
  );

  it('leaves a file in another encoding as it is', async () => {
    const { synonyms, path, applied } = await withFile('');
    const gbk = Buffer.from([0xc8, 0xcb, 0xb2, 0xc5, 0x3d, 0xc8, 0xcb, 0x0a]);
    await writeFile(path, gbk);
    await expect(synonyms.add(['人才公寓', '人才房'])).rejects.toThrow('UTF-8');
    expect(await readFile(path)).toEqual(gbk);
    expect(applied()).toBe(0);
  });

  it('loses nothing when two editors add at once', async () => {
    const { synonyms, read } = await withFile('');
    await Promise.all(Array.from({ length: 10 }, (_, i) => synonyms.add([`甲${i}`, `乙${i}`])));
    const lines = (await read()).split('\n').filter((line) => line.includes('='));
    expect(lines).toHaveLength(10);
  });
});

describe('createFileGoldenQuestions()', () => {
  const question = { question: '柳溪县人才公寓有多少套？', sentence: '建成人才公寓240套。', unit: '柳溪' };

  it('adds a line that npm run evaluate reads, once', async () => {
    const dataDir = temporaryFolder();
    await writeFile(join(dataDir, 'questions.jsonl'), '{"id":"g1","q":"别的","kind":"what"}');
    const golden = createFileGoldenQuestions({ dataDir });
    expect(await golden.add(question)).toBe(true);
    expect(await golden.add({ ...question, sentence: '别的句子。' })).toBe(false);
    const lines = (await readFile(join(dataDir, 'questions.jsonl'), 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(goldenQuestion.parse(JSON.parse(lines[1]!))).toMatchObject({
      q: question.question,
      gold: [question.sentence],
      key: [question.sentence],
      unit: '柳溪',
      unanswerable: false,
    });
  });

  it('begins the file where there is none', async () => {
    const dataDir = temporaryFolder();
    expect(await createFileGoldenQuestions({ dataDir }).add(question)).toBe(true);
  });
});
