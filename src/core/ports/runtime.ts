/** What every part needs of the machine it runs on. */

/** At once from memory, later from a database: callers await it. */
export type Eventually<T> = T | Promise<T>;

/* ---------- time ---------- */

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

/* ---------- the library ---------- */

/** What pino's loggers look like; `fields` never hold a token, a secret or the text of a message. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
