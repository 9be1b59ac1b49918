import type { IssueEntry } from '../asking/library.ts';
import { type Issue, issueLabel } from '../bulletin.ts';
import { UnreadableDocumentError } from '../errors.ts';
import type { IncomingFile, IssueStore, ReadDocument } from '../ports.ts';
import { readIssue } from '../reading/read-issue.ts';
import type { Warning } from '../reading/reading.ts';
import { checkSecrecy } from '../reading/secrecy.ts';
import { publishing, desk as words } from '../wording.ts';
import type { Draft, DraftItem } from './draft.ts';
import { createLibraryOverview } from './library-overview.ts';
import { sameText } from './publish.ts';

export interface ReadPushOptions {
  /** The documents in a file: the file itself, or those of an archive. @throws UnreadableDocumentError */
  filesIn(file: IncomingFile): { files: IncomingFile[]; skipped: { name: string; reason: string }[] };
  /** @throws UnreadableDocumentError */
  readDocument(file: IncomingFile): Promise<ReadDocument>;
  store: Pick<IssueStore, 'read'>;
  /** Published issues, newest first. */
  issues(): readonly IssueEntry[];
  /** Lets others have a turn between two documents of an archive. */
  pause(): Promise<void>;
}

/** What an editor's file is. `classified` is told before anything of it is kept; `place` counts documents from 1. */
type PushReading =
  | { kind: 'issues'; items: DraftItem[]; skipped: Draft['skipped'] }
  | { kind: 'classified'; place: number | null }
  | { kind: 'held'; reason: string }
  | { kind: 'refused'; reason: string };

/**
 * Reads what an editor pushed, as `importFile` does, and publishes nothing. A single document with a secrecy mark makes
 * the whole archive classified: its bytes are one.
 * @throws StoreError
 */
export async function readPush(file: IncomingFile, options: ReadPushOptions): Promise<PushReading> {
  const { filesIn, store, pause } = options;
  const outside = checkSecrecy({ lines: [], properties: {} }, file.name);
  if (outside.verdict === 'refuse') return { kind: 'classified', place: null };
  let found: ReturnType<typeof filesIn>;
  try {
    found = filesIn(file);
  } catch (error) {
    return { kind: 'refused', reason: reasonOf(error) };
  }
  const isArchive = found.files.length !== 1 || found.files[0]!.bytes !== file.bytes;
  const items: DraftItem[] = [];
  const skipped = [...found.skipped];
  let held: string | null = null;

  for (const [index, document] of found.files.entries()) {
    const read = await readOne(document, options);
    if (read.kind === 'classified') return { kind: 'classified', place: isArchive ? index + 1 : null };
    if (read.kind === 'issue') {
      const before = await store.read(read.item.issue.id);
      const audience = before?.audience ?? read.item.issue.audience;
      const issue = { ...read.item.issue, audience };
      // In an archive only what is new; alone it may be sent for another audience or title.
      if (isArchive && before?.status === 'published' && sameText(before, issue)) {
        skipped.push({ name: document.name, reason: words.unchanged(issueLabel(before)) });
      } else if (items.some((item) => item.issue.id === issue.id)) {
        skipped.push({ name: document.name, reason: words.twiceInArchive(issueLabel(issue)) });
      } else {
        const over = before && { version: before.version, status: before.status };
        const doubts = await doubtsOf(issue, before === null, items, options);
        items.push({ ...read.item, issue, over, warnings: [...read.item.warnings, ...doubts] });
      }
    } else {
      if (read.kind === 'held') held = read.reason;
      skipped.push({ name: document.name, reason: read.reason });
    }
    if (isArchive) await pause();
  }

  if (items.length > 0) return { kind: 'issues', items, skipped };
  if (held !== null && !isArchive) return { kind: 'held', reason: held };
  return { kind: 'refused', reason: skipped[0]?.reason ?? words.emptyArchive };
}

/**
 * What makes an issue suspicious beside the library and what came with it: numbers missing before a new one, articles that
 * stand elsewhere word for word. Only issues that have an article of the same title are read.
 * NOTE: the number of a withdrawn issue counts as missing.
 */
async function doubtsOf(
  issue: Issue,
  isNew: boolean,
  beside: readonly DraftItem[],
  { issues, store }: ReadPushOptions,
): Promise<string[]> {
  const titles = new Set(issue.articles.map(({ title }) => title));
  const overview = createLibraryOverview(beside.map((item) => item.issue));
  for (const entry of issues()) {
    overview.addNumbers(entry);
    if (!entry.articles.some(({ title }) => titles.has(title))) continue;
    const twin = await store.read(entry.id);
    if (twin) overview.add(twin);
  }
  return [...(isNew ? overview.gap(issue) : []), ...overview.duplicates(issue)];
}

/** Some ten times the longest issue; a book would keep the bot from answering while it is read. UTF-16 units. */
const MOST_CHARACTERS = 500_000;

type One =
  | { kind: 'classified' }
  | { kind: 'held' | 'refused'; reason: string }
  | { kind: 'issue'; item: DraftItem };

async function readOne(file: IncomingFile, { readDocument }: ReadPushOptions): Promise<One> {
  let document: ReadDocument;
  try {
    document = await readDocument(file);
  } catch (error) {
    return { kind: 'refused', reason: reasonOf(error) };
  }
  const secrecy = checkSecrecy(document, file.name);
  if (secrecy.verdict === 'refuse') return { kind: 'classified' };
  const characters = document.lines.reduce((sum, { text }) => sum + text.length, 0);
  if (characters > MOST_CHARACTERS) return { kind: 'refused', reason: words.tooMuchText(MOST_CHARACTERS) };
  const { verdict, reason, issue, warnings } = readIssue(document, file.name);
  if (!issue) {
    return verdict === 'hold'
      ? { kind: 'held', reason: reason ?? publishing.noIssue }
      : { kind: 'refused', reason: reason ?? publishing.unreadable };
  }
  const doubts = warnings.map(sentenceOf);
  return {
    kind: 'issue',
    item: {
      name: file.name === '' ? null : file.name,
      issue,
      // A guess that an editor can check in the preview is a doubt there, not a reason to wait for an administrator.
      warnings: doubts,
      held: secrecy.reason,
      over: null,
    },
  };
}

const sentenceOf = ({ text, where }: Warning): string => (where ? publishing.warningAt(text, where) : text);

const reasonOf = (error: unknown): string =>
  error instanceof UnreadableDocumentError ? error.reason : publishing.unreadable;
