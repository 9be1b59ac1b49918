import type { Issue } from '../bulletin.ts';

/** A whole paragraph or heading line after healing; a table is one block. */
export interface Block {
  /** As printed, without the white space around it; a table as Markdown. */
  text: string;
  /** `[start, end)` ranges of `text` set in bold. */
  bold: [number, number][];
  /** 1 to 6 where the format itself marks a heading. */
  headingLevel?: number;
  fontSize?: number;
  /** Rows of cells where the block is a table. */
  rows?: string[][];
}

export type Verdict = 'publish' | 'hold' | 'refuse';

export type WarningCode =
  | 'no-name'
  | 'no-year'
  | 'no-date'
  | 'no-number'
  | 'no-office'
  | 'date-year-missing'
  | 'year-guessed'
  | 'from-file-name'
  | 'date-from-signature'
  | 'date-from-colophon'
  | 'no-title'
  | 'no-unit'
  | 'several-units'
  | 'unit-not-in-note'
  | 'unfinished-paragraph'
  | 'empty-section'
  | 'numbering-gap'
  | 'damaged-text'
  | 'text-before-title'
  | 'recognised'
  | 'page-without-text'
  | 'incomplete-file';

export interface Warning {
  code: WarningCode;
  /** A sentence for the editor. */
  text: string;
  /** The article, heading or paragraph concerned, cut to a few words. */
  where?: string;
}

/** What became of a document. Everything it said is in `issue`, `consumed` or `dropped`. */
export interface Reading {
  verdict: Verdict;
  /** Why it is held or refused: a sentence for its sender; null when it can be published. */
  reason: string | null;
  /** Refused for the mark of a state secret: nothing of it may be kept anywhere. */
  classified?: true;
  /** The draft: published, version 1, for everyone; null when no issue could be made of the document. */
  issue: Issue | null;
  /** 0 to 1: 1 when every part was found as a bulletin usually has it. */
  confidence: number;
  warnings: Warning[];
  /** Page furniture and the like that was left out of the issue. */
  dropped: string[];
  /** Lines that became fields or only name parts: masthead, contents, labels, unit lines, as printed. */
  consumed: string[];
}
