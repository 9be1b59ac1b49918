/** Files as adapters see them. */

/** One line of a document as an adapter saw it, with what its format told about it. Adapters decide nothing else. */
export interface Line {
  /** Text as it stands in the file; an empty string is a blank line. */
  text: string;
  /** `[start, end)` ranges of `text` set in bold (UTF-16 units). */
  bold?: [number, number][];
  /** 1 to 6 where the format itself marks a heading. */
  headingLevel?: number;
  /** Page, counted from 1, for formats that have pages. */
  page?: number;
  /** Size of the type in points. */
  fontSize?: number;
  /** True where the format says that this line is a whole paragraph (docx, html): its end is no wrapped line. */
  wholeParagraph?: boolean;
  /** Known from positions on the page: whether the line runs to the right edge of its column. */
  reachesEdge?: boolean;
  /** `body` unless the format says otherwise. Headers and footers take part in the secrecy check, not in the text. */
  place?: 'body' | 'header' | 'footer' | 'textbox' | 'comment';
  /** A table row: its cells. Consecutive rows with the same `table` number are one table. */
  cells?: string[];
  table?: number;
}

/** What an adapter makes of a file. */
export interface ReadDocument {
  format: string;
  lines: Line[];
  /** Title, subject, keywords, comments … of the file's properties: looked at for secrecy marks only. */
  properties: Record<string, string>;
  /** True for text recognised from pictures. */
  recognised: boolean;
  /** Pages, from 1, that hold no text and were not recognised either. */
  pagesWithoutText?: number[];
  /** True when the file shows that its end is missing: some of its text may be too. */
  incomplete?: boolean;
}

/** A piece of text found in a picture, with its place in pixels from the upper left corner. */
export interface RecognisedText {
  text: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Recognises the text of pictures (OCR). Not part of the default installation. */
export interface TextRecogniser {
  /** All text of one picture (PNG, JPEG …), in any order. */
  recognise(picture: Uint8Array): Promise<RecognisedText[]>;
}

export interface DocumentReader {
  /** text, markdown, html, docx, pdf … */
  name: string;
  /** Decides by content; the name may break ties between text formats. */
  matches(file: IncomingFile): boolean;
  /** @throws UnreadableDocumentError */
  read(file: IncomingFile): Promise<ReadDocument>;
}

export interface IncomingFile {
  /** Without folders. */
  name: string;
  bytes: Uint8Array;
}

/* ---------- finding ---------- */
