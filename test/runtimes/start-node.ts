import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { startScript } from '../scripts/run-script.ts';

export interface RunningNode {
  child: ChildProcess;
  /** Without a final slash. */
  url: string;
  /** All of stdout so far. */
  output(): string;
  /** All of stderr so far: the log. */
  errors(): string;
  /** Asks it to stop; gives its exit code. */
  stop(): Promise<number | null>;
}

/** Starts `npm start` on a port of the system's choice and waits until it can be asked. */
export async function startNode(env: Record<string, string>): Promise<RunningNode> {
  const child = startScript('src/entry/node.ts', [], { PORT: '0', LOG_LEVEL: 'warn', ...env });
  let output = '';
  let errors = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.includes('可以提问了')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}: ${errors}`)));
  });
  return {
    child,
    url: /http:\/\/127\.0\.0\.1:\d+/.exec(output)![0],
    output: () => output,
    errors: () => errors,
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      return ((await exited) as [number | null])[0];
    },
  };
}
