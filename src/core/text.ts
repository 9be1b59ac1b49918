/** Small facts about Chinese text that reading, finding and quoting share. Positions are UTF-16 units throughout. */

/** A stop that ends a sentence, with the closing quotes and brackets that belong to it. */
const SENTENCE_END = /[。！？!?]+[”’」』）)》〉]*|\n+/gu;

/**
 * `[start, end)` of each sentence of `text`, in order and without gaps except for line feeds. A decimal point, a 、 or a ；
 * does not end a sentence. Text after the last stop is a sentence of its own.
 */
export function sentencesOf(text: string): [number, number][] {
  const sentences: [number, number][] = [];
  let start = 0;
  const push = (end: number): void => {
    if (text.slice(start, end).trim() !== '') sentences.push([start, end]);
  };
  for (const stop of text.matchAll(SENTENCE_END)) {
    const isBreak = stop[0].startsWith('\n');
    push(isBreak ? stop.index : stop.index + stop[0].length);
    start = stop.index + stop[0].length;
  }
  push(text.length);
  return sentences;
}

/**
 * A copy of `text` for comparing: NFKC, lower case, and no white space beside a Han character or full-width punctuation
 * (为 4 位 as 为4位; `talent code` keeps its space). `at[i]` is the position in `text` that gave unit `i` of the copy;
 * `at` has one entry more, the length of `text`.
 */
export function foldText(text: string): { folded: string; at: number[] } {
  // Joined once: a string that grows character by character is slow to read ever after.
  const plains: string[] = [];
  const at: number[] = [];
  let hasSpace = false;
  let position = 0;
  for (const character of text) {
    const plain = foldCharacter(character);
    for (let i = 0; i < plain.length; i++) at.push(position);
    plains.push(plain);
    hasSpace ||= plain.includes(' ');
    position += character.length;
  }
  const folded = plains.join('');
  if (!hasSpace) {
    at.push(text.length);
    return { folded, at };
  }
  const kept: string[] = [];
  const keptAt: number[] = [];
  for (let i = 0; i < folded.length; i++) {
    const isSpace = folded[i] === ' ';
    if (isSpace && !(isLatin(kept.at(-1)) && isLatin(folded[i + 1]))) continue;
    kept.push(folded[i] as string);
    keptAt.push(at[i] as number);
  }
  keptAt.push(text.length);
  return { folded: kept.join(''), at: keptAt };
}

/** The copy that `foldText` makes, without the way back: several times faster. */
export function foldedOf(text: string): string {
  const plain = text.replace(NOT_PLAIN, foldCharacter);
  if (!plain.includes(' ')) return plain;
  return plain.replace(/ +/gu, (run, at: number) =>
    isLatin(plain[at - 1]) && isLatin(plain[at + run.length]) ? ' ' : '',
  );
}

/** What folding may change. */
const NOT_PLAIN = /[^\u4e00-\u9fffa-z0-9]/gu;
/** Most texts have few different signs, and NFKC is slow. */
const foldedCharacters = new Map<string, string>();
const MOST_KNOWN = 4096;

function foldCharacter(character: string): string {
  const unit = character.charCodeAt(0);
  if (unit >= 0x4e00 && unit <= 0x9fff) return character;
  let folded = foldedCharacters.get(character);
  if (folded === undefined) {
    folded = /\s/u.test(character) ? ' ' : character.normalize('NFKC').toLowerCase();
    if (foldedCharacters.size < MOST_KNOWN) foldedCharacters.set(character, folded);
  }
  return folded;
}

function isLatin(character: string | undefined): boolean {
  return character !== undefined && /[a-z0-9%+#.]/u.test(character);
}
