import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../src/adapters/formats/index.ts';
import { loadPaddleRecogniser } from '../../../src/adapters/ocr/paddle.ts';
import { readIssue } from '../../../src/core/reading/read-issue.ts';

const recogniser = await loadPaddleRecogniser();

describe('loadPaddleRecogniser()', () => {
  // Text recognition is no part of the default installation: `npm run ocr:install` adds it.
  it.skipIf(recogniser === null).each([
    ['a picture', 'picture/scan.png'],
    ['a PDF of scanned pages', 'pdf/scan.pdf'],
  ])('reads %s and marks the issue as not proofread', { timeout: 120_000 }, async (_, path) => {
    const bytes = new Uint8Array(readFileSync(new URL(`../../fixtures/formats/${path}`, import.meta.url)));
    const reading = readIssue(await readDocument({ name: 'a', bytes }, { recogniser }), 'a');
    expect(reading.issue).toMatchObject({
      bulletin: '青禾简报',
      numbers: [8],
      date: '2020-06-05',
      source: { unproofed: true },
      articles: [{ title: '青禾县全力抓好夏粮收购' }],
    });
    expect(reading.warnings.map(({ code }) => code)).toContain('recognised');
  });
});
