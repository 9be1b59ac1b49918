import { Document, isMap, isScalar, LineCounter, parseDocument, Scalar } from 'yaml';
import type { Audience, Issue } from './bulletin.ts';
import { StoreError } from './errors.ts';
import { issueFile as wording } from './wording.ts';

/** An issue file does not follow its form. `line` counts from 1; `reason` is a sentence for whoever edits the file. */
export class IssueFileError extends StoreError {
  readonly line: number;
  readonly reason: string;
  constructor(line: number, reason: string, options?: { cause?: unknown }) {
    super(`Cannot read issue file: line ${line}: ${reason}`, options);
    this.line = line;
    this.reason = reason;
  }
}

/** What the front matter says of an issue: everything but its text. */
type FrontMatter = Omit<Issue, 'id' | 'editorsNote' | 'leadersComment' | 'articles' | 'colophon'>;

/** The front matter without its `---` lines, ending in a line feed. What is absent or the rule is left out. */
export function formatFrontMatter(issue: FrontMatter): string {
  const date = issue.date === null ? undefined : new Scalar(issue.date);
  if (date) date.type = Scalar.QUOTE_DOUBLE;
  const entries: [string, unknown][] = [
    ['bulletin', issue.bulletin],
    ['year', issue.year],
    ['number', issue.numbers.length > 1 ? issue.numbers : issue.numbers[0]],
    ['supplement', issue.supplement || undefined],
    ['total', issue.total ?? undefined],
    ['date', date],
    ['office', issue.office ?? undefined],
    ['audience', issue.audience.kind === 'everyone' ? 'everyone' : issue.audience.chats],
    ['status', issue.status],
    ['version', issue.version],
    ['source', issue.source.file ?? undefined],
    ['format', issue.source.format],
    ['unproofed', issue.source.unproofed || undefined],
  ];
  const document = new Document(Object.fromEntries(entries.filter(([, value]) => value !== undefined)));
  return document.toString({ lineWidth: 0, blockQuote: false });
}

/**
 * Reads the front matter; what a file written by hand leaves out gets its default (`format` markdown, version 1,
 * published, for everyone). `firstLine` is the line of the file that `yaml` starts on.
 * @throws IssueFileError
 */
export function parseFrontMatter(yaml: string, firstLine: number): FrontMatter {
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter });
  const lineAt = (offset: number): number => lineCounter.linePos(offset).line + firstLine - 1;
  const [problem] = document.errors;
  if (problem) {
    const detail = problem.message.split('\n')[0]!.replace(/ at line.*$/u, '');
    throw new IssueFileError(lineAt(problem.pos[0]), wording.badYaml(detail), { cause: problem });
  }
  const fields = new Map<string, { value: unknown; line: number }>();
  for (const { key, value } of isMap(document.contents) ? document.contents.items : []) {
    const line = isScalar(key) && key.range ? lineAt(key.range[0]) : firstLine;
    fields.set(String(key), {
      value: (value as { toJSON?: () => unknown } | null)?.toJSON?.() ?? null,
      line,
    });
  }

  const take = <T>(key: string, read: (value: unknown) => T | undefined, expected: string): T | undefined => {
    const field = fields.get(key);
    fields.delete(key);
    if (!field || field.value === null) return undefined;
    const value = read(field.value);
    if (value === undefined) throw new IssueFileError(field.line, wording.badValue(key, expected));
    return value;
  };
  const required = <T>(key: string, value: T | undefined): T => {
    if (value === undefined) throw new IssueFileError(firstLine, wording.missingKey(key));
    return value;
  };

  const matter: FrontMatter = {
    bulletin: required('bulletin', take('bulletin', text, wording.text)),
    year: required('year', take('year', year, wording.year)),
    numbers: take('number', numbers, wording.numbers) ?? [],
    supplement: take('supplement', flag, wording.yes) ?? false,
    total: take('total', count, wording.count) ?? null,
    date: take('date', date, wording.date) ?? null,
    office: take('office', text, wording.text) ?? null,
    audience: take('audience', audience, wording.audience) ?? { kind: 'everyone' },
    status: take('status', status, wording.status) ?? 'published',
    version: take('version', count, wording.count) ?? 1,
    source: {
      file: take('source', text, wording.text) ?? null,
      format: take('format', text, wording.text) ?? 'markdown',
      unproofed: take('unproofed', flag, wording.yes) ?? false,
    },
  };
  for (const [key, { line }] of fields) throw new IssueFileError(line, wording.unknownKey(key));
  return matter;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const flag = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

const count = (value: unknown): number | undefined =>
  Number.isSafeInteger(value) && (value as number) >= 1 ? (value as number) : undefined;

const year = (value: unknown): number | undefined => {
  const number = count(value);
  return number !== undefined && number >= 1949 && number <= 2100 ? number : undefined;
};

const numbers = (value: unknown): number[] | undefined => {
  const list = (Array.isArray(value) ? value : [value]).map(count);
  return list.every((number) => number !== undefined) ? list : undefined;
};

const date = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?$/u.test(value)
    ? value
    : undefined;

const status = (value: unknown): Issue['status'] | undefined =>
  value === 'published' || value === 'withdrawn' ? value : undefined;

const audience = (value: unknown): Audience | undefined => {
  if (value === 'everyone') return { kind: 'everyone' };
  if (Array.isArray(value) && value.every((chat) => typeof chat === 'string'))
    return { kind: 'chats', chats: value };
  return undefined;
};
