import { UnreadableDocumentError } from '../../core/errors.ts';
import type { DocumentReader, IncomingFile, Line } from '../../core/ports.ts';
import { formats as wording } from '../../core/wording.ts';

/** Plain text in any encoding such files come in. Takes whatever no other reader wanted and is no binary file. */
export const textReader: DocumentReader = {
  name: 'text',
  matches: () => true,
  async read(file) {
    return { format: 'text', lines: linesOf(decodeText(file)), properties: {}, recognised: false };
  },
};

export const linesOf = (text: string): Line[] =>
  text.split(/\r\n|[\n\r\u0085\u2028\u2029]/u).map((line) => ({ text: line }));

/**
 * The text of a file in UTF-8, UTF-16 (either order, with or without a byte order mark) or GB18030, decided by its
 * bytes. A UTF-8 file with a few damaged bytes stays UTF-8: its damage shows as U+FFFD.
 * @throws UnreadableDocumentError for a binary file
 */
export function decodeText({ name, bytes }: IncomingFile): string {
  const text = decode(bytes);
  const controls = countMatches(text, /[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/gu);
  if (controls > 8 && controls > text.length / 50) {
    throw new UnreadableDocumentError(
      `Cannot read "${name}": binary, expected a document with text`,
      wording.binary,
    );
  }
  return text;
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const wide = utf16Order(bytes);
  if (wide) return new TextDecoder(wide).decode(bytes);

  const utf8 = new TextDecoder('utf-8').decode(bytes);
  const damagedUtf8 = countMatches(utf8, /\uFFFD/gu);
  if (damagedUtf8 === 0) return utf8;
  const chinese = new TextDecoder('gb18030').decode(bytes);
  const damagedChinese = countMatches(chinese, /[\uFFFD\uE000-\uF8FF]/gu);
  // Chinese text read in the wrong encoding is damaged all over; read in its own, here and there at most.
  return damagedChinese < damagedUtf8 ? chinese : utf8;
}

/** UTF-16 without a mark: read in the right order it is Chinese text, in the wrong one a jumble. Null for other bytes. */
function utf16Order(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 4096);
  if (sample.length < 4 || sample.length % 2 !== 0 || !sample.includes(0)) return null;
  const [little, big] = [familiarShare('utf-16le', sample), familiarShare('utf-16be', sample)];
  if (Math.max(little, big) < 0.9) return null;
  return little > big ? 'utf-16le' : 'utf-16be';
}

/** Share of characters that Chinese documents are made of. */
function familiarShare(encoding: string, sample: Uint8Array): number {
  const text = new TextDecoder(encoding).decode(sample);
  return (
    countMatches(text, /[\t\n\r -~\u2010-\u2027\u3000-\u3020\u4E00-\u9FFF\uFF01-\uFF5E]/gu) / text.length
  );
}

const countMatches = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
