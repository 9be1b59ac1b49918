/** The part of word-extractor that is used; it ships no types. */
declare module 'word-extractor' {
  export default class WordExtractor {
    extract(source: Buffer): Promise<{
      getBody(): string;
      getHeaders(options?: { includeFooters?: boolean }): string;
      getFooters(): string;
      getFootnotes(): string;
      getEndnotes(): string;
      getAnnotations(): string;
      getTextboxes(): string;
    }>;
  }
}
