/**
 * One class per decision a caller makes. Messages say what failed, with what, what was expected and what to do; they
 * never hold a token, a secret or the text of a message. `cause` keeps the original error.
 */
export class WenbaoError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The configuration cannot be used: the person who starts the program must change it. */
export class ConfigError extends WenbaoError {}

/** The library or the state on disk could not be read or written. */
export class StoreError extends WenbaoError {}

/** What is in the store is not what the caller had read: read again and decide again. */
export class ConflictError extends StoreError {}

/** A document holds no text this program can read; `reason` is a sentence for its sender, from `wording.ts`. */
export class UnreadableDocumentError extends WenbaoError {
  readonly reason: string;
  constructor(message: string, reason: string, options?: { cause?: unknown }) {
    super(message, options);
    this.reason = reason;
  }
}

/** The platform answered and said no. */
export class PlatformError extends WenbaoError {
  readonly method: string;
  readonly code: number;
  readonly logId: string | undefined;
  readonly retryAfterMs: number | undefined;
  constructor(
    message: string,
    details: { method: string; code: number; logId?: string; retryAfterMs?: number },
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.method = details.method;
    this.code = details.code;
    this.logId = details.logId;
    this.retryAfterMs = details.retryAfterMs;
  }
}

/** No answer came from the platform (connection refused, reset, timeout): the same call may succeed later. */
export class PlatformUnreachableError extends WenbaoError {
  readonly method: string;
  constructor(message: string, method: string, options?: { cause?: unknown }) {
    super(message, options);
    this.method = method;
  }
}
