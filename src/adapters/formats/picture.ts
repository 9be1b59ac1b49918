import type { DocumentReader, TextRecogniser } from '../../core/ports.ts';
import { recognisedLines } from './page-lines.ts';

/** PNG, JPEG, GIF, BMP, TIFF, WebP. */
const signatures = ['89504e47', 'ffd8ff', '47494638', '424d', '49492a00', '4d4d002a'];

/** Photographs and scans: recognised where text recognition is installed, else without any line. */
export const createPictureReader = (recogniser: TextRecogniser | null): DocumentReader => ({
  name: 'picture',
  matches: ({ bytes }) => {
    const start = [...bytes.subarray(0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return (
      signatures.some((signature) => start.startsWith(signature)) || /^52494646.{8}57454250/u.test(start)
    );
  },
  async read({ bytes }) {
    const lines = recognisedLines(recogniser ? await recogniser.recognise(bytes) : [], 1);
    return {
      format: 'picture',
      lines,
      properties: {},
      recognised: lines.length > 0,
      ...(lines.length === 0 ? { pagesWithoutText: [1] } : {}),
    };
  },
});
