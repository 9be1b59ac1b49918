import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runScript } from './scripts/run-script.ts';

const readme = readFileSync('README.md', 'utf8');
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));

describe('README.md', () => {
  it('shows the answer that the command really gives', async () => {
    const [, question, answer] = /\$ npm run -s ask -- "([^"]+)"\n([^`]+)```/.exec(readme)!;
    const { stdout } = await runScript('ask', [question!], {});
    expect(stdout).toBe(answer);
  });

  it('names commands that exist, and every command a person runs', () => {
    const named = new Set([...readme.matchAll(/npm run (?:-s )?([a-z][\w:]*)/g)].map(([, name]) => name!));
    expect([...named].filter((name) => !(name in scripts))).toEqual([]);
    const parts = ['start', 'test', 'typecheck', 'lint', 'bench', 'pictures'];
    expect(Object.keys(scripts).filter((name) => !parts.includes(name) && !named.has(name))).toEqual([]);
  });

  it('draws a tree of folders and files that exist', () => {
    const [, data] = /\ndata\/\n((?: {2}\S.*\n)+)/.exec(readme)!;
    const paths = data!.split('\n').flatMap((line) => /^ {2}([a-z]+)[/.]/.exec(line)?.[1] ?? []);
    const made = ['originals', 'state'];
    for (const path of paths.filter((name) => !made.includes(name))) {
      expect([path, existsSync(`data/${path}`) || existsSync(`data/${path}.jsonl`)]).toEqual([path, true]);
    }
    const [, src] = /\nsrc\/\n((?: {2}\S.*\n)+)/.exec(readme)!;
    for (const [, path] of src!.matchAll(/^ {2}(\S+)/gm))
      expect([path, existsSync(`src/${path}`)]).toEqual([path, true]);
  });

  it('links to files that exist', () => {
    const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path]) => path!);
    expect(links.filter((path) => !existsSync(path))).toEqual([]);
  });
});
