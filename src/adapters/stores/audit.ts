import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Audit, AuditEntry } from '../../core/ports.ts';
import { audit as words } from '../../core/wording.ts';
import { cannotRead, cannotWrite, isMissing } from '../disk/disk-errors.ts';
import { makeFolders } from '../disk/make-folders.ts';
import { syncFolder } from '../disk/replace-file.ts';
import { createLibraryLock } from './locks.ts';

const entrySchema = z.strictObject({
  at: z.number(),
  by: z.string(),
  act: z.enum(['published', 'corrected', 'withdrawn', 'synonym', 'golden']),
  issue: z
    .strictObject({ id: z.string(), label: z.string(), from: z.number().nullable(), to: z.number() })
    .optional(),
  detail: z.string().optional(),
});
const lineSchema = z.strictObject({ entry: entrySchema, hash: z.string() });

/** Before the first line. */
const START = '0'.repeat(64);

/**
 * The audit log in `state/audit/log.jsonl`, for every process on this library. Each line carries the SHA-256 of its
 * entry and of the hash before it, so that a line that was changed, taken out or put in breaks the chain.
 * NOTE: lines cut off at the end leave no break; a copy elsewhere (`npm run backup`) shows them.
 */
export function createFileAudit({ dataDir }: { dataDir: string }): Audit {
  const path = join(dataDir, 'state', 'audit', 'log.jsonl');
  const exclusively = createLibraryLock(dataDir);
  /** End of the file as this process left it: another process may have gone on from there. */
  let end = { size: 0, hash: START };

  async function append(entries: AuditEntry[]): Promise<void> {
    const isNew = (await sizeOf(path)) === null;
    await makeFolders(dirname(path));
    const file = await open(path, 'a+', 0o600);
    try {
      let { size } = await file.stat();
      let { hash } = end;
      if (size !== end.size) {
        const text = await file.readFile('utf8');
        // A last line without its end was never said to be kept.
        const whole = text.slice(0, text.lastIndexOf('\n') + 1);
        if (whole.length < text.length) await file.truncate(Buffer.byteLength(whole));
        size = Buffer.byteLength(whole);
        hash = lastHash(whole);
      }
      let added = '';
      // In one order of keys, as reading gives them back.
      for (const entry of entries.map((one) => entrySchema.parse(one) as AuditEntry)) {
        hash = hashOf(hash, entry);
        added += `${JSON.stringify({ entry, hash })}\n`;
      }
      await file.appendFile(added);
      await file.sync();
      end = { size: size + Buffer.byteLength(added), hash };
    } finally {
      await file.close();
    }
    if (isNew) await syncFolder(dirname(path));
  }

  return {
    async record(...entries) {
      if (entries.length === 0) return;
      await exclusively(() =>
        append(entries).catch((error) => {
          throw cannotWrite(path, error);
        }),
      );
    },
    async read() {
      const text = await readFile(path, 'utf8').catch((error) => {
        if (isMissing(error)) return '';
        throw cannotRead(path, error);
      });
      const entries: AuditEntry[] = [];
      let tampered: string | null = null;
      let before = START;
      const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
      for (const [i, line] of lines.slice(0, -1).entries()) {
        const read = lineSchema.safeParse(parse(line)).data;
        if (!read || read.hash !== hashOf(before, read.entry as AuditEntry))
          tampered ??= words.place(path, i + 1);
        if (!read) continue;
        entries.push(read.entry as AuditEntry);
        before = read.hash;
      }
      return { entries, tampered };
    },
  };
}

const hashOf = (before: string, entry: AuditEntry): string =>
  createHash('sha256')
    .update(`${before}\n${JSON.stringify(entry)}`)
    .digest('hex');

function lastHash(text: string): string {
  const line = text.trimEnd().split('\n').at(-1) ?? '';
  return lineSchema.safeParse(parse(line)).data?.hash ?? START;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    const file = await open(path, 'r');
    try {
      return (await file.stat()).size;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
