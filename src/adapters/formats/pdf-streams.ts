import { Unzlib } from 'fflate';

/** A page of text unpacks to some kilobytes; the picture of a scanned one in full colour to 100 MB. */
const MOST = 128 * 1024 * 1024;
/** Bytes handed to the inflater at a time: what one step unpacks is at most 1,032 times that. */
const STEP = 16 * 1024;
/** What describes a stream stands before it, in far less than this many characters. */
const DESCRIPTION = 4096;

/**
 * True when one of the deflated streams of a PDF unpacks to more than `most` bytes: pdf.js unpacks a page's stream as a
 * whole, so that a megabyte of a made-up file could take all memory there is. Looks at the bytes, not at the file's own
 * directory, which may lie.
 * NOTE: LZW streams are not looked into; no program writes them today.
 */
export function holdsBomb(bytes: Uint8Array, most: number = MOST): boolean {
  const text = new TextDecoder('latin1').decode(bytes);
  for (const start of text.matchAll(/(?<!end)stream\r?\n/gu)) {
    const before = text.slice(Math.max(0, start.index - DESCRIPTION), start.index);
    const description = before.slice(before.lastIndexOf('obj'));
    const layers = description.match(/\/(?:FlateDecode|Fl)\b/gu)?.length ?? 0;
    if (layers === 0) continue;
    const from = start.index + start[0].length;
    const end = text.indexOf('endstream', from);
    if (unpacksBeyond(bytes.subarray(from, end < 0 ? bytes.length : end), layers, most)) return true;
  }
  return false;
}

/** Unpacks step by step through all layers and keeps nothing; what is broken counts up to where it breaks. */
function unpacksBeyond(packed: Uint8Array, layers: number, most: number): boolean {
  let size = 0;
  let next = (chunk: Uint8Array): void => {
    size += chunk.length;
  };
  for (let layer = 0; layer < layers; layer += 1) {
    const inflate = new Unzlib(next);
    next = (chunk) => {
      for (let at = 0; at < chunk.length && size <= most; at += STEP)
        inflate.push(chunk.subarray(at, at + STEP));
    };
  }
  try {
    next(packed);
  } catch {
    // pdf.js shows what it can of a broken stream, too.
  }
  return size > most;
}
