/** Puts the library and state of a backup into DATA_DIR, after checking every byte of it. */
import { restoreBackup } from '../src/adapters/stores/restore.ts';
import { createCommand } from '../src/adapters/terminal/command.ts';
import { backup as wording } from '../src/core/wording.ts';
import { readConfig, runCommand } from '../src/entry/command-line.ts';

await runCommand(async () => {
  const command = createCommand('npm run restore --', wording.aboutRestore)
    .usage(`${wording.usage} [--force]`)
    .argument(wording.argument, wording.file)
    .option('--force', wording.force)
    .parse();
  const [file] = command.args as [string];
  const { force = false } = command.opts<{ force?: true }>();
  const { dataDir, backupKey: key } = readConfig();
  const stamp = new Date().toISOString().replace(/[:.]/g, '-');
  const { manifest, kept } = await restoreBackup({ dataDir, file, force, stamp, key });
  process.stdout.write(`${wording.restored(dataDir, manifest.files.length, manifest.createdAt)}\n`);
  if (kept) process.stdout.write(`${wording.kept(kept)}\n`);
});
