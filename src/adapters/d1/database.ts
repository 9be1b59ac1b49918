import { StoreError } from '../../core/errors.ts';
import { database as wording } from '../../core/wording.ts';

/** The members of a D1 binding that are used. https://developers.cloudflare.com/d1/worker-api/d1-database/ */
export interface D1Binding {
  prepare(sql: string): D1Prepared;
  batch<T>(statements: D1Prepared[]): Promise<D1Result<T>[]>;
}

interface D1Prepared {
  bind(...values: unknown[]): D1Prepared;
  all<T>(): Promise<D1Result<T>>;
}

interface D1Result<T> {
  results: T[];
  meta: { changes?: number; rows_read?: number; rows_written?: number };
}

/** Text with `?` for each value. Long lists go into one value as JSON: D1 takes 100 values and 100 KB of text. */
export type Statement = [sql: string, ...values: Value[]];
export type Value = string | number | null;

/** D1 as the stores here use it. All methods throw StoreError. */
export interface Database {
  rows<T>(sql: string, ...values: Value[]): Promise<T[]>;
  /** All or nothing, in this order. How many rows each statement changed. */
  change(...statements: Statement[]): Promise<number[]>;
}

/** Rows that were read and written, as Cloudflare counts and bills them. */
export interface Usage {
  calls: number;
  rowsRead: number;
  rowsWritten: number;
}

/**
 * What D1 says when the same statement may work a moment later. Only reading is repeated: of a change nobody knows whether
 * it was made. https://developers.cloudflare.com/d1/observability/debug-d1/
 */
const PASSING = /network connection lost|reset|overloaded|timed? ?out|internal error|cannot resolve/i;
const ATTEMPTS = 3;
const PAUSE_MS = 100;

async function patiently<T>(read: () => Promise<T>, attempt = 1): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (attempt === ATTEMPTS || !PASSING.test(String(error))) throw error;
    await new Promise((done) => setTimeout(done, PAUSE_MS * attempt));
    return patiently(read, attempt + 1);
  }
}

/** `onUse` hears what each call cost. */
export function createD1Database(binding: D1Binding, onUse: (usage: Usage) => void = () => {}): Database {
  const prepared = ([sql, ...values]: Statement): D1Prepared => binding.prepare(sql).bind(...values);
  const count = (results: D1Result<unknown>[]): void => {
    const sum = (of: 'rows_read' | 'rows_written'): number =>
      results.reduce((all, { meta }) => all + (meta[of] ?? 0), 0);
    onUse({ calls: 1, rowsRead: sum('rows_read'), rowsWritten: sum('rows_written') });
  };
  return {
    async rows<T>(...statement: Statement) {
      const result = await patiently(() => prepared(statement).all<T>()).catch(asStoreError);
      count([result]);
      return result.results;
    },
    async change(...statements) {
      const results = await binding.batch(statements.map(prepared)).catch(asStoreError);
      count(results);
      return results.map(({ meta }) => meta.changes ?? 0);
    },
  };
}

const DAY_MS = 24 * 3_600_000;
/** When the day (UTC) of a time begins. */
export const dayBegins = (time: number): number => Math.floor(time / DAY_MS) * DAY_MS;

/** What D1 says of a failure names tables and columns, never values. */
function asStoreError(cause: unknown): never {
  const reason = cause instanceof Error ? cause.message : String(cause);
  throw new StoreError(wording.failed(reason.replace(/\s+/g, ' ').slice(0, 200)), { cause });
}

/** True for a failure of a constraint (`guard.ok`, `drafts.hash`): somebody else was first. */
export function isRefused(error: unknown, constraint: string): boolean {
  return error instanceof StoreError && error.message.includes(`constraint failed: ${constraint}`);
}

/** What a batch begins with that shall be made only while `condition` holds: the compare of compare-and-set. */
export const guard = (condition: string, ...values: Value[]): Statement[] => [
  [`INSERT INTO guard SELECT CASE WHEN ${condition} THEN 1 END`, ...values],
  ['DELETE FROM guard'],
];

/** True when a `guard` took its batch back. */
export const isOvertaken = (error: unknown): boolean => isRefused(error, 'guard.ok');
