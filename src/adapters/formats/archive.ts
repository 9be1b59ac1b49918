import { strFromU8, unzipSync } from 'fflate';
import { UnreadableDocumentError } from '../../core/errors.ts';
import type { IncomingFile } from '../../core/ports.ts';
import { formats as wording } from '../../core/wording.ts';

/** Entries of an archive by name, in the order they stand in it. */
export type Entries = Map<string, Uint8Array>;

/** What unpacking may cost at most: a small file can claim to hold gigabytes. */
export interface UnpackLimits {
  entries: number;
  /** Bytes of all entries together. */
  total: number;
}

export const isZip = ({ bytes }: IncomingFile): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 0x03 || bytes[2] === 0x05);

/**
 * Unpacks the entries whose name is `wanted`. Each is written into a buffer of the size its directory entry declares,
 * so that an entry that lies about it fails instead of growing.
 * @throws UnreadableDocumentError for a broken or encrypted archive, or one beyond the limits
 */
export function unpack(file: IncomingFile, wanted: (name: string) => boolean, limits: UnpackLimits): Entries {
  let total = 0;
  let count = 0;
  let tooLarge = false;
  try {
    const unzipped = unzipSync(file.bytes, {
      filter: ({ name, originalSize }) => {
        if (tooLarge || name.endsWith('/') || !wanted(name)) return false;
        total += originalSize;
        count += 1;
        tooLarge = total > limits.total || count > limits.entries;
        return !tooLarge;
      },
    });
    if (tooLarge) throw tooLargeError(file);
    return new Map(Object.entries(unzipped).map(([name, bytes]) => [entryName(name), bytes]));
  } catch (error) {
    if (error instanceof UnreadableDocumentError) throw error;
    throw new UnreadableDocumentError(
      `Cannot read "${file.name}": broken or encrypted archive, expected one without password`,
      wording.brokenArchive,
      { cause: error },
    );
  }
}

const tooLargeError = (file: IncomingFile): UnreadableDocumentError =>
  new UnreadableDocumentError(
    `Cannot read "${file.name}": unpacks to too much, expected a bulletin`,
    wording.archiveTooLarge,
  );

/** Names of every entry, without unpacking any. @throws UnreadableDocumentError */
export function entryNames(file: IncomingFile): string[] {
  const names: string[] = [];
  unpack(
    file,
    (name) => {
      names.push(name);
      return false;
    },
    { entries: 0, total: 0 },
  );
  return names;
}

/** Archives made on Chinese Windows name their entries in GB18030 without saying so. */
function entryName(name: string): string {
  if (!/[\u0080-\u00FF]/u.test(name) || /[^\u0000-\u00FF]/u.test(name)) return name;
  const bytes = Uint8Array.from(name, (character) => character.charCodeAt(0));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** Text of an XML part. */
export const xmlText = (bytes: Uint8Array): string =>
  bytes[0] === 0xff || bytes[0] === 0xfe
    ? new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes)
    : strFromU8(bytes);
