import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Log, LogLevel, Miniflare } from 'miniflare';
import { createD1Database, type Database } from '../../src/adapters/d1/database.ts';
import { environmentOf } from '../fakes/fake-feishu/environment.ts';
import type { FakeFeishu } from '../fakes/fake-feishu/index.ts';
import { bindingOver, migrations, RUNNER } from '../fakes/local-d1.ts';

const COMPATIBILITY = { compatibilityDate: '2026-04-20', compatibilityFlags: ['nodejs_compat'] };

/** What `npm run deploy` uploads, built by wrangler into a folder of its own; no address is looked up. */
export function buildWorker(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'wenbao-worker-'));
  execFileSync(
    process.execPath,
    ['node_modules/wrangler/bin/wrangler.js', 'deploy', '--dry-run', '--minify', '--outdir', folder],
    {
      stdio: 'pipe',
      timeout: 60_000,
      env: {
        ...process.env,
        CI: 'true',
        WRANGLER_SEND_METRICS: 'false',
        WRANGLER_LOG_PATH: join(folder, 'logs'),
        CLOUDFLARE_CF_FETCH_ENABLED: 'false',
        npm_config_registry: 'http://127.0.0.1:9/',
      },
    },
  );
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

type ModuleType = 'ESModule' | 'CompiledWasm' | 'Data';
const typeOf = (file: string): ModuleType =>
  file.endsWith('.js') ? 'ESModule' : file.endsWith('.wasm') ? 'CompiledWasm' : 'Data';

interface Scheduled {
  scheduled(options: { cron: string; scheduledTime?: Date }): Promise<{ outcome: string }>;
}

export interface RunningWorker {
  /** Without a final slash. */
  url: string;
  database: Database;
  miniflare: Miniflare;
  /** What it wrote on its console so far. */
  output(): string;
  /** As every minute; `at` says in which one. */
  runCron(at?: number): Promise<void>;
  stop(): Promise<void>;
  /** Ends it and starts another on the same database and bucket; what was in the queue is gone. */
  restart(): Promise<void>;
}

/**
 * The bundle in `folder` in workerd, with D1, R2 and queues on this machine. `without` leaves bindings out; `vars` go over those for `feishu`.
 */
export async function startWorker(
  folder: string,
  {
    feishu,
    vars = {},
    without = [],
  }: { feishu: FakeFeishu; vars?: Record<string, string>; without?: string[] },
): Promise<RunningWorker> {
  const files = readdirSync(folder)
    .filter((file) => /\.(?:js|wasm|bcmap)$/.test(file))
    .sort((a, b) => Number(b.endsWith('.js')) - Number(a.endsWith('.js')));
  const modules = files.map((file) => ({
    type: typeOf(file),
    path: file,
    contents:
      typeOf(file) === 'ESModule'
        ? readFileSync(join(folder, file), 'utf8')
        : readFileSync(join(folder, file)),
  }));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const persist = mkdtempSync(join(tmpdir(), 'wenbao-d1-'));
  let output = '';
  const bound = <T>(name: string, value: T): T | undefined => (without.includes(name) ? undefined : value);
  const options = {
    port,
    host: '127.0.0.1',
    cf: false as const,
    log: new Log(LogLevel.NONE),
    d1Persist: join(persist, 'd1'),
    r2Persist: join(persist, 'r2'),
    handleRuntimeStdio(stdout: NodeJS.ReadableStream, stderr: NodeJS.ReadableStream) {
      for (const stream of [stdout, stderr])
        stream.on('data', (text) => {
          output += String(text);
        });
    },
    workers: [
      {
        ...COMPATIBILITY,
        name: 'wenbao',
        modules,
        bindings: {
          ...environmentOf(feishu, 'webhook'),
          PUBLIC_URL: url,
          SESSION_SECRET: 'a-secret-of-the-tests',
          LOG_LEVEL: 'info',
          PLAYGROUND: 'off',
          ...vars,
        },
        d1Databases: bound('DB', { DB: 'test' }) ?? {},
        r2Buckets: bound('FILES', { FILES: 'test' }) ?? {},
        queueProducers: bound('JOBS', { JOBS: 'jobs' }) ?? {},
        queueConsumers: {
          jobs: {
            maxBatchSize: 10,
            maxBatchTimeout: 0.05,
            maxRetries: 2,
            retryDelay: 0,
            deadLetterQueue: 'jobs-dead',
          },
          'jobs-dead': { maxBatchTimeout: 0.05 },
        },
      },
      { ...COMPATIBILITY, name: 'runner', modules: true, script: RUNNER, d1Databases: { DB: 'test' } },
    ],
  };
  const miniflare = new Miniflare(options as ConstructorParameters<typeof Miniflare>[0]);
  await miniflare.ready;
  const binding = bindingOver(async (body) => {
    const runner = (await miniflare.getWorker('runner')) as unknown as { fetch: typeof fetch };
    return runner.fetch('http://local/', { method: 'POST', body });
  });
  const database = createD1Database(binding);
  if (!without.includes('migrations')) {
    await database.change(...migrations().map((sql): [string] => [sql]));
  }
  feishu.webhookUrl = `${url}/feishu/events`;
  return {
    url,
    database,
    miniflare,
    output: () => output,
    async runCron(at) {
      const worker = (await miniflare.getWorker('wenbao')) as unknown as Scheduled;
      const { outcome } = await worker.scheduled({
        cron: '* * * * *',
        ...(at !== undefined && { scheduledTime: new Date(at) }),
      });
      if (outcome !== 'ok') throw new Error(`The cron run ended with ${outcome}: ${output}`);
    },
    restart: () => miniflare.setOptions(options as Parameters<typeof miniflare.setOptions>[0]),
    async stop() {
      await miniflare.dispose();
      rmSync(persist, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
