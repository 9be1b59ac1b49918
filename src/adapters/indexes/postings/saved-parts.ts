import { createHash } from 'node:crypto';
import { type Part, partOf } from './part.ts';
import { inSlices } from './slices.ts';

/**
 * The form on disk: a fixed head (version, length and SHA-256 of the contents list), the contents list as JSON (which array
 * stands where, and its SHA-256), then the arrays as they are in memory, each at a multiple of 8 bytes. Loading makes
 * views and checks hashes, nothing is built. NOTE: numbers are little-endian as on every machine Node runs on.
 */
const VERSION = 'WBPI 001';
const HEAD = 48;

type Numbers = Uint8Array | Uint16Array | Uint32Array;
const KINDS = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array };
type Kind = keyof typeof KINDS;

interface Contents {
  note: string;
  /** For each part its arrays by name; positions count from the end of the contents list. */
  parts: Record<string, { kind: Kind; at: number; length: number; hash: string }>[];
}

export async function writeParts(parts: readonly Part[], note: string): Promise<Uint8Array[]> {
  const contents: Contents = { note, parts: [] };
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (const part of parts) {
    const entry: Contents['parts'][number] = {};
    for (const [name, array] of Object.entries(arraysOf(part))) {
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      const kind = kindOf(array);
      entry[name] = { kind, at, length: array.length, hash: await inSlices(hashOf(bytes)) };
      pieces.push(bytes, new Uint8Array(padding(bytes.length)));
      at += bytes.length + padding(bytes.length);
    }
    contents.parts.push(entry);
  }
  const list = Buffer.from(JSON.stringify(contents));
  const head = Buffer.alloc(HEAD);
  head.write(VERSION, 0, 'latin1');
  head.writeUInt32LE(list.length, 8);
  createHash('sha256').update(list).digest().copy(head, 16);
  return [head, list, new Uint8Array(padding(list.length)), ...pieces];
}

/** null when the bytes are of another version, cut short or changed. */
export async function readParts(bytes: Uint8Array): Promise<{ parts: Part[]; note: string } | null> {
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : Uint8Array.from(bytes);
  const head = Buffer.from(aligned.buffer, aligned.byteOffset, Math.min(HEAD, aligned.length));
  if (head.length < HEAD || head.toString('latin1', 0, 8) !== VERSION) return null;
  const listEnd = HEAD + head.readUInt32LE(8);
  const list = Buffer.from(aligned.subarray(HEAD, listEnd));
  if (!createHash('sha256').update(list).digest().equals(head.subarray(16))) return null;
  const contents = JSON.parse(list.toString()) as Contents;
  const start = listEnd + padding(list.length);
  const parts: Part[] = [];
  for (const entry of contents.parts) {
    const arrays: Record<string, Numbers> = {};
    for (const [name, { kind, at, length, hash }] of Object.entries(entry)) {
      const from = start + at;
      const size = length * KINDS[kind].BYTES_PER_ELEMENT;
      if (from + size > aligned.length) return null;
      if ((await inSlices(hashOf(aligned.subarray(from, from + size)))) !== hash) return null;
      arrays[name] = new KINDS[kind](aligned.buffer as ArrayBuffer, aligned.byteOffset + from, length);
    }
    parts.push(partFrom(arrays as ReturnType<typeof arraysOf>));
  }
  return { parts, note: contents.note };
}

function arraysOf({ segment, live }: Part) {
  const { dictionary, postings, passageIds, issueIds, ...outline } = segment;
  return {
    live,
    ...outline,
    ...postings,
    termCharacters: dictionary.characters,
    termStarts: dictionary.starts,
    termSlots: dictionary.slots,
    passageIdCharacters: passageIds.characters,
    passageIdStarts: passageIds.starts,
    issueIdCharacters: issueIds.characters,
    issueIdStarts: issueIds.starts,
  };
}

function partFrom(arrays: ReturnType<typeof arraysOf>): Part {
  const { live, termCharacters, termStarts, termSlots, ...others } = arrays;
  const { passageIdCharacters, passageIdStarts, issueIdCharacters, issueIdStarts, ...plain } = others;
  const { lengths, passageArticle, articleIssue, firstPassage, firstArticle, ...postings } = plain;
  const segment = {
    dictionary: { characters: termCharacters, starts: termStarts, slots: termSlots },
    postings,
    passageIds: { characters: passageIdCharacters, starts: passageIdStarts },
    lengths,
    passageArticle,
    articleIssue,
    firstPassage,
    firstArticle,
    issueIds: { characters: issueIdCharacters, starts: issueIdStarts },
  };
  return partOf(segment, live);
}

function kindOf(array: Numbers): Kind {
  return array instanceof Uint8Array ? 'u8' : array instanceof Uint16Array ? 'u16' : 'u32';
}

/** Zeros that fill up to a multiple of 8. */
function padding(length: number): number {
  return (8 - (length % 8)) % 8;
}

function* hashOf(bytes: Uint8Array): Generator<void, string> {
  const hash = createHash('sha256');
  for (let from = 0; from < bytes.length; from += 1 << 20) {
    hash.update(bytes.subarray(from, from + (1 << 20)));
    yield;
  }
  return hash.digest('base64url');
}
