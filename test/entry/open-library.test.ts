import { appendFileSync, cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFileIssueStore } from '../../src/adapters/stores/files.ts';
import type { Answer } from '../../src/core/bulletin.ts';
import { type OpenLibrary, type OpenLibraryOptions, openLibrary } from '../../src/entry/open-library.ts';
import { temporaryFolder } from '../contracts/temporary-folder.ts';

const QUESTION = '人才公寓有多少套';

function sampleDataDir(): string {
  const dataDir = temporaryFolder();
  for (const folder of ['bulletins', 'dictionary'])
    cpSync(join('data', folder), join(dataDir, folder), { recursive: true });
  return dataDir;
}

function open(dataDir: string, options: Partial<OpenLibraryOptions> = {}): Promise<OpenLibrary> {
  const store = createFileIssueStore({ dataDir });
  return openLibrary({ dataDir, store, publicUrl: '', log: () => undefined, ...options });
}

async function answer(library: OpenLibrary, question = QUESTION): Promise<Omit<Answer, 'elapsedMs'>> {
  const request = { question, asOf: '2025-06-30', viewer: { kind: 'everything' } as const };
  const { elapsedMs, ...rest } = await library.ask(request);
  return rest;
}

const saved = (dataDir: string, name: string): string => join(dataDir, 'state', 'index', name);
const writtenAt = (dataDir: string): number[] =>
  ['texts', 'postings'].map((name) => statSync(saved(dataDir, name)).mtimeMs);
const anyIssue = (dataDir: string): string => {
  const bulletins = join(dataDir, 'bulletins');
  const file = readdirSync(bulletins, { recursive: true }).find((name) => `${name}`.endsWith('.md'));
  return join(bulletins, `${file}`);
};

describe('openLibrary()', () => {
  it('answers from the saved index as from the files, and does not write it again', async () => {
    const dataDir = sampleDataDir();
    const first = await answer(await open(dataDir));
    const at = writtenAt(dataDir);
    expect(readdirSync(join(dataDir, 'state', 'index')).sort()).toEqual(['postings', 'texts']);
    expect(await answer(await open(dataDir))).toEqual(first);
    expect(writtenAt(dataDir)).toEqual(at);
  });

  it.each([
    ['cut-off texts', 'texts', (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
    ['texts with another byte', 'texts', (bytes: Buffer) => bytes.fill(1, 900, 901)],
    ['cut-off postings', 'postings', (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
    [
      'postings with another byte',
      'postings',
      (bytes: Buffer) => bytes.fill(1, bytes.length >> 1, (bytes.length >> 1) + 8),
    ],
    ['an empty file', 'postings', () => Buffer.alloc(0)],
  ])('makes the index again where it finds %s', async (_, name, damage) => {
    const dataDir = sampleDataDir();
    const first = await answer(await open(dataDir));
    const good = readFileSync(saved(dataDir, 'texts'));
    writeFileSync(saved(dataDir, name), damage(readFileSync(saved(dataDir, name))));
    expect(await answer(await open(dataDir))).toEqual(first);
    expect(readFileSync(saved(dataDir, 'texts')).length).toBe(good.length);
  });

  it('does not mix the texts of one saving with the postings of another', async () => {
    const dataDir = sampleDataDir();
    const first = await answer(await open(dataDir));
    const other = sampleDataDir();
    await open(other);
    cpSync(saved(other, 'postings'), saved(dataDir, 'postings'));
    const at = writtenAt(dataDir);
    expect(await answer(await open(dataDir))).toEqual(first);
    expect(writtenAt(dataDir)).not.toEqual(at);
  });

  it('cuts issues again that were edited', async () => {
    const dataDir = sampleDataDir();
    await open(dataDir);
    const path = anyIssue(dataDir);
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(
        /^(?=# )/mu,
        '# 白鹭洲“蓝灯计划”\n单位：白鹭洲街道\n\n白鹭洲“蓝灯计划”点亮路灯3141盏。\n\n',
      ),
    );
    const library = await open(dataDir);
    expect((await answer(library, '蓝灯计划点亮了多少盏路灯')).excerpts[0]?.text).toContain('3141盏');
    const { passages } = await library.current().index.totals();
    const fresh = await (await open(dataDir, { fresh: true })).current().index.totals();
    expect(passages).toBe(fresh.passages);
  });

  it('refresh() takes over what another program changed, the dictionary too', async () => {
    const dataDir = sampleDataDir();
    const changes: string[][] = [];
    const running = await open(dataDir, {
      onIssues: async (changed, gone) => void changes.push([...changed.map(({ id }) => id), ...gone]),
    });
    const path = anyIssue(dataDir);
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(
        /^(?=# )/mu,
        '# 白鹭洲“蓝灯计划”\n单位：白鹭洲街道\n\n白鹭洲“蓝灯计划”点亮路灯3141盏。\n\n',
      ),
    );
    await open(dataDir);
    await running.refresh();
    expect(changes[1]).toHaveLength(1);
    expect((await answer(running, '蓝灯计划点亮了多少盏路灯')).excerpts[0]?.text).toContain('3141盏');

    expect((await answer(running, '夜明珠')).kind).not.toBe('excerpts');
    appendFileSync(join(dataDir, 'dictionary', 'synonyms.txt'), '\n夜明珠=蓝灯\n');
    await running.refresh();
    expect((await answer(running, '夜明珠')).excerpts[0]?.text).toContain('3141盏');
    expect(changes[2] ?? []).toEqual([]);
  });
});
