import type { Log } from '../../core/ports.ts';

/** What the SDK calls with one array of anything. */
export interface SdkLogger {
  error(...parts: unknown[]): void;
  warn(...parts: unknown[]): void;
  info(...parts: unknown[]): void;
  debug(...parts: unknown[]): void;
  trace(...parts: unknown[]): void;
}

/** For the SDK's client: all it logs are errors it also throws, with requests and tokens in them. */
export const silentSdkLogger: SdkLogger = {
  error: () => undefined,
  warn: () => undefined,
  info: () => undefined,
  debug: () => undefined,
  trace: () => undefined,
};

/**
 * For the SDK's long connection: warnings and errors, as plain sentences. Objects are left out (errors carry requests),
 * so are tickets and keys in addresses, and everything below a warning, where the SDK writes whole events.
 */
export function createSdkLogger(log: Log, onPong: () => void): SdkLogger {
  const sentence = (parts: unknown[]): string =>
    parts
      .flat()
      .filter((part) => typeof part === 'string')
      .join(' ')
      .replace(/([?&](?:ticket|access_key|device_id)=)[^&\s]+/g, '$1…')
      .slice(0, 500);
  return {
    error: (...parts) => log.warn({}, `long connection: ${sentence(parts)}`),
    warn: (...parts) => log.warn({}, `long connection: ${sentence(parts)}`),
    info: () => undefined,
    debug: () => undefined,
    // The SDK has no event for a pong; this line is the only trace of one.
    trace: (...parts) => {
      if (sentence(parts) === '[ws] receive pong') onPong();
    },
  };
}
