import type { Block } from './reading.ts';
import { headingText, type Sentence, sentencesOf } from './sentences.ts';

/** A paragraph cut at the headings that stand in its lines (段首句, 行内标题). */
export type Piece = { kind: 'heading'; text: string; level: 1 | 2 } | { kind: 'text'; text: string };

/** What counts things or tells what happened is text: 已建成…, 共有…, 同比…, 目前…. */
const tells =
  /了(?!解)|已|是|共(?:有|计|为|排|建成|选|开|举)|分别|其中|同比|达到|超过|累计|现有|先后|截至|获评|荣获|印发|召开|[；（(]|、.*、|：.*：|[^：]{7,}：/u;
const opensText =
  /^(?:会议(?=指出|强调|要求|听取|认为|决定|传达|学习|研究|审议|由|在|上|期间|，)|会上|会后|目前|近年|近期|近日|日前|今年|去年|明年|同时|此外|另外|为此|对此|据|一是|二是|三是|四是|五是|首先|其次|再次|最后|下一步|接下来|我|该|其|这|那|他|她|此|并|而|但|因(?:此|为)|通过|各地|各级|全[省市县区镇]|要(?!素)|每|从(?!严|实|优|快|细|紧))/u;
const longestPlain = 22;
const longestBold = 40;

const endsInStop = /[。.][”’"」』）)》]*\s*$/u;

/** True when a sentence reads like a heading by its words alone. */
export function readsLikeHeading(sentence: string, longest = longestPlain): boolean {
  const text = headingText(sentence);
  const length = [...text].length;
  if (length < 2 || length > longest || !endsInStop.test(sentence)) return false;
  const outsideQuotes = text.replace(/“[^”]*”|《[^》]*》|「[^」]*」/gu, '');
  // 建站：10分钟找到歇脚点. After such a label a small number tells nothing yet.
  const counts = /^[^：]{1,4}：/u.test(text) ? /\d{3}|\d\.|%/u : /[\d０-９]/u;
  if (counts.test(outsideQuotes) || tells.test(outsideQuotes) || opensText.test(text)) return false;
  return (text.match(/，/gu)?.length ?? 0) <= 2;
}

/** The heading a stretch of bold makes of a sentence: at its beginning, over at least two fifths of it. */
function isBoldHeading(block: Block, sentence: Sentence): boolean {
  const length = headingText(sentence.text).length;
  if (length < 3 || length > longestBold || !endsInStop.test(sentence.text)) return false;
  return block.bold.some(([start, end]) => {
    // Bold over most of a paragraph is emphasis.
    if (end - start > Math.max(2 * longestBold, block.text.length * 0.6)) return false;
    const covered = Math.min(end, sentence.end) - Math.max(start, sentence.start);
    return start <= sentence.start + 1 && covered >= length * 0.4;
  });
}

/** The bold beginning of a paragraph that a colon or a space parts from the text: **加强领导：**正文. */
function boldLabel(block: Block): { text: string; end: number } | null {
  const [start, end] = block.bold[0] ?? [1, 0];
  if (start !== 0 || end > longestBold || end >= block.text.length) return null;
  const label = block.text.slice(0, end);
  const parted =
    /[：:]\s*$/u.test(label) || /^[：:\s]/u.test(block.text.slice(end)) || /[\s\u3000]$/u.test(label);
  if (!parted || [...label.trim()].length < 4 || /[，；]/u.test(label)) return null;
  const colon = block.text.slice(end).match(/^[：:\s]+/u)?.[0].length ?? 0;
  return { text: label, end: end + colon };
}

interface Candidate {
  sentences: Sentence[];
  /** Which sentences are set in bold as headings. */
  bold: boolean[];
  /** Which sentences read like headings. */
  plain: boolean[];
}

/** Paragraphs shorter than this hold a heading and nothing under it. */
const leastText = 12;

/**
 * Finds the headings that stand inside the paragraphs of one article. A heading is the first sentence of a paragraph,
 * or a sentence set in bold; a second one directly after a first is of the second level, and so are bold ones in the
 * rest of such a paragraph. First sentences that are not bold need others of their kind in the article: two at least,
 * and a third of the paragraphs. `paragraphs` may hold several runs of text, in order.
 */
export function cutRunIns(paragraphs: readonly Block[]): Piece[][] {
  const candidates = paragraphs.map(candidateOf);
  const leading = candidates.map((candidate) => leads(candidate));
  if (isOpeningSentence(candidates, leading)) leading[0] = false;
  const long = candidates.filter((candidate) => candidate.sentences.length > 1).length;
  const count = leading.filter(Boolean).length;
  const confirmed = count >= 2 && count * 3 >= long;
  const accepted = candidates.map(
    (candidate, index) => leading[index]! && (confirmed || candidate.bold.some(Boolean)),
  );

  const pairs = candidates.map(
    (candidate, index) =>
      accepted[index]! &&
      candidate.sentences.length > 2 &&
      (candidate.bold[1]! || candidate.plain[1]!) &&
      textAfter(candidate, 2) >= leastText,
  );
  const pairCount = pairs.filter(Boolean).length;
  const confirmedPairs = pairs.map(
    (pair, index) => pair && (pairCount >= 2 || candidates[index]!.bold.slice(1).some(Boolean)),
  );
  const firstLevel = candidates.filter((_, index) => confirmedPairs[index]);

  return paragraphs.map((block, index) => {
    const candidate = candidates[index]!;
    const label = boldLabel(block);
    if (label && !accepted[index]) {
      return [
        { kind: 'heading', text: headingText(label.text), level: 1 },
        { kind: 'text', text: block.text.slice(label.end).trim() },
      ];
    }
    const levels = new Map<number, 1 | 2>();
    if (confirmedPairs[index]) {
      levels.set(0, 1).set(1, 2);
      for (const [at, bold] of candidate.bold.entries()) if (bold && at > 1) levels.set(at, 2);
    } else {
      const level = levelOfSingle(candidate, firstLevel);
      if (accepted[index]) levels.set(0, level);
      for (const [at, bold] of candidate.bold.entries()) if (bold && !levels.has(at)) levels.set(at, level);
    }
    return cut(candidate.sentences, levels);
  });
}

function candidateOf(block: Block): Candidate {
  const sentences = block.rows ? [] : sentencesOf(block.text);
  return {
    sentences,
    bold: sentences.map((sentence) => isBoldHeading(block, sentence)),
    plain: sentences.map((sentence) => readsLikeHeading(sentence.text)),
  };
}

/** True when the paragraph begins with what can be a heading and goes on with text. */
const leads = (candidate: Candidate): boolean =>
  candidate.sentences.length > 1 &&
  (candidate.bold[0]! || candidate.plain[0]!) &&
  textAfter(candidate, 1) >= leastText;

/** A first sentence with a comma is no heading where none of the headings after it has one: the article begins with it. */
function isOpeningSentence(
  [first, ...others]: readonly Candidate[],
  [leadsFirst, ...leading]: readonly boolean[],
): boolean {
  if (!first || !leadsFirst || first.bold[0] || !hasComma(first)) return false;
  const headings = others.filter((_, index) => leading[index]);
  return headings.length >= 2 && !headings.some(hasComma);
}

const hasComma = ({ sentences }: Candidate): boolean => /[，：]/u.test(sentences[0]?.text ?? '');

const textAfter = (candidate: Candidate, from: number): number =>
  candidate.sentences.slice(from).reduce((sum, sentence) => sum + [...sentence.text].length, 0);

/**
 * The level of a heading with no second one after it, in an article that has such pairs: the second if it looks like
 * the lower ones (bold where the upper ones are not, without a comma where all of those have one), else the first.
 */
function levelOfSingle(candidate: Candidate, upper: readonly Candidate[]): 1 | 2 {
  if (upper.length === 0) return 1;
  if (candidate.bold[0] && upper.every((other) => !other.bold[0])) return 2;
  return !hasComma(candidate) && upper.every(hasComma) ? 2 : 1;
}

function cut(sentences: readonly Sentence[], levels: ReadonlyMap<number, 1 | 2>): Piece[] {
  const pieces: Piece[] = [];
  let text = '';
  const close = (): void => {
    if (text.trim() !== '') pieces.push({ kind: 'text', text: text.trim() });
    text = '';
  };
  for (const [index, sentence] of sentences.entries()) {
    const level = levels.get(index);
    if (level === undefined) text += sentence.text;
    else {
      close();
      pieces.push({ kind: 'heading', text: headingText(sentence.text), level });
    }
  }
  close();
  return pieces;
}
