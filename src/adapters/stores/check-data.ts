import { access, constants, readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError } from '../../core/errors.ts';
import { LITTLE_SPACE_BYTES, selfCheckAges } from '../../core/watching/self-check.ts';
import { storage, doctor as words } from '../../core/wording.ts';
import { errorCode } from '../disk/disk-errors.ts';
import { readLastBackup } from './backup.ts';
import { readDictionaryFile } from './dictionary-file.ts';
import { createFileIssueStore } from './files.ts';
import { createFileHeldStore } from './held-files.ts';
import { dictionaryFiles, laggingDictionary, SHIPPED_DICTIONARY } from './shipped-dictionary.ts';

/** One thing that was looked at, as for the app on the platform. */
interface DataCheck {
  subject: string;
  state: 'ok' | 'missing' | 'lacking';
  detail: string;
}

const ok = (subject: string): DataCheck => ({ subject, state: 'ok', detail: '' });
const lacking = (subject: string, detail: string): DataCheck => ({ subject, state: 'lacking', detail });

/** Looks at a data directory: may it be written, what does it hold, what of it cannot be read. Changes nothing, never throws. */
export async function checkData(options: {
  dataDir: string;
  backupDir: string | null;
  /** Milliseconds since 1970. */
  now: number;
}): Promise<DataCheck[]> {
  const { dataDir, backupDir, now } = options;
  try {
    await access(dataDir, constants.R_OK | constants.W_OK);
    const { bavail, bsize } = await statfs(dataDir);
    const { issues, broken } = await createFileIssueStore({ dataDir }).readAll();
    return [
      ok(words.dataDir(dataDir)),
      bavail * bsize < LITTLE_SPACE_BYTES ? lacking(words.space, words.littleSpace) : ok(words.space),
      issues.length > 0
        ? ok(words.library(issues.length))
        : lacking(words.library(issues.length), words.emptyLibrary),
      ...broken.map(({ path, line, reason }) => lacking(words.brokenIssue(path, line), reason)),
      ...(await checkDictionary(dataDir)),
      await checkIndex(join(dataDir, 'state', 'index')),
      ...(await checkHeld(dataDir)),
      ...(await checkDamaged(join(dataDir, 'state'))),
      ...(issues.length > 0 ? [await checkBackup(dataDir, backupDir, now)] : []),
    ];
  } catch (error) {
    const why = error instanceof StoreError ? error.message : storage.why(errorCode(error));
    return [{ subject: words.dataDir(dataDir), state: 'missing', detail: words.dataDirUnusable(why) }];
  }
}

async function checkDictionary(dataDir: string): Promise<DataCheck[]> {
  const checks: DataCheck[] = [];
  for (const name of dictionaryFiles) {
    let isUsable = true;
    await readDictionaryFile(join(dataDir, 'dictionary', name), () => {
      isUsable = false;
    });
    if (!isUsable) checks.push(lacking(words.dictionaryFile(name), words.dictionaryUnusable));
  }
  for (const { name, why } of await laggingDictionary(dataDir))
    checks.push(
      lacking(
        words.dictionaryFile(name),
        why === 'unknown' ? words.dictionaryUnknown(join(SHIPPED_DICTIONARY, name)) : words.dictionaryBehind,
      ),
    );
  return checks.length > 0 ? checks : [ok(words.dictionary)];
}

async function checkIndex(folder: string): Promise<DataCheck> {
  const isThere = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isThere ? ok(words.index) : lacking(words.index, words.noIndex);
}

async function checkHeld(dataDir: string): Promise<DataCheck[]> {
  const held = await createFileHeldStore({ dataDir }).list();
  return held.length > 0 ? [lacking(words.held(held.length), words.seeHeld)] : [];
}

/** Copies of records that were found damaged. */
async function checkDamaged(state: string): Promise<DataCheck[]> {
  const names = await readdir(state, { recursive: true }).catch(() => []);
  return names
    .filter((name) => /\.damaged-\w+\.jsonl$/.test(name))
    .map((name) => lacking(words.damagedRecord(join(state, name)), words.lookAtDamaged));
}

async function checkBackup(dataDir: string, backupDir: string | null, now: number): Promise<DataCheck> {
  if (backupDir) {
    const isWritable = await access(backupDir, constants.W_OK).then(
      () => true,
      (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
    );
    if (!isWritable) return lacking(words.backup, words.backupDirUnusable(backupDir));
  }
  const last = await readLastBackup(dataDir);
  if (last === null) return lacking(words.backup, backupDir ? words.noBackupYet : words.noBackup);
  const days = Math.floor((now - last) / (24 * 3_600_000));
  return now - last > selfCheckAges.backupMs
    ? lacking(words.backup, words.oldBackup(days))
    : ok(words.backup);
}
