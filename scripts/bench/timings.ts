/** Percentiles of one thing done many times, in ms. */
export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
}

/**
 * Milliseconds by the clock, or with BENCH_CLOCK=cpu those the processor spent on this process, all its threads together:
 * on a machine that others keep busy that is nearest to what the clock would say on a calm one.
 */
export const now: () => number =
  process.env.BENCH_CLOCK === 'cpu'
    ? () => {
        const { user, system } = process.cpuUsage();
        return (user + system) / 1000;
      }
    : () => performance.now();

const ROUNDS = 5;
/** A slow engine is asked everything once, and again only as long as this lasts. */
const PATIENCE_MS = 20_000;

/** Runs `run` over all items in rounds, after one to warm up; each item counts with the median of its rounds. */
export async function timeEach<T>(
  items: readonly T[],
  run: (item: T) => unknown,
  clock: () => number = now,
): Promise<Percentiles> {
  const times = items.map(() => [] as number[]);
  const started = clock();
  for (let round = 0; round <= ROUNDS && (round < 2 || clock() - started < PATIENCE_MS); round++) {
    for (const [i, item] of items.entries()) {
      const before = clock();
      await run(item);
      if (round > 0) times[i]!.push(clock() - before);
    }
  }
  return percentiles(times.map(median));
}

export function percentiles(times: readonly number[]): Percentiles {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

export function median(times: readonly number[]): number {
  return percentiles(times).p50;
}

/** Figures of the same shape from several runs as one: each number the median of the runs. */
export function medianRun<T>(runs: readonly T[]): T {
  const [first] = runs;
  if (typeof first === 'number') return median(runs as readonly number[]) as T;
  if (typeof first !== 'object' || first === null) return first as T;
  const fields = Object.keys(first) as (keyof T & string)[];
  return Object.fromEntries(fields.map((field) => [field, medianRun(runs.map((run) => run[field]))])) as T;
}

/** Milliseconds that `run` takes. */
export async function time(run: () => unknown): Promise<number> {
  const before = now();
  await run();
  return now() - before;
}

/** Bytes in use after collecting garbage, outside the heap too; needs `--expose-gc`. */
export function memoryInUse(): number {
  for (let i = 0; i < 3; i++) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
