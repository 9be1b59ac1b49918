/** Columns a text takes up where a full-width character takes two and a tab four. */
export function columnsOf(text: string): number {
  let sum = 0;
  for (const character of text) {
    if (character === '\t') sum += 4;
    else sum += character.codePointAt(0)! < 0x2e80 && !/[“”‘’…—]/u.test(character) ? 1 : 2;
  }
  return sum;
}
