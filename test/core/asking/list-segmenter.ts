import type { Segmenter } from '../../../src/core/ports.ts';

/** A segmenter that knows `words` and nothing else: the longest word at each place, all others as single characters. */
export function createListSegmenter(...words: string[]): Segmenter {
  const known = new Set(words);
  const cutPlain = (han: string): string[] => {
    const cut: string[] = [];
    for (let rest = han; rest !== ''; rest = rest.slice((cut.at(-1) as string).length)) {
      const longest = [...known]
        .filter((word) => rest.startsWith(word))
        .sort((a, b) => b.length - a.length)[0];
      cut.push(longest ?? String.fromCodePoint(rest.codePointAt(0) as number));
    }
    return cut;
  };
  return {
    name: 'list',
    cutPlain,
    cut: (han) =>
      cutPlain(han).flatMap((word) => [
        ...[...known].filter((inner) => inner !== word && word.includes(inner)),
        word,
      ]),
    addWords(more) {
      for (const word of more) known.add(word);
    },
  };
}
