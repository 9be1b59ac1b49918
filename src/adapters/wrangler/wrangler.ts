import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StoreError } from '../../core/errors.ts';
import { wrangler as wording } from '../../core/wording.ts';

interface WranglerResult {
  code: number;
  stdout: string;
  stderr: string;
}

/**
 * Runs wrangler, installed with this program, with the configuration in the current folder. `shown`: in this terminal,
 * where it may ask; otherwise it takes its own defaults. @throws StoreError when it is not installed
 */
export async function runWrangler(args: readonly string[], { shown = false } = {}): Promise<WranglerResult> {
  const program = programPath();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      stdio: shown ? 'inherit' : ['ignore', 'pipe', 'pipe'],
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

function programPath(): string {
  try {
    const root = dirname(createRequire(import.meta.url).resolve('wrangler/package.json'));
    return join(root, 'bin', 'wrangler.js');
  } catch (cause) {
    throw new StoreError(wording.notStarted, { cause });
  }
}

/** What wrangler says went wrong, in one line. */
export function reasonOf({ stdout, stderr }: WranglerResult): string {
  const told = /"text":\s*"((?:[^"\\]|\\.)*)"/.exec(stdout)?.[1];
  const line = [...stderr.split('\n'), ...stdout.split('\n')].find((text) => /error/i.test(text));
  const plain = (told ?? line ?? stderr).replace(/\u001b\[[\d;]*m/g, '');
  return plain.replace(/\s+/g, ' ').trim().slice(0, 300);
}
