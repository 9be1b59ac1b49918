import { getDocumentProxy, renderPageAsImage } from 'unpdf';
import { UnreadableDocumentError } from '../../core/errors.ts';
import type { DocumentReader, IncomingFile, Line, ReadDocument, TextRecogniser } from '../../core/ports.ts';
import { formats as wording } from '../../core/wording.ts';
import { pageLines, recognisedLines, type TextItem } from './page-lines.ts';
import { InstalledPdfData } from './pdf-cmaps.ts';
import { addMissingTransfer } from './pdf-node20.ts';
import { holdsBomb } from './pdf-streams.ts';

/** The pdf.js document, by the members used here. */
type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;
type Page = Awaited<ReturnType<Pdf['getPage']>>;

/** No bulletin is as long; a book would keep the reader busy for minutes. */
const longestPages = 1000;
/** Reading a page takes some milliseconds; one that was made to take minutes is given up. Recognition takes its time. */
const mostMs = 25_000;
export interface PdfOptions {
  /** Gives pdf.js the character maps and fonts that a PDF names and does not hold. */
  data?: new () => { fetch(wanted: { kind?: string; filename: string }): Promise<Uint8Array> };
  mostPages?: number;
  /** What the sender of a longer one is told. */
  tooManyPages?: (pages: number, most: number) => string;
}

/** A page with fewer letters than this is a picture with a stamp or a page number on it. */
const leastText = 8;

/**
 * PDF with text, embedded fonts or not. Pages without text go to `recogniser`; where there is none they are named in
 * `pagesWithoutText`.
 */
export const createPdfReader = (
  recogniser: TextRecogniser | null,
  { data = InstalledPdfData, mostPages = longestPages, tooManyPages = wording.tooManyPages }: PdfOptions = {},
): DocumentReader => ({
  name: 'pdf',
  matches: ({ bytes }) => new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-'),
  async read(file) {
    if (holdsBomb(file.bytes)) {
      throw new UnreadableDocumentError(
        `Cannot read "${file.name}": a stream unpacks to more than a page can hold, expected a PDF with text`,
        wording.tooSlow,
      );
    }
    const pdf = await open(file, data);
    try {
      if (pdf.numPages > mostPages) {
        throw new UnreadableDocumentError(
          `Cannot read "${file.name}": ${pdf.numPages} pages, expected at most ${mostPages}`,
          tooManyPages(pdf.numPages, mostPages),
        );
      }
      const document = await readPages(pdf, recogniser);
      return endsProperly(file) ? document : { ...document, incomplete: true };
    } catch (error) {
      throw error instanceof UnreadableDocumentError ? error : brokenPdf(file, error);
    } finally {
      await pdf.loadingTask.destroy();
    }
  },
});

/** A PDF that was cut off lacks its end mark; pdf.js reads what is left of it without a word. */
const endsProperly = ({ bytes }: IncomingFile): boolean =>
  new TextDecoder('latin1').decode(bytes.subarray(-2048)).includes('%%EOF');

const brokenPdf = (file: IncomingFile, cause: unknown): UnreadableDocumentError =>
  new UnreadableDocumentError(
    `Cannot read "${file.name}": broken PDF, expected a PDF with text`,
    wording.brokenPdf,
    { cause },
  );

async function open(file: IncomingFile, data: PdfOptions['data']): Promise<Pdf> {
  addMissingTransfer();
  try {
    return await getDocumentProxy(Uint8Array.from(file.bytes), {
      verbosity: 0,
      useWorkerFetch: false,
      disableFontFace: true,
      useSystemFonts: false,
      isEvalSupported: false,
      stopAtErrors: false,
      cMapUrl: 'cmaps/',
      cMapPacked: true,
      standardFontDataUrl: 'standard_fonts/',
      BinaryDataFactory: data,
    } as Parameters<typeof getDocumentProxy>[1]);
  } catch (error) {
    if ((error as { name?: string }).name !== 'PasswordException') throw brokenPdf(file, error);
    throw new UnreadableDocumentError(
      `Cannot read "${file.name}": encrypted, expected a PDF with text`,
      wording.lockedPdf,
      {
        cause: error,
      },
    );
  }
}

