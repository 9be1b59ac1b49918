import { issueLabel } from '../bulletin.ts';
import type { IssueStore } from '../ports.ts';

/** Published issues read from scans that no editor has confirmed. @throws StoreError */
export async function unproofedIssues(
  store: Pick<IssueStore, 'readAll'>,
): Promise<{ id: string; label: string }[]> {
  const { issues } = await store.readAll();
  return issues
    .filter(({ source, status }) => source.unproofed && status === 'published')
    .map((issue) => ({ id: issue.id, label: issueLabel(issue) }));
}
