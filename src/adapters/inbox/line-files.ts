/** Files with one JSON value a line. */
import { open } from 'node:fs/promises';
import { isMissing } from '../disk/disk-errors.ts';

const NEWLINE = 0x0a;
const PIECE_BYTES = 4_096;

/** What the line says that begins at byte `at`; undefined when there is none, or no JSON. */
export async function readLineAt(path: string, at: number): Promise<unknown> {
  const file = await open(path, 'r').catch(unlessMissing);
  if (!file) return undefined;
  try {
    const pieces: Buffer[] = [];
    for (let from = at; ; from += PIECE_BYTES) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(PIECE_BYTES), 0, PIECE_BYTES, from);
      const end = buffer.subarray(0, bytesRead).indexOf(NEWLINE);
      pieces.push(buffer.subarray(0, end < 0 ? bytesRead : end));
      if (end >= 0 || bytesRead === 0) return parseLine(Buffer.concat(pieces).toString());
    }
  } finally {
    await file.close();
  }
}

/** The values in a file, one a line; none when there is no such file. */
export async function readLines(path: string): Promise<unknown[]> {
  const values: unknown[] = [];
  await eachLine(path, (line) => void values.push(parseLine(line)));
  return values.filter((value) => value !== undefined);
}

/**
 * Calls `onLine` with each line and the byte it begins at; none when there is no such file. A piece of the file at a
 * time, so that a long one neither fills the memory nor holds up what else is going on.
 */
export async function eachLine(path: string, onLine: (line: string, at: number) => void): Promise<void> {
  const file = await open(path, 'r').catch(unlessMissing);
  if (!file) return;
  const begun: Buffer[] = [];
  let at = 0;
  for await (const chunk of file.createReadStream() as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      const line = Buffer.concat([...begun.splice(0), chunk.subarray(from, end)]);
      onLine(line.toString(), at);
      at += line.length + 1;
      from = end + 1;
    }
    begun.push(chunk.subarray(from));
  }
  onLine(Buffer.concat(begun).toString(), at);
}

function unlessMissing(error: unknown): null {
  if (isMissing(error)) return null;
  throw error;
}

/** undefined for an empty or unreadable line. */
export function parseLine(line: string): unknown {
  if (line === '') return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
