/**
 * pdf.js 5 moves font data with ArrayBuffer.prototype.transferToFixedLength, which Node has only since version 21.
 * Without it a font is given up and with it the knowledge of what is bold. Does nothing where the method exists.
 */
export function addMissingTransfer(): void {
  if ('transferToFixedLength' in ArrayBuffer.prototype) return;
  Object.defineProperty(ArrayBuffer.prototype, 'transferToFixedLength', {
    configurable: true,
    writable: true,
    value(this: ArrayBuffer, length: number = this.byteLength): ArrayBuffer {
      const moved = structuredClone(this, { transfer: [this] });
      if (length === moved.byteLength) return moved;
      const sized = new Uint8Array(length);
      sized.set(new Uint8Array(moved, 0, Math.min(length, moved.byteLength)));
      return sized.buffer;
    },
  });
}
