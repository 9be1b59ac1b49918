import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../src/adapters/formats/index.ts';
import { UnreadableDocumentError } from '../../../src/core/errors.ts';

const latin = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** A PDF of so many empty pages. */
function emptyPages(count: number): Uint8Array {
  const kids = Array.from({ length: count }, (_, index) => `${index + 3} 0 R`).join(' ');
  const pages = Array.from(
    { length: count },
    (_, index) => `${index + 3} 0 obj<</Type/Page/Parent 2 0 R>>endobj\n`,
  );
  return latin(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/MediaBox[0 0 9 9]/Count ${count}/Kids[${kids}]>>endobj\n${pages.join('')}trailer<</Root 1 0 R>>\n%%EOF`,
  );
}

/** A PDF of one page whose text unpacks to `megabytes` of spaces, packed so many times. */
function inflatingPage(megabytes: number, layers: number): Uint8Array {
  let packed = Buffer.alloc(megabytes * 1024 * 1024, ' ');
  for (let layer = 0; layer < layers; layer += 1) packed = deflateSync(packed);
  const filters = '/FlateDecode '.repeat(layers);
  return Buffer.concat([
    latin(
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/MediaBox[0 0 9 9]/Count 1/Kids[3 0 R]>>endobj\n' +
        `3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R>>endobj\n4 0 obj<</Length ${packed.length}/Filter[${filters}]>>\nstream\n`,
    ),
    packed,
    latin('\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF'),
  ]);
}

describe('readDocument()', () => {
  it.each([
    ['a file of 100 MB', 'a.txt', new Uint8Array(100 * 1024 * 1024), 'MB'],
    ['a PDF of 2,000 pages', 'a.pdf', emptyPages(2000), '2000页'],
    ['a page of 200 MB', 'a.pdf', inflatingPage(200, 1), '太复杂'],
    ['a page of 400 MB packed twice', 'a.pdf', inflatingPage(400, 2), '太复杂'],
    ['a program called .pdf', 'a.pdf', latin(`MZ\x90\0${'\x01\x02\xff'.repeat(500)}`), '程序'],
    ['a RAR archive', 'a.zip', latin('Rar!\x1a\x07\x01\x00'), 'zip'],
    ['an archive of documents', 'a.zip', latin(`PK\x05\x06${'\0'.repeat(18)}`), '压缩包'],
    ['an RTF document', 'a.doc', latin('{\\rtf1\\ansi ...}'), 'RTF'],
  ])('says soon why it does not read %s', async (_, name, bytes, reason) => {
    const start = performance.now();
    const thrown = await readDocument({ name, bytes }).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(UnreadableDocumentError);
    expect((thrown as UnreadableDocumentError).reason).toContain(reason);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('reads a page whose text unpacks to much less', async () => {
    await expect(readDocument({ name: 'a.pdf', bytes: inflatingPage(1, 2) })).resolves.toMatchObject({
      format: 'pdf',
    });
  });
});
