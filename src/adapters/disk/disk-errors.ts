import { StoreError } from '../../core/errors.ts';
import { storage } from '../../core/wording.ts';

/** What went wrong with `path` and what to do about it, as one sentence for an administrator. */
export function cannotWrite(path: string, cause: unknown): StoreError {
  return new StoreError(storage.cannotWrite(path, storage.why(errorCode(cause))), { cause });
}

export function cannotRead(path: string, cause: unknown): StoreError {
  return new StoreError(storage.cannotRead(path, storage.why(errorCode(cause))), { cause });
}

export function isMissing(error: unknown): boolean {
  return errorCode(error) === 'ENOENT';
}

export const errorCode = (error: unknown): string =>
  (error as NodeJS.ErrnoException | null)?.code ?? String(error);
