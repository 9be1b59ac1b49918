import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { filesIn } from '../../../src/adapters/formats/index.ts';
import { UnreadableDocumentError } from '../../../src/core/errors.ts';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const archive = (entries: Record<string, Uint8Array>, name = '简报.zip') => ({
  name,
  bytes: zipSync(entries),
});
const names = (file: { name: string; bytes: Uint8Array }): string[] =>
  filesIn(file).files.map(({ name }) => name);

describe('filesIn()', () => {
  it('gives a document back as it is', () => {
    const file = { name: 'a.txt', bytes: text('正文') };
    expect(filesIn(file)).toEqual({ files: [file], skipped: [] });
  });

  it('does not take a Word document for an archive', () => {
    const path = new URL('../../fixtures/formats/docx/npm-bold-run-in.docx', import.meta.url);
    expect(names({ name: 'a.docx', bytes: new Uint8Array(readFileSync(path)) })).toEqual(['a.docx']);
  });

  it('names the documents of an archive without their folders, and of archives inside it', () => {
    const inner = zipSync({ '2024/第2期.txt': text('二') });
    const file = archive({
      '2023/第1期.txt': text('一'),
      '旧刊.zip': inner,
      '__MACOSX/._x': text(''),
      '.DS_Store': text(''),
    });
    expect(names(file)).toEqual(['第1期.txt', '第2期.txt']);
  });

  it('reads names that Chinese Windows wrote in GB18030', () => {
    const { bytes } = archive({ aaaaaaaa: text('一') });
    // 期刊.txt is eight bytes in GB18030; written over the name in both headers.
    const name = Buffer.from('c6dabfaf2e747874', 'hex');
    const patched = Buffer.from(bytes);
    for (let at = patched.indexOf('aaaaaaaa'); at >= 0; at = patched.indexOf('aaaaaaaa'))
      name.copy(patched, at);
    expect(names({ name: 'a.zip', bytes: new Uint8Array(patched) })).toEqual(['期刊.txt']);
  });

  it('leaves out entries whose path leads out of the archive', () => {
    const { files, skipped } = filesIn(
      archive({
        '../../etc/x.txt': text('一'),
        '/y.txt': text('二'),
        'C:\\z.txt': text('三'),
        'ok.txt': text('四'),
      }),
    );
    expect(files.map(({ name }) => name)).toEqual(['ok.txt']);
    expect(skipped.map(({ name }) => name)).toEqual(['x.txt', 'y.txt', 'z.txt']);
  });

  it('goes into archives a few deep and no further', () => {
    let bytes = zipSync({ 'a.txt': text('一') });
    for (let depth = 0; depth < 6; depth += 1) bytes = zipSync({ [`${depth}.zip`]: bytes });
    const { files, skipped } = filesIn({ name: 'a.zip', bytes });
    expect(files).toEqual([]);
    expect(skipped).toHaveLength(1);
    expect(skipped[0]!.reason).toContain('太多层');
  });

  it('refuses an archive that unpacks to too much, at once', () => {
    const zeros = new Uint8Array(32 * 1024 * 1024);
    const entries = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`${index}.txt`, zeros]));
    const bomb = { name: '简报.zip', bytes: zipSync(entries, { level: 1 }) };
    expect(bomb.bytes.length).toBeLessThan(4 * 1024 * 1024);
    const start = performance.now();
    expect(() => filesIn(bomb)).toThrow(UnreadableDocumentError);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('refuses an entry that lies about its size', () => {
    const { bytes } = archive({ 'a.txt': new Uint8Array(5_000_000) });
    const patched = Buffer.from(bytes);
    const directory = patched.indexOf(Buffer.from('504b0102', 'hex'));
    patched.writeUInt32LE(10, directory + 24);
    expect(() => filesIn({ name: 'a.zip', bytes: new Uint8Array(patched) })).toThrow(UnreadableDocumentError);
  });

  it('names a broken archive inside another and goes on', () => {
    const broken = zipSync({ 'b.txt': text('二') }).subarray(0, 40);
    const { files, skipped } = filesIn(archive({ 'broken.zip': broken, 'ok.txt': text('一') }));
    expect(files.map(({ name }) => name)).toEqual(['ok.txt']);
    expect(skipped.map(({ name }) => name)).toEqual(['broken.zip']);
  });

  it('takes an archive apart whose first file is a Word document packed without compression', () => {
    const path = new URL('../../fixtures/formats/docx/npm-bold-run-in.docx', import.meta.url);
    const bytes = zipSync({ 'word/a.docx': new Uint8Array(readFileSync(path)) }, { level: 0 });
    expect(names({ name: 'a.zip', bytes })).toEqual(['a.docx']);
  });

  it('leaves a broken Word document to its reader', () => {
    const path = new URL('../../fixtures/formats/docx/broken.docx', import.meta.url);
    const file = { name: 'a.docx', bytes: new Uint8Array(readFileSync(path)) };
    expect(filesIn(file)).toEqual({ files: [file], skipped: [] });
  });

  it('says so when an archive is cut off', () => {
    const { bytes } = archive({ 'a.txt': text('正文'.repeat(1000)) });
    expect(() => filesIn({ name: 'a.zip', bytes: bytes.subarray(0, bytes.length - 30) })).toThrow(
      UnreadableDocumentError,
    );
  });
});
