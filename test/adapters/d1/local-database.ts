import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Miniflare } from 'miniflare';
import { afterAll, beforeAll } from 'vitest';
import type { Bucket } from '../../../src/adapters/d1/bucket.ts';
import { createD1Database, type D1Binding, type Database } from '../../../src/adapters/d1/database.ts';

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

type TestBucket = Bucket & { list(): Promise<{ objects: { key: string }[] }> };

export interface LocalDatabase {
  binding: D1Binding;
  database: Database;
  bucket: TestBucket;
}

/** A real D1 (and R2) on this machine for the tests of a file; `empty` gives it without a row. */
export function localDatabase(): { empty(): Promise<LocalDatabase> } {
  let miniflare: Miniflare;
  let local: LocalDatabase;
  beforeAll(async () => {
    miniflare = new Miniflare({
      modules: true,
      script: RUNNER,
      cf: false,
      compatibilityDate: '2026-04-20',
      d1Databases: { DB: 'test' },
      r2Buckets: { FILES: 'test' },
    });
    const binding = bindingOver((body) => miniflare.dispatchFetch('http://local/', { method: 'POST', body }));
    const bucket = (await miniflare.getR2Bucket('FILES')) as unknown as TestBucket;
    local = { binding, bucket, database: createD1Database(binding) };
    await local.database.change(...migrations().map((sql): [string] => [sql]));
  });
  afterAll(() => miniflare.dispose());

  return {
    async empty() {
      const { database, bucket } = local;
      const tables = await database.rows<{ name: string }>(
        `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
          AND name NOT LIKE '%terms\\_%' ESCAPE '\\' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'`,
      );
      await database.change(
        ...tables.map(({ name }): [string] => [`DELETE FROM ${name}`]),
        ["INSERT INTO passage_terms (passage_terms) VALUES ('delete-all')"],
        ["INSERT INTO article_terms (article_terms) VALUES ('delete-all')"],
        ['INSERT INTO library VALUES (1, 0, 0, 0)'],
      );
      const { objects } = await bucket.list();
      if (objects.length > 0) await bucket.delete(objects.map(({ key }) => key));
      return local;
    },
  };
}
