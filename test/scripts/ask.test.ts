import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../contracts/temporary-folder.ts';
import { expectPlainError, runScript } from './run-script.ts';

/** A copy of the sample library, and a file beside it. */
function sampleLibrary() {
  const folder = temporaryFolder();
  const dataDir = join(folder, 'data');
  for (const part of ['bulletins', 'dictionary'])
    cpSync(join('data', part), join(dataDir, part), { recursive: true });
  const ask = (...args: string[]) => runScript('ask', args, { DATA_DIR: dataDir });
  const write = (text: string): string => {
    writeFileSync(join(folder, 'questions.jsonl'), text);
    return join(folder, 'questions.jsonl');
  };
  return { dataDir, ask, write };
}

const question = '云岫县的人才公寓有多少套';

describe('npm run ask', () => {
  it('answers for a reader, with the place of each excerpt', async () => {
    const { ask } = sampleLibrary();
    const { code, stdout } = await ask(question);
    expect(code).toBe(0);
    expect(stdout).toMatch(/—— .*云岫县委组织部，《澜州组工信息》/);
    expect(stdout).toMatch(/http:\/\/127\.0\.0\.1:8787\/issues\/\S+#p\w+/);
    expect(stdout).not.toContain('\u001b');
  });

  it('answers with what the dictionary of a newer version knows', async () => {
    const { dataDir, ask } = sampleLibrary();
    const path = join(dataDir, 'dictionary', 'synonyms.txt');
    const shipped = readFileSync(path, 'utf8');
    mkdirSync(join(dataDir, 'state', 'dictionary'), { recursive: true });
    for (const one of [path, join(dataDir, 'state', 'dictionary', 'synonyms.txt')])
      writeFileSync(one, '甲甲=乙乙\n');
    const { code, stderr } = await ask(question);
    expect([code, stderr]).toEqual([0, expect.stringContaining(`词典 ${path} 已并入`)]);
    expect(readFileSync(path, 'utf8')).toBe(shipped);
    expect((await ask(question)).stderr).toBe('');
  });

  it('goes on without a dictionary in another encoding, and says in Chinese how to save it', async () => {
    const { dataDir, ask } = sampleLibrary();
    const path = join(dataDir, 'dictionary', 'terms.txt');
    writeFileSync(path, Buffer.from([0xc8, 0xcb, 0xb2, 0xc5, 0x0a]));
    const { code, stderr } = await ask(question);
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/^词典 [^\n]*terms\.txt 没有用上：[^\n]*UTF-8[^\n]*\n$/),
    ]);
  });

  it('answers from a library where it may not write, with the dictionary that is there', async () => {
    const { dataDir } = sampleLibrary();
    const path = join(dataDir, 'dictionary', 'synonyms.txt');
    mkdirSync(join(dataDir, 'state', 'dictionary'), { recursive: true });
    for (const one of [path, join(dataDir, 'state', 'dictionary', 'synonyms.txt')])
      writeFileSync(one, '甲甲=乙乙\n');
    execFileSync('chmod', ['755', dirname(dataDir)]);
    execFileSync('chmod', ['-R', 'a-w', dataDir]);
    onTestFinished(() => void execFileSync('chmod', ['-R', 'u+w', dataDir]));
    const user = process.getuid?.() === 0 ? 65_534 : undefined;
    const env = { DATA_DIR: dataDir, HOME: '/tmp' };
    const { code, stdout, stderr } = await runScript('ask', [question], env, user);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/—— .*云岫县委组织部/)]);
    expect(stderr).toContain('程序新带的词没能并进词典（没有权限）');
    expect(readFileSync(path, 'utf8')).toBe('甲甲=乙乙\n');
  });

  it('calls what stands outside the articles by its name', async () => {
    const { stdout } = await sampleLibrary().ask('《安庆组工信息》2024年第6期印发多少份');
    expect(stdout).toContain('1. 版记\n');
  });

  it('--json prints one object and nothing else', async () => {
    const { stdout } = await sampleLibrary().ask(question, '--json');
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(stdout)).toMatchObject({
      question,
      kind: 'excerpts',
      understood: { units: ['云岫县'] },
    });
  });

  it('--batch answers line by line in order, whatever the questions are', async () => {
    const { ask, write } = sampleLibrary();
    const odd = ['', '？？', '👍🏽', '\u0000\u001b[31m', '问'.repeat(5_000), '@问报', '𠮷'];
    const questions = [question, ...odd, '松棠县的强村公司有几家'];
    const lines = questions.map((q, i) =>
      JSON.stringify({ id: `q${i}`, q, ...(i === 0 && { asOf: '2025-01-01' }) }),
    );
    const { code, stdout } = await ask('--batch', write(`${lines.join('\n')}\n\n`), '--json');
    expect(code).toBe(0);
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers.map(({ id }) => id)).toEqual(questions.map((_, i) => `q${i}`));
    expect(answers.at(0).kind).toBe('excerpts');
    expect(answers.at(-1).kind).toBe('excerpts');
    expect(answers.at(-1).understood.units).toEqual(['松棠县']);
  });

  it('--batch takes the questions before a question into account', async () => {
    const { ask, write } = sampleLibrary();
    const file = write(JSON.stringify({ id: 'q1', q: '那松棠县呢', context: [question] }));
    const { stdout } = await ask('--batch', file, '--json');
    expect(JSON.parse(stdout).understood).toMatchObject({
      units: ['松棠县'],
      carriedOver: [expect.any(String)],
    });
  });

  it('says when there is nothing to ask', async () => {
    const { code, stderr } = await runScript('ask', [question], { DATA_DIR: join(temporaryFolder(), 'new') });
    expect([code, stderr]).toEqual([0, expect.stringContaining('npm run import')]);
  });

  it('names a broken issue file and answers from the rest', async () => {
    const { dataDir, ask } = sampleLibrary();
    const path = join(dataDir, 'bulletins', '2024', '坏.md');
    writeFileSync(path, '---\nbulletin: 澜州\nyear: soon\n---\n');
    const { code, stdout, stderr } = await ask(question);
    expect([code, stdout]).toEqual([0, expect.stringContaining('岫里安居')]);
    expect(stderr).toMatch(new RegExp(`${path}：第 3 行`));
  });

  it.each<[string, string[], string | RegExp]>([
    ['no question', [], /引号/],
    ['an empty question', ['  '], /引号/],
    ['question and batch', ['问', '--batch', 'x'], /--batch/],
    ['a batch that is not there', ['--batch', '/nowhere.jsonl'], '/nowhere.jsonl'],
    ['an option that does not exist', ['--fast'], '--fast'],
  ])('%s is refused in one line', async (_, args, mentions) => {
    expectPlainError(await runScript('ask', args, { DATA_DIR: temporaryFolder() }), mentions);
  });

  it.each(['{"id":"q2"}', 'hello', '{"id":"q2","q":"问","asOf":"yesterday"}', '[]'])(
    'a batch with the line %s is refused before anything is answered',
    async (line) => {
      const { ask, write } = sampleLibrary();
      expectPlainError(await ask('--batch', write(`{"id":"q1","q":"问"}\n${line}\n`), '--json'), /第 2 行/);
    },
  );

  it('a DATA_DIR that is a file is refused in one line', async () => {
    expectPlainError(await runScript('ask', ['问'], { DATA_DIR: 'package.json' }), 'package.json');
  });
});