async function readPages(pdf: Pdf, recogniser: TextRecogniser | null): Promise<ReadDocument> {
  const lines: Line[] = [];
  const pagesWithoutText: number[] = [];
  const boldFonts = new Map<string, boolean>();
  let recognised = false;
  const start = performance.now();
  for (let number = 1; number <= pdf.numPages; number += 1) {
    if (performance.now() - start > mostMs && !recognised) {
      throw new UnreadableDocumentError(
        `Cannot read a PDF: ${number} of ${pdf.numPages} pages took ${mostMs} ms, expected all of them to`,
        wording.tooSlow,
      );
    }
    const page = await pdf.getPage(number);
    const items = await textOf(page);
    await learnFonts(page, items, boldFonts);
    let found = pageLines(items, number, (fontName) => boldFonts.get(fontName) ?? false);
    if (lettersIn(found) < leastText && (await hasPicture(page))) {
      const texts = recogniser ? await recogniser.recognise(await pictureOf(pdf, number)) : [];
      const seen = recognisedLines(texts, number);
      if (lettersIn(seen) >= leastText) {
        recognised = true;
        found = seen;
      } else pagesWithoutText.push(number);
    }
    lines.push(...found, ...(await commentsOn(page)));
    page.cleanup();
  }
  return {
    format: 'pdf',
    lines,
    properties: await propertiesOf(pdf),
    recognised,
    ...(pagesWithoutText.length > 0 ? { pagesWithoutText } : {}),
  };
}

async function textOf(page: Page): Promise<TextItem[]> {
  const { items } = await page.getTextContent();
  return items.flatMap((item) =>
    'str' in item
      ? [{ str: item.str, matrix: item.transform as number[], width: item.width, fontName: item.fontName }]
      : [],
  );
}

const lettersIn = (lines: readonly Line[]): number =>
  lines.reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0), 0);

/** The names of fonts come only with the drawing of a page; a page that shows no new font is not drawn. */
async function learnFonts(
  page: Page,
  items: readonly TextItem[],
  known: Map<string, boolean>,
): Promise<void> {
  const unknown = new Set(items.map(({ fontName }) => fontName).filter((name) => !known.has(name)));
  if (unknown.size === 0) return;
  await page.getOperatorList();
  for (const fontName of unknown) {
    const font = page.commonObjs.has(fontName)
      ? (page.commonObjs.get(fontName) as { name?: string; bold?: boolean; black?: boolean })
      : null;
    known.set(
      fontName,
      font?.bold === true ||
        font?.black === true ||
        /bold|heavy|black|simhei|heiti|黑体/iu.test(font?.name ?? ''),
    );
  }
}

/** Whether anything is painted on a page without text: an empty page is no scan. */
async function hasPicture(page: Page): Promise<boolean> {
  const { fnArray } = await page.getOperatorList();
  const outlines = fnArray.filter((operator) => operator === constructPath).length;
  return outlines > mostRules || fnArray.some((operator) => operator >= firstImage && operator <= lastImage);
}

/** OPS.paintImageMaskXObject to OPS.paintSolidColorImageMask, and OPS.constructPath, of pdf.js 5. */
const [firstImage, lastImage, constructPath] = [83, 90, 91];
/** A page may have some lines drawn on it; letters drawn as outlines are many more. */
const mostRules = 200;

async function pictureOf(pdf: Pdf, page: number): Promise<Uint8Array> {
  return new Uint8Array(
    await renderPageAsImage(pdf, page, { canvasImport: () => import('@napi-rs/canvas'), scale: 2 }),
  );
}

async function commentsOn(page: Page): Promise<Line[]> {
  const annotations = (await page.getAnnotations()) as { contentsObj?: { str?: string } }[];
  return annotations.flatMap(({ contentsObj }) =>
    contentsObj?.str ? [{ text: contentsObj.str, place: 'comment' as const }] : [],
  );
}

async function propertiesOf(pdf: Pdf): Promise<Record<string, string>> {
  const { info } = await pdf.getMetadata();
  return Object.fromEntries(
    Object.entries(info as Record<string, unknown>).filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === 'string' && /^(?:Title|Subject|Keywords|Author)$/u.test(entry[0]),
    ),
  );
}
