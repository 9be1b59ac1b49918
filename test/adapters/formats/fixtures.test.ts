import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../src/adapters/formats/index.ts';
import { UnreadableDocumentError } from '../../../src/core/errors.ts';
import { readIssue } from '../../../src/core/reading/read-issue.ts';
import { charactersIn, charactersOut } from './characters.ts';

/**
 * Every file in test/fixtures/formats/<format>/ against the ideal reading in `<case>.expected.json` beside it. A new
 * file is picked up by itself.
 */
const root = new URL('../../fixtures/formats/', import.meta.url);
const suffix = '.expected.json';

const cases = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name: format }) => {
    const folder = new URL(`${format}/`, root);
    const files = readdirSync(folder);
    return files
      .filter((file) => !file.endsWith(suffix))
      .map((file) => {
        const expected = `${file.slice(0, file.lastIndexOf('.'))}${suffix}`;
        return {
          name: `${format}/${file}`,
          file,
          path: new URL(file, folder),
          expected: new URL(expected, folder),
        };
      });
  });

interface Expected {
  verdict: string;
  reason: string | null;
  /** What the file name would be where the case depends on it. */
  fileName?: string;
  issue: Record<string, unknown> | null;
  warnings: string[];
  dropped: string[];
}

describe('readDocument() and readIssue()', () => {
  it.each(cases)('read $name as its ideal reading says', async ({ file, path, expected }) => {
    const ideal = JSON.parse(readFileSync(expected, 'utf8')) as Expected;
    const name = ideal.fileName ?? file;
    const bytes = new Uint8Array(readFileSync(path));
    if (ideal.verdict === 'unreadable') {
      const thrown = await readDocument({ name, bytes }).catch((error: unknown) => error);
      expect(thrown).toBeInstanceOf(UnreadableDocumentError);
      expect((thrown as UnreadableDocumentError).reason).toBe(ideal.reason);
      return;
    }
    const reading = readIssue(await readDocument({ name, bytes }), name);
    const { verdict, reason, issue, dropped } = reading;
    expect(verdict).toBe(ideal.verdict);
    expect(reason).toBe(ideal.reason);
    for (const field of Object.keys(ideal.issue ?? {})) {
      expect(issue?.[field as keyof typeof issue], field).toEqual(ideal.issue?.[field]);
    }
    expect(issue === null).toBe(ideal.issue === null);
    expect(reading.warnings.map(({ code }) => code)).toEqual(ideal.warnings);
    expect(dropped).toEqual(ideal.dropped);
  });

  it.each(cases)('lose no character of $name', async ({ file, path }) => {
    const bytes = new Uint8Array(readFileSync(path));
    const document = await readDocument({ name: file, bytes }).catch(() => null);
    const reading = document && readIssue(document, file);
    if (!document || !reading?.issue) return;
    expect(charactersOut(reading)).toEqual(charactersIn(document));
  });
});
