import type { Log } from '../../core/ports.ts';
import { createHide } from '../../core/watching/hide-secrets.ts';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
type Level = (typeof LEVELS)[number];

/**
 * One JSON object a line on the console, where Workers Logs picks it up (`npx wrangler tail`). As on Node, the last step
 * takes out `secrets` and everything that looks like a token.
 */
export function createConsoleLog({ level, secrets }: { level: Level; secrets: readonly string[] }): Log {
  const hide = createHide(secrets);
  const at =
    (of: 'debug' | 'info' | 'warn' | 'error') =>
    (fields: object, message: string): void => {
      if (LEVELS.indexOf(of) < LEVELS.indexOf(level)) return;
      console[of](hide(JSON.stringify({ level: of, msg: message, ...fields }, errorsToo)));
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** An error has nothing that JSON sees. */
function errorsToo(_: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const { name, message, stack, cause, ...data } = value;
  return { type: name, message, stack, ...(cause instanceof Error && { cause }), ...data };
}
