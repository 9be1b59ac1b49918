type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** `array`, or a copy of it with at least twice the room when it has no place for `length` entries. */
export function withRoom<T extends Numbers>(array: T, length: number): T {
  if (array.length >= length) return array;
  const grown = new (array.constructor as new (length: number) => T)(Math.max(length, array.length * 2));
  grown.set(array);
  return grown;
}
