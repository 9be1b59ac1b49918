import { Inflate } from 'fflate';
import { UnreadableDocumentError } from '../../core/errors.ts';
import type { IncomingFile } from '../../core/ports.ts';
import { formats as wording } from '../../core/wording.ts';

/** Entries of an archive by name, in the order they stand in it. */
export type Entries = Map<string, Uint8Array>;

/** What unpacking may cost at most: a small file can hold gigabytes of zeros. */
interface UnpackLimits {
  entries: number;
  /** Bytes of all entries together. */
  total: number;
}

interface Entry {
  name: string;
  encrypted: boolean;
  /** 0 stored, 8 deflated. */
  method: number;
  packed: number;
  unpacked: number;
  offset: number;
}

export const isZip = ({ bytes }: IncomingFile): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 0x03 || bytes[2] === 0x05);

/** True when the first entries are parts of a Word file; tells what a file was whose directory is lost. */
export const startsLikeWord = ({ bytes }: IncomingFile): boolean =>
  /\[Content_Types\]\.xml|word\//u.test(new TextDecoder('latin1').decode(bytes.subarray(0, 4096)));

/** Names of every entry, without unpacking any. @throws UnreadableDocumentError for a broken archive */
export const entryNames = (file: IncomingFile): string[] => directoryOf(file).map(({ name }) => name);

/**
 * Unpacks the entries whose name is `wanted`, folders aside. An entry that gives more or less than its directory
 * declares is broken; what it declares is what counts against the limits, before anything is unpacked.
 * @throws UnreadableDocumentError for a broken or encrypted archive, or one beyond the limits
 */
export function unpack(file: IncomingFile, wanted: (name: string) => boolean, limits: UnpackLimits): Entries {
  const entries = directoryOf(file).filter(({ name }) => !/[/\\]$/u.test(name) && wanted(name));
  const total = entries.reduce((sum, { unpacked }) => sum + unpacked, 0);
  if (entries.length > limits.entries || total > limits.total) {
    throw new UnreadableDocumentError(
      `Cannot read "${file.name}": ${entries.length} entries of ${total} bytes, expected at most ${limits.entries} of ${limits.total}`,
      wording.archiveTooLarge,
    );
  }
  if (entries.some(({ encrypted }) => encrypted)) {
    throw new UnreadableDocumentError(
      `Cannot read "${file.name}": encrypted, expected no password`,
      wording.lockedArchive,
    );
  }
  return new Map(entries.map((entry) => [entry.name, contentOf(file, entry)]));
}

function broken(file: IncomingFile, cause?: unknown): UnreadableDocumentError {
  return new UnreadableDocumentError(
    `Cannot read "${file.name}": broken archive, expected a complete one`,
    wording.brokenArchive,
    { cause },
  );
}

const endRecord = 0x06054b50;
const directoryRecord = 0x02014b50;
const localRecord = 0x04034b50;

/** The directory at the end of the archive (APPNOTE.TXT 4.3.12). Archives beyond 4 GB are none of ours. */
function directoryOf(file: IncomingFile): Entry[] {
  const { bytes } = file;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    let end = bytes.length - 22;
    while (view.getUint32(end, true) !== endRecord) {
      end -= 1;
      if (bytes.length - end > 65_557) throw broken(file);
    }
    const entries: Entry[] = [];
    let at = view.getUint32(end + 16, true);
    for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
      if (view.getUint32(at, true) !== directoryRecord) throw broken(file);
      const flags = view.getUint16(at + 8, true);
      const nameLength = view.getUint16(at + 28, true);
      entries.push({
        name: entryName(bytes.subarray(at + 46, at + 46 + nameLength), (flags & 0x800) !== 0),
        encrypted: (flags & 1) !== 0,
        method: view.getUint16(at + 10, true),
        packed: view.getUint32(at + 20, true),
        unpacked: view.getUint32(at + 24, true),
        offset: view.getUint32(at + 42, true),
      });
      at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
    return entries;
  } catch (error) {
    // A position beyond the end of the file.
    throw error instanceof RangeError ? broken(file, error) : error;
  }
}

function contentOf(file: IncomingFile, entry: Entry): Uint8Array {
  const { bytes } = file;
  const content = new Uint8Array(entry.unpacked);
  let length = 0;
  const add = (chunk: Uint8Array): void => {
    if (length + chunk.length > content.length) throw broken(file);
    content.set(chunk, length);
    length += chunk.length;
  };
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (view.getUint32(entry.offset, true) !== localRecord) throw broken(file);
    const start =
      entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
    const packed = bytes.subarray(start, start + entry.packed);
    if (packed.length < entry.packed) throw broken(file);
    if (entry.method === 0) add(packed);
    else if (entry.method === 8) {
      const inflate = new Inflate(add);
      // In pieces, so that an entry that holds more than it declares is given up after little work.
      for (let at = 0; at < packed.length; at += 65_536) {
        inflate.push(packed.subarray(at, at + 65_536), at + 65_536 >= packed.length);
      }
    } else throw broken(file);
  } catch (error) {
    throw error instanceof UnreadableDocumentError ? error : broken(file, error);
  }
  if (length !== content.length) throw broken(file);
  return content;
}

/** Archives made on Chinese Windows name their entries in GB18030 without saying so. */
function entryName(bytes: Uint8Array, isUtf8: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: !isUtf8 }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
