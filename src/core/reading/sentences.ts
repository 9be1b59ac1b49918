/** A sentence as a slice of its paragraph, its stop and the quotes that close after it included. */
export interface Sentence {
  text: string;
  start: number;
  end: number;
}

/**
 * Cuts a paragraph after 。！？ and the closing quotes or brackets behind them; a full stop after a Chinese character
 * counts as 。. Every character is in one sentence.
 */
export function sentencesOf(paragraph: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  for (const match of paragraph.matchAll(
    /(?:[。！？!?]+|(?<=[\p{Script=Han}”")）])\.(?![\d.]))[”’"」』）)》]*\s*/gu,
  )) {
    const end = match.index + match[0].length;
    sentences.push({ text: paragraph.slice(start, end), start, end });
    start = end;
  }
  if (start < paragraph.length)
    sentences.push({ text: paragraph.slice(start), start, end: paragraph.length });
  return sentences;
}

/** A heading as it is kept: without a final full stop or colon. */
export const headingText = (printed: string): string =>
  printed
    .trim()
    .replace(/[。：:．.]$/u, '')
    .trim();
