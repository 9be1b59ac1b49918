import { UnreadableDocumentError } from '../../core/errors.ts';
import type { DocumentReader } from '../../core/ports.ts';
import { formats as wording } from '../../core/wording.ts';
import { docReader } from './doc.ts';
import { docxReader } from './docx.ts';
import { htmlReader } from './html.ts';
import { markdownReader } from './markdown.ts';
import { createPdfReader, type PdfOptions } from './pdf.ts';
import { createPictureReader } from './picture.ts';
import { textReader } from './text.ts';
import { unsupportedReader } from './unsupported.ts';

/** A page takes about 50 ms there, and a request may compute for two minutes at most. */
const MOST_PAGES = 150;

/** Needs a thread of its own, which only Node has. */
const docElsewhere: DocumentReader = {
  name: 'doc',
  matches: docReader.matches,
  read({ name }) {
    const message = `Cannot read "${name}": a legacy Word file, expected docx`;
    return Promise.reject(new UnreadableDocumentError(message, wording.docElsewhere));
  },
};

/** The formats that can be read where there is no Node, no disk and no thread (Workers). */
export const portableReaders = (data: NonNullable<PdfOptions['data']>): readonly DocumentReader[] => [
  docxReader,
  createPdfReader(null, { data, mostPages: MOST_PAGES, tooManyPages: wording.longPdfElsewhere }),
  docElsewhere,
  createPictureReader(null),
  unsupportedReader,
  htmlReader,
  markdownReader,
  textReader,
];
