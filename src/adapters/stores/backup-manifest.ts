import { z } from 'zod';

/** Changes when an older program could no longer restore what a newer one writes. */
export const BACKUP_FORMAT = 'wenbao-backup-1';
export const MANIFEST_NAME = 'manifest.json';
/** Where the files of the data directory stand in the archive. */
export const DATA_PREFIX = 'data/';

export const backupManifest = z.object({
  format: z.literal(BACKUP_FORMAT),
  /** ISO 8601. */
  createdAt: z.string(),
  files: z.array(
    z.object({
      /** Relative to the data directory, with `/`; never out of it. */
      path: z
        .string()
        .refine(
          (path) => !path.split('/').some((part) => ['', '.', '..'].includes(part) || part.includes('\\')),
        ),
      size: z.number().int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});

export type BackupManifest = z.infer<typeof backupManifest>;
