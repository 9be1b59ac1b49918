import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../src/adapters/formats/index.ts';
import { InstalledPdfData } from '../../../src/adapters/formats/pdf-cmaps.ts';
import { portableReaders } from '../../../src/adapters/formats/portable.ts';
import { readWith } from '../../../src/adapters/formats/read-with.ts';
import type { IncomingFile } from '../../../src/core/ports.ts';

const readers = portableReaders(InstalledPdfData);
const fixture = (path: string): IncomingFile => ({
  name: path.split('/')[1]!,
  bytes: new Uint8Array(readFileSync(`test/fixtures/formats/${path}`)),
});

/** A PDF of empty pages. */
function emptyPdf(pages: number): IncomingFile {
  const kids = Array.from({ length: pages }, (_, i) => `${i + 3} 0 R`).join(' ');
  const page = (i: number): string =>
    `${i + 3} 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>\nendobj\n`;
  const text = [
    '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n',
    `2 0 obj\n<< /Type /Pages /Count ${pages} /Kids [${kids}] >>\nendobj\n`,
    ...Array.from({ length: pages }, (_, i) => page(i)),
    'trailer\n<< /Root 1 0 R >>\n%%EOF\n',
  ].join('');
  return { name: '长.pdf', bytes: new TextEncoder().encode(text) };
}

describe('portableReaders', () => {
  it.each(['docx/npm-headings-by-style.docx', 'pdf/libreoffice-two-articles.pdf', 'text/hard-wrapped.txt'])(
    'read %s as all readers do',
    async (path) => {
      expect(await readWith(readers, fixture(path))).toEqual(await readDocument(fixture(path)));
    },
  );

  it.each([
    ['a legacy Word file', fixture('doc/libreoffice-two-articles.doc')],
    ['a PDF of 151 pages', emptyPdf(151)],
  ])('send %s to the command line', async (_, file) => {
    await expect(readWith(readers, file)).rejects.toMatchObject({
      reason: expect.stringContaining('npm run import'),
    });
  });

  it('read a PDF of 150 pages', async () => {
    expect(await readWith(readers, emptyPdf(150))).toMatchObject({ format: 'pdf', lines: [] });
  });
});
