import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Miniflare } from 'miniflare';
import type { Bucket } from '../../src/adapters/d1/bucket.ts';
import { createD1Database, type D1Binding, type Database } from '../../src/adapters/d1/database.ts';

const MIGRATIONS = 'src/adapters/d1/migrations';

/** Runs statements inside workerd: one call there and back, where a binding used from outside takes one for each step. */
export const RUNNER = `export default {
  async fetch(request, { DB }) {
    const { statements, batch } = await request.json();
    const prepared = statements.map(([sql, ...values]) => DB.prepare(sql).bind(...values));
    try {
      return Response.json(batch ? await DB.batch(prepared) : [await prepared[0].all()]);
    } catch (error) {
      return new Response(error.message, { status: 500 });
    }
  },
}`;

/** `send` brings a request to a worker with the script above. */
export function bindingOver(
  send: (body: string) => Promise<{ ok: boolean; text(): Promise<string> }>,
): D1Binding {
  const run = async (statements: unknown[][], batch: boolean) => {
    const body = JSON.stringify({ statements, batch });
    const response = await send(body);
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return JSON.parse(text) as never[];
  };
  const prepare = (...statement: unknown[]): Prepared => ({
    statement,
    bind: (...values) => prepare(statement[0], ...values),
    all: async () => (await run([statement], false))[0]!,
  });
  return {
    prepare,
    batch: (statements) =>
      run(
        (statements as Prepared[]).map(({ statement }) => statement),
        true,
      ),
  };
}

type Prepared = ReturnType<D1Binding['prepare']> & { statement: unknown[] };

/** The statements of all migrations, in order. */
export function migrations(): string[] {
  return readdirSync(MIGRATIONS)
    .sort()
    .flatMap((file) =>
      readFileSync(join(MIGRATIONS, file), 'utf8')
        .replace(/^--.*$/gm, '')
        .split(/;\s*(?:\n|$)/),
    )
    .filter((statement) => statement.trim() !== '');
}

export type TestBucket = Bucket & { list(): Promise<{ objects: { key: string }[] }> };

export interface LocalD1 {
  binding: D1Binding;
  database: Database;
  bucket: TestBucket;
  close(): Promise<void>;
}

/** A real D1 with our tables, and a real R2, on this machine. In `folder`, or nowhere when it is closed. */
export async function openLocalD1(folder?: string): Promise<LocalD1> {
  const miniflare = new Miniflare({
    modules: true,
    script: RUNNER,
    cf: false,
    compatibilityDate: '2026-04-20',
    d1Databases: { DB: 'test' },
    r2Buckets: { FILES: 'test' },
    ...(folder !== undefined && { d1Persist: folder }),
  });
  const binding = bindingOver((body) => miniflare.dispatchFetch('http://local/', { method: 'POST', body }));
  const bucket = (await miniflare.getR2Bucket('FILES')) as unknown as TestBucket;
  const database = createD1Database(binding);
  await database.change(...migrations().map((sql): [string] => [sql]));
  return { binding, bucket, database, close: () => miniflare.dispose() };
}
