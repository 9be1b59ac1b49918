import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreError } from '../../core/errors.ts';
import { wrangler as wording } from '../../core/wording.ts';
import { type Statement, toSqlText } from './sql-text.ts';
import { reasonOf, runWrangler } from './wrangler.ts';

interface WranglerDatabaseOptions {
  /** Name of the binding in wrangler.toml. */
  binding: string;
  /** The database at Cloudflare; otherwise the one of `wrangler dev` on this machine. */
  remote: boolean;
  /** Where `wrangler dev` keeps its state, when not in `.wrangler`. */
  persistTo?: string;
}

/**
 * A D1 database from outside a Worker: each call starts wrangler, which takes some seconds, so callers put much into few.
 * How many rows a change changed is not told.
 */
export function createWranglerDatabase({ binding, remote, persistTo }: WranglerDatabaseOptions) {
  const where = remote ? ['--remote'] : ['--local', ...(persistTo ? ['--persist-to', persistTo] : [])];
  const execute = async (args: string[]): Promise<string> => {
    const result = await runWrangler(['d1', 'execute', binding, ...where, '--json', '--yes', ...args]);
    if (result.code !== 0) throw new StoreError(wording.databaseFailed(reasonOf(result)));
    return result.stdout;
  };
  return {
    async rows<T>(...statement: Statement): Promise<T[]> {
      const output = await execute(['--command', toSqlText([statement])]);
      const [answer] = JSON.parse(output.slice(output.indexOf('['))) as { results: T[] }[];
      return answer?.results ?? [];
    },
    /** All or nothing. */
    async change(...statements: Statement[]): Promise<number[]> {
      const folder = await mkdtemp(join(tmpdir(), 'wenbao-d1-'));
      try {
        const file = join(folder, 'changes.sql');
        await writeFile(file, toSqlText(statements), { mode: 0o600 });
        await execute(['--file', file]);
        return statements.map(() => 0);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}
