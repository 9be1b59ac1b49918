import { withRoom } from './growable.ts';

/** Strings one after the other in UTF-16, so that a million of them are two objects. Numbered from 0. */
export interface Strings {
  characters: Uint16Array;
  /** One entry more than there are strings. */
  starts: Uint32Array;
}

export function stringAt({ characters, starts }: Strings, at: number): string {
  let text = '';
  for (let i = starts[at]!; i < starts[at + 1]!; i++) text += String.fromCharCode(characters[i]!);
  return text;
}

interface StringsWriter {
  readonly size: number;
  add(text: string): void;
  /** Takes over the string numbered `at` of another list. */
  copy(from: Strings, at: number): void;
  finish(): Strings;
}

export function createStringsWriter(): StringsWriter {
  let characters = new Uint16Array(1024);
  let starts = new Uint32Array(64);
  let size = 0;
  let end = 0;
  const close = (): void => {
    size++;
    starts = withRoom(starts, size + 1);
    starts[size] = end;
  };
  return {
    get size() {
      return size;
    },
    add(text) {
      characters = withRoom(characters, end + text.length);
      for (let i = 0; i < text.length; i++) characters[end++] = text.charCodeAt(i);
      close();
    },
    copy(from, at) {
      const first = from.starts[at]!;
      const last = from.starts[at + 1]!;
      characters = withRoom(characters, end + last - first);
      characters.set(from.characters.subarray(first, last), end);
      end += last - first;
      close();
    },
    finish: () => ({ characters: characters.slice(0, end), starts: starts.slice(0, size + 1) }),
  };
}
