import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../src/adapters/formats/index.ts';
import { UnreadableDocumentError } from '../../../src/core/errors.ts';
import { formatIssue, parseIssue } from '../../../src/core/issue-file.ts';
import { readIssue } from '../../../src/core/reading/read-issue.ts';
import { charactersIn, charactersOut } from './characters.ts';

const root = new URL('../../fixtures/formats/', import.meta.url);
const filesOf = (folder: string): { name: string; bytes: Uint8Array }[] =>
  readdirSync(new URL(`${folder}/`, root))
    .filter((name) => !name.endsWith('.json'))
    .map((name) => ({ name, bytes: new Uint8Array(readFileSync(new URL(`${folder}/${name}`, root))) }));

const texts = [...filesOf('text'), ...filesOf('markdown')]
  .filter(({ name }) => !name.startsWith('encoding') && !name.startsWith('refuse'))
  .map(({ bytes }) => new TextDecoder().decode(bytes));

/** What a copier, a page break, a converter or a cut connection does to a text. */
const damage = fc.oneof(
  fc.record({
    kind: fc.constant('insert'),
    at: fc.nat(),
    what: fc.constantFrom(
      '\n',
      '\n\n',
      '\n\n— 3 —\n\n',
      '\f',
      '\n5\n\f',
      ' ',
      '　',
      '\u00A0',
      '\u200B',
      '\t',
      '**',
      '|',
      '\r\n',
      '“',
      '（',
      '①',
    ),
  }),
  fc.record({ kind: fc.constant('cut'), at: fc.nat(), what: fc.constant('') }),
  fc.record({ kind: fc.constant('widen'), at: fc.nat(), what: fc.constant('') }),
  fc.record({ kind: fc.constant('join'), at: fc.nat(), what: fc.constant('') }),
  fc.record({ kind: fc.constant('repeat'), at: fc.nat(), what: fc.constant('') }),
);

function damaged(text: string, changes: readonly { kind: string; at: number; what: string }[]): string {
  let result = text;
  for (const { kind, at, what } of changes) {
    const place = at % (result.length + 1);
    if (kind === 'insert') result = result.slice(0, place) + what + result.slice(place);
    if (kind === 'cut') result = result.slice(0, Math.max(20, place));
    if (kind === 'widen')
      result = result.replace(/\d/gu, (digit) => String.fromCharCode(0xfee0 + digit.charCodeAt(0)));
    if (kind === 'join') result = result.slice(0, place) + result.slice(place).replace('\n\n', '');
    if (kind === 'repeat') result = result.slice(0, place) + result.slice(Math.max(0, place - 60));
  }
  return result;
}

const readText = async (text: string) => {
  const document = await readDocument({ name: '简报.txt', bytes: new TextEncoder().encode(text) });
  return { document, reading: readIssue(document, '简报.txt') };
};

describe('reading damaged text', () => {
  it('never throws, never loses a character and always gives an issue that can be kept', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...texts),
        fc.array(damage, { minLength: 1, maxLength: 8 }),
        async (text, changes) => {
          const { document, reading } = await readText(damaged(text, changes));
          if (reading.verdict === 'publish') expect(reading.issue).not.toBeNull();
          else expect(reading.reason).not.toBeNull();
          if (reading.issue === null) return;
          expect(charactersOut(reading)).toEqual(charactersIn(document));
          expect(parseIssue(formatIssue(reading.issue))).toEqual(reading.issue);
          expect(reading.confidence).toBeGreaterThanOrEqual(0);
          expect(reading.confidence).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 400 },
    );
  });

  const mark = fc
    .tuple(
      fc.constantFrom(['秘', '密'], ['机', '密'], ['绝', '密'], ['機', '密'], ['絕', '密']),
      fc.constantFrom('', ' ', '　', '\u200B', '\u00A0'),
      fc.constantFrom('★1年', '★', '☆10年', ' ★ 长期', '*20年', '★三年', '★正式公布前'),
      fc.constantFrom('', '**', '# ', '> '),
    )
    .map(([[first, second], gap, period, sign]) =>
      sign === '**' ? `**${first}${gap}${second}${period}**` : `${sign}${first}${gap}${second}${period}`,
    );

  it('never keeps a text with a secrecy mark on a line of its own, wherever it stands', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...texts),
        mark,
        fc.nat(),
        fc.array(damage, { maxLength: 3 }),
        async (text, line, at, changes) => {
          const lines = damaged(text, changes).split('\n');
          const place = at % (lines.length + 1);
          const { reading } = await readText(
            [...lines.slice(0, place), line, ...lines.slice(place)].join('\n'),
          );
          expect(reading).toMatchObject({ verdict: 'refuse', issue: null, dropped: [], consumed: [] });
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('reading damaged files', () => {
  it.each(['docx', 'pdf', 'doc', 'html', 'picture'])(
    'gives an issue or a reason for any %s',
    { timeout: 120_000 },
    async (folder) => {
      const files = filesOf(folder);
      await fc.assert(
        fc.asyncProperty(
          fc.nat({ max: files.length - 1 }),
          fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 20 }),
          fc.option(fc.nat(), { freq: 3 }),
          async (which, changes, cut) => {
            const { name, bytes } = files[which]!;
            const broken = Uint8Array.from(cut === null ? bytes : bytes.subarray(0, cut % bytes.length));
            if (broken.length > 0) for (const [at, value] of changes) broken[at % broken.length] = value;
            try {
              const document = await readDocument({ name, bytes: broken });
              const reading = readIssue(document, name);
              if (reading.issue) expect(charactersOut(reading)).toEqual(charactersIn(document));
            } catch (error) {
              expect(error).toBeInstanceOf(UnreadableDocumentError);
              expect((error as UnreadableDocumentError).reason).toMatch(/[\u4E00-\u9FFF]/u);
            }
          },
        ),
        { numRuns: 60 },
      );
    },
  );
});
