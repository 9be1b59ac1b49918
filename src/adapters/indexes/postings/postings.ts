import { withRoom } from './growable.ts';

/**
 * Postings of numbered terms, each list in blocks of 128 passages. A posting is the gap to the passage before, doubled,
 * plus one when the term stands there more than once, and then how often: seven bits a byte, low ones first.
 */
export interface Postings {
  /** First block of each term; one entry more than there are terms. */
  firstBlock: Uint32Array;
  /** In how many passages each term stands. */
  passageFrequency: Uint32Array;
  articleFrequency: Uint32Array;
  blockLast: Uint32Array;
  blockStart: Uint32Array;
  /** What bounds the score of every posting of a block: the highest frequency (255 and more as 255) … */
  blockFrequency: Uint8Array;
  /** … and the shortest passage (65,535 and more as 65,535). */
  blockLength: Uint16Array;
  bytes: Uint8Array;
}

/** What a cursor stands on after the last posting; a small integer to the engine, which a field then holds unboxed. */
export const END = 0x7fffffff;
const BLOCK = 128;

/** Walks the postings of one term in ascending order of passages. */
export class Cursor {
  /** Passage it stands on; `END` after the last. */
  passage = END;
  /** How often the term stands in the passage. */
  frequency = 0;
  /** Position in `bytes` after the posting it stands on, for loops that decode by themselves. */
  position = 0;
  /** Block looked at last; at or before the one that holds `passage`. */
  block = 0;
  endBlock = 0;
  private last = 0;
  private readonly postings: Postings;

  constructor(postings: Postings, term: number) {
    this.postings = postings;
    this.open(term);
  }

  /** Stands on the first posting of another term. */
  open(term: number): void {
    this.block = this.postings.firstBlock[term]!;
    this.endBlock = this.postings.firstBlock[term + 1]!;
    this.last = this.postings.blockLast[this.endBlock - 1]!;
    this.enter(-1);
  }

  next(): void {
    if (this.passage === this.last) this.passage = END;
    else this.decode(this.passage);
  }

  /** Moves on to the first posting at or after `passage`. */
  seek(passage: number): void {
    if (this.passage >= passage) return;
    if (passage > this.last) {
      this.passage = END;
      return;
    }
    const { blockLast } = this.postings;
    if (blockLast[this.block]! < passage) {
      const block = blockReaching(blockLast, this.block, this.endBlock, passage);
      const before = blockLast[block - 1]!;
      this.block = block;
      // Still in an earlier block than the one that holds the passage.
      if (this.passage <= before) this.enter(before);
    }
    while (this.passage < passage) this.decode(this.passage);
  }

  /** Stands on the first posting of the present block, which follows `before`. */
  private enter(before: number): void {
    this.position = this.postings.blockStart[this.block]!;
    this.decode(before);
  }

  private decode(before: number): void {
    const { bytes } = this.postings;
    let position = this.position;
    let byte = bytes[position++]!;
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[position++]!;
      value |= (byte & 127) << shift;
    }
    this.passage = before + (value >>> 1);
    if ((value & 1) === 0) this.frequency = 1;
    else {
      byte = bytes[position++]!;
      let frequency = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[position++]!;
        frequency |= (byte & 127) << shift;
      }
      this.frequency = frequency;
    }
    this.position = position;
  }
}

/** First of the blocks from `from` up to `end` whose last passage is `passage` or later, by galloping; `end` for none. */
export function blockReaching(blockLast: Uint32Array, from: number, end: number, passage: number): number {
  if (from >= end || blockLast[from]! >= passage) return from;
  let low = from;
  let step = 1;
  while (low + step < end && blockLast[low + step]! < passage) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, end);
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if (blockLast[middle]! < passage) low = middle;
    else high = middle;
  }
  return high;
}

