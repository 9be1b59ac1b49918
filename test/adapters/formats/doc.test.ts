import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { extractDoc } from '../../../src/adapters/formats/doc-process.ts';
import { readDocument } from '../../../src/adapters/formats/index.ts';
import { UnreadableDocumentError } from '../../../src/core/errors.ts';

const path = new URL('../../fixtures/formats/doc/libreoffice-table.doc', import.meta.url);

/**
 * The table of sectors is read from a list that goes on in sectors of its own; each names the next, at its end. Here the
 * first names itself, and two thousand million are said to follow ([MS-CFB] 2.2 and 2.5).
 */
function sectorsLeadingInCircles(): Uint8Array {
  const bytes = new Uint8Array(readFileSync(path));
  const view = new DataView(bytes.buffer);
  for (const [at, value] of [
    [44, 0x7fffffff],
    [72, 0x7fffffff],
    [68, 0],
    [1020, 0],
  ] as const)
    view.setUint32(at, value, true);
  return bytes;
}

describe('readDocument() of a legacy Word file', () => {
  it('gives up a file that would keep its reader busy for ever', { timeout: 60_000 }, async () => {
    const file = { name: 'a.doc', bytes: sectorsLeadingInCircles() };
    await expect(readDocument(file)).rejects.toThrow(UnreadableDocumentError);
  });

  it('ends its reader when the time is over', async () => {
    const children = () => process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length;
    const before = children();
    const reading = extractDoc(sectorsLeadingInCircles(), { mostMs: 200 });
    expect(children()).toBe(before + 1);
    await expect(reading).rejects.toThrow('took too long');
    await setImmediate();
    expect(children()).toBe(before);
  });

  it('says that a password is in the way of an encrypted docx', async () => {
    const bytes = new Uint8Array(2048);
    bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    bytes.set(Buffer.from('EncryptedPackage', 'utf16le'), 1024);
    const thrown = await readDocument({ name: 'a.docx', bytes }).catch((error: unknown) => error);
    expect((thrown as UnreadableDocumentError).reason).toContain('密码');
  });
});
