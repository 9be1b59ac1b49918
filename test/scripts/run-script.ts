import { type ChildProcess, spawn } from 'node:child_process';
import { expect, onTestFinished, vi } from 'vitest';

// A test starts several programs that load a dictionary each, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

export interface Outcome {
  /** null when a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

type Environment = Record<string, string>;

/** Starts `src/…` or `scripts/…` as npm would, with nothing of this process's own configuration. */
export function startScript(path: string, args: string[], env: Environment, user?: number): ChildProcess {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', path, ...args], {
    env: { PATH, HOME, NO_COLOR: '1', ...env } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(user !== undefined && { uid: user, gid: user }),
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Runs a script of `scripts/` to its end. */
export function runScript(name: string, args: string[], env: Environment, user?: number): Promise<Outcome> {
  return outcomeOf(startScript(`scripts/${name}.ts`, args, env, user));
}

export function outcomeOf(child: ChildProcess): Promise<Outcome> {
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]!.setEncoding('utf8').on('data', (text: string) => {
      output[stream] += text;
    });
  }
  // How far a command is gets a line every 2 s: whether it takes that long depends on the machine.
  const settled = (): string => output.stderr.replace(/^\S+ \d+\/\d+\n/gmu, '');
  return new Promise((resolve) =>
    child.on('close', (code) => resolve({ code, stdout: output.stdout, stderr: settled() })),
  );
}

/** Expects what an error of a command looks like: exit code 1 and one line on stderr that says it in Chinese. */
export function expectPlainError({ code, stdout, stderr }: Outcome, mentions: string | RegExp): void {
  expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: expect.stringMatching(mentions) });
  expect(stderr).toMatch(/^[^\n]*\p{Script=Han}[^\n]*\n$/u);
  expect(stderr).not.toMatch(/\.[jt]s:\d+/);
}
