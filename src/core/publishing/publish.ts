import { diffArrays } from 'diff';
import type { Issue } from '../bulletin.ts';
import { ConflictError } from '../errors.ts';
import { formatIssue } from '../issue-file.ts';
import type { IssueStore } from '../ports.ts';

/** One line of an issue file that only the old or only the new text has. */
export interface LineChange {
  kind: 'removed' | 'added';
  text: string;
}

/** What became of an issue. `issue` is the one that now stands in the library; `differs` and `withdrawn` changed nothing. */
type Publication =
  | { status: 'published' | 'unchanged' | 'withdrawn'; issue: Issue }
  | { status: 'replaced' | 'differs'; issue: Issue; diff: LineChange[] };

/**
 * Publishes an issue under its identity (刊物, year, number or 增刊). The same text again is `unchanged`, white space
 * aside. Another text `differs` and stays out unless `force`; then it becomes the next version and the old one is kept.
 * An issue that was withdrawn (撤回) comes back only by `force`. Who may see the issue stays as it was.
 * @throws StoreError when the library cannot be read or written
 */
export async function publishIssue(
  issue: Issue,
  { store, force = false }: { store: IssueStore; force?: boolean },
): Promise<Publication> {
  const existing = await store.read(issue.id);
  if (existing?.status === 'withdrawn' && !force) return { status: 'withdrawn', issue: existing };
  const same = existing !== null && sameText(existing, issue);
  if (same && existing.status === 'published') return { status: 'unchanged', issue: existing };

  const diff = existing ? changedLines(existing, issue) : [];
  if (existing && !force) return { status: 'differs', issue: existing, diff };

  const next: Issue = {
    ...issue,
    status: 'published',
    version: (existing?.version ?? 0) + 1,
    audience: existing?.audience ?? issue.audience,
  };
  try {
    await store.write(next, { version: existing?.version ?? null });
  } catch (error) {
    // Someone else published this issue in between: decide again, by what is there now.
    if (error instanceof ConflictError) return publishIssue(issue, { store, force });
    throw error;
  }
  return existing ? { status: 'replaced', issue: next, diff } : { status: 'published', issue: next };
}

/** The issue as its file, but for what says nothing about its text. */
function linesOf(issue: Issue): string[] {
  const plain: Issue = {
    ...issue,
    audience: { kind: 'everyone' },
    status: 'published',
    version: 1,
    source: { file: null, format: '', unproofed: false },
  };
  return formatIssue(plain)
    .split('\n')
    .filter((line) => line !== '');
}

const withoutSpace = (line: string): string => line.replace(/\s+/gu, '');

/** Whether two issues say the same, white space, audience, status and version aside. */
export function sameText(a: Issue, b: Issue): boolean {
  return withoutSpace(linesOf(a).join('')) === withoutSpace(linesOf(b).join(''));
}

/** With more lines changed than this, two issues are two texts, and finding what they share would take too long. */
const MOST_CHANGES = 2_000;

/** What `newer` changes in `older`, line by line of their files in order: one line is one paragraph, heading or table row. */
export function changedLines(older: Issue, newer: Issue): LineChange[] {
  const [before, after] = [linesOf(older), linesOf(newer)];
  const options = { maxEditLength: MOST_CHANGES };
  const found = diffArrays(before.map(withoutSpace), after.map(withoutSpace), options);
  const changes = found ?? [
    { removed: true, added: false, count: before.length },
    { removed: false, added: true, count: after.length },
  ];
  let [atBefore, atAfter] = [0, 0];
  const lines: LineChange[] = [];
  for (const { removed, added, count = 0 } of changes) {
    const gone = before.slice(atBefore, added ? atBefore : atBefore + count);
    const come = after.slice(atAfter, removed ? atAfter : atAfter + count);
    atBefore += gone.length;
    atAfter += come.length;
    if (removed) lines.push(...gone.map((text) => ({ kind: 'removed', text }) as const));
    if (added) lines.push(...come.map((text) => ({ kind: 'added', text }) as const));
  }
  return lines;
}
