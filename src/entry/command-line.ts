import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { CommanderError } from 'commander';
import { readEnvFile } from '../adapters/stores/env-file.ts';
import { type Config, loadConfig } from '../config.ts';
import { WenbaoError } from '../core/errors.ts';
import { commands } from '../core/wording.ts';

/** The configuration of this process: its environment, and `.env` in the current folder for what that leaves open. */
export function readConfig(): Config {
  if (existsSync('.env')) {
    for (const [key, value] of Object.entries(readEnvFile('.env'))) process.env[key] ??= value;
  }
  return loadConfig(process.env);
}

/** Who runs a command, for the audit log: `npm run import (wang)`. A user the system has no name for is a number. */
export function actorOf(command: string): string {
  try {
    return `${command} (${userInfo().username})`;
  } catch {
    return `${command} (${process.getuid?.() ?? ''})`;
  }
}

/**
 * Runs a command to its end. Exit code 0, or 1 after one line on stderr that says what to do. A stack is shown only
 * with `LOG_LEVEL=debug`, to whoever looks for a fault in the program.
 */
export async function runCommand(run: () => Promise<unknown>): Promise<void> {
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on('error', () => process.exit(0));
  try {
    await run();
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    process.stderr.write(
      `${messageOf(error)
        .replace(/\s*\n\s*/g, ' ')
        .trim()}\n`,
    );
    if (process.env.LOG_LEVEL === 'debug') process.stderr.write(`${(error as Error).stack}\n`);
    // Also ends what is still listening or watching.
    process.exit(1);
  }
}

function messageOf(error: unknown): string {
  if (error instanceof WenbaoError) return error.message;
  if (error instanceof CommanderError) return commands.misused(misuseOf(error));
  return commands.failed(error instanceof Error ? error.message : String(error));
}

function misuseOf({ code, message }: CommanderError): string {
  const [, what] = /'([^']*)'/.exec(message) ?? [];
  return commands.misuses[code]?.(what ?? '') ?? message.replace(/^error: /, '');
}
