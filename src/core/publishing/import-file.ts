import { type Issue, issueLabel } from '../bulletin.ts';
import { StoreError, UnreadableDocumentError } from '../errors.ts';
import type { HeldStore, IncomingFile, IssueStore, ReadDocument } from '../ports.ts';
import { readIssue } from '../reading/read-issue.ts';
import type { Reading, Warning } from '../reading/reading.ts';
import { publishing } from '../wording.ts';
import type { LibraryOverview } from './library-overview.ts';
import { type LineChange, publishIssue } from './publish.ts';

/** What became of one file. */
export interface ImportReport {
  status: 'published' | 'unchanged' | 'replaced' | 'held' | 'refused';
  /** Why it is held or refused: a sentence for whoever sent it. */
  reason?: string;
  /** Refused as a state secret, of which no copy may stay; any other refused file may still be of use to somebody. */
  classified?: true;
  /** The issue it became or would become. */
  issue?: Issue;
  /** What an editor should look at, one sentence each. */
  warnings?: string[];
  /** Where its text and the text in the library are not the same. */
  diff?: LineChange[];
}

export interface ImportOptions {
  readDocument(file: IncomingFile): Promise<ReadDocument>;
  store: IssueStore;
  held: HeldStore;
  /** What the library holds already; hears of what is published. */
  overview: LibraryOverview;
  /** Puts the file itself by, under the issue it became. */
  keepOriginal(issue: Issue, file: IncomingFile): Promise<void>;
  /** ISO 8601. */
  now: string;
  /** Another text replaces the issue in the library. */
  force: boolean;
  /** An administrator has looked at the file and wants it published: marks that hold a file no longer do. */
  approved?: boolean;
}

/**
 * Reads one file and publishes it, holds it (待定) or refuses it (拒收). A file that is refused leaves nothing anywhere;
 * the same goes for one that cannot be read, which its sender still has.
 * @throws StoreError when neither the library nor the place for held files can be written
 */
export async function importFile(file: IncomingFile, options: ImportOptions): Promise<ImportReport> {
  const reading = await read(file, options.readDocument);
  const warnings = reading.warnings.map(sentenceOf);
  const report = (status: ImportReport['status'], more: Partial<ImportReport>): ImportReport => ({
    status,
    ...more,
    ...(warnings.length > 0 && { warnings }),
  });
  const hold = async (reason: string, more: Partial<ImportReport> = {}): Promise<ImportReport> => {
    await options.held.hold(file, reason, options.now);
    return report('held', { reason, ...more });
  };

  const { issue } = reading;
  if (reading.verdict === 'refuse') {
    const { reason, classified } = reading;
    return { status: 'refused', reason: reason ?? publishing.unreadable, ...(classified && { classified }) };
  }
  if (!issue) return hold(reading.reason ?? publishing.noIssue);
  if (reading.verdict === 'hold' && !options.approved) {
    return hold(reading.reason ?? publishing.noIssue, { issue });
  }

  const publication = await publishIssue(issue, options).catch((error) => {
    if (error instanceof StoreError) return error;
    throw error;
  });
  if (publication instanceof StoreError) return hold(publication.message, { issue });
  const label = issueLabel(publication.issue);
  switch (publication.status) {
    case 'differs': {
      const { diff } = publication;
      const removed = diff.filter((line) => line.kind === 'removed').length;
      return hold(publishing.differs(label, removed, diff.length - removed), { issue, diff });
    }
    case 'withdrawn':
      return hold(publishing.withdrawn(label), { issue });
    default:
      warnings.push(...options.overview.duplicates(publication.issue));
      options.overview.add(publication.issue);
      await options.keepOriginal(publication.issue, file);
      return report(publication.status, {
        issue: publication.issue,
        ...('diff' in publication && { diff: publication.diff }),
      });
  }
}

type Read = Pick<Reading, 'verdict' | 'reason' | 'classified' | 'issue' | 'warnings'>;

/** One file must not stop the others, whatever it does to its reader. */
async function read(file: IncomingFile, readDocument: ImportOptions['readDocument']): Promise<Read> {
  try {
    return readIssue(await readDocument(file), file.name);
  } catch (error) {
    const reason = error instanceof UnreadableDocumentError ? error.reason : publishing.unreadable;
    return { verdict: 'refuse', reason, issue: null, warnings: [] };
  }
}

const sentenceOf = ({ text, where }: Warning): string => (where ? publishing.warningAt(text, where) : text);
