/** The character maps of Chinese PDFs whose fonts are not embedded, as parts of the bundle. */
import adobeGB1UCS2 from '../../node_modules/pdfjs-dist/cmaps/Adobe-GB1-UCS2.bcmap';
import gBEUCH from '../../node_modules/pdfjs-dist/cmaps/GB-EUC-H.bcmap';
import gBKEUCH from '../../node_modules/pdfjs-dist/cmaps/GBK-EUC-H.bcmap';
import gBKEUCV from '../../node_modules/pdfjs-dist/cmaps/GBK-EUC-V.bcmap';
import gBK2KH from '../../node_modules/pdfjs-dist/cmaps/GBK2K-H.bcmap';
import gBKpEUCH from '../../node_modules/pdfjs-dist/cmaps/GBKp-EUC-H.bcmap';
import uniGBUCS2H from '../../node_modules/pdfjs-dist/cmaps/UniGB-UCS2-H.bcmap';
import uniGBUCS2V from '../../node_modules/pdfjs-dist/cmaps/UniGB-UCS2-V.bcmap';
import uniGBUTF16H from '../../node_modules/pdfjs-dist/cmaps/UniGB-UTF16-H.bcmap';
import uniGBUTF16V from '../../node_modules/pdfjs-dist/cmaps/UniGB-UTF16-V.bcmap';

const maps: Readonly<Record<string, ArrayBuffer>> = {
  'Adobe-GB1-UCS2.bcmap': adobeGB1UCS2,
  'GB-EUC-H.bcmap': gBEUCH,
  'GBK-EUC-H.bcmap': gBKEUCH,
  'GBK-EUC-V.bcmap': gBKEUCV,
  'GBK2K-H.bcmap': gBK2KH,
  'GBKp-EUC-H.bcmap': gBKpEUCH,
  'UniGB-UCS2-H.bcmap': uniGBUCS2H,
  'UniGB-UCS2-V.bcmap': uniGBUCS2V,
  'UniGB-UTF16-H.bcmap': uniGBUTF16H,
  'UniGB-UTF16-V.bcmap': uniGBUTF16V,
};

/** What pdf.js asks for by name. Other maps and fonts are not there: such text reads as empty, and is held. */
export class BundledPdfData {
  async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    const map = maps[filename];
    if (!map) throw new Error(`Cannot find "${filename}" in the bundle`);
    return new Uint8Array(map);
  }
}
