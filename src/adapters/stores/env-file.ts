import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { ConfigError } from '../../core/errors.ts';
import { configuration } from '../../core/wording.ts';
import { cannotRead } from '../disk/disk-errors.ts';

/**
 * The variables of a file like `.env`, as Node reads them. What Node passes over in silence is an error here: a line that
 * sets nothing (`PORT：8787`) leaves a variable at its default, and takes the next line with it.
 * @throws StoreError when it cannot be read as UTF-8, ConfigError naming the lines, without what stands there
 */
export function readEnvFile(path: string): Record<string, string> {
  const { settings, wrong } = piecesOf(textOf(path));
  if (wrong.length > 0) throw new ConfigError(configuration.linesThatSetNothing(path, wrong));
  return parseEnv(settings) as Record<string, string>;
}

function textOf(path: string): string {
  try {
    // Takes off the mark some editors begin a file with.
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    throw cannotRead(path, error);
  }
}

/** A comment or an empty line; or `NAME=` and a value, which in quotes may go over lines. */
const PIECE =
  /[^\S\n]*(?:(?:#[^\n]*)?|(?<setting>(?:export\s+)?[\w.-]+[^\S\n]*=[^\S\n]*(?:(["'`])[\s\S]*?\2)?[^\n]*))(?:\n|$)/y;

/** What sets something, without the comments (Node 20 takes an indented one into the next name), and the other lines, from 1. */
function piecesOf(text: string): { settings: string; wrong: number[] } {
  const settings: string[] = [];
  const wrong: number[] = [];
  for (let at = 0, line = 1; at < text.length; ) {
    PIECE.lastIndex = at;
    const piece = PIECE.exec(text);
    if (!piece) wrong.push(line);
    else if (piece.groups?.setting !== undefined) settings.push(piece.groups.setting);
    const taken = piece?.[0] ?? text.slice(at, text.indexOf('\n', at) + 1 || undefined);
    at += taken.length;
    line += taken.split('\n').length - 1;
  }
  return { settings: settings.join('\n'), wrong };
}
