/** Writes the library and its state in DATA_DIR to one file, encrypted where BACKUP_KEY is set. */
import { stat } from 'node:fs/promises';
import { writeBackup } from '../src/adapters/stores/backup.ts';
import { backupPathIn, rotateBackups } from '../src/adapters/stores/backup-rotation.ts';
import { createCommand } from '../src/adapters/terminal/command.ts';
import { createProgress } from '../src/adapters/terminal/progress.ts';
import { ConfigError } from '../src/core/errors.ts';
import { onCloudflare, backup as wording } from '../src/core/wording.ts';
import { readConfig, runCommand } from '../src/entry/command-line.ts';
import { noteBackup, withDataDirOf } from '../src/entry/d1-backup.ts';
import { d1Of, withD1Options } from '../src/entry/d1-for-commands.ts';

await runCommand(async () => {
  const command = withD1Options(createCommand('npm run backup --', wording.aboutBackup), '--from')
    .usage(wording.backupUsage)
    .argument(wording.target, wording.targetFile)
    .option('--keep <n>', wording.keep)
    .parse();
  const { dataDir, backupDir, backupKey: key } = readConfig();
  const target = command.args[0] ?? backupDir;
  if (!target) throw new ConfigError(wording.nowhere);
  const isFolder = target === backupDir || target.endsWith('/') || (await isFolderThere(target));
  const keep = keepOf(command.opts<{ keep?: string }>().keep, isFolder);

  const createdAt = new Date().toISOString();
  const file = isFolder ? backupPathIn(target, createdAt, key !== null) : target;
  const progress = createProgress(wording.working);
  const database = d1Of(command, 'from');
  const write = (from: string) =>
    writeBackup({ dataDir: from, file, createdAt, key, onProgress: progress.update });
  const { files, isNoted } = await (database ? withDataDirOf(database, write) : write(dataDir)).finally(
    progress.stop,
  );
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  say(wording.written(file, files.length, (bytes / 2 ** 20).toFixed(1)));
  if (database) {
    say(onCloudflare.backedUp);
    await noteBackup(database, createdAt);
  }
  if (!isNoted && !database) process.stderr.write(`${wording.notNoted(dataDir)}\n`);
  if (key) say(wording.encrypted);
  if (keep === null) return;
  const removed = await rotateBackups(target, keep, Date.now());
  if (removed.length > 0) say(wording.removed(removed.length));
});

async function isFolderThere(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** null: all stay. @throws ConfigError */
function keepOf(given: string | undefined, isFolder: boolean): number | null {
  if (given === undefined) return null;
  const keep = /^\d{1,4}$/.test(given) ? Number(given) : 0;
  if (!isFolder || keep < 1 || keep > 3650) throw new ConfigError(wording.keepNeedsFolder);
  return keep;
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
