import type { Audience, Issue } from '../bulletin.ts';
import { issueLabel } from '../bulletin.ts';
import { passagesOf } from '../passages.ts';
import type { DraftItem } from './draft.ts';
import { changedLines, type LineChange, sameText } from './publish.ts';

/** What a card on the editors' desk (编辑台) shows. How it looks is the platform adapter's business. */
export type DeskFace =
  | { face: 'preview'; preview: Preview }
  | { face: 'batch'; batch: BatchView }
  | { face: 'receipt'; receipt: ReceiptView }
  | { face: 'choose'; candidates: { id: string; label: string }[] }
  | { face: 'withdrawal'; label: string; titles: string[] }
  | { face: 'closed'; text: string };

export interface Group {
  id: string;
  name: string;
}

/** One issue before it is published: what was read, what is doubtful, what it would change. */
export interface Preview {
  /** Name of the file as it came; null for pasted text. */
  name: string | null;
  label: string;
  issue: Issue;
  passages: number;
  warnings: string[];
  /** The mark for which only an administrator may publish it. */
  held: string | null;
  /** What stands in the library under the same name; null for a new issue. */
  difference: Difference | null;
  /** Groups that the audience may be. */
  groups: Group[];
  /** What happened to it just now, for whoever looks at it again. */
  note: string | null;
  /** When it ends, milliseconds since 1970. */
  endsAt: number;
}

interface Difference {
  version: number;
  status: Issue['status'];
  lines: LineChange[];
  /** The audience of what stands there, where it is another one. */
  audience: Audience | null;
}

/** Many issues in one archive. */
export interface BatchView {
  name: string | null;
  rows: BatchRow[];
  skipped: { name: string; reason: string }[];
  note: string | null;
  endsAt: number;
}

export interface BatchRow {
  label: string;
  articles: number;
  passages: number;
  warnings: number;
  held: boolean;
  /** Paragraphs that differ from the published version; null for a new issue. */
  changes: number | null;
}

/** What was published, and can be withdrawn from the card. */
export interface ReceiptView {
  issues: { id: string; label: string; articles: number; version: number }[];
}

export function previewOf(
  item: DraftItem,
  before: Issue | null,
  about: Pick<Preview, 'groups' | 'note' | 'endsAt'>,
): Preview {
  const { issue, warnings, held, name } = item;
  return {
    ...about,
    name,
    label: issueLabel(issue),
    issue,
    passages: passagesOf(issue).length,
    warnings,
    held,
    difference: before && differenceOf(before, issue),
  };
}

function differenceOf(before: Issue, issue: Issue): Difference {
  const { version, status, audience } = before;
  const lines = sameText(before, issue) ? [] : changedLines(before, issue);
  const sameAudience = JSON.stringify(audience) === JSON.stringify(issue.audience);
  return { version, status, lines, audience: sameAudience ? null : audience };
}

export function batchRow({ issue, warnings, held }: DraftItem, before: Issue | null): BatchRow {
  return {
    label: issueLabel(issue),
    articles: issue.articles.length,
    passages: passagesOf(issue).length,
    warnings: warnings.length,
    held: held !== null,
    changes: before && changedLines(before, issue).length,
  };
}
