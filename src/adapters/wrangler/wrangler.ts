import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StoreError } from '../../core/errors.ts';
import { wrangler as wording } from '../../core/wording.ts';

export interface WranglerResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs wrangler, installed with this program, with the configuration in the current folder. Asks nobody anything. */
export function runWrangler(args: readonly string[], { shown = false } = {}): Promise<WranglerResult> {
  const root = dirname(createRequire(import.meta.url).resolve('wrangler/package.json'));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'bin', 'wrangler.js'), ...args], {
      stdio: shown ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, CI: 'true', WRANGLER_SEND_METRICS: 'false' },
    });
    const texts = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name]?.setEncoding('utf8').on('data', (text: string) => {
        texts[name] += text;
      });
    child.once('error', (cause) => reject(new StoreError(wording.notStarted, { cause })));
    child.once('close', (code) => resolve({ code: code ?? 1, ...texts }));
  });
}

/** What wrangler says went wrong, in one line. */
export function reasonOf({ stdout, stderr }: WranglerResult): string {
  const told = /"text":\s*"((?:[^"\\]|\\.)*)"/.exec(stdout)?.[1];
  const line = [...stderr.split('\n'), ...stdout.split('\n')].find((text) => /ERROR|error/i.test(text));
  const plain = (told ?? line ?? stderr).replace(/\u001b\[[\d;]*m/g, '');
  return plain.replace(/\s+/g, ' ').trim().slice(0, 300);
}
