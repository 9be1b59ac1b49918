/** Puts the library and state of a backup into DATA_DIR, after checking every byte of it. */
import { restoreBackup } from '../src/adapters/stores/restore.ts';
import { createCommand } from '../src/adapters/terminal/command.ts';
import { onCloudflare, backup as wording } from '../src/core/wording.ts';
import { readConfig, runCommand } from '../src/entry/command-line.ts';
import { restoreToD1 } from '../src/entry/d1-backup.ts';
import { d1Of, withD1Options } from '../src/entry/d1-for-commands.ts';

await runCommand(async () => {
  const command = withD1Options(createCommand('npm run restore --', wording.aboutRestore), '--to')
    .usage(`${wording.usage} [--force]`)
    .argument(wording.argument, wording.file)
    .option('--force', wording.force)
    .parse();
  const [file] = command.args as [string];
  const { force = false } = command.opts<{ force?: true }>();
  const { dataDir, backupKey: key } = readConfig();
  const database = d1Of(command, 'to');
  if (database) {
    const { issues, createdAt } = await restoreToD1(database, { file, key, force });
    process.stdout.write(`${onCloudflare.restored(issues, createdAt)}\n`);
    return;
  }
  const stamp = new Date().toISOString().replace(/[:.]/g, '-');
  const { manifest, kept } = await restoreBackup({ dataDir, file, force, stamp, key });
  process.stdout.write(`${wording.restored(dataDir, manifest.files.length, manifest.createdAt)}\n`);
  if (kept) process.stdout.write(`${wording.kept(kept)}\n`);
});
