import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { extractDoc } from '../../../src/adapters/formats/doc-worker.ts';
import { readDocument } from '../../../src/adapters/formats/index.ts';
import { UnreadableDocumentError } from '../../../src/core/errors.ts';

const path = new URL('../../fixtures/formats/doc/libreoffice-table.doc', import.meta.url);

/** Where the container keeps the table of its sectors ([MS-CFB] 2.2 and 2.3): each entry names the next sector. */
function sectorsLeadingInCircles(): Uint8Array {
  const bytes = new Uint8Array(readFileSync(path));
  const view = new DataView(bytes.buffer);
  const table = (view.getUint32(76, true) + 1) * 512;
  for (let sector = 0; sector < 128; sector += 1) {
    if (view.getUint32(table + sector * 4, true) === 0xfffffffe)
      view.setUint32(table + sector * 4, sector - 1, true);
  }
  return bytes;
}

describe('readDocument() of a legacy Word file', () => {
  it('gives up a file that would keep its reader busy for ever', { timeout: 60_000 }, async () => {
    const file = { name: 'a.doc', bytes: sectorsLeadingInCircles() };
    await expect(readDocument(file)).rejects.toThrow(UnreadableDocumentError);
  });

  it('leaves no thread behind when the time is over', async () => {
    const started = once(process, 'worker') as Promise<[Worker]>;
    const reading = extractDoc(sectorsLeadingInCircles(), { mostMs: 1 });
    const [thread] = await started;
    const ended = once(thread, 'exit');
    await expect(reading).rejects.toThrow('took too long');
    await ended;
  });

  it('says that a password is in the way of an encrypted docx', async () => {
    const bytes = new Uint8Array(2048);
    bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    bytes.set(Buffer.from('EncryptedPackage', 'utf16le'), 1024);
    const thrown = await readDocument({ name: 'a.docx', bytes }).catch((error: unknown) => error);
    expect((thrown as UnreadableDocumentError).reason).toContain('密码');
  });
});
