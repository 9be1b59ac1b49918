import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepareDataDir } from '../../../src/adapters/stores/data-dir.ts';
import {
  dictionaryFiles,
  laggingDictionary,
  renewDictionary,
} from '../../../src/adapters/stores/shipped-dictionary.ts';
import { temporaryFolder } from '../../contracts/temporary-folder.ts';

const NAME = 'synonyms.txt';
const shipped = readFileSync(join('data/dictionary', NAME), 'utf8');
/** Shipped by an earlier version of the program: without the group of 免职, with one that is gone now. */
const OLD = '甲甲=乙乙';
const NEW = '免职=免去职务=丢官=丢帽子=丢乌纱帽=摘帽子=摘乌纱帽=撤职=撤换';
const shippedBefore = shipped.replace(`${NEW}\n`, `${OLD}\n`);

/** A library with these texts as its synonyms and as what is written down of what was shipped. */
function libraryWith({ local, record }: { local: string; record: string | null }) {
  const dataDir = temporaryFolder();
  cpSync('data/dictionary', join(dataDir, 'dictionary'), { recursive: true });
  mkdirSync(join(dataDir, 'state/dictionary'), { recursive: true });
  writeFileSync(join(dataDir, 'dictionary', NAME), local);
  if (record !== null) writeFileSync(join(dataDir, 'state/dictionary', NAME), record);
  const logged: string[] = [];
  return {
    dataDir,
    logged,
    renew: () => renewDictionary(dataDir, (message) => void logged.push(message)),
    local: () => readFileSync(join(dataDir, 'dictionary', NAME), 'utf8'),
    record: () => readFileSync(join(dataDir, 'state/dictionary', NAME), 'utf8'),
  };
}

describe('renewDictionary()', () => {
  it('finds nothing to do in a library that was just made', async () => {
    expect(shippedBefore).not.toBe(shipped);
    const dataDir = temporaryFolder();
    await prepareDataDir(dataDir);
    for (const name of dictionaryFiles)
      expect(readFileSync(join(dataDir, 'state/dictionary', name), 'utf8')).toBe(
        readFileSync(join('data/dictionary', name), 'utf8'),
      );
    expect(await laggingDictionary(dataDir)).toEqual([]);
  });

  it('replaces a file that is as it was shipped by the newer one', async () => {
    const library = libraryWith({ local: shippedBefore, record: shippedBefore });
    expect(await laggingDictionary(library.dataDir)).toEqual([{ name: NAME, why: 'behind' }]);
    await library.renew();
    expect([library.local(), library.record()]).toEqual([shipped, shipped]);
    expect(library.logged).toEqual([expect.stringContaining(join(library.dataDir, 'dictionary', NAME))]);
    expect(await laggingDictionary(library.dataDir)).toEqual([]);
  });

  it('merges what is new into a file that was changed, once, also by two programs at the same time', async () => {
    const added = '\n# 编辑添加\n自家话=书面语\n';
    const local = shippedBefore + added;
    const library = libraryWith({ local, record: shippedBefore });
    await Promise.all([library.renew(), library.renew()]);
    const lines = library.local().split('\n');
    expect(lines.filter((line) => line === NEW)).toHaveLength(1);
    expect(lines).not.toContain(OLD);
    expect(library.local().endsWith(added)).toBe(true);
    expect(library.logged).toHaveLength(1);
    await library.renew();
    expect(library.local().split('\n')).toEqual(lines);
    expect(library.record()).toBe(shipped);
  });

  it('merges again what a program that was killed had merged, but not written down', async () => {
    const library = libraryWith({ local: `${shippedBefore}自家话=书面语\n`, record: shippedBefore });
    await library.renew();
    const merged = library.local();
    writeFileSync(join(library.dataDir, 'state/dictionary', NAME), shippedBefore);
    await library.renew();
    expect([library.local(), library.record()]).toEqual([merged, shipped]);
  });

  it('leaves a file alone whose lines nobody can tell apart, and says so', async () => {
    const local = `${shippedBefore}自家话=书面语\n`;
    const library = libraryWith({ local, record: null });
    await library.renew();
    expect(library.local()).toBe(local);
    expect(library.logged).toEqual([]);
    expect(await laggingDictionary(library.dataDir)).toEqual([{ name: NAME, why: 'unknown' }]);
    // What it says to do: put away what was added, and let the program bring its own.
    rmSync(join(library.dataDir, 'dictionary', NAME));
    await library.renew();
    expect([library.local(), library.record()]).toEqual([shipped, shipped]);
  });

  it('writes down what is as shipped, also where Windows ended its lines', async () => {
    const local = shipped.replaceAll('\n', '\r\n');
    const library = libraryWith({ local, record: null });
    await library.renew();
    expect([library.local(), library.record(), library.logged]).toEqual([local, shipped, []]);
  });

  it('leaves a file alone that is no text', async () => {
    const library = libraryWith({ local: '', record: shippedBefore });
    const bytes = Buffer.from([0xc8, 0xcb, 0xb2, 0xc5]);
    writeFileSync(join(library.dataDir, 'dictionary', NAME), bytes);
    await library.renew();
    expect(readFileSync(join(library.dataDir, 'dictionary', NAME))).toEqual(bytes);
  });

  it('makes no dictionary where there is none, and touches nothing of the library it comes with', async () => {
    const dataDir = temporaryFolder();
    await renewDictionary(dataDir, () => undefined);
    expect(existsSync(join(dataDir, 'state'))).toBe(false);
    const program = join(temporaryFolder(), 'data');
    mkdirSync(program);
    execFileSync('ln', ['-s', join(process.cwd(), 'data/dictionary'), program]);
    await renewDictionary(program, () => undefined);
    expect(existsSync(join(program, 'state'))).toBe(false);
  });

  it('is silent where it cannot write down what needs no change', async () => {
    const library = libraryWith({ local: shippedBefore, record: shippedBefore });
    // Permissions do not stop root: a file in place of the folder does.
    rmSync(join(library.dataDir, 'state/dictionary'), { recursive: true });
    writeFileSync(join(library.dataDir, 'state/dictionary'), '');
    writeFileSync(join(library.dataDir, 'dictionary', NAME), shipped);
    await library.renew();
    expect(library.logged).toEqual([]);
    expect(library.local()).toBe(shipped);
  });
});
