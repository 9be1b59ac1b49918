import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkFeishu } from '../src/adapters/feishu/check-up.ts';
import { codes } from '../src/adapters/feishu/codes.ts';
import { errorTable, thrown } from './error-table.ts';
import { createFakeFeishu } from './fakes/fake-feishu/index.ts';
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

  it('lists every sentence that tells of an error, as it is', () => {
    const [begin, end] = ['<!-- errors -->\n', '\n<!-- /errors -->'];
    const from = readme.indexOf(begin) + begin.length;
    const table = `\n${errorTable()}\n`;
    if (process.env.UPDATE_README)
      writeFileSync('README.md', readme.slice(0, from) + table + readme.slice(readme.indexOf(end)));
    else
      expect(
        readme.slice(from, readme.indexOf(end)),
        'UPDATE_README=1 npx vitest run test/readme.test.ts writes it anew',
      ).toBe(table);
    expect(table).not.toMatch(/undefined|NaN|\[object|\bat .*:\d+:\d+/);
    expect(thrown().length).toBeGreaterThan(40);
  });

  it('gives scopes to paste with which doctor finds nothing missing but what it names as optional', async () => {
    const feishu = await createFakeFeishu();
    onTestFinished(() => feishu.close());
    const { scopes } = JSON.parse(/^\s*(\{"scopes":.*\})$/m.exec(readme)![1]!);
    feishu.scopes.clear();
    for (const scope of scopes.tenant) feishu.scopes.add(scope);
    const { appId, appSecret } = feishu.credentials;
    const checks = await checkFeishu({
      appId,
      appSecret,
      domain: feishu.url,
      transport: 'websocket',
      publicUrl: null,
      wall: { now: Date.now },
    });
    const lacking = checks.filter(({ subject, state }) => subject.startsWith('权限 ') && state !== 'ok');
    expect(
      lacking.map(({ subject }) => subject).filter((subject) => subject !== '权限 im:message.group_msg'),
    ).toEqual([]);
    const events = readme.slice(readme.indexOf('订阅事件'), readme.indexOf('批量开通'));
    const named = [...events.matchAll(/`([a-z]+(?:\.\w+)+)`/g)].map(([, name]) => name);
    const wanted = checks.flatMap(({ subject }) => /^(?:事件|回调) (\S+)$/.exec(subject)?.[1] ?? []);
    expect([...named].sort()).toEqual([...wanted].sort());
  });

  it('explains codes of the platform that the program knows', () => {
    const table = readme.slice(readme.indexOf('| 错误码 |'));
    const named = [...table.slice(0, table.indexOf('\n\n')).matchAll(/\b(\d{5,8})\b/g)].map(([, code]) =>
      Number(code),
    );
    expect(named.filter((code) => !(code in codes))).toEqual([]);
    const forPeople = Object.entries(codes).filter(([, { decision }]) => decision === 'tell-admin');
    expect(forPeople.map(([code]) => Number(code)).filter((code) => !named.includes(code))).toEqual([]);
  });

  it.each(['README.md', 'src/README.md'])('%s names files and folders that exist', (file) => {
    const named = [...readFileSync(file, 'utf8').matchAll(/`((?:src|test|scripts|data)\/[\w./-]+\.\w+)`/g)];
    expect(named.map(([, path]) => path!).filter((path) => !existsSync(path))).toEqual([]);
  });

  it('links to files that exist', () => {
    const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path]) => path!);
    expect(links.filter((path) => !existsSync(path))).toEqual([]);
  });
});
