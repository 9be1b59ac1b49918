import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileIssueStore } from '../../src/adapters/stores/files.ts';
import type { IssueStore } from '../../src/core/ports.ts';
import { sampleIssue } from '../adapters/web/sample.ts';

export interface Site {
  /** `http://127.0.0.1:…` */
  origin: string;
  /** The library of the running program; it notices what is written here. */
  store: IssueStore;
  /** What the program wrote to stderr: its errors. */
  errors(): string;
  close(): Promise<void>;
}

/** The program itself, as `npm start` runs it on a fresh clone, over a copy of the sample library. `withSample` adds `sampleIssue`. */
export async function openSite({ withSample = true } = {}): Promise<Site> {
  const dataDir = await mkdtemp(join(tmpdir(), 'wenbao-browser-'));
  await cp('data', dataDir, { recursive: true, filter: (path) => !path.startsWith(join('data', 'state')) });
  const store = createFileIssueStore({ dataDir });
  if (withSample) await store.write(sampleIssue());
  const program = spawn(process.execPath, ['--import', 'tsx', 'src/entry/node.ts'], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'error' },
  });
  let errors = '';
  program.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const origin = await new Promise<string>((resolve, reject) => {
    let said = '';
    program.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (url) resolve(url);
    });
    program.once('exit', () => reject(new Error(`The program ended before it listened: ${errors}`)));
  });
  while ((await fetch(`${origin}/healthz`)).status !== 200)
    await new Promise((resume) => setTimeout(resume, 50));
  return {
    origin,
    store,
    errors: () => errors,
    async close() {
      program.kill('SIGTERM');
      if (program.exitCode === null) await once(program, 'exit');
      await rm(dataDir, { recursive: true });
    },
  };
}