/** Writes the postings of term 0, then of term 1 and so on. */
export class PostingsWriter {
  private bytes: Uint8Array;
  private firstBlock = new Uint32Array(1 << 10);
  private passageFrequency = new Uint32Array(1 << 10);
  private articleFrequency = new Uint32Array(1 << 10);
  private blockLast = new Uint32Array(1 << 10);
  private blockStart = new Uint32Array(1 << 10);
  private blockFrequency = new Uint8Array(1 << 10);
  private blockLength = new Uint16Array(1 << 10);
  private readonly passageArticle: Uint32Array;
  private readonly lengths: Uint16Array;
  private terms = 0;
  private blocks = 0;
  private position = 0;
  private inBlock = 0;
  private before = -1;
  private article = -1;
  private passages = 0;
  private articles = 0;

  /** `room`: bytes expected. */
  constructor(passageArticle: Uint32Array, lengths: Uint16Array, room: number) {
    this.passageArticle = passageArticle;
    this.lengths = lengths;
    this.bytes = new Uint8Array(room);
  }

  /** Passages of one term come in ascending order. */
  add(passage: number, frequency: number): void {
    if (this.inBlock === 0) this.openBlock();
    if (this.bytes.length - this.position < 16) this.bytes = withRoom(this.bytes, this.position + 16);
    const gap = passage - this.before;
    this.put(gap * 2 + (frequency > 1 ? 1 : 0));
    if (frequency > 1) this.put(frequency);
    this.before = passage;
    const block = this.blocks - 1;
    if (frequency > this.blockFrequency[block]!) this.blockFrequency[block] = Math.min(frequency, 255);
    if (this.lengths[passage]! < this.blockLength[block]!) this.blockLength[block] = this.lengths[passage]!;
    this.passages++;
    const article = this.passageArticle[passage]!;
    if (article !== this.article) this.articles++;
    this.article = article;
    if (++this.inBlock === BLOCK) this.closeBlock();
  }

  /** Ends the postings of a term. */
  endTerm(): void {
    if (this.inBlock > 0) this.closeBlock();
    this.passageFrequency = withRoom(this.passageFrequency, this.terms + 1);
    this.articleFrequency = withRoom(this.articleFrequency, this.terms + 1);
    this.passageFrequency[this.terms] = this.passages;
    this.articleFrequency[this.terms] = this.articles;
    this.terms++;
    this.firstBlock = withRoom(this.firstBlock, this.terms + 1);
    this.firstBlock[this.terms] = this.blocks;
    this.passages = 0;
    this.articles = 0;
    this.before = -1;
    this.article = -1;
  }

  finish(): Postings {
    return {
      firstBlock: this.firstBlock.slice(0, this.terms + 1),
      passageFrequency: this.passageFrequency.slice(0, this.terms),
      articleFrequency: this.articleFrequency.slice(0, this.terms),
      blockLast: this.blockLast.slice(0, this.blocks),
      blockStart: this.blockStart.slice(0, this.blocks),
      blockFrequency: this.blockFrequency.slice(0, this.blocks),
      blockLength: this.blockLength.slice(0, this.blocks),
      // Not copied: it is most of the index, and pages beyond its end were never touched.
      bytes: this.bytes.subarray(0, this.position),
    };
  }

  private openBlock(): void {
    const block = this.blocks++;
    this.blockLast = withRoom(this.blockLast, this.blocks);
    this.blockStart = withRoom(this.blockStart, this.blocks);
    this.blockFrequency = withRoom(this.blockFrequency, this.blocks);
    this.blockLength = withRoom(this.blockLength, this.blocks);
    this.blockStart[block] = this.position;
    this.blockFrequency[block] = 0;
    this.blockLength[block] = 0xffff;
  }

  private closeBlock(): void {
    this.blockLast[this.blocks - 1] = this.before;
    this.inBlock = 0;
  }

  private put(value: number): void {
    let rest = value;
    for (; rest > 127; rest >>>= 7) this.bytes[this.position++] = (rest & 127) | 128;
    this.bytes[this.position++] = rest;
  }
}
