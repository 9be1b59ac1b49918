import { issueLabel } from '../bulletin.ts';
import type { AuditEntry } from '../ports.ts';
import type { ImportReport } from './import-file.ts';

/** What the audit log should hold of a file that was imported; nothing where it changed nothing. */
export function auditOfImport({ status, issue }: ImportReport, by: string, at: number): AuditEntry[] {
  if (!issue || (status !== 'published' && status !== 'replaced')) return [];
  const isNew = status === 'published';
  const about = {
    id: issue.id,
    label: issueLabel(issue),
    from: isNew ? null : issue.version - 1,
    to: issue.version,
  };
  return [{ at, by, act: isNew ? 'published' : 'corrected', issue: about }];
}
