import { join } from 'node:path';
import { createD1Audit } from '../adapters/d1/audit.ts';
import type { Database } from '../adapters/d1/database.ts';
import { forgetInD1 } from '../adapters/d1/forget-person.ts';
import { forgetPerson } from '../adapters/inbox/forget-person.ts';
import { createFileAudit } from '../adapters/stores/audit.ts';
import { createFileIssueStore } from '../adapters/stores/files.ts';
import { forgetDrafts } from '../adapters/stores/forget-drafts.ts';
import { createFileHeldStore } from '../adapters/stores/held-files.ts';
import { holdBotLock } from '../adapters/stores/locks.ts';
import type { Audit, HeldStore, IssueStore } from '../core/ports.ts';

/** Where a command works: on a data directory, or on D1 where its options name one. */
interface CommandTarget {
  dataDir: string;
  database: Database | null;
}

export const auditIn = ({ dataDir, database }: CommandTarget): Audit =>
  database ? createD1Audit(database) : createFileAudit({ dataDir });

/** Files that wait on this machine: those of D1 are for administrators' pages alone. */
export const heldFilesIn = (dataDir: string): HeldStore => createFileHeldStore({ dataDir });

export const issuesIn = (dataDir: string): IssueStore => createFileIssueStore({ dataDir });

/** Removes what is one person's, and says how much it was. @throws StoreError, also while the bot runs on these files */
export async function forgetIn(
  { dataDir, database }: CommandTarget,
  user: string,
): Promise<{ rows: number; drafts: number }> {
  if (database) return forgetInD1(database, user);
  const release = await holdBotLock(dataDir);
  try {
    const rows = await forgetPerson(join(dataDir, 'state'), user);
    return { rows, drafts: await forgetDrafts(dataDir, user) };
  } finally {
    await release();
  }
}
