import { StoreError } from '../../core/errors.ts';
import { database as wording } from '../../core/wording.ts';

/** The members of an R2 binding that are used. https://developers.cloudflare.com/r2/api/workers/workers-api-reference/ */
export interface Bucket {
  put(key: string, bytes: Uint8Array): Promise<unknown>;
  get(key: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | null>;
  delete(keys: string | string[]): Promise<void>;
}

/** Files beside the database, by name: a row of D1 ends at 2 MB. All methods throw StoreError. */
export interface Shelf {
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** null when there is none. */
  get(name: string): Promise<Uint8Array | null>;
  remove(name: string): Promise<void>;
}

export function createShelf(bucket: Bucket): Shelf {
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      throw new StoreError(wording.bucketFailed(cause instanceof Error ? cause.message : String(cause)), {
        cause,
      });
    }
  };
  return {
    put: (name, bytes) => guarded(async () => void (await bucket.put(name, bytes))),
    get: (name) =>
      guarded(async () => {
        const found = await bucket.get(name);
        return found && new Uint8Array(await found.arrayBuffer());
      }),
    remove: (name) => guarded(() => bucket.delete(name)),
  };
}
