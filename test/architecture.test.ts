import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { describe, expect, it } from 'vitest';

interface Import {
  file: string;
  /** A path from the root of the project, or the name of a package or of a Node module. */
  target: string;
}

const sources = ['src', 'scripts'].flatMap((folder) =>
  readdirSync(folder, { recursive: true })
    .map((path) => `${folder}/${String(path).replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path)),
);
const textOf = (file: string): string => readFileSync(file, 'utf8');

/** Packages the core may use: pure functions over values, the same on every runtime. */
const PURE_PACKAGES = ['yaml', 'diff', 'zod', '@sindresorhus/fnv1a'];

const imports: Import[] = sources.flatMap((file) => {
  const statements = textOf(file).matchAll(
    /(?:^|[\s;}])(?:import|export)\s[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/gu,
  );
  return [...statements].map(([, from, bare]) => {
    const name = (from ?? bare)!;
    return { file, target: name.startsWith('.') ? join(dirname(file), name) : name };
  });
});

const isOwn = (target: string): boolean => /^(?:src|scripts|test|data)\//.test(target);
const packageOf = (target: string): string =>
  target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
/** `src/adapters/feishu/cards/x.ts` → `feishu`. */
const adapterOf = (path: string): string | undefined => /^src\/adapters\/([^/]+)\//.exec(path)?.[1];

/** `file → target` of every import among `from` that `isAllowed` does not let pass. */
function violations(from: RegExp, isAllowed: (target: string, file: string) => boolean): string[] {
  return imports
    .filter(({ file, target }) => from.test(file) && !isAllowed(target, file))
    .map(({ file, target }) => `${file} → ${target}`);
}

describe('imports', () => {
  it('are found in every folder', () => {
    const folders = new Set(imports.map(({ file }) => file.split('/').slice(0, 2).join('/')));
    expect([...folders]).toEqual(
      expect.arrayContaining(['src/core', 'src/adapters', 'src/entry', 'src/config.ts']),
    );
  });

  it('of the core stay in the core, but for packages that are pure', () => {
    expect(
      violations(/^src\/core\//, (target) =>
        isOwn(target) ? target.startsWith('src/core/') : PURE_PACKAGES.includes(packageOf(target)),
      ),
    ).toEqual([]);
  });

  it('of an adapter lead to the core, to packages, to the same adapter and to the disk', () => {
    expect(
      violations(
        /^src\/adapters\//,
        (target, file) =>
          !isOwn(target) ||
          target.startsWith('src/core/') ||
          adapterOf(target) === adapterOf(file) ||
          adapterOf(target) === 'disk',
      ),
    ).toEqual([]);
  });

  it('of config.ts lead to the core', () => {
    expect(
      violations(/^src\/config\.ts$/, (target) => !isOwn(target) || target.startsWith('src/core/')),
    ).toEqual([]);
  });

  it('of entries and commands never lead to another command', () => {
    const command = /^scripts\/[^/]+$/;
    expect(violations(/^(?:src\/entry\/|scripts\/[^/]+$)/, (target) => !command.test(target))).toEqual([]);
  });

  it('nothing but entries and scripts leads to an entry', () => {
    expect(violations(/^src\/(?!entry\/)/, (target) => !target.startsWith('src/entry/'))).toEqual([]);
  });

  it.each([
    ['@larksuiteoapi/node-sdk', 'src/adapters/feishu/'],
    ['nodejieba', 'src/adapters/segmenters/'],
    ['jieba-wasm', 'src/adapters/segmenters/'],
    ['minisearch', 'src/adapters/indexes/'],
    ['lowdb', 'src/adapters/stores/'],
  ])('of %s stand in %s only', (name, home) => {
    const users = imports.filter(({ target }) => packageOf(target) === name).map(({ file }) => file);
    // The bench sets our use of a library beside its plain use.
    expect(users.filter((file) => !file.startsWith(home) && !file.startsWith('scripts/bench/'))).toEqual([]);
  });
});

describe('sources', () => {
  const offenders = (from: RegExp, pattern: RegExp): string[] =>
    sources.filter((file) => from.test(file) && pattern.test(code(file)));

  it('read process.env in entries and scripts only', () => {
    expect(offenders(/^src\/(?!entry\/)/, /\bprocess\.env\b/)).toEqual([]);
  });

  it('of commands choose no store: what they work on comes from an entry', () => {
    expect(offenders(/^scripts\/[^/]+$/, /\bcreate(?:File|D1)[A-Z]/)).toEqual([]);
  });

  it('of the core know no clock, no randomness and no runtime', () => {
    const impure =
      /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bcrypto\.|\bprocess\.|\bBuffer\b|\bperformance\.|\bfetch\(/;
    expect(offenders(/^src\/core\//, impure)).toEqual([]);
  });

  // Elsewhere Chinese is no sentence but a pattern of the domain (masthead forms, question words), a label of the issue
  // file, the name of a font or an invented text to measure with.
  it('keep every Chinese sentence a user can see in wording.ts', () => {
    const domain =
      /^(?:src\/core\/(?:wording|bulletin|text|issue-file|reading\/|asking\/)|src\/adapters\/web\/assets\/style|scripts\/bench\/)/;
    const sentences = sources
      .filter((file) => !domain.test(file))
      .flatMap((file) => chineseStrings(file).map((text) => `${file}: ${text}`));
    expect(sentences).toEqual([]);
  });
});

/** The source without its comments. */
function code(file: string): string {
  return textOf(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|[\s;{}(,])\/\/.*$/gm, '$1');
}

/** Lines with two and more Han characters in a row, regular expressions aside. */
function chineseStrings(file: string): string[] {
  const plain = code(file).replace(
    /(?<=[=(,:[!&|?;\s])\/(?![/*])(?:\\.|\[[^\]\n]*\]|[^/\n\\])+\/[a-z]*/g,
    '',
  );
  return [...plain.matchAll(/[^\n]*\p{Script=Han}{2,}[^\n]*/gu)].map(([line]) => line.trim());
}
