import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * pdf.js asks for the character maps and standard fonts of a PDF by file name. Without the Chinese maps a document
 * whose fonts are not embedded (STSong-Light and the like) reads as empty. They come from pdfjs-dist, which carries
 * the same version of pdf.js as unpdf does.
 */
export class InstalledPdfData {
  async fetch({ kind, filename }: { kind?: string; filename: string }): Promise<Uint8Array> {
    const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
    const folder = kind === 'standardFontDataUrl' ? 'standard_fonts' : kind === 'wasmUrl' ? 'wasm' : 'cmaps';
    return new Uint8Array(await readFile(join(root, folder, filename)));
  }
}
