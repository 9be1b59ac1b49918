import type { Log } from '../ports.ts';
import type { KeepTrue } from './keep-true.ts';

/** Keeps in mind whether cards are left that could not be brought up to date. */
export interface LookAgain {
  /** Looks at all cards; how many are left to be changed. @throws StoreError */
  now(): Promise<number>;
  /** Says that a look elsewhere left some. */
  remember(): void;
  /** Looks if some are left; logs what goes wrong, because others wait for their turn. */
  whatIsLeft(): Promise<void>;
}

export function createLookAgain({
  keepTrue,
  log,
}: {
  keepTrue: Pick<KeepTrue, 'lookAll'>;
  log: Log;
}): LookAgain {
  /** Looks that were wanted and the last of them that left nothing: one that fails half way is wanted still. */
  let wanted = 0;
  let done = 0;

  async function now(): Promise<number> {
    const look = ++wanted;
    const became = await keepTrue.lookAll();
    if (became.left === 0) done = Math.max(done, look);
    if (became.amended + became.refused + became.left > 0) log.info(became, 'cards were brought up to date');
    return became.left;
  }

  return {
    now,
    remember: () => void wanted++,
    async whatIsLeft() {
      if (done === wanted) return;
      await now().catch((error) => log.error({ err: error }, 'cards were not brought up to date'));
    },
  };
}
