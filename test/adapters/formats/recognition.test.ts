import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../src/adapters/formats/index.ts';
import type { TextRecogniser } from '../../../src/core/ports.ts';
import { readIssue } from '../../../src/core/reading/read-issue.ts';

/** Finds these texts in every picture, as lines of a page 1,240 pixels wide. */
const recogniser = (...lines: [text: string, left: number, right: number][]): TextRecogniser => ({
  recognise: async () =>
    lines.map(([text, left, right], index) => ({
      text,
      left,
      right,
      top: index * 80,
      bottom: index * 80 + 38 + (index % 3) * 4,
    })),
});
const page = recogniser(
  ['青禾简报', 360, 720],
  ['第8期', 520, 640],
  ['青禾县委办公室 2020年6月5日', 148, 1089],
  ['青禾县全力抓好夏粮收购', 309, 784],
  ['青禾县设立夏粮收购点26个，延长收购时间，', 237, 1106],
  ['做到随到随收，截至6月3日累计收购夏粮4.2万', 148, 1100],
  ['吨。', 148, 240],
);

const read = async (path: string, options: { recogniser?: TextRecogniser }) => {
  const bytes = new Uint8Array(readFileSync(new URL(`../../fixtures/formats/${path}`, import.meta.url)));
  return readIssue(await readDocument({ name: 'a', bytes }, options), 'a');
};

describe.each(['picture/scan.png', 'pdf/scan.pdf'])('readDocument() of %s', (path) => {
  it('recognises its text and marks the issue as not proofread', async () => {
    const { verdict, issue, warnings } = await read(path, { recogniser: page });
    expect(verdict).toBe('publish');
    expect(issue).toMatchObject({
      bulletin: '青禾简报',
      office: '青禾县委办公室',
      source: { unproofed: true },
      articles: [
        {
          title: '青禾县全力抓好夏粮收购',
          paragraphs: [
            '青禾县设立夏粮收购点26个，延长收购时间，做到随到随收，截至6月3日累计收购夏粮4.2万吨。',
          ],
        },
      ],
    });
    expect(warnings.map(({ code }) => code)).toContain('recognised');
  });

  it('is held where no text recognition is installed', async () => {
    expect(await read(path, {})).toMatchObject({ verdict: 'hold', issue: null });
  });

  it('is held where nothing is recognised', async () => {
    expect(await read(path, { recogniser: recogniser() })).toMatchObject({ verdict: 'hold', issue: null });
  });

  it('is refused when the picture shows a secrecy mark', async () => {
    const marked = recogniser(['机密★5年', 20, 200], ['某某专报', 300, 800], ['第2期', 500, 600]);
    expect(await read(path, { recogniser: marked })).toMatchObject({ verdict: 'refuse', issue: null });
  });
});
