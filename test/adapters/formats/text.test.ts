import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../src/adapters/formats/index.ts';
import { UnreadableDocumentError } from '../../../src/core/errors.ts';

const text = '云川组工信息\n第6期\n2024年3月14日，全市“三农”工作—𠮷。\n';
const utf8 = new TextEncoder().encode(text);
const utf16 = (bigEndian: boolean): Uint8Array => {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index += 1)
    view.setUint16(index * 2, text.charCodeAt(index), !bigEndian);
  return bytes;
};
const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
/** 云川组工信息 LF 第６期 in GB18030, and a character outside GBK (㐂, four bytes). */
const gb18030 = bytesOf('d4c6b4a8d7e9b9a4d0c5cfa20ab5daa3b6c6da8139ee390a');

const read = async (bytes: Uint8Array): Promise<string> => {
  const { lines, format } = await readDocument({ name: '第6期.txt', bytes });
  expect(format).toBe('text');
  return lines.map((line) => line.text).join('\n');
};

describe('readDocument()', () => {
  it.each([
    ['UTF-8', utf8],
    ['UTF-8 with a byte order mark', Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8)],
    ['UTF-16 LE with a mark', Uint8Array.of(0xff, 0xfe, ...utf16(false))],
    ['UTF-16 BE with a mark', Uint8Array.of(0xfe, 0xff, ...utf16(true))],
    ['UTF-16 LE', utf16(false)],
    ['UTF-16 BE', utf16(true)],
  ])('reads text in %s', async (_, bytes) => {
    expect(await read(bytes)).toBe(text);
  });

  it('reads text in GB18030, four-byte characters too', async () => {
    expect(await read(gb18030)).toMatch(/^云川组工信息\n第６期\p{Script=Han}\n$/u);
  });

  it('keeps a UTF-8 file with a damaged byte in UTF-8', async () => {
    const damaged = Uint8Array.from(utf8);
    damaged[4] = 0xff;
    expect(await read(damaged)).toMatch(/^云\uFFFD+组工信息\n第6期/u);
  });

  it.each([
    ['CR LF', '甲\r\n乙', ['甲', '乙']],
    ['CR', '甲\r乙', ['甲', '乙']],
    ['U+2028', '甲\u2028乙', ['甲', '乙']],
  ])('ends lines at %s', async (_, content, expected) => {
    const { lines } = await readDocument({ name: 'a.txt', bytes: new TextEncoder().encode(content) });
    expect(lines.map((line) => line.text)).toEqual(expected);
  });

  it.each([
    ['an empty file', new Uint8Array(0)],
    ['a program', Uint8Array.from({ length: 4000 }, (_, index) => (index * 31) % 256)],
    ['zeros', new Uint8Array(4000)],
  ])('says why it cannot read %s', async (_, bytes) => {
    await expect(readDocument({ name: 'a.txt', bytes })).rejects.toThrow(UnreadableDocumentError);
  });
});
