/** The part of word-extractor that is used; it ships no types. */
declare module 'word-extractor' {
  interface Options {
    filterUnicode?: boolean;
    includeFooters?: boolean;
  }

  export default class WordExtractor {
    extract(source: Buffer): Promise<{
      getBody(options: Options): string;
      getHeaders(options: Options): string;
      getFooters(options: Options): string;
      getFootnotes(options: Options): string;
      getEndnotes(options: Options): string;
      getAnnotations(options: Options): string;
      getTextboxes(options: Options): string;
    }>;
  }
}
